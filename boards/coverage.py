"""Which themes a body has come to over a municipal year, and which it has not."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from boards.models import Body, Meeting, Theme

MAY = 5


@dataclass(frozen=True, slots=True)
class Covered:
    """A theme with the meetings of the year that had it, in order."""

    theme: Theme
    meetings: Sequence[Meeting]
    is_retired: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The year that begins in May of ``year``; meetings called off are not in it."""

    year: int
    rows: Sequence[Covered]
    without_theme: Sequence[Meeting]
    meetings: int

    @property
    def called(self) -> str:
        """ "May 2025 to April 2026"."""
        return f"May {self.year} to April {self.year + 1}"

    @property
    def never(self) -> int:
        return sum(not row.meetings for row in self.rows)


def municipal_year(day: datetime.date) -> int:
    """The year in which the municipal year of ``day`` began; each begins with the annual council in May."""
    return day.year if day.month >= MAY else day.year - 1


def days_of(year: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the municipal year that begins in ``year``."""
    return datetime.date(year, MAY, 1), datetime.date(year + 1, MAY, 1) - datetime.timedelta(days=1)


def coverage(body: Body, year: int, today: datetime.date) -> Coverage:
    """Those never come to this year first, then by name; a retired one only when it was used. 2 queries."""
    meetings = list(body.meetings.taking_place().filter(date__range=days_of(year)).order_by("date"))
    of_theme: dict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        of_theme[meeting.theme_id].append(meeting)
    rows = rows_of(body.themes.all(), of_theme, today)
    return Coverage(year, rows, of_theme[None], len(meetings))


def rows_of(
    themes: Iterable[Theme], of_theme: dict[int | None, list[Meeting]], today: datetime.date
) -> list[Covered]:
    rows = [Covered(theme, of_theme[theme.pk], theme.is_retired(today)) for theme in themes]
    shown = [row for row in rows if row.meetings or not row.is_retired]
    return sorted(shown, key=lambda row: (bool(row.meetings), row.theme.name.casefold()))
