"""Who serves the two bodies of the demonstration, as what, for whom and between which days."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet

from boards.deeds.memberships import add_membership, end_membership
from boards.models import Body, Membership, Role
from improvement_board.demo.bodies import board, committee
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import PEOPLE, organisation, person
from improvement_board.demo.story import Step


@dataclass(frozen=True)
class Seat:
    """``since`` and ``until`` are weeks before the board's next meeting; 94 is its first day."""

    key: str
    role: str
    office: str
    organisation: str = ""
    voting: bool = True
    since: int = 94
    until: int | None = None


ON_THE_BOARD = (
    Seat("chair", Role.CHAIR, "Independent Chair"),
    Seat("interim", Role.BOARD_MEMBER, "Interim Director of Children's Services", "council", until=71),
    Seat("director", Role.BOARD_MEMBER, "Director of Children's Services", "council", since=70),
    Seat("chief", Role.BOARD_MEMBER, "Chief Executive", "council"),
    Seat("cabinet", Role.BOARD_MEMBER, "Cabinet Member for Children and Families", "council"),
    Seat("former_police", Role.BOARD_MEMBER, "Head of Public Protection", "police", until=50),
    Seat("member", Role.BOARD_MEMBER, "Head of Public Protection", "police", since=49),
    Seat("health", Role.BOARD_MEMBER, "Chief Nursing Officer and Executive Lead for Safeguarding", "health"),
    Seat("hospital", Role.BOARD_MEMBER, "Named Doctor for Safeguarding Children", "hospital", since=66),
    Seat("head", Role.BOARD_MEMBER, "Headteacher, Aldermere High School", "schools"),
    Seat("voluntary", Role.BOARD_MEMBER, "Chief Executive", "voluntary"),
    Seat("reviewer", Role.REVIEWER, "Head of Improvement", "council"),
)
ON_THE_COMMITTEE = (
    Seat("committee_chair", Role.CHAIR, "Chair of the committee"),
    Seat("councillor", Role.COUNCILLOR, "Vice-Chair of the committee"),
    Seat("brackley", Role.COUNCILLOR, "Stonebeck Rural division"),
    Seat("prowse", Role.COUNCILLOR, "Cherwick Quayside division"),
    Seat("whitlock", Role.COUNCILLOR, "Aldermere West division", until=30),
    Seat("fenwick", Role.COUNCILLOR, "Wexcombe Town and the Harrowdene Villages division"),
    Seat("church", Role.COUNCILLOR, "Church representative"),
    Seat("governor", Role.COUNCILLOR, "Parent governor representative", voting=False),
    Seat("clerk", Role.CLERK, "Scrutiny Officer"),
    Seat("chair", Role.AUTHOR, "Independent Chair of the Improvement Board"),
)


def steps(days: Days) -> Iterator[Step]:
    yield from steps_of(days, board, ON_THE_BOARD, "secretariat")
    yield from steps_of(days, committee, ON_THE_COMMITTEE, "democratic")


def steps_of(days: Days, body: Callable[[], Body], seats: tuple[Seat, ...], by: str) -> Iterator[Step]:
    for seat in seats:
        begins = days.weeks_before(seat.since)
        yield Step(moment(begins, 11), partial(is_held, seat), partial(take, body, seat, begins, by))
        if seat.until is not None:
            ends = days.weeks_before(seat.until)
            yield Step(moment(ends, 17), partial(is_left, seat), partial(leave, body, seat, ends, by))


def held(seat: Seat) -> QuerySet[Membership]:
    return Membership.objects.filter(user__name=PEOPLE[seat.key].name, role=seat.role, office=seat.office)


def is_held(seat: Seat) -> bool:
    return held(seat).exists()


def is_left(seat: Seat) -> bool:
    return held(seat).filter(until__isnull=False).exists()


def take(body: Callable[[], Body], seat: Seat, since: datetime.date, by: str) -> None:
    add_membership(
        by=person(by),
        body=body(),
        user=person(seat.key),
        role=seat.role,
        office=seat.office,
        on_behalf_of=organisation(seat.organisation) if seat.organisation else None,
        voting=seat.voting,
        since=since,
    )


def leave(body: Callable[[], Body], seat: Seat, until: datetime.date, by: str) -> None:
    end_membership(by=person(by), membership=held(seat).get(body=body()), until=until)
