"""What time it is for those who write and judge: now, unless an earlier moment is being told.

A council's record does not begin on the day it is brought in: a board that has met for two years has agendas,
papers and minutes, each of their own day. ``at`` lets deeds be done as of such a moment, so that what they
write bears its day and is judged by the offices and names of that day. The log bears that day as well, or it
would contradict what it tells of; so every entry written under ``at`` says in its reason that it was.

Everything that means "now" or "today" asks this clock. Only commands that bring a record in may set it; no
request ever does, so on a page it always shows the present.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Told:
    """The moment that is told of, and why it is told now."""

    moment: datetime.datetime
    because: str


_told: ContextVar[Told | None] = ContextVar("the moment that is told of", default=None)


def now() -> datetime.datetime:
    """An aware moment: the one that is told of, or the present one."""
    told = _told.get()
    return told.moment if told else timezone.now()


def today() -> datetime.date:
    """The London date of ``now()``."""
    return timezone.localdate(now())


def time_of_day() -> datetime.time:
    """The London time of ``now()``, for words such as "Saved 14:30"."""
    return timezone.localtime(now()).time()


def with_reason(reason: str) -> str:
    """A log entry's reason, with the reason why an earlier moment is told, if one is."""
    told = _told.get()
    return " ".join(filter(None, [reason, told.because])) if told else reason


@contextmanager
def at(moment: datetime.datetime, *, because: str) -> Iterator[None]:
    """Do what follows as of ``moment``, which is aware and not to come; the log says ``because``.

    The moment is told in UTC, as a database gives it back, so that a hash taken now is the hash taken later.

    Raises:
        ValueError: for a moment without a time zone or in the future, and without a reason.
    """
    if timezone.is_naive(moment) or moment > timezone.now():
        raise ValueError(f"{moment} has no time zone or is still to come, so nothing was done then")
    if not because:
        raise ValueError("The log has to say why an earlier moment is told")
    token = _told.set(Told(moment.astimezone(datetime.UTC), because))
    try:
        yield
    finally:
        _told.reset(token)
