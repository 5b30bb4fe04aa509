"""Whether enough voting members were there, and from when to when.

Who counts sits in a voting member's seat, in the room: the member or their substitute. Members of a statutory
body who join by link are in attendance, so they never count (domain rule 12).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from boards.dates import full_time
from boards.models import Attendance, Meeting

How = Attendance.How
Stay = tuple[datetime.time, datetime.time | None]
"""From when to when somebody was there; None is the end of the meeting."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the meeting in which it was quorate, with the fewest and most who were there."""

    begins: datetime.time
    ends: datetime.time | None
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """How a meeting stands to its quorum. ``needed`` is None when the terms of reference set none."""

    needed: int | None
    starts_at: datetime.time
    is_recorded: bool
    most: int
    spans: tuple[Span, ...]

    @property
    def was_reached(self) -> bool:
        return bool(self.spans)

    @property
    def held_throughout(self) -> bool:
        first = self.spans[0] if len(self.spans) == 1 else None
        return first is not None and first.begins == self.starts_at and first.ends is None

    @property
    def sentence(self) -> str:
        """ "Quorate from 10am to 11.20am: 5 of the 5 needed"."""
        if self.needed is None:
            return "No quorum is set"
        if not self.is_recorded:
            return f"The attendance is not recorded yet; {self.needed} voting members are needed"
        if not self.spans:
            return f"Not quorate: {self.most} of the {self.needed} needed"
        when = "" if self.held_throughout else f" {' and '.join(in_words(span) for span in self.spans)}"
        return f"Quorate{when}: {self.count}"

    @property
    def count(self) -> str:
        fewest = min(span.fewest for span in self.spans)
        if fewest == self.needed:
            return f"{fewest} of the {self.needed} needed"
        at_least = "" if fewest == max(span.most for span in self.spans) else "at least "
        return f"{at_least}{fewest} voting members, {self.needed} needed"


def quorum_of(meeting: Meeting) -> Quorum:
    """By the terms of reference in force on the day of the meeting. 3 queries."""
    terms = meeting.body.terms.filter(in_force_from__lte=meeting.date).first()
    needed = terms.quorum if terms else None
    rows = list(Attendance.objects.filter(meeting=meeting))
    people = voting_people(meeting, rows)
    stays = [(person.arrived_at or meeting.starts_at, person.left_at) for person in people]
    counts = counted(meeting.starts_at, stays)
    return Quorum(
        needed=needed,
        starts_at=meeting.starts_at,
        is_recorded=any(row.user_id is not None for row in rows),
        most=max(count for _, count in counts),
        spans=quorate(counts, needed or 0),
    )


def voting_people(meeting: Meeting, rows: Sequence[Attendance]) -> list[Attendance]:
    """Of those in ``rows``, who sits in the seat of a voting member of that day. 1 query."""
    voting = voters_of(meeting)
    seats = {row.pk: row.user_id for row in rows}
    return [
        row
        for row in rows
        if row.sits and (row.user_id if row.how == How.PRESENT else seat_of(row, rows, seats)) in voting
    ]


def voters_of(meeting: Meeting) -> set[int]:
    """The people with a vote on the body that day."""
    seats = meeting.body.memberships.on(meeting.date).seated().filter(voting=True)
    return set(seats.values_list("user_id", flat=True))


def seat_of(substitute: Attendance, rows: Sequence[Attendance], seats: dict[int, int | None]) -> int | None:
    """Whose place a substitute takes; those recorded before the tie was kept are known by name."""
    if substitute.stands_for_id is not None:
        return seats.get(substitute.stands_for_id)
    named = (row.user_id for row in rows if row.user_id is not None and row.name == substitute.substitute_for)
    return next(named, None)


def counted(start: datetime.time, stays: Sequence[Stay]) -> list[tuple[datetime.time, int]]:
    """How many were there from each moment on at which somebody came or went."""
    moments = {start, *(arrived for arrived, _ in stays), *(left for _, left in stays if left is not None)}
    return [
        (moment, sum(arrived <= moment and (left is None or moment < left) for arrived, left in stays))
        for moment in sorted(moments)
    ]


def quorate(counts: Sequence[tuple[datetime.time, int]], needed: int) -> tuple[Span, ...]:
    """The stretches in which at least ``needed`` were there; what touches is one stretch."""
    spans: list[Span] = []
    ends = [moment for moment, _ in counts[1:]] + [None]
    for (begins, count), end in zip(counts, ends, strict=True):
        if count < needed:
            continue
        last = spans[-1] if spans else None
        if last is not None and last.ends == begins:
            spans[-1] = Span(last.begins, end, min(last.fewest, count), max(last.most, count))
        else:
            spans.append(Span(begins, end, count, count))
    return tuple(spans)


def in_words(span: Span) -> str:
    until = f" to {full_time(span.ends)}" if span.ends else ""
    return f"from {full_time(span.begins)}{until}"
