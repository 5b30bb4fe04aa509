"""Who serves the two bodies of the demonstration, as what, for whom and between which days."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet

from boards.deeds.memberships import add_membership, end_membership, succeed_chair
from boards.models import Body, ChairKind, Membership, Role
from improvement_board.demo.bodies import board, committee
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import PEOPLE, organisation, person
from improvement_board.demo.seats import seat
from improvement_board.demo.story import Step


@dataclass(frozen=True)
class Service:
    """``since`` and ``until`` are weeks before the board's next meeting; 94 is two before its first.

    ``seat`` is one of `demo.seats`; ``succeeds`` says that a chair takes over from the one before.
    """

    key: str
    role: str
    office: str
    organisation: str = ""
    seat: str = ""
    voting: bool = True
    chair_kind: str = ""
    succeeds: bool = False
    co_opted: bool = False
    in_cabinet: bool = False
    since: int = 94
    until: int | None = None


ON_THE_BOARD = (
    Service(
        "interim_chair",
        Role.CHAIR,
        "Interim Chair, Strategic Director",
        "council",
        "chair",
        voting=False,
        chair_kind=ChairKind.OFFICER,
        since=98,
    ),
    Service(
        "chair",
        Role.CHAIR,
        "Independent Chair",
        seat="chair",
        voting=False,
        chair_kind=ChairKind.INDEPENDENT,
        succeeds=True,
    ),
    Service(
        "interim",
        Role.BOARD_MEMBER,
        "Interim Director of Children's Services",
        "council",
        "director",
        until=71,
    ),
    Service(
        "director", Role.BOARD_MEMBER, "Director of Children's Services", "council", "director", since=70
    ),
    Service("chief", Role.BOARD_MEMBER, "Chief Executive", "council", "chief"),
    Service(
        "cabinet",
        Role.BOARD_MEMBER,
        "Cabinet Member for Children and Families",
        "council",
        "cabinet",
        in_cabinet=True,
    ),
    Service("former_police", Role.BOARD_MEMBER, "Head of Public Protection", "police", "police", until=50),
    Service("member", Role.BOARD_MEMBER, "Head of Public Protection", "police", "police", since=49),
    Service(
        "health",
        Role.BOARD_MEMBER,
        "Chief Nursing Officer and Executive Lead for Safeguarding",
        "commissioner",
        "health",
    ),
    Service(
        "hospital",
        Role.BOARD_MEMBER,
        "Named Doctor for Safeguarding Children",
        "hospital",
        "hospital",
        since=66,
    ),
    Service("head", Role.BOARD_MEMBER, "Headteacher, Aldermere High School", "schools", "secondary"),
    Service(
        "primary", Role.BOARD_MEMBER, "Headteacher, Wexcombe Primary School", "primaries", "primary", since=48
    ),
    Service(
        "probation", Role.BOARD_MEMBER, "Head of Youth Justice", "probation", "probation", since=48, until=9
    ),
    Service("voluntary", Role.BOARD_MEMBER, "Chief Executive", "voluntary", "voluntary"),
    Service("reviewer", Role.REVIEWER, "Head of Improvement", "council"),
)
ON_THE_COMMITTEE = (
    Service("committee_chair", Role.CHAIR, "Chair of the committee", chair_kind=ChairKind.ELECTED),
    Service("councillor", Role.COUNCILLOR, "Vice-Chair of the committee"),
    Service("brackley", Role.COUNCILLOR, "Stonebeck Rural division"),
    Service("prowse", Role.COUNCILLOR, "Cherwick Quayside division"),
    Service("whitlock", Role.COUNCILLOR, "Aldermere West division", until=30),
    Service("fenwick", Role.COUNCILLOR, "Wexcombe Town and the Harrowdene Villages division"),
    Service("church", Role.COUNCILLOR, "Church representative", co_opted=True),
    Service("governor", Role.COUNCILLOR, "Parent governor representative", voting=False, co_opted=True),
    Service("clerk", Role.CLERK, "Scrutiny Officer"),
    Service("chair", Role.AUTHOR, "Independent Chair of the Improvement Board"),
)


def steps(days: Days) -> Iterator[Step]:
    yield from steps_of(days, board, ON_THE_BOARD, "secretariat")
    yield from steps_of(days, committee, ON_THE_COMMITTEE, "democratic")


def steps_of(days: Days, body: Callable[[], Body], services: tuple[Service, ...], by: str) -> Iterator[Step]:
    for service in services:
        begins = days.weeks_before(service.since)
        yield Step(moment(begins, 11), partial(is_held, service), partial(take, body, service, begins, by))
        if service.until is not None:
            ends = days.weeks_before(service.until)
            yield Step(moment(ends, 17), partial(is_left, service), partial(leave, body, service, ends, by))


def held(service: Service) -> QuerySet[Membership]:
    return Membership.objects.filter(
        user__name=PEOPLE[service.key].name, role=service.role, office=service.office
    )


def is_held(service: Service) -> bool:
    return held(service).exists()


def is_left(service: Service) -> bool:
    return held(service).filter(until__isnull=False).exists()


def take(body: Callable[[], Body], service: Service, since: datetime.date, by: str) -> None:
    said: dict[str, Any] = {
        "by": person(by),
        "body": body(),
        "user": person(service.key),
        "office": service.office,
        "on_behalf_of": organisation(service.organisation) if service.organisation else None,
        "seat": seat(service.seat) if service.seat else None,
        "voting": service.voting,
        "chair_kind": service.chair_kind,
        "co_opted": service.co_opted,
        "in_cabinet": service.in_cabinet,
        "since": since,
    }
    if service.succeeds:
        succeed_chair(**said)
    else:
        add_membership(role=service.role, **said)


def leave(body: Callable[[], Body], service: Service, until: datetime.date, by: str) -> None:
    end_membership(by=person(by), membership=held(service).get(body=body()), until=until)
