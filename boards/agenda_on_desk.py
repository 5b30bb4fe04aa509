"""The agenda as the desk shows it: each item with its time, its steps, what arrived under it, and notes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from boards.agenda_order import Steps, branches, steps
from boards.missing import numbered
from boards.models import AgendaItem, Meeting, Reader
from boards.standing import Arrival, arrivals_of
from boards.timings import Slot, Timetable, length_of, longer_than_their_item, timetable

NOBODY_PRESENTS = "It has a paper, but nobody to present it yet. The presenter need not be the author."
TOO_LONG = "The items under it are planned to take longer than it takes itself."


@dataclass
class ItemOnDesk:
    item: AgendaItem
    slot: Slot
    steps: Steps
    arrivals: list[Arrival]
    notes: list[str]
    under: list["ItemOnDesk"] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def purpose(self) -> str:
        return self.item.purpose

    @property
    def presenter(self) -> str:
        return self.item.presenter


@dataclass
class AgendaOnDesk:
    """Items of their own, each with those under it. ``untimed`` says what to add for the end to be told."""

    items: list[ItemOnDesk]
    ends_at: datetime.time | None = None
    untimed: str = ""


def agenda_on_desk(meeting: Meeting, items: Sequence[AgendaItem], reader: Reader) -> AgendaOnDesk:
    """Lay out ``items``, which come with their papers and with what they were carried from.

    A fixed number of queries: one or two for each kind of standing item that is on the agenda.
    """
    times, too_long = timetable(meeting.starts_at, items), set(longer_than_their_item(items))
    shown = []
    for place, (item, slot, step) in enumerate(zip(items, times.slots, steps(items), strict=True)):
        item.meeting = meeting
        notes = notes_on(item, too_long=place in too_long)
        shown.append(ItemOnDesk(item, slot, step, arrivals_of(item, reader), notes))
    by_key = {each.item.pk: each for each in shown}
    tree = branches(items)
    for branch in tree:
        by_key[branch.row.pk].under = [by_key[row.pk] for row in branch.under]
    return AgendaOnDesk(
        [by_key[branch.row.pk] for branch in tree], given_end(times), what_is_untimed(items, times)
    )


def notes_on(item: AgendaItem, *, too_long: bool) -> list[str]:
    """Gentle words on what is odd about an item; nothing here stops anybody."""
    notes = [TOO_LONG] if too_long else []
    if item.meeting.body.is_statutory and not item.presenter and item.papers.all():
        notes.append(NOBODY_PRESENTS)
    return notes


def given_end(times: Timetable) -> datetime.time | None:
    return times.ends_at if times.is_given else None


def what_is_untimed(items: Sequence[AgendaItem], times: Timetable) -> str:
    """Once a clerk times an agenda, which items still keep its end from being told."""
    if not times.is_given or times.ends_at is not None:
        return ""
    without = [branch.row.number for branch in branches(items) if not length_of(branch.row, branch.under)]
    return f"To see when it ends, say how long {numbered(without)} {'take' if len(without) > 1 else 'takes'}."
