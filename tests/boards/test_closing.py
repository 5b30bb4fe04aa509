"""Closing a meeting: a list of what is still undecided, and a record that then stays as it is."""

import datetime
from collections.abc import Callable

import pytest

from boards.closing import what_is_undecided
from boards.deeds.actions import add_action
from boards.deeds.attendance import Answer, add_guest, change_guest, record_attendance, remove_guest
from boards.deeds.closing import close_meeting, reopen_meeting
from boards.deeds.declarations import declare
from boards.deeds.outcomes import decide_item, reopen_item
from boards.deeds.refusals import Refused, Stale
from boards.deeds.votes import record_votes
from boards.models import Attendance, LogEntry, Meeting
from boards.needs import needs
from reports.models import Paper
from tests.boards.meetings_held import BOARD, at, guest, held, item_of, set_quorum
from tests.boards.pages import browser, codes, words
from tests.builders import make_meeting
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return held(cast)


def left(meeting: Meeting, *, required: bool) -> list[str]:
    return [each.sentence for each in what_is_undecided(meeting) if each.required is required]


def complete(cast: Cast) -> Meeting:
    """A meeting with nothing left undecided."""
    meeting = held(cast)
    at(meeting, cast.chris, in_the_chair=True)
    at(meeting, cast.mo)
    decide_item(by=cast.sam, item=item_of(meeting), version=1, outcome="done")
    return meeting


def closed(cast: Cast) -> Meeting:
    return close_meeting(by=cast.sam, meeting=complete(cast), version=1)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.sentence


def test_everything_open_is_listed_with_the_way_to_mend_it(cast: Cast, meeting: Meeting) -> None:
    item = item_of(meeting)
    at(meeting, cast.chris)
    assert left(meeting, required=True) == [
        "Say how Mo Member stood to the meeting.",
        "Say who was in the chair.",
        "Item 1, “Report of the Chair”, has no outcome.",
    ]
    assert left(meeting, required=False) == [
        "No quorum is set in the terms of reference, so nobody can say whether it was reached.",
        "The minutes are not begun.",
    ]
    client = browser(cast.sam)
    page = words(client.get(f"{BOARD}close/"))
    assert "Still undecided" in page
    assert "Can it be undone?" not in page
    for each in what_is_undecided(meeting):
        assert each.address in client.get(f"{BOARD}close/").content.decode()
        assert client.get(each.address).status_code in (200, 403)
    assert f"{BOARD}items/{item.pk}/outcome/" in [each.address for each in what_is_undecided(meeting)]


def test_what_only_warns(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 5)
    chris = at(meeting, cast.chris, in_the_chair=True)
    at(meeting, cast.mo, "apologies")
    item = item_of(meeting)
    Paper.objects.create(item=item, title="A late paper", expected_on=meeting.date, added_by=cast.sam)
    declare(by=cast.sam, item=item, person=chris, kind="pecuniary", nature="A house")
    decide_item(by=cast.sam, item=item, version=1, outcome="carried")
    assert left(meeting, required=True) == []
    assert left(meeting, required=False) == [
        "Not quorate: 1 of the 5 needed.",
        "Item 1, “Report of the Chair”, is carried, and stands on no later agenda yet.",
        "The pecuniary interest of Chris Chair is not in the register; the last day is "
        "Wednesday 6 November 2019.",
        "“A late paper”, promised for item 1, never came.",
        "The minutes are not begun.",
    ]
    item_of(make_meeting(cast.board, "2019-11-14"), carried_from=item)
    assert not [each for each in left(meeting, required=False) if "carried" in each]
    assert close_meeting(by=cast.sam, meeting=meeting, version=1).is_closed


def test_nobody_can_chair_a_meeting_at_which_nobody_was(cast: Cast, meeting: Meeting) -> None:
    at(meeting, cast.chris, "apologies")
    at(meeting, cast.mo, "absent")
    assert left(meeting, required=True) == []
    assert "Say who was in the chair." in left(meeting, required=False)


def test_a_meeting_is_closed_when_nothing_required_is_left(cast: Cast) -> None:
    meeting = complete(cast)
    client = browser(cast.sam)
    assert "Can it be undone?" in words(client.get(f"{BOARD}close/"))
    assert client.post(f"{BOARD}close/", {"version": "1"})["Location"] == BOARD
    meeting.refresh_from_db()
    assert (meeting.is_closed, meeting.closed_by) == (True, cast.sam)
    assert LogEntry.objects.last().deed == "closed the meeting"  # type: ignore[union-attr]
    assert "by Sam Secretary. Reopen the meeting" in words(client.get(BOARD))
    assert refused(lambda: close_meeting(by=cast.sam, meeting=meeting, version=2)) == (
        "This meeting is closed already."
    )


def test_closing_is_refused_while_something_is_left(cast: Cast, meeting: Meeting) -> None:
    item_of(meeting)
    told = refused(lambda: close_meeting(by=cast.sam, meeting=meeting, version=1))
    assert told.startswith("Before the meeting is closed: Say how Chris Chair and Mo Member stood")
    page = browser(cast.sam).post(f"{BOARD}close/", {"version": "1"})
    assert "Before the meeting is closed:" in words(page)
    with pytest.raises(Stale):
        close_meeting(by=cast.sam, meeting=meeting, version=9)


def test_only_what_was_held_is_closed(cast: Cast) -> None:
    coming = make_meeting(cast.board, datetime.date.today() + datetime.timedelta(2))
    off = make_meeting(cast.board, "2019-10-10", standing="cancelled", standing_reason="Snow")
    assert "has not been held yet" in refused(lambda: close_meeting(by=cast.sam, meeting=coming, version=1))
    assert "does not take place" in refused(lambda: close_meeting(by=cast.sam, meeting=off, version=1))
    assert "there is nothing to close" in words(browser(cast.sam).get(f"{BOARD}close/"))


def test_a_closed_meeting_stays_as_it_is_and_its_actions_go_on(cast: Cast) -> None:
    meeting = complete(cast)
    gil, item = guest(meeting, "Gil Guest"), meeting.items.get()
    mo = Attendance.objects.get(user=cast.mo)
    meeting = close_meeting(by=cast.sam, meeting=meeting, version=1)
    answers = {cast.mo.pk: Answer("absent")}
    acts: list[Callable[[], object]] = [
        lambda: record_attendance(by=cast.sam, meeting=meeting, version=2, answers=answers),
        lambda: add_guest(by=cast.sam, meeting=meeting, name="Una"),
        lambda: change_guest(by=cast.sam, guest=gil, version=2, name="Gilbert"),
        lambda: remove_guest(by=cast.sam, guest=gil),
        lambda: declare(by=cast.sam, item=item, person=mo, kind="registrable", nature="A club"),
        lambda: record_votes(by=cast.sam, item=item, version=2, votes={mo.pk: "for"}),
        lambda: decide_item(by=cast.sam, item=item, version=2, outcome="carried"),
        lambda: reopen_item(by=cast.sam, item=item, version=2, reason="Wrong"),
    ]
    for act in acts:
        assert refused(act) == "This meeting is closed. Reopen it first, and say why."
    page = browser(cast.sam).get(f"{BOARD}attendance/")
    assert "This meeting is closed, so its attendance does not change." in words(page)
    assert "data-save-as-you-go" not in page.content.decode()
    add_action(by=cast.sam, meeting=meeting, text="Write", owner=cast.mo, due=datetime.date(2030, 1, 1))


def test_it_is_reopened_with_a_reason(cast: Cast) -> None:
    meeting = closed(cast)
    client = browser(cast.sam)
    assert "Say why it is reopened" in words(client.post(f"{BOARD}reopen/", {"version": "2"}))
    assert refused(lambda: reopen_meeting(by=cast.sam, meeting=meeting, version=2, reason=" ")) == (
        "Say why the meeting is reopened."
    )
    client.post(f"{BOARD}reopen/", {"version": "2", "reason": "Mo was there"})
    meeting.refresh_from_db()
    assert (meeting.is_closed, meeting.closed_by) == (False, None)
    assert "by Sam Secretary: Mo was there" in words(client.get(f"{BOARD}close/"))
    assert refused(lambda: reopen_meeting(by=cast.sam, meeting=meeting, version=3, reason="Again")) == (
        "This meeting is open already."
    )
    record_attendance(by=cast.sam, meeting=meeting, version=3, answers={cast.mo.pk: Answer("absent")})


def test_the_desk_asks_to_close_a_meeting_after_its_day(cast: Cast, meeting: Meeting) -> None:
    def asked(day: str) -> list[tuple[datetime.date, str, bool]]:
        found = needs(cast.sam, datetime.date.fromisoformat(day))
        return [(need.day, need.about, need.late) for need in found if need.verb == "Close the meeting"]

    due = datetime.date(2019, 10, 17)
    about = "Meeting of the Children's Improvement Board, 10 October 2019"
    assert asked("2019-10-10") == []
    assert asked("2019-10-11") == [(due, about, False)]
    assert asked("2019-10-18") == [(due, about, True)]
    assert asked("2020-10-18") == []
    make_meeting(cast.board, "2019-10-09", standing="cancelled", standing_reason="Snow")
    assert len(asked("2019-10-18")) == 1
    Meeting.objects.filter(pk=meeting.pk).update(closed_at="2019-10-11T10:00Z", closed_by=cast.sam)
    assert asked("2019-10-18") == []


def test_only_those_who_keep_the_record(cast: Cast, meeting: Meeting) -> None:
    for page in ("close", "reopen"):
        assert codes(f"{BOARD}{page}/", cast.sam, cast.mo, cast.otto) == [200, 403, 404]
    assert "still undecided" not in words(browser(cast.mo).get(BOARD))
