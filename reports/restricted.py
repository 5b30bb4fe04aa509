"""What a body keeps from the public: which items and papers, why, and the day of the next review."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from boards.dates import plain_date
from boards.models import AgendaItem, Body, Restriction
from boards.restrictions import printed_line
from boards.sent_values import read_day_key
from reports.models import Document, Edition, Publication, Report

PAGE: Final = 50
NEVER: Final = datetime.date(9999, 12, 31)
"""The day of review of what is confidential, which comes after every other."""


@dataclass(frozen=True, slots=True)
class Restricted:
    """One item or paper: what it is, where it stands, and the page on which it is released."""

    what: str
    title: str
    address: str
    release_address: str


@dataclass(frozen=True, slots=True)
class RestrictedRow:
    """A restriction with everything that it covers, most often one thing."""

    restriction: Restriction
    why: str
    covers: Sequence[Restricted]

    @property
    def review_on(self) -> datetime.date | None:
        return self.restriction.review_on


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows and the key with which the later ones are asked for; empty at the end."""

    rows: Sequence[RestrictedRow]
    after: str = ""


def restrictions_of(body: Body) -> QuerySet[Restriction]:
    """What is restricted at this body now, the first to be reviewed first, confidential things last."""
    items = AgendaItem.objects.filter(restriction=OuterRef("pk"), meeting__body=body)
    papers = Publication.objects.filter(restriction=OuterRef("pk"), body=body)
    day = Coalesce(F("review_on"), Value(NEVER, output_field=DateField()))
    found = Restriction.objects.in_force().filter(Exists(items) | Exists(papers))
    return found.annotate(day=day).order_by("day", "pk")


def restricted_of(body: Body, *, after: str = "") -> Page:
    """A page of it; ``after`` is the key of the page before. 3 queries, however many rows."""
    found = restrictions_of(body)
    if seen := read_day_key(after):
        day, last = seen
        found = found.filter(Q(day__gt=day) | Q(day=day, pk__gt=last))
    page = list(found[: PAGE + 1])
    return Page(rows_of(body, page[:PAGE]), key_of(page[PAGE - 1]) if len(page) > PAGE else "")


def key_of(restriction: Restriction) -> str:
    return f"{(restriction.review_on or NEVER).isoformat()}_{restriction.pk}"


def rows_of(body: Body, restrictions: Iterable[Restriction]) -> list[RestrictedRow]:
    """The restrictions with what they cover at this body. 2 queries."""
    listed = list(restrictions)
    covers: dict[int, list[Restricted]] = {row.pk: [] for row in listed}
    items = AgendaItem.objects.filter(restriction__in=listed, meeting__body=body).select_related("meeting")
    for item in items.order_by("-meeting__date", "position"):
        item.meeting.body = body
        covers[item.restriction_id or 0].append(of_item(item))
    for publication in titled().filter(restriction__in=listed, body=body).order_by("pk"):
        covers[publication.restriction_id or 0].append(of_publication(publication))
    return [RestrictedRow(row, printed_line(row, body), covers[row.pk]) for row in listed]


def of_item(item: AgendaItem) -> Restricted:
    meeting = item.meeting
    return Restricted(
        f"Item {item.number} of {plain_date(meeting.date)}",
        item.title,
        f"{meeting.get_desk_url()}#item-{item.pk}",
        reverse("boards:release_item", args=[meeting.body.slug, meeting.date, item.pk]),
    )


def titled() -> QuerySet[Publication]:
    """Publications with ``called``: the title of the newest edition, or of what will be the first."""
    newest = Edition.objects.filter(publication=OuterRef("pk")).order_by("-number").values("title")[:1]
    report = Report.objects.filter(publication=OuterRef("pk")).values("title")[:1]
    document = Document.objects.filter(publication=OuterRef("pk")).values("title")[:1]
    return Publication.objects.annotate(
        called=Coalesce(Subquery(newest), Subquery(report), Subquery(document), Value(""))
    )


def of_publication(publication: Publication) -> Restricted:
    """``publication`` comes from ``titled``."""
    called: str = publication.called  # type: ignore[attr-defined]
    kind = publication.Kind(publication.kind)
    return Restricted(
        str(kind.label),
        called,
        reverse(f"reports:{kind.value}", args=[publication.slug]),
        reverse("reports:release", args=[publication.slug]),
    )
