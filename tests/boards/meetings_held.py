"""A meeting that was held, and who was at it, for the tests of what is recorded there."""

import datetime
from typing import Any

from boards.models import AgendaItem, Attendance, Meeting, TermsOfReference, User
from tests.builders import LONG_AGO, make_item, make_meeting, make_member, make_person
from tests.cast import Cast

BOARD = "/desk/meetings/childrens-improvement-board/2019-10-10/"


def held(cast: Cast, **facts: Any) -> Meeting:
    """The board's meeting of Thursday 10 October 2019, at 10am."""
    return make_meeting(cast.board, "2019-10-10", **facts)


def at(meeting: Meeting, user: User, how: str = "present", **facts: Any) -> Attendance:
    return Attendance.objects.create(meeting=meeting, user=user, name=user.name, how=how, **facts)


def substitute(meeting: Meeting, name: str, member: Attendance, **facts: Any) -> Attendance:
    return Attendance.objects.create(
        meeting=meeting,
        name=name,
        how="substitute",
        substitute_for=member.name,
        stands_for=member,
        **facts,
    )


def guest(meeting: Meeting, name: str, **facts: Any) -> Attendance:
    return Attendance.objects.create(meeting=meeting, name=name, **({"how": "in-attendance"} | facts))


def item_of(meeting: Meeting, title: str = "Report of the Chair", **facts: Any) -> AgendaItem:
    return make_item(meeting, title, **facts)


def sit(cast: Cast, *names: str, **membership: Any) -> list[User]:
    """More members of the board."""
    people = [make_person(name) for name in names]
    for person in people:
        make_member(cast.board, person, **membership)
    return people


def set_quorum(cast: Cast, quorum: int | None, since: datetime.date = LONG_AGO) -> TermsOfReference:
    return TermsOfReference.objects.create(body=cast.board, in_force_from=since, text="Terms", quorum=quorum)
