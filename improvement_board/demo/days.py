"""The calendar of the demonstration: every day in it follows from one, the board's next meeting.

The board meets by a rule, such as on the second Thursday of a month, so the story is told in months of
four weeks: 8 weeks before the next meeting is the meeting two months before, and 9 weeks a week before that.

That day is fixed when the demonstration is first loaded, and read back from the board's first name when it is
completed later, so that nothing which was told once moves.
"""

import datetime
from dataclasses import dataclass

from boards.clock import today
from boards.deadlines import LONDON, ONE_DAY, last_publication_day, why_not_counted
from boards.frequency import weekday_of_month
from boards.models import BodyName

THURSDAY = 3
FIRST_BOARD_NAME = "Children's Services Improvement Board"
WEEKS_OF_A_MONTH = 4
FOUNDED = datetime.timedelta(weeks=108)
"""How long before the board's next meeting it was set up, in weeks of the calendar."""
NOTICE = datetime.timedelta(days=12)
"""The least time between loading and the board's next meeting, so that its agenda is due but not late."""


@dataclass(frozen=True)
class Days:
    """The days of the demonstration, counted in weeks of the story from the board's next meeting."""

    next_board: datetime.date

    @property
    def week(self) -> int:
        """In which week of a month the board meets; 5 is the last."""
        return (self.next_board.day - 1) // 7 + 1

    def in_month(self, later: int) -> datetime.date:
        """The day of the board's rule some months from its next meeting."""
        months = self.next_board.year * 12 + self.next_board.month - 1 + later
        month = datetime.date(months // 12, months % 12 + 1, 1)
        return weekday_of_month(month, week=self.week, weekday=THURSDAY)

    def day(self, weeks: int) -> datetime.date:
        """A Thursday some weeks of the story from the board's next meeting."""
        months, left = divmod(-weeks, WEEKS_OF_A_MONTH)
        return self.in_month(-months) - datetime.timedelta(weeks=left)

    def board(self, weeks: int, later: int = 0) -> datetime.date:
        """``later`` is in days, as for the committee."""
        return outside_holidays(self.day(weeks) + datetime.timedelta(days=later))

    def committee(self, weeks: int, later: int = 0) -> datetime.date:
        """The committee meets on Wednesdays; week 0 is its last meeting before the board's next.

        That one is held when the demonstration is loaded, so Christmas moves it forward and not back.
        """
        day = self.day(weeks - 3) + datetime.timedelta(days=later - 1)
        return before_holidays(day) if weeks <= 0 and not later else outside_holidays(day)

    def weeks_before(self, weeks: int, weekday: int = THURSDAY) -> datetime.date:
        """A working day some weeks before the board's next meeting; ``weekday`` is 0 for Monday."""
        return working_day(self.day(-weeks) - datetime.timedelta(days=THURSDAY - weekday))

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
            "third_letter": self.weeks_before(10, 1),
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
    while is_holiday(day):
        day += datetime.timedelta(weeks=1)
    return day


def before_holidays(day: datetime.date) -> datetime.date:
    """As ``outside_holidays``, in the last week before."""
    while is_holiday(day):
        day -= datetime.timedelta(weeks=1)
    return day


def is_holiday(day: datetime.date) -> bool:
    return bool(why_not_counted(day)) or (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3)


def working_day(day: datetime.date) -> datetime.date:
    """The day itself, or the last working day before it."""
    while why_not_counted(day):
        day -= ONE_DAY
    return day


def publication_day(meeting: datetime.date) -> datetime.date:
    """One working day earlier than the law asks for: a clerk does not wait for the last day."""
    return last_publication_day(meeting, 6)


def moment(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    """A time of day in London."""
    return datetime.datetime.combine(day, datetime.time(hour, minute), LONDON)


def in_words(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"
