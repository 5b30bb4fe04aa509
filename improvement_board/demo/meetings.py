"""When, where and how the demonstration's bodies meet."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from boards.deeds.meetings import plan_meeting
from boards.models import Body, Meeting
from improvement_board.demo.board_meetings import BOARD_MEETINGS
from improvement_board.demo.bodies import board, committee
from improvement_board.demo.business import Gathering
from improvement_board.demo.committee_meetings import COMMITTEE_MEETINGS
from improvement_board.demo.days import Days, in_words, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step
from improvement_board.demo.themes import theme_of

PLANNED_AHEAD = datetime.timedelta(weeks=20)
SHIRE_HALL = "Council Chamber, Shire Hall, Castle Street, Cherwick"
BY_THE_GATE = (
    "Enter by the Castle Street gate, which has no steps, and ask at the desk for a visitor's badge."
)


@dataclass(frozen=True)
class House:
    """What the meetings of one body have in common; ``office`` is who runs them."""

    body: Callable[[], Body]
    office: str
    starts_at: datetime.time
    venue: str
    directions: str
    has_themes: bool
    meetings: tuple[Gathering, ...]
    day_of: Callable[[Days, int, int], datetime.date]


HOUSES = (
    House(
        board,
        "secretariat",
        datetime.time(10),
        "Stonebeck Room, Aldermere Conference and Learning Centre, Station Approach, Aldermere",
        "Across the forecourt from Aldermere station. There is a lift, and a hearing loop in the room.",
        True,
        BOARD_MEETINGS,
        Days.board,
    ),
    House(
        committee,
        "clerk",
        datetime.time(14),
        SHIRE_HALL,
        BY_THE_GATE,
        False,
        COMMITTEE_MEETINGS,
        Days.committee,
    ),
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
        earlier = Meeting.objects.taking_place().filter(body=self.house.body(), date__lt=self.day)
        before = earlier.order_by("date").last()
        named = {"meeting": self.day, "previous": before.date if before else self.day}
        return days.said | {name: in_words(day) for name, day in named.items()}

    def is_planned(self) -> bool:
        return Meeting.objects.filter(body=self.house.body(), date=self.day).exists()


def all_meetings(days: Days) -> Iterator[Held]:
    for house in HOUSES:
        for gathering in house.meetings:
            yield Held(house, gathering, house.day_of(days, gathering.weeks, gathering.days))


def steps(days: Days) -> Iterator[Step]:
    set_up = moment(days.founded, 12)
    for held in all_meetings(days):
        planned = max(set_up, moment(held.day - PLANNED_AHEAD, 9, 30))
        yield Step(planned, held.is_planned, partial(plan, held))


def plan(held: Held) -> None:
    house, gathering = held.house, held.gathering
    virtual = gathering.mode == Meeting.Mode.VIRTUAL
    link = f"https://meet.demo.invalid/improvement-board/{held.day}"
    plan_meeting(
        by=person(house.office),
        body=house.body(),
        date=held.day,
        starts_at=house.starts_at,
        mode=gathering.mode,
        venue="" if virtual else house.venue,
        directions="" if virtual else house.directions,
        link="" if gathering.mode == Meeting.Mode.IN_PERSON else link,
        theme=theme_of(gathering.weeks) if house.has_themes else None,
        extraordinary_reason=gathering.extraordinary,
    )
