"""Standing items: what comes back on every agenda, and what arrives under it by itself.

Each kind tells its own: `register` it in the ``ready`` of its app. ``boards`` registers apologies,
declarations, open actions and urgent business; the minutes of the last meeting come from ``scrutiny``.
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
    """A kind of standing item. ``arrivals`` tells what is shown under it on the desk, read afresh each time;
    ``bring`` puts papers under it when the item comes onto an agenda, by deeds of its own app."""

    key: str
    label: str
    title: str
    purpose: str = ""
    verbal: bool = True
    arrivals: Callable[[AgendaItem, Reader], list[Arrival]] = nothing
    bring: Callable[[User, AgendaItem], None] = brings_nothing


_kinds: dict[str, StandingItem] = {}


def register(kind: StandingItem) -> None:
    _kinds[kind.key] = kind


def kinds() -> list[StandingItem]:
    return list(_kinds.values())


def kind_of(item: AgendaItem) -> StandingItem | None:
    return _kinds.get(item.standing)
