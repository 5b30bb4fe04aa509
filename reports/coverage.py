"""Which teams the chair has seen, when, and how they were then and now: private to whoever went there.

Worked out from the chair's own log alone. A visit counts for the place it is logged at and for nothing else:
one to a locality says little about each team in it. Periods count where they begin.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from boards.dates import plain_date
from boards.models import Place, User
from reports.activity_sentences import spoken
from reports.models import Activity

Kind = Activity.Kind
Position = Activity.Position

SEEN: Final = tuple(kind for kind in Kind if kind != Kind.REPORT_GIVEN)
"""A report given at a place shows the chair to the team, not the team to the chair."""
MONTHS_SHOWN: Final = 12
PROGRAMME: Final = 6
"""How many places the next programme suggests: what one person can see in some weeks."""
SOON: Final = 2
"""Months after which a team that had become worse wants to be seen again."""
IN_WORDS: Final = {Position.BETTER: "Better", Position.SAME: "The same", Position.WORSE: "Worse"}
COUNTY: Final = "County-wide services"


@dataclass(frozen=True, slots=True)
class Told:
    """How a place was on a day, in the chair's judgement."""

    position: Position
    on: datetime.date

    @property
    def in_words(self) -> str:
        return IN_WORDS[self.position]


@dataclass(frozen=True, slots=True)
class Row:
    """One place. ``then`` is the judgement before the last one, ``now`` the last; ``entry`` is the id of the
    activity that tells of the ``last`` time.
    """

    place: Place
    times: int
    last: datetime.date | None
    entry: int | None
    then: Told | None
    now: Told | None
    is_due: bool

    @property
    def never(self) -> bool:
        return self.last is None


@dataclass(frozen=True, slots=True)
class Cell:
    """How often somewhere in a locality was seen in a month; ``shade`` runs from 0 to 4."""

    month: datetime.date
    times: int

    @property
    def shade(self) -> int:
        return min(self.times, 4)


@dataclass(frozen=True, slots=True)
class GridRow:
    name: str
    cells: Sequence[Cell]

    @property
    def times(self) -> int:
        return sum(cell.times for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place to see next, and why in one sentence."""

    place: Place
    why: str

    @property
    def named(self) -> str:
        """ "The Assessment team in Cherwick", as it opens a line."""
        name = spoken(self.place)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Coverage:
    """``months`` is how long a team may go unseen before it is due."""

    months: int
    rows: Sequence[Row]
    grid: Sequence[GridRow]
    programme: Sequence[Suggestion]

    @property
    def never(self) -> int:
        return sum(row.never for row in self.rows)

    @property
    def due(self) -> int:
        """Seen before, but not for ``months``."""
        return sum(row.is_due and not row.never for row in self.rows)

    @property
    def months_shown(self) -> list[datetime.date]:
        return [cell.month for cell in self.grid[0].cells] if self.grid else []


def coverage(chair: User, today: datetime.date, *, months: int) -> Coverage:
    """Every team that is there today, those never seen first, then those not seen for longest. 2 queries.

    A locality, or a service that has teams, is seen part by part; it has a row only where a visit names it.
    """
    places = places_on(today)
    seen = seen_by_place(chair, today)
    before = months_before(today, months)
    teams = [row_of(place, seen[place.pk], before) for place in places if is_team(place, places)]
    wholes = [row_of(place, seen[place.pk]) for place in places if not is_team(place, places)]
    rows = sorted([*teams, *(row for row in wholes if row.times)], key=longest_unseen)
    return Coverage(months, rows, grid(places, seen, today), programme(teams, today))


def places_on(day: datetime.date) -> list[Place]:
    """The places that are not ended, each knowing what it is within."""
    known = {place.pk: place for place in Place.objects.all()}
    for place in known.values():
        place.within = known.get(place.within_id) if place.within_id else None
    return [place for place in known.values() if place.ended_on is None or place.ended_on >= day]


def seen_by_place(chair: User, today: datetime.date) -> dict[int, list[Activity]]:
    logged = Activity.objects.visible_to(chair).filter(kind__in=SEEN, on__lte=today, place__isnull=False)
    seen: dict[int, list[Activity]] = defaultdict(list)
    for activity in logged.order_by("on", "pk"):
        seen[activity.place_id or 0].append(activity)
    return seen


def is_team(place: Place, places: Iterable[Place]) -> bool:
    """Whether it is seen as one: a team, or a service without teams."""
    return place.kind != Place.Kind.LOCALITY and all(each.within_id != place.pk for each in places)


def longest_unseen(row: Row) -> tuple[datetime.date, str, str]:
    return row.last or datetime.date.min, where(row.place), row.place.name


def row_of(place: Place, seen: Sequence[Activity], before: datetime.date = datetime.date.min) -> Row:
    """``before`` is the day on which a place that nobody has seen since is due."""
    told = [
        Told(Position(each.position), each.on)
        for each in seen
        if each.position and each.position != Position.UNKNOWN
    ]
    last = seen[-1].on if seen else None
    return Row(
        place=place,
        times=len(seen),
        last=last,
        entry=seen[-1].pk if seen else None,
        then=told[-2] if len(told) > 1 else None,
        now=told[-1] if told else None,
        is_due=last is None or last < before,
    )


def where(place: Place) -> str:
    """The locality a place is in; services for the whole county stand together."""
    top = place
    while top.within:
        top = top.within
    return top.name if top.kind == Place.Kind.LOCALITY else COUNTY


def grid(places: Iterable[Place], seen: dict[int, list[Activity]], today: datetime.date) -> list[GridRow]:
    """By locality and month, the last twelve months with this one; services for the county come last."""
    months = [months_before(today.replace(day=1), ago) for ago in reversed(range(MONTHS_SHOWN))]
    ordered = sorted(places, key=lambda place: (where(place) == COUNTY, where(place)))
    rows = []
    for name, group in groupby(ordered, key=where):
        days = [activity.on.replace(day=1) for place in group for activity in seen.get(place.pk, ())]
        rows.append(GridRow(name, [Cell(month, days.count(month)) for month in months]))
    return rows


def programme(rows: Sequence[Row], today: datetime.date) -> list[Suggestion]:
    """What to see next: never seen, then what had become worse, then what was not seen for longest.

    One locality after the other, so that a programme does not stay in one corner of the county.
    """
    wanted = sorted((row for row in rows if why_see(row, today)), key=lambda row: urgency(row, today))
    turns: dict[str, int] = defaultdict(int)
    in_turn = []
    for row in wanted:
        locality = where(row.place)
        in_turn.append((turns[locality], urgency(row, today), row))
        turns[locality] += 1
    in_turn.sort(key=lambda each: each[:2])
    return [Suggestion(row.place, why_see(row, today)) for _, _, row in in_turn[:PROGRAMME]]


def urgency(row: Row, today: datetime.date) -> tuple[int, datetime.date, str]:
    kind = 0 if row.never else 1 if had_become_worse(row, today) else 2
    return kind, row.last or datetime.date.min, row.place.name


def why_see(row: Row, today: datetime.date) -> str:
    """ "Never seen"; empty for a place that can wait."""
    if row.last is None:
        return "You have never been there."
    if row.now and had_become_worse(row, today):
        back = (
            f"were last there on {plain_date(row.last)}"
            if row.last > row.now.on
            else "have not been back since"
        )
        return f"It was worse on {plain_date(row.now.on)}, and you {back}."
    return f"You were last there on {plain_date(row.last)}." if row.is_due else ""


def had_become_worse(row: Row, today: datetime.date) -> bool:
    worse = row.now is not None and row.now.position == Position.WORSE
    return worse and row.last is not None and row.last <= months_before(today, SOON)


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day of an earlier month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
