"""When, where and how the demonstration's bodies meet, and who was there."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from boards.deeds.attendance import Answer, add_guest, record_attendance
from boards.deeds.meetings import plan_meeting
from boards.models import Attendance, Body, Meeting
from improvement_board.demo.board_meetings import BOARD_MEETINGS
from improvement_board.demo.bodies import board, committee
from improvement_board.demo.business import Gathering
from improvement_board.demo.committee_meetings import COMMITTEE_MEETINGS
from improvement_board.demo.days import Days, in_words, moment, outside_holidays
from improvement_board.demo.people import PEOPLE, person
from improvement_board.demo.story import Step

How = Attendance.How
PLANNED_AHEAD = datetime.timedelta(weeks=20)
SHIRE_HALL = "Council Chamber, Shire Hall, Castle Street, Cherwick"


@dataclass(frozen=True)
class House:
    """What the meetings of one body have in common; ``office`` is who runs them."""

    body: Callable[[], Body]
    office: str
    starts_at: datetime.time
    venue: str
    meetings: tuple[Gathering, ...]
    day_of: Callable[[Days, int], datetime.date]


HOUSES = (
    House(
        board,
        "secretariat",
        datetime.time(10),
        "Stonebeck Room, Aldermere Conference and Learning Centre, Station Approach, Aldermere",
        BOARD_MEETINGS,
        Days.board,
    ),
    House(committee, "clerk", datetime.time(14), SHIRE_HALL, COMMITTEE_MEETINGS, Days.committee),
)


@dataclass(frozen=True)
class Held:
    """A gathering on its day."""

    house: House
    gathering: Gathering
    day: datetime.date

    @property
    def row(self) -> Meeting:
        return Meeting.objects.get(body=self.house.body(), date=self.day)

    def said(self, days: Days) -> dict[str, str]:
        """The days that the words on the agenda and in the minutes may name."""
        before = Meeting.objects.filter(body=self.house.body(), date__lt=self.day).order_by("date").last()
        named = {"meeting": self.day, "previous": before.date if before else self.day}
        return days.said | {name: in_words(day) for name, day in named.items()}

    def is_planned(self) -> bool:
        return Meeting.objects.filter(body=self.house.body(), date=self.day).exists()


def all_meetings(days: Days) -> Iterator[Held]:
    for house in HOUSES:
        for gathering in house.meetings:
            day = house.day_of(days, gathering.weeks) + gathering.later
            yield Held(house, gathering, outside_holidays(day))


def steps(days: Days) -> Iterator[Step]:
    set_up = moment(days.founded, 12)
    for held in all_meetings(days):
        planned = max(set_up, moment(held.day - PLANNED_AHEAD, 9, 30))
        yield Step(planned, held.is_planned, partial(plan, held))
        if held.gathering.stage == "held":
            yield Step(moment(held.day, 17), partial(is_recorded, held), partial(record_who_came, held))


def plan(held: Held) -> None:
    mode = held.gathering.mode
    plan_meeting(
        by=person(held.house.office),
        body=held.house.body(),
        date=held.day,
        starts_at=held.house.starts_at,
        mode=mode,
        venue="" if mode == Meeting.Mode.VIRTUAL else held.house.venue,
        link=""
        if mode == Meeting.Mode.IN_PERSON
        else f"https://meet.demo.invalid/improvement-board/{held.day}",
    )


def is_recorded(held: Held) -> bool:
    return held.row.attendance.exists()


def record_who_came(held: Held) -> None:
    by, meeting = person(held.house.office), held.row
    away = {PEOPLE[key].name: how for key, how in held.gathering.away.items()}
    answers = {
        member.user_id: answer(away.get(member.user.name, How.PRESENT)) for member in meeting.members()
    }
    record_attendance(by=by, meeting=meeting, version=meeting.version, answers=answers)
    for name, office in held.gathering.guests:
        add_guest(by=by, meeting=meeting, name=name, office=office)


def answer(how: str) -> Answer:
    kind, _, substitute = how.partition(": ")
    return Answer(How.SUBSTITUTE, substitute) if kind == "for" else Answer(kind)
