"""Days and months as English prose writes them: "26th September", "24-26 September 2019", "next month"."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from boards.dates import full_date

MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SHORT: Final = {month[:3]: number for number, month in enumerate(MONTHS, start=1)}

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = (
    rf"(?:(?P<weekday{{n}}>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?)?(?P<day{{n}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?"
)
_YEAR = r"(?:,?\s+(?P<year{n}>(?:19|20)\d\d)\b)"
_LINK = r"\s*(?:-|–|—|/|\bto\b|\band\b|\buntil\b)\s*(?:the\s+)?"


def _day(n: int) -> str:
    return _DAY.format(n=n)


def _year(n: int) -> str:
    return _YEAR.format(n=n)


WRITTEN: Final = re.compile(
    rf"(?<![\w/.,£$])(?:"
    rf"{_day(1)}(?:(?:\s+of)?\s+(?P<month1>{_MONTH}){_year(1)}?)?{_LINK}"
    rf"{_day(2)}(?:\s+of)?\s+(?P<month2>{_MONTH}){_year(2)}?"
    rf"|{_day(3)}(?:\s+of)?\s+(?P<month3>{_MONTH}){_year(3)}?"
    rf"|(?P<day4>\d{{1,2}})/(?P<month4>\d{{1,2}})/(?P<year4>(?:20)?\d\d)(?![\d/])"
    rf"|(?P<day5>\d{{1,2}})\.(?P<month5>\d{{1,2}})\.(?P<year5>20\d\d)(?!\d)"
    rf"|(?P<year6>20\d\d)-(?P<month6>\d\d)-(?P<day6>\d\d)(?!\d)"
    rf"|(?P<month7>{_MONTH})\s+(?P<day7>\d{{1,2}})(?:st|nd|rd|th)(?!\w){_year(7)}?"
    rf"|(?P<month8>{_MONTH}){_year(8)}"
    rf"|(?<=[a-z-][\s-])(?P<month9>{'|'.join(MONTHS)})"
    rf")(?!\w)"
)
LEADS_TO_MONTH: Final = re.compile(
    r"\b(?:in|during|by|before|until|till|since|from|after|of|for|this|last|next|early|mid|late|between|"
    r"through|and|to|on)[\s-]$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both counted."""

    first: dt.date
    last: dt.date

    @property
    def in_full(self) -> str:
        """ "Thursday 10 October 2019", or "Monday 7 October 2019 to Sunday 13 October 2019"."""
        if self.first == self.last:
            return full_date(self.first)
        return f"{full_date(self.first)} to {full_date(self.last)}"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day, a run of days or a month where it stands in a text. `year` is None where none is written."""

    start: int
    end: int
    days: tuple[int, int] | None
    months: tuple[int, int]
    year: int | None
    first_year: int | None = None
    weekday: str = ""

    @property
    def is_month(self) -> bool:
        return self.days is None

    def in_year(self, year: int) -> Period | None:
        """The days meant if the year is this one; None when there is no such day."""
        first_month, last_month = self.months
        first_year = self.first_year or (year - 1 if first_month > last_month else year)
        days = self.days or (1, calendar.monthrange(year, last_month)[1])
        try:
            period = Period(dt.date(first_year, first_month, days[0]), dt.date(year, last_month, days[1]))
        except ValueError:
            return None
        return period if period.first <= period.last else None

    def periods(self, around: dt.date) -> list[Period]:
        """What may be meant, earliest first: the written year, or the years about a day.

        A named weekday rules out the years in which the day fell on another.
        """
        years = [self.year] if self.year else range(around.year - 2, around.year + 3)
        periods = [period for year in years if (period := self.in_year(year))]
        fitting = [period for period in periods if f"{period.first:%A}" == self.weekday]
        return fitting or periods


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The dates of a text in order, day before month; what is no date of any year is passed over."""
    for found in WRITTEN.finditer(text):
        groups = {name: value for name, value in found.groupdict().items() if value}
        if "month9" in groups and not LEADS_TO_MONTH.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        date = _read(groups, found.start(), found.end())
        if date and date.periods(dt.date(2000, 1, 1)):
            yield date


def _read(groups: dict[str, str], start: int, end: int) -> WrittenDate | None:
    if "day2" in groups:
        last = _month(groups["month2"])
        first = _month(groups["month1"]) if "month1" in groups else last
        days = (int(groups["day1"]), int(groups["day2"]))
        year, first_year = groups.get("year2"), groups.get("year1")
        weekday = groups.get("weekday1", "")
        return WrittenDate(start, end, days, (first, last), _number(year), _number(first_year), weekday)
    n = next(name[-1] for name in groups if name.startswith("month"))
    month = _month(groups[f"month{n}"])
    if not month:
        return None
    day = _number(groups.get(f"day{n}"))
    year_number = _number(groups.get(f"year{n}"))
    if year_number and year_number < 100:
        year_number += 2000
    days_written = (day, day) if day else None
    return WrittenDate(
        start, end, days_written, (month, month), year_number, weekday=groups.get(f"weekday{n}", "")
    )


def _month(text: str) -> int:
    """The number of a month; 0 for none."""
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    return SHORT[text[:3]]


def _number(text: str | None) -> int | None:
    return int(text) if text else None


RELATIVE: Final = re.compile(
    r"(?<!\bthe )\b(?P<which>(?:later\s+)?this|next|last)\s+(?P<what>week|month)\b"
    r"|\b(?P<day>tomorrow|yesterday)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """Words whose day depends on the day they are read: "next week". `steps` counts weeks, months or days."""

    start: int
    end: int
    unit: str
    steps: int

    def seen_from(self, day: dt.date) -> Period:
        """The days meant by somebody who writes on this day; a week begins on Monday."""
        if self.unit == "day":
            return Period(*[day + dt.timedelta(days=self.steps)] * 2)
        if self.unit == "week":
            monday = day + dt.timedelta(days=7 * self.steps - day.weekday())
            return Period(monday, monday + dt.timedelta(days=6))
        months = day.year * 12 + day.month - 1 + self.steps
        year, month = months // 12, months % 12 + 1
        return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def relative_dates(text: str) -> Iterator[RelativeDate]:
    """The words for days that are counted from the day of writing, in order."""
    for found in RELATIVE.finditer(text):
        if found["day"]:
            yield RelativeDate(*found.span(), "day", 1 if found["day"].lower() == "tomorrow" else -1)
        else:
            steps = {"next": 1, "last": -1}.get(found["which"].lower(), 0)
            yield RelativeDate(*found.span(), found["what"].lower(), steps)
