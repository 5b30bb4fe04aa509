"""Standing items: what comes back on every agenda, and what arrives under it by itself.

Each kind tells its own: `register` it in the ``ready`` of its app. ``boards`` registers apologies,
declarations, open actions, urgent business and the date of the next meeting; the minutes of the last
meeting come from ``scrutiny``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from boards.models import AgendaItem, Reader, User


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that arrived under a standing item: what it says, where it is, and a quiet word beside it."""

    what: str
    address: str = ""
    note: str = ""


def nothing(item: AgendaItem, reader: Reader) -> list[Arrival]:
    return []


def brings_nothing(by: User, item: AgendaItem) -> None:
    """Most standing items need nothing put under them."""


@dataclass(frozen=True, slots=True)
class StandingItem:
    """A kind of standing item. ``arrivals`` tells what is shown under it, read afresh each time: on the desk
    what the person may see, on the public page what anybody may. ``bring`` puts papers under it when the
    item comes onto an agenda, by deeds of its own app; what cannot be brought yet is left for later."""

    key: str
    label: str
    title: str
    purpose: str = ""
    aim: str = AgendaItem.Aim.INFORMATION
    verbal: bool = True
    arrivals: Callable[[AgendaItem, Reader], list[Arrival]] = nothing
    bring: Callable[[User, AgendaItem], None] = brings_nothing


_kinds: dict[str, StandingItem] = {}


def register(kind: StandingItem) -> None:
    _kinds[kind.key] = kind


def kinds() -> list[StandingItem]:
    return list(_kinds.values())


def kind_of(item: AgendaItem) -> StandingItem | None:
    return kind_called(item.standing)


def kind_called(key: str) -> StandingItem | None:
    """The kind of this key; None for an ordinary item, and for a kind that is no longer registered."""
    return _kinds.get(key)


def arrivals_of(item: AgendaItem, reader: Reader) -> list[Arrival]:
    """What arrived under an item by itself, as far as ``reader`` may see it."""
    kind = kind_of(item)
    return kind.arrivals(item, reader) if kind else []
