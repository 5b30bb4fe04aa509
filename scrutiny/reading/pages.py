"""Lists in pages by key: the next page begins behind the last row of this one."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.utils import timezone
from django.utils.dateparse import parse_datetime

PAGE: Final = 20

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list and the key with which the older ones are asked for; empty at the end."""

    rows: Sequence[Row]
    older: str = ""


def page_of(rows: list[Row], key: Callable[[Row], str], limit: int) -> Page[Row]:
    return Page(rows[:limit], key(rows[limit - 1]) if len(rows) > limit else "")


def read_day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def read_moment(text: str) -> datetime.datetime | None:
    """A moment with its time zone; in an address a plus may have become a space."""
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
