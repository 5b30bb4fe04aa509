"""When a body would meet by its frequency rules: proposals, which the secretariat accepts or moves.

Pure functions of rules and days. A rule counts in whole months from the month in which it begins, so
"every other month from September" is September, November, January. A proposal is kept nowhere: it is worked
out each time it is shown, and stops being one when the body has a meeting in its month.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from boards.dates import full_date
from boards.deadlines import NONE_CLOSED, ONE_DAY, ClosedDays, next_working_day, why_not_counted
from boards.models import FrequencyRule

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting by the rule; ``moved_from`` is the day of the rule when that is no working day."""

    date: datetime.date
    rule: FrequencyRule
    moved_from: datetime.date | None = None
    why: str = ""

    @property
    def month(self) -> datetime.date:
        """The first day of the month the rule means, also when the day moved into the next one."""
        return (self.moved_from or self.date).replace(day=1)

    @property
    def key(self) -> str:
        """ "2026-05": a body meets once a month at most by rule, so the month is the name of a proposal."""
        return f"{self.month:%Y-%m}"

    @property
    def note(self) -> str:
        """Why it is not the day of the rule; empty when it is."""
        if self.moved_from is None:
            return ""
        return f"Moved from {full_date(self.moved_from)}, which is no working day: {self.why}."


def proposed_dates(
    rules: Sequence[FrequencyRule],
    first: datetime.date,
    last: datetime.date,
    closed: ClosedDays = NONE_CLOSED,
) -> list[Proposal]:
    """The meetings the rules ask for from ``first`` to ``last``, both counted, in order.

    ``closed`` are days beyond weekends and bank holidays on which nobody meets, each with its reason.
    """
    proposals = (proposal_in(rules, month, closed) for month in months(first, last))
    return [proposal for proposal in proposals if proposal and first <= proposal.date <= last]


def proposal_in(rules: Sequence[FrequencyRule], month: datetime.date, closed: ClosedDays) -> Proposal | None:
    """The meeting of one month, if it has one. A rule that begins in a month rules the whole of it."""
    begun = [rule for rule in rules if rule.in_force_from.replace(day=1) <= month]
    if not begun:
        return None
    rule = max(begun, key=lambda rule: rule.in_force_from)
    if months_between(rule.in_force_from, month) % rule.every_months:
        return None
    day = weekday_of_month(month, week=rule.week, weekday=rule.weekday)
    if rule.until is not None and day > rule.until:
        return None
    why = why_not_counted(day, closed)
    return Proposal(next_working_day(day, closed), rule, day, why) if why else Proposal(day, rule)


def unfulfilled(proposals: Sequence[Proposal], met: Iterable[datetime.date]) -> list[Proposal]:
    """The proposals that still need a meeting, ``met`` being the days of ``Meeting.objects.in_programme()``.

    A meeting on the very day of a proposal fulfils that one; any other fulfils the proposal of its month.
    """
    days = set(met)
    exactly = {proposal.date for proposal in proposals} & days
    months_met = {day.replace(day=1) for day in days - exactly}
    return [
        proposal
        for proposal in proposals
        if proposal.date not in exactly and proposal.month not in months_met
    ]


def weekday_of_month(month: datetime.date, *, week: int, weekday: int) -> datetime.date:
    """The first, second, third, fourth or last (5) such weekday of a month; Monday is 0."""
    first = month.replace(day=1)
    day = first + datetime.timedelta(days=(weekday - first.weekday()) % 7)
    if week != FrequencyRule.Week.LAST:
        return day + (week - 1) * WEEK
    while (day + WEEK).month == month.month:
        day += WEEK
    return day


def months(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """The first day of each month that could bring a day between the two.

    The month before comes first: its last weekday may have moved on into ``first``'s month.
    """
    month = (first.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    while month <= last:
        yield month
        month = (month + datetime.timedelta(days=31)).replace(day=1)


def months_between(first: datetime.date, last: datetime.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


@dataclass(frozen=True, slots=True)
class Period:
    """A rule with the last day on which it holds; None while nothing ends it."""

    rule: FrequencyRule
    last: datetime.date | None

    def is_in_force(self, day: datetime.date) -> bool:
        return self.rule.in_force_from <= day and (self.last is None or day <= self.last)


def history(rules: Iterable[FrequencyRule]) -> list[Period]:
    """The rules as they follow each other, the latest first."""
    periods: list[Period] = []
    next_begins: datetime.date | None = None
    for rule in sorted(rules, key=lambda rule: rule.in_force_from, reverse=True):
        ends = [next_begins - ONE_DAY] if next_begins else []
        periods.append(Period(rule, min(filter(None, [rule.until, *ends]), default=None)))
        next_begins = rule.in_force_from
    return periods
