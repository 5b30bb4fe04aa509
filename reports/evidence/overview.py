"""What the author sees of a draft's evidence: what rests on nothing, on something old, on a word alone."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from boards.dates import full_date
from boards.models import Reader, User
from reports.compose import numbered_sections
from reports.coverage import months_before
from reports.evidence.activities import LoggedLink, activity_links
from reports.evidence.documents import letters
from reports.evidence.editions import SeenEdition, seen_editions
from reports.evidence.kinds import Found, Link, Told, find_all, kind_called
from reports.evidence.reading import at_desk
from reports.evidence.targets import as_place
from reports.models import Evidence, Paragraph, Publication, Report
from reports.typed import as_typed

MONTHS: Final = 6
"""After how many months evidence counts as old, unless its author says another number."""
MOST_LETTERS: Final = 50


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that arrived after something was only said. ``target`` links a document at once; of a paper
    its paragraph has to be chosen, and ``target`` is empty."""

    slug: str
    title: str
    arrived: str
    address: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a paragraph rests on. ``row`` is None for what a bullet tells from the log, which is
    unlinked by changing the bullet."""

    told: Told
    on: datetime.date
    row: Evidence | None = None
    is_old: bool = False
    letters: Sequence[Letter] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph with what it rests on. It has no number while it is empty, and none once it is removed."""

    row: Paragraph
    number: str
    text: str
    pieces: Sequence[Piece]

    @property
    def is_bare(self) -> bool:
        """Whether it says something and rests on nothing, although it ought to."""
        return bool(self.number) and not self.pieces and not self.row.needs_no_evidence


@dataclass(frozen=True, slots=True)
class Overview:
    statements: Sequence[Statement]
    removed: Sequence[Statement]
    old_before: datetime.date

    @property
    def told(self) -> list[Statement]:
        """The paragraphs that are in the paper, and empty ones to which something is linked."""
        return [each for each in self.statements if each.number or each.pieces]

    @property
    def bare(self) -> list[Statement]:
        return [each for each in self.statements if each.is_bare]

    @property
    def old(self) -> list[tuple[Statement, Piece]]:
        return [(each, piece) for each in self.statements for piece in each.pieces if piece.is_old]

    @property
    def answered(self) -> list[tuple[Statement, Piece]]:
        """What was only said, where a letter has arrived since."""
        return [(each, piece) for each in self.statements for piece in each.pieces if piece.letters]


def overview(report: Report, reader: Reader, *, months: int, today: datetime.date) -> Overview:
    """Every paragraph with what it rests on, in a fixed number of queries.

    Evidence is old when its day is more than ``months`` before the meeting, or before ``today`` where the
    report goes to none. What bullets tell from the log is of the report's own period and never old.
    """
    rows = list(of_reports(Report.objects.filter(pk=report.pk)))
    logged = activity_links(report)
    found = find_all([*rows, *(link for links in logged.values() for link in links)], reader)
    old_before = months_before(report.meeting.date if report.meeting else today, months)
    arrived = letters_since(rows, reader) if report.is_written_by(reader) else {}
    pieces = Pieces(reader, found, old_before, arrived)
    of_paragraph: dict[int, list[Piece]] = {}
    for row in rows:
        of_paragraph.setdefault(row.paragraph_id, []).append(pieces.linked(row))
    linked = {(row.paragraph_id, row.kind, row.target) for row in rows}
    for paragraph, links in logged.items():
        more = [pieces.logged(link) for link in links if (paragraph, link.kind, link.target) not in linked]
        of_paragraph.setdefault(paragraph, []).extend(more)
    removed = {row.paragraph_id: row.paragraph for row in rows if row.paragraph.removed_at}
    return Overview(
        list(statements(report, of_paragraph)),
        [Statement(row, "", row.text, of_paragraph[pk]) for pk, row in removed.items()],
        old_before,
    )


@dataclass(frozen=True, slots=True)
class Pieces:
    """How links become pieces, for one reader and one day."""

    reader: Reader
    found: Mapping[str, Found]
    old_before: datetime.date
    letters: Mapping[int, Sequence[Letter]]

    def linked(self, row: Evidence) -> Piece:
        told = at_desk(row, self.found, self.reader)
        return Piece(told, row.on, row, row.on < self.old_before, self.letters.get(row.pk, ()))

    def logged(self, link: LoggedLink) -> Piece:
        return Piece(at_desk(link, self.found, self.reader), link.on)


def statements(report: Report, pieces: Mapping[int, Sequence[Piece]]) -> Iterable[Statement]:
    for section in numbered_sections(report):
        for each in section.paragraphs:
            text = as_typed(each.row.text, (bullet.text for bullet in each.bullets))
            yield Statement(each.row, each.number, text, pieces.get(each.row.pk, ()))


def letters_since(rows: Sequence[Evidence], reader: Reader) -> dict[int, list[Letter]]:
    """By row, the letters that arrived since what it tells was said, or since its author looked at it again;
    those that its paragraph rests on already are left out.

    One query, and none where nothing was only said. ``rows`` is of ``of_reports``.
    """
    spoken = [row for row in rows if is_spoken(row) and row.paragraph.removed_at is None]
    if not spoken or not isinstance(reader, User):
        return {}
    arrived = letters(reader).filter(published_at__date__gt=min(row.on for row in spoken))
    seen = list(seen_editions(arrived[:MOST_LETTERS]))
    linked = {(row.paragraph_id, slug_of(row)) for row in rows}
    since = {
        row.pk: [
            letter_of(each)
            for each in seen
            if has_arrived(each, row) and (row.paragraph_id, each.slug) not in linked
        ]
        for row in spoken
    }
    return {pk: letters for pk, letters in since.items() if letters}


def of_reports(reports: QuerySet[Report]) -> QuerySet[Evidence]:
    """What the paragraphs of some reports rest on, each row with its report."""
    rows = Evidence.objects.filter(paragraph__section__report__in=reports.values("pk"))
    report = "paragraph__section__report"
    return rows.select_related(f"{report}__publication", f"{report}__meeting")


def is_spoken(link: Link) -> bool:
    kind = kind_called(link.kind)
    return kind is not None and kind.is_spoken


def has_arrived(letter: SeenEdition, row: Evidence) -> bool:
    """Whether the letter is newer than the word and than the last look at it, and not the report itself."""
    if letter.slug == row.paragraph.section.report.publication.slug:
        return False
    is_later = timezone.localdate(letter.published_at) > row.on
    return is_later and (row.checked_at is None or letter.published_at > row.checked_at)


def slug_of(row: Evidence) -> str:
    """The publication that a link leads to; empty for one that leads to none."""
    place = as_place(row.target)
    return place.slug if place else row.target


def letter_of(edition: SeenEdition) -> Letter:
    is_document = edition.kind == Publication.Kind.DOCUMENT
    arrived = full_date(timezone.localdate(edition.published_at))
    return Letter(edition.slug, edition.title, arrived, edition.address, edition.slug if is_document else "")
