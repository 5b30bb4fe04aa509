"""How minutes are numbered: a setting for each body and period (domain rule 15).

Pure: which minutes came before is counted elsewhere and passed in. Numbers are derived while the minutes are
written and frozen in the edition that is published.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from scrutiny.models import NumberingRule

Scheme = NumberingRule.Scheme


@dataclass(frozen=True, slots=True)
class Before:
    """What the body has minuted earlier in the same municipal year, under the same rule."""

    items: int = 0
    meetings: int = 0


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """The number of an item, and of each of its paragraphs; "" where the scheme gives none."""

    number: str
    paragraphs: tuple[str, ...]


def municipal_year(day: datetime.date) -> int:
    """The year in which the municipal year of ``day`` began.

    It runs from the annual council in May; the first of May stands for that meeting, because between the two
    no committee meets.
    """
    return day.year if day.month >= 5 else day.year - 1


def number_items(
    scheme: str,
    paragraphs: Sequence[int],
    *,
    day: datetime.date,
    first: int = 1,
    before: Before | None = None,
) -> list[NumberedItem]:
    """Number the items of a meeting on ``day``; ``paragraphs`` says how many each has, in agenda order.

    ``first`` is where a running number starts when its rule begins in the middle of a year.
    """
    earlier = before or Before()
    return [
        number_item(scheme, place, count, day=day, first=first, before=earlier)
        for place, count in enumerate(paragraphs, start=1)
    ]


def number_item(
    scheme: str, place: int, paragraphs: int, *, day: datetime.date, first: int, before: Before
) -> NumberedItem:
    running = first + before.items + place - 1
    if scheme == Scheme.SEQUENCE_YEAR:
        return NumberedItem(f"{running}/{municipal_year(day) % 100:02}", ("",) * paragraphs)
    if scheme == Scheme.NONE:
        return NumberedItem("", ("",) * paragraphs)
    stem = {
        Scheme.PER_MEETING: str(place),
        Scheme.THROUGH_YEAR: str(running),
        Scheme.THREE_LEVELS: f"{first + before.meetings}.{place}",
    }[Scheme(scheme)]
    return NumberedItem(stem, tuple(f"{stem}.{n}" for n in range(1, paragraphs + 1)))
