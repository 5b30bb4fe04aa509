"""How a body is made up on a day: its seats, who fills them, and who chairs. Worked out here alone."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from django.db import models

from boards.dates import full_date
from boards.models import Body, Membership, Organisation, Role, Seat

ONE_DAY: Final = datetime.timedelta(days=1)


class State(models.TextChoices):
    """How a seat stands on a day. It is never stored: dates and memberships say it."""

    PROPOSED = "proposed", "Proposed"
    FILLED = "filled", "Filled"
    VACANT = "vacant", "Vacant"


@dataclass(frozen=True, slots=True)
class SeatOnDay:
    """A seat as it stood on a day, with the membership that filled it, if any."""

    seat: Seat
    state: State
    filled_by: Membership | None = None

    @property
    def voting(self) -> bool:
        """Whoever sits there has a vote or not; an empty seat is as it was agreed."""
        return self.filled_by.voting if self.filled_by else self.seat.voting


@dataclass(frozen=True, slots=True)
class Totals:
    """How many seats there are, by state, and how many of the agreed ones carry a vote."""

    seats: int
    filled: int
    vacant: int
    proposed: int
    voting: int


@dataclass(frozen=True, slots=True)
class Sector:
    """The seats of one sector, those of each organisation together."""

    label: str
    seats: Sequence[SeatOnDay]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole body on a day; ``unseated`` are members whose membership names no seat that stood that day."""

    sectors: Sequence[Sector]
    totals: Totals
    unseated: Sequence[Membership] = field(default_factory=list)


def composition(body: Body, day: datetime.date) -> Composition:
    """The seats of ``body`` on ``day`` by sector and organisation, and the members without one. 2 queries."""
    members = list(
        body.memberships.on(day).seated().select_related("user", "on_behalf_of").order_by("since", "pk")
    )
    seats = body.seats.on(day).select_related("organisation")
    on_day = [seat_on_day(seat, members, day) for seat in seats]
    seated = {seat.filled_by.pk for seat in on_day if seat.filled_by}
    return Composition(
        sectors=by_sector(on_day),
        totals=totals(on_day),
        unseated=sorted(
            (member for member in members if member.pk not in seated),
            key=lambda member: (member.role != Role.CHAIR, member.user.name, member.pk),
        ),
    )


def seat_on_day(seat: Seat, members: Iterable[Membership], day: datetime.date) -> SeatOnDay:
    """The state of ``seat`` on ``day``, given the seated memberships in force on that day."""
    if not seat.is_agreed(day):
        return SeatOnDay(seat, State.PROPOSED)
    for member in members:
        if member.seat_id == seat.pk:
            return SeatOnDay(seat, State.FILLED, member)
    return SeatOnDay(seat, State.VACANT)


def by_sector(seats: Iterable[SeatOnDay]) -> list[Sector]:
    """Sectors in the order of their list; within one, seats by organisation and then by title."""
    order = {value: place for place, value in enumerate(Organisation.Sector.values)}

    def place(each: SeatOnDay) -> tuple[int, str, str, int]:
        organisation = each.seat.organisation.name if each.seat.organisation else ""
        return order[each.seat.sector], organisation.casefold(), each.seat.title.casefold(), each.seat.pk

    groups = groupby(sorted(seats, key=place), key=lambda each: each.seat.sector)
    return [
        Sector(str(Organisation.Sector(sector).label), rows, totals(rows))
        for sector, rows in ((sector, list(group)) for sector, group in groups)
    ]


def totals(seats: Sequence[SeatOnDay]) -> Totals:
    states = [each.state for each in seats]
    return Totals(
        seats=len(seats),
        filled=states.count(State.FILLED),
        vacant=states.count(State.VACANT),
        proposed=states.count(State.PROPOSED),
        voting=sum(1 for each in seats if each.voting and each.state != State.PROPOSED),
    )


# ---- who chairs


@dataclass(frozen=True, slots=True)
class Chairing:
    """A time in which somebody chairs, or nobody does (``membership`` is None); no end when none is known."""

    since: datetime.date
    until: datetime.date | None
    membership: Membership | None = None

    @property
    def in_words(self) -> str:
        """ "from Friday 1 March 2024 to Sunday 14 April 2024", "on Friday 1 March 2024"."""
        if self.until == self.since:
            return f"on {full_date(self.since)}"
        end = f" to {full_date(self.until)}" if self.until else ""
        return f"from {full_date(self.since)}{end}"


def chairs_of(body: Body) -> list[Chairing]:
    """Everybody who chairs, chaired or is to chair ``body``, the first one first, with the gaps. 1 query."""
    chairs = body.memberships.filter(role=Role.CHAIR).select_related("user", "on_behalf_of")
    return list(with_gaps(chairs.order_by("since", "pk")))


def with_gaps(chairs: Iterable[Membership]) -> Iterator[Chairing]:
    """Chair memberships in order of their first day, with each time between in which nobody chaired."""
    covered: datetime.date | None = None
    is_open = False
    for chair in chairs:
        if covered and not is_open and chair.since > covered + ONE_DAY:
            yield Chairing(covered + ONE_DAY, chair.since - ONE_DAY)
        yield Chairing(chair.since, chair.until, chair)
        is_open = is_open or chair.until is None
        if chair.until:
            covered = max(covered or chair.until, chair.until)
    if covered and not is_open:
        yield Chairing(covered + ONE_DAY, None)
