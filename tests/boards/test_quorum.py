"""Whether enough voting members were there, and from when to when."""

import datetime
from typing import Any

import pytest

from boards.models import Meeting
from boards.quorum import quorum_of
from tests.boards.meetings_held import BOARD, at, guest, held, set_quorum, sit, substitute
from tests.boards.pages import browser, words
from tests.builders import make_meeting
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return held(cast)


def seven(cast: Cast) -> list[Any]:
    return [cast.chris, cast.mo, *sit(cast, "Ann", "Ben", "Cat", "Dan", "Eve")]


def clock(text: str) -> datetime.time:
    return datetime.time.fromisoformat(text)


def test_quorate_throughout(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 5)
    for person in seven(cast)[:5]:
        at(meeting, person)
    assert quorum_of(meeting).sentence == "Quorate: 5 of the 5 needed"
    at(meeting, sit(cast, "Fay")[0])
    assert quorum_of(meeting).sentence == "Quorate: 6 voting members, 5 needed"


def test_quorate_from_when_to_when(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 5)
    people = seven(cast)
    for person in people[:4]:
        at(meeting, person)
    at(meeting, people[4], left_at=clock("11:20"))
    assert quorum_of(meeting).sentence == "Quorate from 10am to 11.20am: 5 of the 5 needed"
    at(meeting, people[5], arrived_at=clock("11:30"))
    sentence = "Quorate from 10am to 11.20am and from 11.30am: 5 of the 5 needed"
    assert quorum_of(meeting).sentence == sentence
    at(meeting, people[6], arrived_at=clock("10:30"))
    assert quorum_of(meeting).sentence == "Quorate: 5 of the 5 needed"


def test_more_than_enough_come_and_go(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 2)
    people = seven(cast)
    for person in people[:3]:
        at(meeting, person)
    at(meeting, people[3], left_at=clock("10:30"))
    assert quorum_of(meeting).sentence == "Quorate: at least 3 voting members, 2 needed"


def test_one_leaves_as_another_arrives(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 2)
    people = seven(cast)
    at(meeting, people[0])
    at(meeting, people[1], left_at=clock("11:00"))
    at(meeting, people[2], arrived_at=clock("11:00"))
    assert quorum_of(meeting).held_throughout


def test_late_to_become_quorate(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 2)
    at(meeting, cast.chris)
    at(meeting, cast.mo, arrived_at=clock("10:20"))
    assert quorum_of(meeting).sentence == "Quorate from 10.20am: 2 of the 2 needed"


def test_never_quorate(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 3)
    at(meeting, cast.chris)
    at(meeting, cast.mo, "apologies")
    quorum = quorum_of(meeting)
    assert (quorum.sentence, quorum.was_reached) == ("Not quorate: 1 of the 3 needed", False)


def test_who_counts(cast: Cast, meeting: Meeting) -> None:
    """Voting members and their substitutes; nobody without a vote, nobody in attendance."""
    set_quorum(cast, 2)
    without_vote = sit(cast, "Nan Observer", voting=False)[0]
    at(meeting, cast.chris)
    at(meeting, without_vote)
    guest(meeting, "Gil Guest")
    assert quorum_of(meeting).sentence == "Not quorate: 1 of the 2 needed"
    substitute(meeting, "Una Other", at(meeting, sit(cast, "Pat Observer", voting=False)[0], "apologies"))
    assert quorum_of(meeting).sentence == "Not quorate: 1 of the 2 needed"
    substitute(meeting, "Inspector Ivy", at(meeting, cast.mo, "apologies"))
    assert quorum_of(meeting).sentence == "Quorate: 2 of the 2 needed"


def test_remote_people_of_a_statutory_body_never_count(cast: Cast) -> None:
    """Rule 12: they are in attendance, not present."""
    cast.committee.terms.create(in_force_from=datetime.date(2015, 1, 1), text="Terms", quorum=1)
    meeting = make_meeting(cast.committee, "2026-10-08", mode="hybrid")
    at(meeting, cast.con, "in-attendance-remote")
    assert quorum_of(meeting).sentence == "Not quorate: 0 of the 1 needed"


def test_the_quorum_of_the_day_counts(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 1)
    set_quorum(cast, 9, since=datetime.date(2019, 10, 11))
    at(meeting, cast.chris)
    assert quorum_of(meeting).needed == 1
    assert quorum_of(meeting).was_reached


def test_a_former_member_does_not_count(cast: Cast, meeting: Meeting) -> None:
    set_quorum(cast, 1)
    at(meeting, sit(cast, "Fay Former", until=datetime.date(2019, 10, 9))[0])
    assert not quorum_of(meeting).was_reached


def test_it_is_said_on_both_pages(cast: Cast, meeting: Meeting) -> None:
    client = browser(cast.sam)
    assert "No quorum is set in the terms of reference of that day. Set the quorum" in words(
        client.get(f"{BOARD}attendance/")
    )
    set_quorum(cast, 2)
    assert "The attendance is not recorded yet; 2 voting members are needed." in words(
        client.get(f"{BOARD}attendance/")
    )
    at(meeting, cast.chris)
    at(meeting, cast.mo, left_at=clock("11:20"))
    for page in (BOARD, f"{BOARD}attendance/"):
        assert "Quorate from 10am to 11.20am: 2 of the 2 needed." in words(client.get(page))
