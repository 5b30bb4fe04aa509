"""Reading what a browser sends in an address or a form where no form field does: ids, days and page keys.

Anything may have been sent, so whatever is not readable is None, never an error; whoever asks then answers
as if nothing had been sent. Lists that are asked for page by page name the last row shown by a key: what they
are ordered by, an underscore, and the row's id.
"""

import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

MOST_DIGITS = 18
"""Every number of so many digits fits into a database's big integer, where one more may be too large."""


def read_number(text: str) -> int | None:
    """An id or a version as we write it: plain digits, for other scripts have digits too."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None


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


def read_day_key(key: str) -> tuple[datetime.date, int] | None:
    """The day and id of a key such as "2026-10-08_17"."""
    first, _, last = key.partition("_")
    day, number = read_day(first), read_number(last)
    return None if day is None or number is None else (day, number)


def read_moment_key(key: str) -> tuple[datetime.datetime, int] | None:
    """The moment and id of a key such as "2026-10-08T09:30:00+00:00_17"."""
    first, _, last = key.partition("_")
    moment, number = read_moment(first), read_number(last)
    return None if moment is None or number is None else (moment, number)
