"""The places that the log offers, grouped by locality or service, each with when its reader last saw it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import Count, Max

from boards.models import Place, User
from reports.models import Activity

TIMES: Final = {1: "once", 2: "twice"}

Choice = tuple[int, str]
Group = tuple[str, list[Choice]]


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a place was seen, and the last day."""

    times: int
    last: datetime.date

    def in_words(self, today: datetime.date) -> str:
        """ "last seen 14 March, twice"; with the year where it is another one."""
        year = "" if self.last.year == today.year else f" {self.last.year}"
        day = f"{self.last.day} {self.last:%B}{year}"
        return f"last seen {day}, {TIMES.get(self.times, f'{self.times} times')}"


def places_offered(today: datetime.date, seen: dict[int, Seen], also: Place | None = None) -> list[Group]:
    """The places that have not ended, and ``also`` the one that an entry names, under what they belong to.

    Each group begins with the whole itself. 1 query.
    """
    known = {place.pk: place for place in Place.objects.order_by("name")}
    offered = [
        place
        for place in known.values()
        if place.ended_on is None or place.ended_on >= today or (also and place.pk == also.pk)
    ]
    rows = sorted((line_of(place, known) for place in offered), key=order)
    return [
        (whole, [(place.pk, told(label, place, seen, today)) for _, _, label, place in lines])
        for whole, lines in groupby(rows, key=lambda row: row[0])
    ]


Line = tuple[str, int, str, Place]
"""What a place belongs to, how deep it is in there, what it is called there, and the place."""


def line_of(place: Place, known: dict[int, Place]) -> Line:
    above = [each.name for each in larger(place, known)]
    if not above:
        return place.name, 0, f"{place.name} as a whole", place
    return above[-1], len(above), ", ".join([place.name, *above[:-1]]), place


def larger(place: Place, known: dict[int, Place]) -> Iterator[Place]:
    """What a place is within, the nearest first; a ring of places, which nobody should make, ends it."""
    passed = {place.pk}
    while place.within_id and place.within_id not in passed:
        place = known[place.within_id]
        passed.add(place.pk)
        yield place


def order(line: Line) -> tuple[str, bool, str]:
    whole, depth, label, _ = line
    return whole.casefold(), depth > 0, label.casefold()


def told(label: str, place: Place, seen: dict[int, Seen], today: datetime.date) -> str:
    return f"{label}, {seen[place.pk].in_words(today)}" if place.pk in seen else label


def seen_by(user: User) -> dict[int, Seen]:
    """How often and when last this person saw each place, by the place's id. 1 query."""
    visits = Activity.objects.visible_to(user).filter(place__isnull=False)
    visits = visits.exclude(kind=Activity.Kind.REPORT_GIVEN).order_by()
    counted = visits.values_list("place").annotate(Count("pk"), Max("on"))
    return {place: Seen(times, last) for place, times, last in counted}
