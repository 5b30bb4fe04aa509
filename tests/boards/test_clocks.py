"""Notice, agenda and each paper have a clock of their own (domain rules 1, 3, 4 and 6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards import clock
from boards.clocks import Clock, Kind, clocks_of
from boards.deadlines import State
from boards.models import Meeting, Restriction
from boards.notice import moved_deadlines
from reports.models import Edition, Paper
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.reports.stages import at, make_report


@contextmanager
def on(day: str) -> Iterator[None]:
    """As of a moment in UTC, such as 2019-10-02T12:00."""
    with clock.at(datetime.fromisoformat(f"{day}+00:00"), because="A test."):
        yield


def committee_meeting(cast: Cast, noticed: str = "2019-09-02T09:00", **facts: Any) -> Meeting:
    moment = datetime.fromisoformat(f"{noticed}+00:00")
    return make_meeting(cast.committee, "2019-10-10", notice_given_at=moment, **facts)


def clock_called(meeting: Meeting, kind: Kind) -> Clock:
    [found] = [each for each in clocks_of([meeting]) if each.kind is kind]
    return found


def published(at_moment: str, cast: Cast) -> dict[str, Any]:
    moment = datetime.fromisoformat(f"{at_moment}+00:00")
    return {"agenda_published_at": moment, "agenda_published_by": cast.cleo}


def test_notice_and_agenda_run_apart(cast: Cast) -> None:
    meeting = committee_meeting(cast, noticed="2019-10-02T22:59")
    with on("2019-10-03T12:00"):
        notice, agenda = clocks_of([meeting])
    assert (notice.kind, notice.deadline.state) == (Kind.NOTICE, State.IN_TIME)
    assert (agenda.kind, agenda.deadline.state) == (Kind.AGENDA, State.MISSED)
    assert notice.deadline.publish_by == agenda.deadline.publish_by == date(2019, 10, 2)
    assert notice.deadline.counted_text == "Thu 3, Fri 4, Mon 7, Tue 8, Wed 9 October"
    assert notice.is_met
    assert not agenda.is_met


def test_notice_given_at_half_past_eleven_in_utc_is_of_the_next_day_in_london(cast: Cast) -> None:
    meeting = committee_meeting(cast, noticed="2019-10-02T23:30")
    with on("2019-10-04T12:00"):
        notice = clock_called(meeting, Kind.NOTICE)
    assert notice.deadline.published_on == date(2019, 10, 3)
    assert notice.deadline.sentence == (
        "Published on Thursday 3 October 2019: 4 clear days; the law asks for 5."
    )
    assert [way.name for way in notice.deadline.ways_on] == [
        "Convene the meeting at short notice",
        "Take a late item as urgent",
        "Hold the meeting later",
    ]


def test_notice_is_five_days_even_where_the_body_sets_itself_more_for_its_agenda(cast: Cast) -> None:
    cast.committee.notice_days = 7
    cast.committee.save()
    meeting = committee_meeting(cast)
    with on("2019-09-20T12:00"):
        assert clock_called(meeting, Kind.NOTICE).deadline.publish_by == date(2019, 10, 2)
        assert clock_called(meeting, Kind.AGENDA).deadline.publish_by == date(2019, 9, 30)


def test_a_partnership_body_has_no_clock_of_notice(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2019-10-10")
    with on("2019-09-20T12:00"):
        assert [each.kind for each in clocks_of([meeting])] == [Kind.AGENDA]


def test_a_paper_to_follow_counts_as_not_published(cast: Cast) -> None:
    meeting = committee_meeting(cast, **published("2019-10-01T12:00", cast))
    Paper.objects.create(
        item=make_item(meeting, "The plan"), title="The plan", expected_on="2019-10-04", added_by=cast.cleo
    )
    with on("2019-10-03T12:00"):
        paper = clock_called(meeting, Kind.PAPER)
    assert (paper.is_awaited, paper.deadline.state, paper.verb) == (True, State.MISSED, "Bring the paper")
    assert paper.deadline.sentence == (
        "The deadline has passed. Published today, the paper has 4 clear days; the law asks for 5."
    )


def paper_of(cast: Cast, meeting: Meeting, edition: str, added: str) -> Paper:
    """A paper whose first edition came out at one moment and that was put on the agenda at another."""
    with on(edition):
        report = at(cast, "published", make_report(cast))
    assert Edition.objects.get(publication=report.publication).published_at == datetime.fromisoformat(
        f"{edition}+00:00"
    )
    return Paper.objects.create(
        item=make_item(meeting, "The Chair's report"),
        publication=report.publication,
        title=report.title,
        added_at=datetime.fromisoformat(f"{added}+00:00"),
        added_by=cast.cleo,
    )


def paper_clock(cast: Cast, edition: str, added: str) -> Clock:
    meeting = committee_meeting(cast, **published("2019-10-01T12:00", cast))
    paper_of(cast, meeting, edition, added)
    with on("2019-10-08T12:00"):
        return clock_called(meeting, Kind.PAPER)


def test_a_paper_is_public_from_its_first_edition(cast: Cast) -> None:
    paper = paper_clock(cast, edition="2019-10-02T22:59", added="2019-09-20T12:00")
    assert (paper.deadline.published_on, paper.deadline.state) == (date(2019, 10, 2), State.IN_TIME)


def test_a_paper_published_at_half_past_eleven_in_utc_is_of_the_next_day(cast: Cast) -> None:
    paper = paper_clock(cast, edition="2019-10-02T23:30", added="2019-09-20T12:00")
    assert (paper.deadline.published_on, paper.deadline.state) == (date(2019, 10, 3), State.SHORT)
    assert paper.verb == "Take it as urgent"


def test_a_paper_put_on_the_agenda_later_is_public_for_the_meeting_from_then(cast: Cast) -> None:
    paper = paper_clock(cast, edition="2019-09-02T12:00", added="2019-10-03T12:00")
    assert (paper.deadline.published_on, paper.deadline.state) == (date(2019, 10, 3), State.SHORT)


def test_a_paper_that_is_not_for_publication_has_no_clock(cast: Cast) -> None:
    meeting = committee_meeting(cast)
    paper = paper_of(cast, meeting, "2019-09-02T12:00", "2019-09-20T12:00")
    restriction = Restriction.objects.create(
        kind="confidential", source="law", set_by=cast.cleo, set_at=timezone.now()
    )
    with on("2019-09-20T12:00"):
        assert Kind.PAPER in [each.kind for each in clocks_of([meeting])]
        paper.item.restriction = restriction
        paper.item.save()
        assert Kind.PAPER not in [each.kind for each in clocks_of([meeting])]
        paper.item.restriction = None
        paper.item.save()
        assert paper.publication is not None
        paper.publication.restriction = restriction
        paper.publication.save()
        assert Kind.PAPER not in [each.kind for each in clocks_of([meeting])]


def test_clocks_of_many_meetings_ask_as_often_as_of_one(cast: Cast) -> None:
    for number in range(50):
        meeting = make_meeting(cast.committee, date(2019, 10, 10) + timedelta(days=number))
        item = make_item(meeting, f"Item {number}")
        Paper.objects.create(item=item, title="Plan", expected_on="2019-10-10", added_by=cast.cleo)
    meetings = list(Meeting.objects.select_related("body").prefetch_related("body__names"))
    with on("2019-09-20T12:00"):
        with CaptureQueriesContext(connection) as one:
            assert len(clocks_of(meetings[:1])) == 3
        with CaptureQueriesContext(connection) as fifty:
            assert len(clocks_of(meetings)) == 150
    assert len(one) == len(fifty) == 2


# ---- moved by a closed day


NEW_YEAR = date(2027, 1, 5)
EVE = {date(2026, 12, 24): "Christmas closure, council closed"}


def test_a_closed_christmas_eve_moves_the_deadline_of_5_january_2027(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, NEW_YEAR)
    untouched = make_meeting(cast.committee, "2026-12-22")
    with on("2020-01-01T12:00"):
        [moved] = moved_deadlines([meeting, untouched], {}, EVE)
        assert (moved.meeting, moved.before, moved.after) == (
            meeting,
            date(2026, 12, 23),
            date(2026, 12, 22),
        )
        assert moved.sentence == (
            "The last day to publish moved from Wednesday 23 December 2026 to Tuesday 22 December 2026."
        )
        [back] = moved_deadlines([meeting], EVE, {})
        assert (back.before, back.after) == (date(2026, 12, 22), date(2026, 12, 23))
        assert moved_deadlines([meeting], EVE, EVE) == []


def test_a_house_rule_moves_by_its_own_number_of_days(cast: Cast) -> None:
    cast.board.notice_days = 1
    cast.board.save()
    meeting = make_meeting(cast.board, NEW_YEAR)
    with on("2020-01-01T12:00"):
        assert moved_deadlines([meeting], {}, EVE) == []


def test_an_agenda_that_is_out_and_has_too_little_notice_since_is_told_as_such(cast: Cast) -> None:
    out = datetime(2020, 1, 2, 12, tzinfo=UTC)
    meeting = make_meeting(
        cast.committee, "2020-01-10", agenda_published_at=out, agenda_published_by=cast.cleo
    )
    with on("2020-01-03T12:00"):
        [moved] = moved_deadlines([meeting], {}, {date(2020, 1, 7): "Flood, council closed"})
    assert moved.is_short_now
    assert moved.sentence == (
        "The last day to publish moved from Thursday 2 January 2020 to Tuesday 31 December 2019. "
        "Published on Thursday 2 January 2020: 4 clear days; the law asks for 5."
    )
    assert len(moved.deadline.ways_on) == 3
