"""The minutes of the last meeting arrive on the next agenda by themselves."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from boards import clock
from boards.deeds.agenda import add_item
from boards.models import AgendaItem, Attendance, LogEntry, Meeting
from boards.standing import Arrival, arrivals_of
from scrutiny.compose import compose_minutes
from scrutiny.deeds import minutes as deeds
from scrutiny.deeds import paragraphs
from scrutiny.deeds.resolutions import resolve
from scrutiny.models import Minute, Minutes
from scrutiny.standing_minutes import bring_minutes_to_next_agenda
from tests.boards.pages import browser, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.editions import lay_pdf

DESK = "/desk/meetings/children-and-families-scrutiny-committee/2019-10-10/minutes/"


@pytest.fixture
def held(cast: Cast) -> Meeting:
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    make_item(meeting, "Report of the Independent Chair")
    return meeting


@pytest.fixture
def following(cast: Cast) -> Meeting:
    return make_meeting(cast.committee, "2019-11-14")


@pytest.fixture
def item(cast: Cast, held: Meeting, following: Meeting) -> AgendaItem:
    """The standing item of the next agenda, which is there before the minutes are."""
    return add_item(by=cast.cleo, meeting=following, title="Minutes", standing="minutes")


@pytest.fixture(autouse=True)
def in_october(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2019-10-21T09:00")


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    now = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


def write(cast: Cast, meeting: Meeting) -> Minutes:
    minutes = deeds.start_minutes(by=cast.cleo, meeting=meeting)
    Attendance.objects.create(meeting=meeting, user=cast.con, name="Con Councillor", how="present")
    for minute in Minute.objects.filter(minutes=minutes):
        box = minute.paragraphs.get()
        said = paragraphs.ParagraphChange(key=box.key, version=box.version, kind="note", text="It was said.")
        assert paragraphs.write_minutes(by=cast.cleo, minutes=minutes, changes=[said]).is_whole
        resolve(by=cast.cleo, minute=minute, version=0, verb="none", text="")
    minutes.refresh_from_db()
    return deeds.make_ready(by=cast.cleo, minutes=minutes, version=minutes.version)


def publish(cast: Cast, meeting: Meeting) -> Minutes:
    minutes = write(cast, meeting)
    lay_minutes_pdf(minutes)
    deeds.publish(by=cast.cleo, minutes=minutes, version=minutes.version)
    minutes.refresh_from_db()
    return minutes


def lay_minutes_pdf(minutes: Minutes) -> None:
    lay_pdf(compose_minutes(minutes, edition=1))


def papers(item: AgendaItem) -> list[str]:
    return list(item.papers.values_list("title", flat=True))


TITLE = "Minutes of the Children and Families Scrutiny Committee, 10 October 2019"


def test_published_minutes_come_with_the_item(cast: Cast, held: Meeting, following: Meeting) -> None:
    publish(cast, held)
    item = add_item(by=cast.cleo, meeting=following, title="Minutes", standing="minutes")
    assert papers(item) == [TITLE]


def test_minutes_published_later_come_onto_the_item_that_waits(
    cast: Cast, held: Meeting, item: AgendaItem
) -> None:
    assert papers(item) == []
    publish(cast, held)
    assert papers(item) == [TITLE]
    assert LogEntry.objects.filter(deed="put on the agenda", actor="Cleo Clerk").count() == 1


def test_a_correction_does_not_bring_them_twice(cast: Cast, held: Meeting, item: AgendaItem) -> None:
    minutes = publish(cast, held)
    bring_minutes_to_next_agenda(cast.cleo, minutes)
    assert papers(item) == [TITLE]


@pytest.mark.parametrize(("day", "brought"), [("2019-11-06", True), ("2019-11-07", False)])
def test_on_a_published_agenda_they_come_while_they_are_in_time(
    cast: Cast,
    held: Meeting,
    following: Meeting,
    item: AgendaItem,
    monkeypatch: pytest.MonkeyPatch,
    day: str,
    brought: bool,
) -> None:
    """Thu 14 Nov 2019: the last day that gives five clear days is Wed 6 Nov."""
    Meeting.objects.filter(pk=following.pk).update(
        agenda_published_at=clock.now(), agenda_published_by=cast.cleo
    )
    set_clock(monkeypatch, f"{day}T12:00")
    publish(cast, held)
    assert papers(item) == ([TITLE] if brought else [])


def test_only_the_next_meeting_that_takes_place_and_has_the_item_gets_them(cast: Cast, held: Meeting) -> None:
    off = make_meeting(cast.committee, "2019-10-31", standing="cancelled", standing_reason="Half term")
    called_off = make_item(off, "M", standing="minutes")
    following = make_meeting(cast.committee, "2019-11-14")
    ordinary = make_item(following, "Minutes")
    standing = make_item(following, "The last minutes", standing="minutes")
    after = make_item(make_meeting(cast.committee, "2019-12-12"), "M", standing="minutes")
    elsewhere = make_item(make_meeting(cast.board, "2019-11-14"), "M", standing="minutes")
    publish(cast, held)
    assert [papers(each) for each in (called_off, ordinary, standing, after, elsewhere)] == [
        [],
        [],
        [TITLE],
        [],
        [],
    ]


def test_the_desk_says_how_the_minutes_stand(cast: Cast, held: Meeting, item: AgendaItem) -> None:
    day = "Thursday 10 October 2019"
    assert arrivals_of(item, cast.cleo) == [Arrival(f"Meeting of {day}", note="their writing has not begun")]
    minutes = write(cast, held)
    assert arrivals_of(item, cast.cleo) == [Arrival(f"Minutes of {day}", DESK, "ready to publish")]
    assert arrivals_of(item, cast.con) == [Arrival(f"Minutes of {day}", note="not published yet")]
    lay_minutes_pdf(minutes)
    deeds.publish(by=cast.cleo, minutes=minutes, version=minutes.version)
    assert arrivals_of(item, cast.con) == []  # they are its paper now
    assert papers(item) == [TITLE]
    for reader in (AnonymousUser(), cast.otto, cast.stranger):
        assert arrivals_of(item, reader) == []


def test_a_last_meeting_still_to_come_and_none_at_all_are_told_apart(
    cast: Cast, held: Meeting, item: AgendaItem
) -> None:
    between = make_meeting(cast.committee, "2019-10-31")
    assert arrivals_of(item, cast.cleo) == [
        Arrival("Meeting of Thursday 31 October 2019", note="it has not been held yet")
    ]
    between.delete()
    first = make_item(held, "Minutes", standing="minutes")
    assert arrivals_of(first, cast.cleo) == [Arrival("This body has no earlier meeting.")]


def test_readers_find_the_minutes_as_the_items_paper(
    cast: Cast, held: Meeting, following: Meeting, item: AgendaItem
) -> None:
    publish(cast, held)
    Meeting.objects.filter(pk=following.pk).update(
        agenda_published_at=clock.now(), agenda_published_by=cast.cleo
    )
    page = words(Client().get(following.get_absolute_url()))
    assert TITLE in page
    assert "draft minutes published" not in page
    assert words(browser(cast.cleo).get(following.get_desk_url())).count(TITLE) == 1
