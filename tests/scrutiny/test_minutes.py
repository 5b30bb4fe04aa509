"""Minutes: written item by item, finished, published as draft minutes."""

import datetime

import pytest
from django.utils import timezone

from boards.deeds.refusals import Refused, Stale
from boards.models import Attendance, LogEntry, Meeting
from reports.models import Publication
from scrutiny.compose import compose_minutes
from scrutiny.deeds import minutes as deeds
from scrutiny.deeds import paragraphs
from scrutiny.deeds.numbering_rules import set_numbering
from scrutiny.deeds.resolutions import resolve
from scrutiny.models import Minute, MinuteParagraph, Minutes, NumberingRule, Resolution
from scrutiny.unfinished import unfinished
from tests.builders import make_item, make_meeting
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    make_item(meeting, "Declarations of interest")
    make_item(meeting, "Report of the Independent Chair", purpose="To receive the report.")
    return meeting


@pytest.fixture
def minutes(cast: Cast, meeting: Meeting) -> Minutes:
    return deeds.start_minutes(by=cast.cleo, meeting=meeting)


def item(minutes: Minutes, position: int) -> Minute:
    return minutes.items.get(item__position=position)


def say(cast: Cast, minute: Minute, *texts: str, kind: str = "note") -> None:
    """Write ``texts`` into an item, the first into its empty paragraph."""
    first = minute.paragraphs.get(position=1)
    change = paragraphs.ParagraphChange(key=first.key, version=first.version, kind=kind, text=texts[0])
    assert paragraphs.write_minutes(by=cast.cleo, minutes=minute.minutes, changes=[change]).is_whole
    for text in texts[1:]:
        paragraphs.add_paragraph(by=cast.cleo, minute=minute, kind=kind, text=text)


def finish(cast: Cast, minutes: Minutes) -> None:
    Attendance.objects.create(meeting=minutes.meeting, user=cast.con, name="Con Councillor", how="present")
    say(cast, item(minutes, 1), "There were none.")
    say(cast, item(minutes, 2), "The Chair introduced the report.", "A member asked about the pace.")
    resolve(by=cast.cleo, minute=item(minutes, 1), version=0, verb="none", text="")
    resolve(by=cast.cleo, minute=item(minutes, 2), version=0, verb="note", text="that the report be noted.")


def test_minutes_open_with_a_minute_for_each_item(cast: Cast, minutes: Minutes) -> None:
    assert [str(row.item) for row in minutes.items.all()] == [
        "1. Declarations of interest",
        "2. Report of the Independent Chair",
    ]
    assert minutes.publication.kind == Publication.Kind.MINUTES
    assert LogEntry.objects.get().deed == "opened the minutes of"


def test_a_meeting_to_come_is_not_minuted(cast: Cast) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    meeting = make_meeting(cast.committee, tomorrow, published_by=cast.cleo)
    with pytest.raises(Refused, match="has not been held yet"):
        deeds.start_minutes(by=cast.cleo, meeting=meeting)


def test_a_meeting_without_a_published_agenda_is_not_minuted(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10")
    with pytest.raises(Refused, match="was not published"):
        deeds.start_minutes(by=cast.cleo, meeting=meeting)


def test_minutes_are_opened_once(cast: Cast, meeting: Meeting, minutes: Minutes) -> None:
    with pytest.raises(Refused, match="already"):
        deeds.start_minutes(by=cast.cleo, meeting=meeting)


def test_what_is_unfinished_is_named(cast: Cast, minutes: Minutes) -> None:
    assert unfinished(minutes) == [
        "Record who attended the meeting.",
        "Write what was said on item 1, “Declarations of interest”.",
        "Record the resolution of item 1, or that there was none.",
        "Write what was said on item 2, “Report of the Independent Chair”.",
        "Record the resolution of item 2, or that there was none.",
    ]
    with pytest.raises(Refused, match=r"Record who attended the meeting\."):
        deeds.make_ready(by=cast.cleo, minutes=minutes, version=minutes.version)
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.WRITING


def test_two_clerks_never_overwrite_each_other(cast: Cast, minutes: Minutes) -> None:
    row = item(minutes, 1).paragraphs.get()
    mine = paragraphs.ParagraphChange(key=row.key, version=1, kind="note", text="What I heard.")
    theirs = paragraphs.ParagraphChange(key=row.key, version=1, kind="note", text="What they heard.")
    paragraphs.write_minutes(by=cast.cleo, minutes=minutes, changes=[theirs])
    written = paragraphs.write_minutes(by=cast.cleo, minutes=minutes, changes=[mine])
    clash = paragraphs.Clash(theirs="What they heard.", yours="What I heard.", version=2)
    assert written.clashes == {row.key: clash}
    row.refresh_from_db()
    assert row.text == "What they heard."


def test_saving_what_is_there_leaves_no_entry(cast: Cast, minutes: Minutes) -> None:
    row = item(minutes, 1).paragraphs.get()
    entries = LogEntry.objects.count()
    same = paragraphs.ParagraphChange(key=row.key, version=row.version, kind="note", text="")
    paragraphs.write_minutes(by=cast.cleo, minutes=minutes, changes=[same])
    assert LogEntry.objects.count() == entries


def test_paragraphs_move_and_leave_within_their_item(cast: Cast, minutes: Minutes) -> None:
    minute = item(minutes, 2)
    say(cast, minute, "One", "Two", "Three")
    three = minute.paragraphs.get(text="Three")
    paragraphs.move_paragraph(by=cast.cleo, minute=minute, key=three.key, way="up")
    assert [row.text for row in paragraphs.standing_in(minute)] == ["One", "Three", "Two"]
    paragraphs.remove_paragraph(by=cast.cleo, minute=minute, key=three.key)
    assert [(row.position, row.text) for row in paragraphs.standing_in(minute)] == [(1, "One"), (2, "Two")]
    assert MinuteParagraph.objects.get(key=three.key).text == "Three"


def test_a_paragraph_of_another_item_is_out_of_reach(cast: Cast, minutes: Minutes) -> None:
    elsewhere = item(minutes, 1).paragraphs.get()
    with pytest.raises(Refused, match="no longer there"):
        paragraphs.remove_paragraph(by=cast.cleo, minute=item(minutes, 2), key=elsewhere.key)


@pytest.mark.parametrize(
    ("verb", "text", "said"),
    [
        ("note", "", "Enter the words of the resolution, for example: that the report be noted."),
        (
            "none",
            "that it be noted",
            "“No resolution” has no words. Remove them, or choose what was resolved.",
        ),
        ("applaud", "that it be", "Choose what kind of resolution this is, or “No resolution”."),
    ],
)
def test_a_resolution_has_words_or_is_none(
    cast: Cast, minutes: Minutes, verb: str, text: str, said: str
) -> None:
    with pytest.raises(Refused) as refusal:
        resolve(by=cast.cleo, minute=item(minutes, 1), version=0, verb=verb, text=text)
    assert refusal.value.sentence == said


def test_a_resolution_changed_in_between_is_not_overwritten(cast: Cast, minutes: Minutes) -> None:
    minute = item(minutes, 1)
    resolve(by=cast.cleo, minute=minute, version=0, verb="note", text="that it be noted.")
    resolve(by=cast.cleo, minute=minute, version=1, verb="receive", text="that it be received.")
    with pytest.raises(Stale):
        resolve(by=cast.cleo, minute=minute, version=1, verb="refer", text="that it be referred.")


@pytest.mark.parametrize(
    ("verb", "obliges"),
    [("note", False), ("receive", False), ("approve", False), ("none", False)]
    + [(verb, True) for verb in ("recommend", "refer", "request")],
)
def test_only_some_resolutions_oblige(cast: Cast, minutes: Minutes, verb: str, obliges: bool) -> None:
    text = "" if verb == "none" else "that it be so."
    assert resolve(by=cast.cleo, minute=item(minutes, 1), version=0, verb=verb, text=text).obliges is obliges


def test_the_paper_has_attendance_items_numbers_and_resolutions(cast: Cast, minutes: Minutes) -> None:
    set_numbering(
        by=cast.cleo,
        body=cast.committee,
        since=datetime.date(2019, 5, 1),
        scheme=NumberingRule.Scheme.THROUGH_YEAR,
        first_number=23,
    )
    finish(cast, minutes)
    paper = compose_minutes(minutes)
    assert [(row.label, str(row.html)) for row in paper.cover] == [("Present", "Con Councillor")]
    assert [(section.number, section.heading) for section in paper.sections] == [
        ("23", "Declarations of interest"),
        ("24", "Report of the Independent Chair"),
    ]
    assert [(p.number, p.anchor, p.text, p.kind) for p in paper.sections[1].paragraphs] == [
        ("24.1", "m-24-1", "The Chair introduced the report.", ""),
        ("24.2", "m-24-2", "A member asked about the pace.", ""),
        ("", "m-24-resolution", "RESOLVED: that the report be noted.", "resolution"),
    ]


def test_the_reason_of_an_urgent_item_stands_in_its_minute(cast: Cast, meeting: Meeting) -> None:
    make_item(meeting, "Fire at the Cherwick office", urgency_reason="The office burned down last night.")
    minutes = deeds.start_minutes(by=cast.cleo, meeting=meeting)
    texts = [paragraph.text for paragraph in compose_minutes(minutes).sections[2].paragraphs]
    assert texts == [
        "The Chair took this item as urgent. The special circumstances: The office burned down last night."
    ]


def test_numbers_run_on_from_the_earlier_meetings_of_the_year(cast: Cast, minutes: Minutes) -> None:
    set_numbering(
        by=cast.cleo,
        body=cast.committee,
        since=datetime.date(2019, 5, 1),
        scheme=NumberingRule.Scheme.THROUGH_YEAR,
    )
    later = make_meeting(cast.committee, "2020-01-09", published_by=cast.cleo)
    make_item(later, "Item of January")
    next_year = make_meeting(cast.committee, "2020-06-11", published_by=cast.cleo)
    make_item(next_year, "Item of June")
    for meeting, number in ((later, "3"), (next_year, "1")):
        opened = deeds.start_minutes(by=cast.cleo, meeting=meeting)
        assert compose_minutes(opened).sections[0].number == number


def test_finished_minutes_are_not_written_any_more(cast: Cast, minutes: Minutes) -> None:
    finish(cast, minutes)
    ready = deeds.make_ready(by=cast.cleo, minutes=minutes, version=1)
    assert (ready.state, ready.version) == (Minutes.State.READY, 2)
    with pytest.raises(Refused, match="no longer being written"):
        paragraphs.add_paragraph(by=cast.cleo, minute=item(minutes, 1), text="More")
    taken_back = deeds.reopen(by=cast.cleo, minutes=ready, version=2)
    assert taken_back.state == Minutes.State.WRITING


def test_minutes_are_not_published_before_their_pdf_is_made(cast: Cast, minutes: Minutes) -> None:
    finish(cast, minutes)
    ready = deeds.make_ready(by=cast.cleo, minutes=minutes, version=1)
    with pytest.raises(Refused, match="PDF is still being made"):
        deeds.publish(by=cast.cleo, minutes=ready, version=2)
    ready.refresh_from_db()
    assert (ready.state, ready.publication.editions.count()) == (Minutes.State.READY, 0)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("that the report be noted.", "RESOLVED: that the report be noted."),
        ("That the update be received.", "RESOLVED: that the update be received."),
        ("the report be noted.", "RESOLVED: that the report be noted."),
        ("Resolved – That the report be noted.", "Resolved – That the report be noted."),
        ("that a\nthat b", "RESOLVED:\n- that a\n- that b"),
    ],
)
def test_a_resolution_is_printed_in_the_house_style(text: str, printed: str) -> None:
    assert Resolution(verb="note", text=text).in_house_style == printed


def test_words_after_a_blank_line_become_the_next_paragraph(cast: Cast, minutes: Minutes) -> None:
    say(cast, item(minutes, 1), "First words.\n- a bullet\n\nWords after a blank line.")
    paragraphs = compose_minutes(minutes).sections[0].paragraphs
    assert [(each.number, each.full_text) for each in paragraphs] == [
        ("1.1", "First words.\n- a bullet"),
        ("1.2", "Words after a blank line."),
    ]
