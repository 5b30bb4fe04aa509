"""From the rows of a draft to a complete paper: numbers, anchors and finished HTML."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from reports.composed import (
    ComposedBullet,
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    paragraph_anchor,
    section_anchor,
)
from reports.cover_sheets import REFERRING, background_papers, cover_rows, lines_of
from reports.markdown import plain_text, render_block, render_inline, text_of
from reports.marking import marking_of
from reports.models import Bullet, Paragraph, Report, Section
from reports.references import Numbers, broken, resolved


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """A paragraph where it stands. An empty one has no number: it is not in the paper yet."""

    row: Paragraph
    number: str
    bullets: tuple[Bullet, ...]

    @property
    def anchor(self) -> str:
        return paragraph_anchor("report", self.number) if self.number else ""


@dataclass(frozen=True, slots=True)
class NumberedSection:
    """A section with what stands in it, and apart from that the paragraphs that were removed from it."""

    row: Section
    number: str
    paragraphs: tuple[NumberedParagraph, ...]
    removed: tuple[Paragraph, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(paragraph.number for paragraph in self.paragraphs)


def numbered_sections(report: Report) -> list[NumberedSection]:
    """The sections of a draft in order with their paragraphs, in three queries."""
    rows = Paragraph.objects.prefetch_related("bullets")
    sections = report.sections.prefetch_related(Prefetch("paragraphs", queryset=rows))
    return [numbered(section, str(place)) for place, section in enumerate(sections, start=1)]


def numbered(section: Section, number: str) -> NumberedSection:
    paragraphs, place = [], 0
    rows = section.paragraphs.all()
    for row in rows:
        if row.removed_at:
            continue
        bullets = tuple(row.bullets.all())
        says_something = bool(row.text.strip() or bullets)
        place += says_something
        paragraphs.append(NumberedParagraph(row, f"{number}.{place}" if says_something else "", bullets))
    return NumberedSection(section, number, tuple(paragraphs), tuple(row for row in rows if row.removed_at))


def numbers_in(sections: Iterable[NumberedSection]) -> Numbers:
    """What a cross-reference needs to know: numbers by key, and who has the words of joined paragraphs."""
    now: dict[uuid.UUID, str] = {}
    joined: dict[uuid.UUID, int] = {}
    keys: dict[int, uuid.UUID] = {}
    for section in sections:
        now |= {each.row.key: each.number for each in section.paragraphs}
        rows = [*section.removed, *(each.row for each in section.paragraphs)]
        keys |= {row.pk: row.key for row in rows}
        joined |= {row.key: row.merged_into_id for row in section.removed if row.merged_into_id}
    return Numbers(now, {key: keys[heir] for key, heir in joined.items() if heir in keys})


def numbers_of(report: Report) -> Numbers:
    return numbers_in(numbered_sections(report))


def broken_references(report: Report, sections: list[NumberedSection]) -> list[tuple[str, str]]:
    """Where the report refers to nothing: the key of a paragraph, or "" for the cover, and to what."""
    texts = [("", getattr(report, name)) for name in REFERRING]
    texts += [("", text) for text in report.implications.values()]
    for section in sections:
        for each in section.paragraphs:
            texts += [(str(each.row.key), text) for text in (each.row.text, *(b.text for b in each.bullets))]
    return broken(texts, numbers_in(sections))


def compose_report(report: Report, edition: int | None = None) -> ComposedPaper:
    """The paper as it will be read. ``edition`` is None for a preview, which differs in that word only."""
    meeting = report.meeting
    sections = numbered_sections(report)
    numbers = numbers_in(sections)
    return ComposedPaper(
        kind="report",
        title=report.title,
        body_name=meeting.body_name if meeting else report.body.name,
        meeting_date=meeting.date if meeting else None,
        meeting_line="",
        edition=edition,
        cover=cover_rows(report, numbers),
        sections=tuple(compose_section(section, numbers) for section in sections),
        signature=lines_of(report.signature),
        background_papers=background_papers(report),
        correction_reason=report.correction_reason,
        not_for_publication=marking_of(report.publication),
        derived_from=source_of(report),
        reasons=reasons_in(sections),
    )


def source_of(report: Report) -> dict[str, Any]:
    """The edition it was derived from, as everybody may know of it: one kept from the public is not told."""
    edition = report.derived_from
    if edition is None or edition.not_for_publication:
        return {}
    told = {"slug": edition.publication.slug, "edition": edition.number, "body": edition.body_name}
    return {**told, "date": edition.meeting_date.isoformat() if edition.meeting_date else None}


def reasons_in(sections: Iterable[NumberedSection]) -> dict[str, str]:
    """Why paragraphs differ from the edition before, those that were removed among them, by key."""
    rows = (row for each in sections for row in (*(para.row for para in each.paragraphs), *each.removed))
    return {str(row.key): row.change_reason for row in rows if row.change_reason}


def compose_section(section: NumberedSection, numbers: Numbers) -> ComposedSection:
    return ComposedSection(
        key=str(section.row.key),
        number=section.number,
        heading=section.row.heading,
        anchor=section_anchor(section.number),
        paragraphs=tuple(compose_paragraph(each, numbers) for each in section.paragraphs if each.number),
    )


def compose_paragraph(paragraph: NumberedParagraph, numbers: Numbers) -> ComposedParagraph:
    text = resolved(paragraph.row.text, numbers)
    return ComposedParagraph(
        key=str(paragraph.row.key),
        number=paragraph.number,
        anchor=paragraph.anchor,
        html=render_block(text),
        text=plain_text(text),
        bullets=tuple(compose_bullet(bullet, numbers) for bullet in paragraph.bullets),
    )


def compose_bullet(bullet: Bullet, numbers: Numbers) -> ComposedBullet:
    html = render_inline(resolved(bullet.text, numbers))
    return ComposedBullet(key=str(bullet.key), html=html, text=text_of(html))
