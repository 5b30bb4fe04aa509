"""Interests that members declared at the demonstration's meetings, and their entry in the register."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from boards.deeds.declarations import declare, record_registration
from boards.models import Declaration
from improvement_board.demo.attendance import sitting
from improvement_board.demo.business import Interest
from improvement_board.demo.days import Days, moment
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.story import Step


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        for interest in held.gathering.interests:
            told, tell = partial(is_declared, held, interest), partial(say, held, interest)
            yield Step(moment(held.day, 17, 30), told, tell)
            if interest.registered:
                when = moment(held.day + timedelta(days=interest.registered), 10)
                yield Step(when, partial(is_registered, held, interest), partial(enter, held, interest))


def declaration(held: Held, interest: Interest) -> Declaration:
    return Declaration.objects.get(item__meeting=held.row, nature=interest.nature)


def is_declared(held: Held, interest: Interest) -> bool:
    return Declaration.objects.filter(item__meeting=held.row, nature=interest.nature).exists()


def say(held: Held, interest: Interest) -> None:
    declare(
        by=person(held.house.office),
        item=held.row.items.get(title=interest.item),
        person=sitting(held, interest.who),
        kind=interest.kind,
        nature=interest.nature,
        left_the_room=interest.left_the_room,
    )


def is_registered(held: Held, interest: Interest) -> bool:
    return declaration(held, interest).registered_on is not None


def enter(held: Held, interest: Interest) -> None:
    made = declaration(held, interest)
    record_registration(
        by=person(held.house.office),
        declaration=made,
        version=made.version,
        on=held.day + timedelta(days=interest.registered),
    )
