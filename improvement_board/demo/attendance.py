"""Who was at the demonstration's meetings: late, early, in whose place, and in the chair."""

import datetime
from collections.abc import Iterator
from functools import partial

from boards.deeds.attendance import Answer, add_guest, record_attendance
from boards.models import Attendance
from improvement_board.demo.days import Days, moment
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import PEOPLE, person
from improvement_board.demo.story import Step

How = Attendance.How


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        if held.gathering.stage == "held":
            yield Step(moment(held.day, 17), partial(is_recorded, held), partial(record_who_came, held))


def is_recorded(held: Held) -> bool:
    return held.row.attendance.exists()


def record_who_came(held: Held) -> None:
    by, meeting, gathering = person(held.house.office), held.row, held.gathering
    told = {PEOPLE[key].name: how for key, how in gathering.away.items()}
    answers = {
        member.user_id: answer(told.get(member.user.name, How.PRESENT)) for member in meeting.members()
    }
    chair = person(gathering.in_the_chair).pk if gathering.in_the_chair else None
    record_attendance(by=by, meeting=meeting, version=meeting.version, answers=answers, chair=chair)
    for name, office in gathering.guests:
        add_guest(by=by, meeting=meeting, name=name, office=office)


def answer(told: str) -> Answer:
    """From the words of a gathering: "apologies", "for: a name", "came: 10:25", "left: 11:40"."""
    kind, _, rest = told.partition(": ")
    if kind == "for":
        return Answer(How.SUBSTITUTE, rest)
    if kind == "came":
        return Answer(How.PRESENT, arrived_at=datetime.time.fromisoformat(rest))
    if kind == "left":
        return Answer(How.PRESENT, left_at=datetime.time.fromisoformat(rest))
    return Answer(kind)


def sitting(held: Held, key: str) -> Attendance:
    """The attendance of one of the demonstration's people."""
    return held.row.attendance.get(user=person(key))
