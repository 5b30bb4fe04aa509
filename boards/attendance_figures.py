"""How often each member of a body was there, over a period.

A meeting counts for whoever was a member that day. Cancelled and postponed meetings are left out (rule 13).
Those of which nothing is recorded are left out of the percentage; they stand in a column of their own.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from boards.models import SEATED, Attendance, Body, Membership

How = Attendance.How
FIRST_MONTH = 5
"""The municipal year runs from the annual council in May; the first of May stands for that meeting."""


@dataclass(slots=True)
class Figure:
    """One member's attendance; ``counts`` by ``Attendance.How``, a substitute sent being SUBSTITUTE."""

    name: str
    office: str
    counts: Counter[str] = field(default_factory=Counter)
    unrecorded: int = 0

    @property
    def meetings(self) -> int:
        """How many meetings the member could attend."""
        return self.recorded + self.unrecorded

    @property
    def recorded(self) -> int:
        return self.counts.total()

    @property
    def present(self) -> int:
        return self.counts[How.PRESENT]

    @property
    def substitutes(self) -> int:
        return self.counts[How.SUBSTITUTE]

    @property
    def apologies(self) -> int:
        return self.counts[How.APOLOGIES]

    @property
    def absent(self) -> int:
        return self.counts[How.ABSENT]

    @property
    def remote(self) -> int:
        return self.counts[How.IN_ATTENDANCE_REMOTE]

    @property
    def percentage(self) -> int | None:
        """Meetings at which the member was present, of a hundred recorded; None without any."""
        return round(100 * self.present / self.recorded) if self.recorded else None

    @property
    def in_words(self) -> str:
        """ "83%, 5 of 6 meetings"."""
        if self.percentage is None:
            return "Nothing recorded yet"
        meetings = "1 meeting" if self.recorded == 1 else f"{self.recorded} meetings"
        return f"{self.percentage}%, {self.present} of {meetings}"


def municipal_year(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the municipal year that ``day`` lies in."""
    year = day.year if day.month >= FIRST_MONTH else day.year - 1
    return datetime.date(year, FIRST_MONTH, 1), datetime.date(year + 1, FIRST_MONTH, 1) - datetime.timedelta(
        1
    )


def figures(body: Body, first: datetime.date, last: datetime.date, today: datetime.date) -> list[Figure]:
    """Each member who could attend a meeting between ``first`` and ``last``, by name, in 3 queries.

    Meetings before ``today`` count. The name and office are those of the latest membership.
    """
    held = body.meetings.taking_place().filter(date__gte=first, date__lte=last, date__lt=today)
    meetings = dict(held.values_list("pk", "date"))
    rows = Attendance.objects.filter(meeting__in=held).values_list(
        "pk", "meeting", "user", "how", "stands_for", "substitute_for", "name"
    )
    return tally(meetings, memberships(body, first, last), kinds(rows))


def memberships(body: Body, first: datetime.date, last: datetime.date) -> list[Membership]:
    seats = body.memberships.filter(role__in=SEATED, since__lte=last).exclude(until__lt=first)
    return list(seats.select_related("user", "on_behalf_of").order_by("user__name", "user_id", "since"))


def kinds(rows: Iterable[tuple[object, ...]]) -> dict[tuple[object, object], str]:
    """How each member stood to each meeting; apologies with a substitute are told apart from others."""
    listed = list(rows)
    tied = {stands_for for *_, stands_for, _, _ in listed if stands_for is not None}
    named = {(row[1], row[5]) for row in listed if row[3] == How.SUBSTITUTE and row[4] is None}
    found: dict[tuple[object, object], str] = {}
    for pk, meeting, user, how, _, _, name in listed:
        if user is not None:
            sent_one = pk in tied or (meeting, name) in named
            found[meeting, user] = How.SUBSTITUTE if sent_one else str(how)
    return found


def tally(
    meetings: Mapping[int, datetime.date],
    seats: Iterable[Membership],
    stood: Mapping[tuple[object, object], str],
) -> list[Figure]:
    found: dict[int, Figure] = {}
    counted: set[tuple[int, int]] = set()
    for seat in seats:
        could = {key for key, day in meetings.items() if seat.in_force(day)}
        could = {key for key in could if (key, seat.user_id) not in counted}
        counted |= {(key, seat.user_id) for key in could}
        figure = found.setdefault(seat.user_id, Figure(seat.user.name, ""))
        figure.office = seat.office_and_organisation or figure.office
        answers = [stood.get((key, seat.user_id)) for key in could]
        figure.counts.update(answer for answer in answers if answer)
        figure.unrecorded += answers.count(None)
    return [figure for figure in found.values() if figure.meetings]
