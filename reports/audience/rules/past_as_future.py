"""A day that is over by the meeting, told as still to come: "is being held on 26th September"."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from boards.dates import full_date
from reports.audience.days import Period, RelativeDate, WrittenDate
from reports.audience.finding import Kind
from reports.audience.reading import Mark, Reading
from reports.audience.told import Told, told_dates
from reports.audience.wording import as_past

GRACE: Final = 31  # days before the meeting it was written for that a paper may have been begun
UNKNOWN_AGE: Final = 92  # days before the meeting that a paper of unknown age may have been begun
NEAR: Final = 6  # words between a verb and a month
NOT_AN_EVENT: Final = frozenset(
    "see seen note recall welcome recognise reflect build draw look address affect include show explain "
    "describe cover encouraged pleased concerned be have remain seem appear know need say".split()
)
"""Verbs that do not happen in the month named after them ("will build on the improvements in July")."""
OBLIGATION: Final = re.compile(r"(?:must|should|may|might|needs?|has|have)\b", re.I)


def past_as_future(reading: Reading) -> Iterator[Mark]:
    for line in reading.lines:
        for told in told_dates(line.spoken):
            if not told.is_future or not _happens_then(told):
                continue
            period = period_meant(told, reading)
            if period and period.last < reading.meeting:
                why = _why(line.text[told.date.start : told.date.end], period, reading)
                yield Mark(line, *told.span, Kind.PAST_AS_FUTURE, why, _reworded(line.text, told))


def period_meant(told: Told, reading: Reading) -> Period | None:
    """The first such day that the author, writing then, could have had ahead; a written year settles it."""
    if not isinstance(told.date, WrittenDate):
        written = reading.bodies.other_meeting
        return told.date.seen_from(written) if written else None
    periods = told.date.periods(reading.meeting)
    if told.date.year:
        return periods[0]
    oldest = begun_on(reading)
    return next((period for period in periods if period.last >= oldest), None)


def begun_on(reading: Reading) -> dt.date:
    """The earliest day on which the paper may have been begun."""
    written_for = reading.bodies.other_meeting
    if written_for and written_for <= reading.meeting:
        return written_for - dt.timedelta(days=GRACE)
    return reading.meeting - dt.timedelta(days=UNKNOWN_AGE)


def _happens_then(told: Told) -> bool:
    words = len(told.between.split())
    if OBLIGATION.match(told.verbs.words) and told.lead not in ("by", "before", "on", "until", "till"):
        return False
    if told.lead == "":
        return words <= (NEAR if isinstance(told.date, RelativeDate) else 2)
    is_month = isinstance(told.date, WrittenDate) and told.date.is_month
    if is_month and told.lead in ("in", "during"):
        return words <= NEAR and told.verbs.verb not in NOT_AN_EVENT
    return True


def _reworded(text: str, told: Told) -> str:
    """Told as past; nothing where the day is said in words that would still be wrong ("next week")."""
    if isinstance(told.date, RelativeDate):
        return ""
    return as_past(text, told.verbs, deadline=told.lead in ("by", "before"))


def _why(words: str, period: Period, reading: Reading) -> str:
    before = f"before {reading.their_meeting}, but the sentence tells it as still to come."
    if period.first == period.last:
        return f"“{words}” is {full_date(period.last)}, {before}"
    return f"“{words}” ended on {full_date(period.last)}, {before}"
