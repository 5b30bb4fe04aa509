"""A day after the meeting, told as if it were over: "was held on 14 November 2019" on 10 October."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from reports.audience.days import Period, WrittenDate
from reports.audience.finding import Kind
from reports.audience.reading import Mark, Reading
from reports.audience.told import Told, told_dates

SOON: Final = 31  # days after the meeting in which a day without a year is taken to lie
NEAR: Final = 3  # words between the verb and the date


def future_as_past(reading: Reading) -> Iterator[Mark]:
    for line in reading.lines:
        for told in told_dates(line.spoken):
            if not told.is_past or told.lead not in ("on", "in", "at", "during") or not _is_close(told):
                continue
            period = _period_meant(told, reading.meeting)
            if period and period.first > reading.meeting:
                words = line.text[told.date.start : told.date.end]
                why = (
                    f"“{words}” is {period.in_full}, after {reading.their_meeting}, but the sentence tells "
                    "it as past."
                )
                yield Mark(line, *told.span, Kind.FUTURE_AS_PAST, why)


def _is_close(told: Told) -> bool:
    return told.verbs.end <= told.date.start and len(told.between.split()) <= NEAR + 1


def _period_meant(told: Told, meeting: dt.date) -> Period | None:
    """The written year settles it; a day without one counts when it is soon, for else it was last year's."""
    date = told.date
    if not isinstance(date, WrittenDate):
        return None
    periods = date.periods(meeting)
    if date.year:
        return periods[0]
    until = meeting + dt.timedelta(days=SOON)
    soon = [period for period in periods if meeting < period.first <= until]
    return soon[0] if soon and not date.is_month else None
