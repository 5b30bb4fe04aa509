"""Lists in pages by key: the next page begins behind the last row of this one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

PAGE: Final = 20

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list and the key with which the older ones are asked for; empty at the end."""

    rows: Sequence[Row]
    older: str = ""


def page_of(rows: list[Row], key: Callable[[Row], str], limit: int) -> Page[Row]:
    return Page(rows[:limit], key(rows[limit - 1]) if len(rows) > limit else "")
