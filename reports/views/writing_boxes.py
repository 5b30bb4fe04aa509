"""The boxes of the writing page: paragraphs and headings as they stand, and what could not be saved of it."""

import uuid
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from django.db.models import Count, Prefetch
from django.utils.html import format_html

from reports.compose import NumberedParagraph, NumberedSection, numbers_in
from reports.deeds.review import open_notes
from reports.deeds.wordings import text_of
from reports.deeds.writing import Written
from reports.markdown import render_draft
from reports.models import NoteAnswer, Paragraph, Report, ReviewNote
from reports.news import shown
from reports.references import Numbers, relabelled

CHARACTERS_A_LINE: Final = 72
MOST_ROWS: Final = 40
CLASH: Final = (
    "This was changed in another window while you were working on it. "
    "What you typed is below and not saved yet: compare the two and save again."
)
CLASH_WITH: Final = (
    "{name} changed this while you were working on it. "
    "What you typed is below and not saved yet: compare the two and save again."
)


@dataclass(frozen=True, slots=True)
class Box:
    """One box on the page: a paragraph or a heading, with what is to be said about it."""

    key: uuid.UUID
    number: str
    text: str
    version: int
    error: str = ""
    theirs: str | None = None
    notes: tuple[ReviewNote, ...] = ()
    tied: int = 0
    html: str = ""
    evidence_count: int = 0
    is_highlight: bool = False
    kept: str = ""
    """What removing it keeps, in a sentence; empty where nothing hangs on it."""

    @property
    def rows(self) -> int:
        """Lines that the box shows where it cannot grow by itself."""
        lines = sum(len(line) // CHARACTERS_A_LINE + 1 for line in self.text.split("\n"))
        return min(max(lines, 2), MOST_ROWS)


@dataclass(frozen=True, slots=True)
class SectionBoxes:
    heading: Box
    paragraphs: tuple[Box, ...]
    may_go: bool


class Removed(NamedTuple):
    """A removed paragraph as it stood, with a sentence on what was kept with it."""

    row: Paragraph
    text: str
    kept: str


@dataclass(frozen=True, slots=True)
class About:
    """What is said about paragraphs on their boxes, each thing read at once for all of them."""

    numbers: Numbers
    notes: list[ReviewNote]
    evidence: dict[int, int]
    tied: dict[int, int]

    @classmethod
    def of(cls, report: Report, sections: list[NumberedSection]) -> "About":
        answers = Prefetch("answers", queryset=NoteAnswer.objects.select_related("by"))
        counted = Paragraph.objects.filter(section__report=report).order_by()
        counts = counted.values_list(
            "pk", Count("evidence", distinct=True), Count("bullets__told__bullet", distinct=True)
        )
        told = list(counts)
        return cls(
            numbers=numbers_in(sections),
            notes=list(open_notes(report).select_related("by").prefetch_related(answers)),
            evidence={pk: evidence for pk, evidence, _ in told},
            tied={pk: tied for pk, _, tied in told},
        )

    def notes_on(self, row: Paragraph) -> tuple[ReviewNote, ...]:
        return tuple(note for note in self.notes if note.paragraph_id == row.pk)

    def kept_with(self, row: Paragraph) -> str:
        """What stays with a paragraph when it is removed: "2 pieces of evidence and 1 note"."""
        evidence, notes = self.evidence.get(row.pk, 0), len(self.notes_on(row))
        told = [
            f"{evidence} piece{'s' * (evidence != 1)} of evidence" if evidence else "",
            f"{notes} note{'s' * (notes != 1)}" if notes else "",
        ]
        return " and ".join(filter(None, told))


def boxes_of(section: NumberedSection, written: Written, about: About) -> SectionBoxes:
    row = section.row
    heading = Box(row.key, section.number, row.heading, row.version)
    paragraphs = tuple(with_outcome(box_of(each, about), written, about) for each in section.paragraphs)
    return SectionBoxes(with_outcome(heading, written, about), paragraphs, may_go=section.is_empty)


def box_of(paragraph: NumberedParagraph, about: About) -> Box:
    row, typed = paragraph.row, shown(paragraph, about.numbers)
    kept = about.kept_with(row)
    return Box(
        row.key,
        paragraph.number,
        typed,
        row.version,
        notes=about.notes_on(row),
        tied=about.tied.get(row.pk, 0),
        html=render_draft(typed),
        evidence_count=about.evidence.get(row.pk, 0),
        is_highlight=row.is_highlight,
        kept=f"Removing it keeps its {kept}; put it back to have them again." if kept else "",
    )


def with_outcome(box: Box, written: Written, about: About) -> Box:
    """The box with what its author typed into it, where that was not saved."""
    if clash := written.clashes.get(box.key):
        error = CLASH_WITH.format(name=clash.by) if clash.by else CLASH
        theirs, yours = relabelled(clash.theirs, about.numbers), clash.yours
        html = render_draft(yours)
        return replace(box, text=yours, html=html, theirs=theirs, version=clash.version, error=error)
    if refused := written.refused.get(box.key):
        sentence, yours = refused
        return replace(box, text=yours, html=format_html("<p>{}</p>", yours), error=sentence)
    return box


def removed_from(sections: list[NumberedSection], about: About) -> list[Removed]:
    """The paragraphs that can be put back, the latest first; those joined to another stand in that one."""
    rows = [row for section in sections for row in section.removed if row.merged_into_id is None]
    rows.sort(key=lambda row: str(row.removed_at), reverse=True)
    told = [Removed(row, relabelled(text_of(row), about.numbers), about.kept_with(row)) for row in rows]
    return [each for each in told if each.text or each.kept]
