"""Evidence that is published: a paragraph of a paper's edition, or a document as readers have it now."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from boards.dates import full_date
from boards.models import Reader, User
from reports.evidence.kinds import MOST_CHOICES, Background, Choice, EvidenceKind, Found, Link, Lookup, Told
from reports.evidence.targets import as_place
from reports.models import Edition, Publication, Report, SearchEntry
from reports.search import search
from reports.search.words import MARK_END, MARK_START

COLUMNS: Final = (
    "publication__slug",
    "publication__kind",
    "number",
    "title",
    "body_name",
    "meeting_date",
    "published_at",
    "not_for_publication",
    "publication__meeting__body__slug",
    "publication__meeting__date",
    "publication__withdrawal__withdrawn_at",
    "data__numbers",
    "data__anchors",
)
"""Of an edition, in the order of ``SeenEdition``."""


@dataclass(frozen=True, slots=True)
class SeenEdition:
    """What a link needs of an edition, without its words; ``numbers`` and ``anchors`` by paragraph key."""

    slug: str
    kind: str
    number: int
    title: str
    body_name: str
    met_on: datetime.date | None
    published_at: datetime.datetime
    not_for_publication: str
    held_by: str | None
    held_on: datetime.date | None
    withdrawn_at: datetime.datetime | None
    numbers: dict[str, str] | None
    anchors: dict[str, str] | None

    @property
    def on(self) -> datetime.date:
        """The day of its meeting, or in London of its publication."""
        return self.met_on or timezone.localdate(self.published_at)

    @property
    def address(self) -> str:
        """Of its publication, whose marker it is once that was withdrawn."""
        if self.kind == Publication.Kind.MINUTES and self.held_on:
            return reverse("scrutiny:minutes", args=[self.held_by, self.held_on])
        return reverse("scrutiny:paper", args=[self.slug])

    @property
    def edition_address(self) -> str:
        if self.kind == Publication.Kind.MINUTES and self.held_on:
            return reverse("scrutiny:minutes_edition", args=[self.held_by, self.held_on, self.number])
        return reverse("scrutiny:paper_edition", args=[self.slug, self.number])

    def has(self, key: str) -> bool:
        return key in (self.numbers or {})

    def key_at(self, anchor: str) -> str:
        """The key of the paragraph at an anchor of the page; empty where there is none."""
        return next((key for key, each in (self.anchors or {}).items() if each == anchor), "")

    def name_of(self, key: str) -> str:
        """ "Chair’s report, paragraph 3.7"; the title alone where paragraphs have no numbers."""
        number = (self.numbers or {}).get(key)
        return f"{self.title}, paragraph {number}" if number else self.title

    def address_of(self, key: str) -> str:
        anchor = (self.anchors or {}).get(key)
        return f"{self.edition_address}#{anchor}" if anchor else self.edition_address


def find_editions(targets: Collection[str], reader: Reader) -> Found:
    """By target, the edition that it names: ``slug/edition#key``, or for ``slug`` the newest one. One query.

    Withdrawn ones are among them, for their marker; those that this reader may not read are not.
    """
    asked = Q(pk__in=[])
    for target in targets:
        place = as_place(target)
        number = {"number": place.number} if place else {}
        asked |= Q(publication__slug=place.slug if place else target.replace("\0", ""), **number)
    seen = list(seen_editions(Edition.objects.visible_to(reader, withdrawn=True).filter(asked)))
    named = {(each.slug, each.number): each for each in seen}
    newest = {each.slug: each for each in sorted(seen, key=lambda each: each.number)}
    found = {}
    for target in targets:
        place = as_place(target)
        edition = named.get((place.slug, place.number)) if place else newest.get(target)
        if edition:
            found[target] = edition
    return found


def seen_editions(editions: QuerySet[Edition]) -> Iterator[SeenEdition]:
    return (SeenEdition(*row) for row in editions.values_list(*COLUMNS))


class EditionKind(EvidenceKind):
    """What the kinds share that link to something published."""

    lookup = Lookup(find_editions)

    def name_of(self, link: Link, edition: SeenEdition) -> str:
        return edition.title

    def address_of(self, link: Link, edition: SeenEdition) -> str:
        return edition.address

    def to_reader(self, link: Link, found: Found) -> Told | None:
        """Of what was withdrawn no more than its marker tells: neither its title nor its words."""
        edition: SeenEdition | None = found.get(link.target)
        if edition is None:
            return None
        if edition.withdrawn_at:
            day = full_date(timezone.localdate(edition.withdrawn_at))
            return Told(self.source, f"Withdrawn since, on {day}", address=edition.address, is_gone=True)
        return Told(
            self.source,
            self.name_of(link, edition),
            link.words,
            when=f"{edition.body_name}, {full_date(edition.on)}",
            address=self.address_of(link, edition),
        )

    def background(self, link: Link, found: Found) -> Background | None:
        """ "Chair’s report (Children’s Improvement Board, Tuesday 24 September 2019)"."""
        edition: SeenEdition | None = found.get(link.target)
        if edition is None or edition.withdrawn_at:
            return None
        if edition.kind == Publication.Kind.MINUTES:
            return Background(edition.title, edition.title)
        return Background(f"{edition.title} ({edition.body_name}, {full_date(edition.on)})", edition.title)


class ParagraphKind(EditionKind):
    """A paragraph of an edition, named ``slug/edition#key``; its number is the one it bears there."""

    publications: ClassVar[str]
    """The kind of publication whose paragraphs are offered."""

    def choices(self, author: User, report: Report, words: str) -> list[Choice]:
        """Public paragraphs: those in which the words are found, or else those of the newest papers."""
        entries = self.found(words) if words.strip() else self.newest(report)
        editions = Edition.objects.visible_to(author).filter(
            not_for_publication="", publication__slug__in={slug for slug, _, _ in entries}
        )
        current = {each.slug: each for each in seen_editions(editions.newest())}
        own = report.publication.slug
        places = [(current[slug], anchor, text) for slug, anchor, text in entries if slug in current]
        keyed = [(each, each.key_at(anchor), text) for each, anchor, text in places if each.slug != own]
        return [self.choice_of(each, key, text) for each, key, text in keyed if key]

    def found(self, words: str) -> list[tuple[str, str, str]]:
        hits = search(words, kind=self.publications, limit=MOST_CHOICES).hits
        unmarked = str.maketrans({MARK_START: None, MARK_END: None})
        return [(hit.slug, hit.anchor, hit.excerpt.translate(unmarked)) for hit in hits if hit.anchor]

    def newest(self, report: Report) -> list[tuple[str, str, str]]:
        entries = SearchEntry.objects.filter(publication__kind=self.publications).exclude(anchor="")
        rows = entries.exclude(publication=report.publication_id)
        return list(rows.values_list("publication__slug", "anchor", "text")[:MOST_CHOICES])

    def chosen(self, author: User, report: Report, target: str) -> Choice | None:
        place = as_place(target)
        edition: SeenEdition | None = find_editions([target], author).get(target) if place else None
        if place is None or edition is None or edition.withdrawn_at or not edition.has(place.key):
            return None
        if edition.kind != self.publications or edition.slug == report.publication.slug:
            return None
        return self.choice_of(edition, place.key)

    def choice_of(self, edition: SeenEdition, key: str, excerpt: str = "") -> Choice:
        target = f"{edition.slug}/{edition.number}#{key}"
        return Choice(target, edition.on, edition.name_of(key), excerpt)

    def name_of(self, link: Link, edition: SeenEdition) -> str:
        place = as_place(link.target)
        return edition.name_of(place.key if place else "")

    def address_of(self, link: Link, edition: SeenEdition) -> str:
        place = as_place(link.target)
        return edition.address_of(place.key if place else "")


class PaperParagraph(ParagraphKind):
    key = "paper"
    label = "A paragraph of another paper"
    source = "Another paper"
    publications = Publication.Kind.REPORT
