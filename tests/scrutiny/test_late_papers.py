"""The special circumstances of a late paper stand in the minutes of its item (LGA 1972 s.100B(4)(b))."""

from django.utils import timezone

from boards.models import Meeting, Restriction
from reports.models import Paper
from scrutiny.compose import compose_minutes
from scrutiny.deeds.minutes import start_minutes
from scrutiny.unfinished import unfinished
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.reports.stages import at

REASON = "The inspectors' letter came only yesterday."


def minuted(cast: Cast, meeting: Meeting) -> list[tuple[str, str]]:
    """The anchor and the words of each paragraph of the meeting's one item."""
    composed = compose_minutes(start_minutes(by=cast.cleo, meeting=meeting))
    return [(paragraph.anchor, paragraph.text) for paragraph in composed.sections[0].paragraphs]


def meeting_with_late_papers(cast: Cast) -> Meeting:
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    item = make_item(meeting, "The improvement plan")
    for title, reason in (("The slides", ""), ("The letter", REASON), ("The plan", "It was rewritten.")):
        Paper.objects.create(
            item=item,
            publication=at(cast, "published").publication,
            title=title,
            urgency_reason=reason,
            added_by=cast.cleo,
        )
    return meeting


def test_each_late_paper_is_named_with_its_reason_and_no_other(cast: Cast) -> None:
    assert minuted(cast, meeting_with_late_papers(cast)) == [
        (
            "m-1-urgency-1",
            f"The Chair took the paper “The letter” as urgent. The special circumstances: {REASON}",
        ),
        (
            "m-1-urgency-2",
            "The Chair took the paper “The plan” as urgent. The special circumstances: It was rewritten.",
        ),
    ]


def test_a_paper_that_is_not_for_publication_is_left_out_with_its_reason(cast: Cast) -> None:
    meeting = meeting_with_late_papers(cast)
    late = Paper.objects.get(title="The letter")
    assert late.publication is not None
    late.publication.restriction = Restriction.objects.create(
        kind="confidential", source="law", set_by=cast.cleo, set_at=timezone.now()
    )
    late.publication.save()
    assert [words for _, words in minuted(cast, meeting)] == [
        "The Chair took the paper “The plan” as urgent. The special circumstances: It was rewritten."
    ]


def test_minutes_wait_for_the_reason_of_a_paper_that_came_too_late(cast: Cast) -> None:
    meeting = meeting_with_late_papers(cast)
    minutes = start_minutes(by=cast.cleo, meeting=meeting)
    assert [sentence for sentence in unfinished(minutes) if "came too late" in sentence] == [
        "Say why the chair took as urgent: Paper “The slides”, which came too late."
    ]

    Paper.objects.filter(title="The slides").update(urgency_reason=REASON)
    assert not any("came too late" in sentence for sentence in unfinished(minutes))


def test_a_meeting_at_short_notice_has_given_its_reason_for_all_its_papers(cast: Cast) -> None:
    meeting = meeting_with_late_papers(cast)
    meeting.short_notice_reason = "The inspectors came in August."
    meeting.save()
    minutes = start_minutes(by=cast.cleo, meeting=meeting)
    assert not any("came too late" in sentence for sentence in unfinished(minutes))
