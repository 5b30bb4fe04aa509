"""Telling the demonstration: steps in order of time, each told once, none before its time."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from boards import clock
from boards.models import LogEntry

BECAUSE = "Demonstration, third telling."
"""What the log says of each step. A story whose steps no longer fit those told before says another word."""

EARLIER = ("Demonstration.", "Demonstration, second telling.")
"""What earlier stories said."""


@dataclass(frozen=True)
class Step:
    """What happened at a moment. ``is_told`` sees in the rows that there is nothing left to do.

    A step is told whole or not at all, so a load that was interrupted is completed by the next one.
    """

    moment: datetime.datetime
    is_told: Callable[[], bool]
    tell: Callable[[], object]


def was_told_otherwise() -> bool:
    """Whether an earlier story is here. It stays as it is: its days are others, so it cannot be completed."""
    return any(LogEntry.objects.filter(reason__endswith=word).exists() for word in EARLIER)


def tell(steps: Iterable[Step]) -> int:
    """Tell, in order of time, what has happened by now and is not told yet; return how many steps it took."""
    happened = sorted((step for step in steps if step.moment <= clock.now()), key=lambda step: step.moment)
    return sum(tell_step(step) for step in happened)


def tell_step(step: Step) -> bool:
    if step.is_told():
        return False
    with clock.at(step.moment, because=BECAUSE), transaction.atomic():
        step.tell()
    return True
