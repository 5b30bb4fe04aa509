"""How long each item of an agenda is meant to take, and so when it begins.

Items follow one another; sub-items run within the time of their item. A beginning is told only while every
item before it has its minutes, so that no time is made up. Times are those on the clock in the room.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from boards.agenda_order import branches

LONGEST = 600
"""Minutes; an item planned for more is a mistake."""


class Timed(Protocol):
    @property
    def is_sub_item(self) -> bool: ...

    @property
    def minutes_planned(self) -> int | None: ...


@dataclass(frozen=True)
class Slot:
    """When an item begins (None when that cannot be told), and how many minutes it takes (None: not said)."""

    begins_at: datetime.time | None = None
    minutes: int | None = None

    @property
    def length(self) -> str:
        return in_words(self.minutes) if self.minutes else ""


@dataclass(frozen=True)
class Timetable:
    """A slot for each item, in order. ``ends_at`` is None while any item of its own lacks its minutes."""

    slots: list[Slot]
    ends_at: datetime.time | None = None

    @property
    def is_given(self) -> bool:
        return any(slot.minutes for slot in self.slots)


def timetable(starts_at: datetime.time, items: Sequence[Timed]) -> Timetable:
    """Lay the items along the clock from ``starts_at``; past midnight it goes on with the small hours."""
    slots: list[Slot] = []
    now: datetime.time | None = starts_at
    for branch in branches(items):
        minutes = length_of(branch.row, branch.under)
        slots.append(slot(now, minutes))
        within = now
        for sub_item in branch.under:
            slots.append(slot(within, sub_item.minutes_planned))
            within = after(within, sub_item.minutes_planned)
        now = after(now, minutes)
    return Timetable(slots, now if slots else None)


def length_of(item: Timed, under: Sequence[Timed]) -> int | None:
    """The item's own minutes; without them, those of its sub-items together, when all of them are said."""
    if item.minutes_planned is not None or not under:
        return item.minutes_planned
    parts = [each.minutes_planned for each in under if each.minutes_planned is not None]
    return sum(parts) if len(parts) == len(under) else None


def longer_than_their_item(items: Sequence[Timed]) -> list[int]:
    """The places (from 0) of items whose sub-items together take longer than the item itself."""
    found, place = [], 0
    for branch in branches(items):
        together = sum(each.minutes_planned or 0 for each in branch.under)
        if branch.row.minutes_planned is not None and together > branch.row.minutes_planned:
            found.append(place)
        place += 1 + len(branch.under)
    return found


def slot(begins_at: datetime.time | None, minutes: int | None) -> Slot:
    return Slot(begins_at if minutes else None, minutes)


def after(moment: datetime.time | None, minutes: int | None) -> datetime.time | None:
    if moment is None or minutes is None:
        return None
    day = datetime.datetime.combine(datetime.date.min, moment)
    return (day + datetime.timedelta(minutes=minutes)).time()


def in_words(minutes: int) -> str:
    """ "20 minutes", "1 hour", "1 hour 15 minutes"."""
    hours, left = divmod(minutes, 60)
    parts = [(hours, "hour"), (left, "minute")]
    return " ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in parts if count)
