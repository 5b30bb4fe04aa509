"""The calendar of the demonstration: every day in it follows from one, the board's next meeting.

That day is fixed when the demonstration is first loaded, and read back from the board's first name when it is
completed later, so that nothing which was told once moves.
"""

import datetime
from dataclasses import dataclass

from boards.clock import today
from boards.deadlines import LONDON, last_publication_day, why_not_counted
from boards.models import BodyName

THURSDAY = 3
FIRST_BOARD_NAME = "Children's Services Improvement Board"
FOUNDED = datetime.timedelta(weeks=94)
"""How long before the board's next meeting it was set up."""
NOTICE = datetime.timedelta(days=12)
"""The least time between loading and the board's next meeting, so that its agenda is due but not late."""


@dataclass(frozen=True)
class Days:
    """The days of the demonstration, counted in weeks from the board's next meeting, a Thursday."""

    next_board: datetime.date

    def board(self, weeks: int) -> datetime.date:
        return outside_holidays(self.next_board + datetime.timedelta(weeks=weeks))

    def committee(self, weeks: int) -> datetime.date:
        """The committee meets on Wednesdays; week 0 is its last meeting before the board's next."""
        return outside_holidays(
            self.next_board - datetime.timedelta(days=22) + datetime.timedelta(weeks=weeks)
        )

    def weeks_before(self, weeks: int, weekday: int = THURSDAY) -> datetime.date:
        """A working day some weeks before the board's next meeting; ``weekday`` is 0 for Monday."""
        day = self.next_board - datetime.timedelta(weeks=weeks, days=THURSDAY - weekday)
        while why_not_counted(day):
            day -= datetime.timedelta(days=1)
        return day

    @property
    def founded(self) -> datetime.date:
        return self.next_board - FOUNDED

    @property
    def said(self) -> dict[str, str]:
        """The days that the texts name, as they name them."""
        named = {
            "judged": self.weeks_before(102, 1),
            "first_visit": self.weeks_before(70, 1),
            "second_visit": self.weeks_before(44, 1),
            "third_visit": self.weeks_before(12, 1),
            "third_letter": self.weeks_before(7, 1),
        }
        return {name: in_words(day) for name, day in named.items()}


def days_of_the_demonstration() -> Days:
    founded = BodyName.objects.filter(name=FIRST_BOARD_NAME).values_list("since", flat=True).first()
    if founded:
        return Days(founded + FOUNDED)
    soonest = today() + NOTICE
    return Days(soonest + datetime.timedelta(days=(THURSDAY - soonest.weekday()) % 7))


def outside_holidays(day: datetime.date) -> datetime.date:
    """The day itself, or the same weekday in the first week after that is no holiday and not at Christmas."""
    while why_not_counted(day) or (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3):
        day += datetime.timedelta(weeks=1)
    return day


def publication_day(meeting: datetime.date) -> datetime.date:
    """One working day earlier than the law asks for: a clerk does not wait for the last day."""
    return last_publication_day(meeting, 6)


def moment(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    """A time of day in London."""
    return datetime.datetime.combine(day, datetime.time(hour, minute), LONDON)


def in_words(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"
