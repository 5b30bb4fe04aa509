"""What is compared with what: the pairs of editions that a reader may see side by side."""

import re
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from boards import clock
from boards.dates import plain_date
from boards.models import Reader
from reports.editions_before import akin, source_of
from reports.models import Edition, Publication
from scrutiny.addresses import changes_url

ADDRESS: Final = re.compile(r"([-a-zA-Z0-9_]{1,120})/([0-9]{1,5})")
"""An edition as a form names it: "the-slug/2"."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line over a paper that leads to what changed: "What changed since edition 1"."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition that may be chosen to compare with."""

    value: str
    words: str


def named(value: str) -> tuple[str, int] | None:
    """Slug and number, from what a form or a link says; None for anything else."""
    found = ADDRESS.fullmatch(value)
    return (found[1], int(found[2])) if found else None


def name_of(edition: Edition) -> str:
    return f"{edition.publication.slug}/{edition.number}"


def lines(edition: Edition, editions: list[Edition], reader: Reader) -> list[Line]:
    """What the page of an edition says of changes, to whoever may read both. 1 query, for reports only.

    ``editions`` are those at its address that the reader may read.
    """
    before = [each for each in editions if each.number == edition.number - 1]
    found = [Line(f"What changed since edition {each.number}", changes_url(edition)) for each in before]
    if edition.publication.kind != Publication.Kind.REPORT:
        return found
    source = source_of(edition, readable(reader))
    if source is None:
        return found
    chosen = "" if edition.number == 1 else f"?with={name_of(source)}"
    return [*found, Line(f"What changed since {when_seen(source, edition)}", changes_url(edition) + chosen)]


def since_then(edition: Edition, current: Edition) -> str:
    """Where a reader of an earlier edition is told what changed since, up to the current one.

    Empty for the current edition, and for minutes, whose corrections are told in the minutes themselves.
    """
    publication = edition.publication
    if edition.number == current.number or publication.kind == Publication.Kind.MINUTES:
        return ""
    chosen = "" if edition.number == current.number - 1 else f"?with={name_of(edition)}"
    return reverse("scrutiny:changes", args=[publication.slug, current.number]) + chosen


def backwards(then: Edition, now: Edition) -> str:
    """The same pair the other way round, for who chose the later edition as the one before; else empty."""
    if then.published_at <= now.published_at:
        return ""
    return f"{changes_url(then)}?with={name_of(now)}"


def when_seen(source: Edition, edition: Edition) -> str:
    """ "the Board saw it on 24 September 2019"; before that day, "the edition for the Board of …"."""
    kinds = {source.publication.body.kind, edition.publication.body.kind}
    who = source.publication.body.get_kind_display() if len(kinds) == 2 else source.body_name
    day = source.meeting_date
    if day is None or day > clock.today():
        return f"the edition for the {who}" + (f" of {plain_date(day)}" if day else "")
    return f"the {who} saw it on {plain_date(day)}"


def readable(reader: Reader) -> QuerySet[Edition]:
    """Editions this reader may read, as complete as the article of changes needs them."""
    rows = Edition.objects.visible_to(reader)
    return rows.select_related("publication__body", "publication__meeting__body")


def choices(edition: Edition, other: Edition, reader: Reader) -> list[Choice]:
    """What may be compared, as far as the reader may read it. 1 query."""
    kin = akin([edition.publication_id, other.publication_id])
    rows = readable(reader).filter(kin).exclude(publication__kind=Publication.Kind.MINUTES)
    listed = rows.defer("html", "text", "data").order_by("publication", "number")
    return [Choice(name_of(each), in_words(each)) for each in listed]


def in_words(edition: Edition) -> str:
    """ "Edition 1, 24 September 2019, Improvement Board: Report of the Chair": what differs comes first."""
    day = edition.meeting_date or timezone.localdate(edition.published_at)
    return f"Edition {edition.number}, {plain_date(day)}, {edition.body_name}: {edition.title}"


def chosen(value: str, reader: Reader) -> Edition | None:
    """The edition that a link names, where the reader may read it. 1 query."""
    asked = named(value)
    if asked is None:
        return None
    rows = readable(reader).exclude(publication__kind=Publication.Kind.MINUTES)
    return rows.filter(publication__slug=asked[0], number=asked[1]).first()
