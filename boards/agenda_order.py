"""The order of an agenda: its items, what belongs under each, and the numbers that people read.

Rows are anything with ``is_sub_item``, in reading order: items of an agenda, or lines of a template. A
sub-item belongs to the item before it. Nothing here asks the database.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Ordered(Protocol):
    @property
    def is_sub_item(self) -> bool: ...


Row = TypeVar("Row", bound=Ordered)

NUMBER = re.compile(r"(?P<item>[0-9]{1,4})(?:\.(?P<sub_item>[0-9]{1,4}))?")


class NoSuchPlace(ValueError):
    """A row cannot go there; the message is a sentence that says what to enter."""


@dataclass
class Branch(Generic[Row]):
    """An item with the sub-items under it, in order."""

    row: Row
    under: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Steps:
    """The number an item gets by one step up or down, empty where there is none, and the last it can have
    beside its siblings; ``jumps`` when it has a choice of more places than these two."""

    up: str = ""
    down: str = ""
    last: str = ""
    jumps: bool = False


def numbers_of(are_sub_items: Sequence[bool]) -> list[str]:
    """ "1", "2", "2.1", "2.2", "3": a sub-item belongs to the item before it; the first is never one."""
    numbers: list[str] = []
    item = sub_item = 0
    for is_sub_item in are_sub_items:
        item, sub_item = (item, sub_item + 1) if is_sub_item and item else (item + 1, 0)
        numbers.append(f"{item}.{sub_item}" if sub_item else str(item))
    return numbers


def branches(rows: Iterable[Row]) -> list[Branch[Row]]:
    found: list[Branch[Row]] = []
    for row in rows:
        if row.is_sub_item and found:
            found[-1].under.append(row)
        else:
            found.append(Branch(row))
    return found


def in_order(tree: Sequence[Branch[Row]]) -> list[Row]:
    return [row for branch in tree for row in (branch.row, *branch.under)]


def steps(rows: Sequence[Row]) -> list[Steps]:
    """The steps of each row. A sub-item steps past its siblings, then under the item before or after."""
    tree = branches(rows)
    found = []
    for item, branch in enumerate(tree, start=1):
        up = str(item - 1) if item > 1 else ""
        down = str(item + 1) if item < len(tree) else ""
        found.append(Steps(up, down, str(len(tree)), jumps=len(tree) > 2))
        before = f"{item - 1}.{len(tree[item - 2].under) + 1}" if item > 1 else ""
        after = f"{item + 1}.1" if item < len(tree) else ""
        last = len(branch.under)
        for place in range(1, last + 1):
            up = f"{item}.{place - 1}" if place > 1 else before
            down = f"{item}.{place + 1}" if place < last else after
            found.append(Steps(up, down, f"{item}.{last}", jumps=max(last, len(tree)) > 2))
    return found


def moved(rows: Sequence[Row], row: Row, to: str) -> list[Row]:
    """The rows with ``row`` at the number ``to``: an item takes its sub-items along. A number beyond the
    end means the end.

    Raises:
        NoSuchPlace: for what is no number of its level, or an item that is not there.
    """
    tree = branches(rows)
    own = next((branch for branch in tree if branch.row is row), None)
    said = NUMBER.fullmatch(to)
    if own is not None:
        if said is None or said["sub_item"] is not None:
            raise NoSuchPlace("Enter the position as a whole number, such as 3.")
        tree.remove(own)
        tree.insert(max(int(said["item"]), 1) - 1, own)
        return in_order(tree)
    if said is None or said["sub_item"] is None:
        raise NoSuchPlace("This belongs under another item: enter the position as a number such as 2.1.")
    item = int(said["item"])
    if not 1 <= item <= len(tree):
        raise NoSuchPlace(f"There is no item {item} to put it under.")
    next(branch for branch in tree if row in branch.under).under.remove(row)
    tree[item - 1].under.insert(max(int(said["sub_item"]), 1) - 1, row)
    return in_order(tree)


def on_its_own(rows: Sequence[Row], row: Row) -> list[Row]:
    """The rows with a sub-item taken out from under its item, to stand right after it; its siblings stay."""
    tree = branches(rows)
    for place, branch in enumerate(tree, start=1):
        if row in branch.under:
            branch.under.remove(row)
            tree.insert(place, Branch(row))
            break
    return in_order(tree)
