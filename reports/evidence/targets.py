"""Reading what was sent as a target, which may be anything, and finding what may be chosen."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

MOST_WORDS: Final = 8
PLACE: Final = re.compile(
    r"(?P<slug>[-\w]{1,120})/(?P<number>[1-9][0-9]{0,3})#(?P<key>[-\w]{1,60})", re.ASCII
)


class Place(NamedTuple):
    """A paragraph of one edition."""

    slug: str
    number: int
    key: str


def as_place(target: str) -> Place | None:
    """``slug/edition#key``; None for what is none."""
    parts = PLACE.fullmatch(target)
    return Place(parts["slug"], int(parts["number"]), parts["key"]) if parts else None


def with_every_word(rows: QuerySet[Row], words: str, fields: Iterable[str]) -> QuerySet[Row]:
    """The rows in which each of the words stands in one of ``fields``, whatever its case."""
    names = tuple(fields)
    for word in words.replace("\0", "").split()[:MOST_WORDS]:
        somewhere = Q()
        for name in names:
            somewhere |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(somewhere)
    return rows
