"""The days on which the demonstration's council is closed: between Christmas and New Year."""

import datetime
from collections.abc import Iterator
from functools import partial

from boards.deadlines import ONE_DAY, why_not_counted
from boards.deeds.calendar import add_closed_days
from boards.models import ClosedDay
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step


def steps(days: Days) -> Iterator[Step]:
    christmas_eve = datetime.date(days.next_board.year, 12, 24)
    closed = [day for day in until_new_year(christmas_eve) if not why_not_counted(day)]
    told = ClosedDay.objects.filter(date=closed[-1])
    yield Step(moment(days.weeks_before(20), 15), told.exists, partial(close_offices, closed))


def until_new_year(day: datetime.date) -> Iterator[datetime.date]:
    while day.month == 12:
        yield day
        day += ONE_DAY


def close_offices(days: list[datetime.date]) -> None:
    add_closed_days(
        by=person("secretariat"),
        days=[(day, "Council offices closed for Christmas") for day in days],
        kind=ClosedDay.Kind.COUNCIL_CLOSED,
    )
