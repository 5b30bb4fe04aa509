"""Reading a body's declarations of interest a page at a time, as somebody may see them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from boards.interests import registration_due
from boards.models import AgendaItem, Body, Declaration, Meeting, Restriction
from boards.restrictions import PRIVATE_ITEM, is_private, public_title

PAGE: Final = 50
WITHHELD: Final = "Not shown: the item is not for publication"


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration; of a private item, the words are left out for those who may not read them."""

    declaration: Declaration
    title: str
    nature: str

    @classmethod
    def of(cls, declaration: Declaration, *, reads_restricted: bool) -> "Declared":
        """From a row of ``declared_in``. What is under a private item is private with it."""
        item = declaration.item
        over: str | None = declaration.kind_over if item.is_sub_item else None  # type: ignore[attr-defined]
        if reads_restricted or not (over or is_private(item)):
            return cls(declaration, item.title, declaration.nature)
        is_told = over != Restriction.Kind.CONFIDENTIAL
        return cls(declaration, public_title(item) if is_told else PRIVATE_ITEM, WITHHELD)

    @property
    def item(self) -> AgendaItem:
        return self.declaration.item

    @property
    def meeting(self) -> Meeting:
        return self.item.meeting

    @property
    def register_by(self) -> datetime.date | None:
        """The last day for a pecuniary interest to be entered in the register."""
        return registration_due(self.meeting.date) if self.declaration.is_pecuniary else None


@dataclass(frozen=True, slots=True)
class Page:
    """Some declarations and the key with which the older ones are asked for; empty at the end."""

    rows: Sequence[Declared]
    older: str = ""


def declared_in(body: Body, first: datetime.date, last: datetime.date) -> QuerySet[Declaration]:
    """Everything declared at the body's meetings in a period, the latest first.

    ``kind_over`` is by which kind of rule the item above is kept from the public, if it is.
    """
    over = AgendaItem.objects.filter(
        meeting=OuterRef("item__meeting"), position__lt=OuterRef("item__position"), is_sub_item=False
    ).order_by("-position")
    kind = Case(When(restriction__lifted_at=None, then="restriction__kind"))
    return (
        Declaration.objects.filter(
            item__meeting__body=body, item__meeting__date__gte=first, item__meeting__date__lte=last
        )
        .select_related("person", "item__meeting", "item__restriction")
        .annotate(kind_over=Subquery(over.annotate(kind=kind).values("kind")[:1]))
        .order_by("-item__meeting__date", "item__position", "pk")
    )


def page_of(
    declared: QuerySet[Declaration], *, before: str, reads_restricted: bool, limit: int = PAGE
) -> Page:
    """The page after the key ``before``; one that cannot be read counts as none. 1 query."""
    rows = list(after_key(declared, before)[: limit + 1])
    shown = [Declared.of(row, reads_restricted=reads_restricted) for row in rows[:limit]]
    return Page(shown, key_of(rows[limit - 1]) if len(rows) > limit else "")


def key_of(declaration: Declaration) -> str:
    item = declaration.item
    return f"{item.meeting.date.isoformat()}_{item.position}_{declaration.pk}"


def after_key(declared: QuerySet[Declaration], key: str) -> QuerySet[Declaration]:
    try:
        day, position, number = key.split("_")
        seen = datetime.date.fromisoformat(day)
        place, last = int(position), int(number)
    except ValueError:
        return declared
    if not (0 <= place < 2**15 and 0 <= last < 2**63):
        return declared
    same_day = Q(item__meeting__date=seen)
    return declared.filter(
        Q(item__meeting__date__lt=seen)
        | same_day & Q(item__position__gt=place)
        | same_day & Q(item__position=place, pk__gt=last)
    )
