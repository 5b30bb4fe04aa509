"""From the rows of a draft to a complete paper: numbers, anchors and finished HTML."""

from dataclasses import dataclass

from django.db.models import Prefetch

from reports.composed import (
    ComposedBullet,
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    paragraph_anchor,
    section_anchor,
)
from reports.cover_sheets import background_papers, cover_rows, lines_of
from reports.markdown import plain_text, render_block, render_inline, text_of
from reports.marking import marking_of
from reports.models import Bullet, Paragraph, Report, Section


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
    row: Section
    number: str
    paragraphs: tuple[NumberedParagraph, ...]

    @property
    def is_empty(self) -> bool:
        return not any(paragraph.number for paragraph in self.paragraphs)


def numbered_sections(report: Report) -> list[NumberedSection]:
    """The sections of a draft in order, each with its paragraphs that were not removed, in three queries."""
    standing = Paragraph.objects.filter(removed_at=None).prefetch_related("bullets")
    sections = report.sections.prefetch_related(Prefetch("paragraphs", queryset=standing))
    return [numbered(section, str(place)) for place, section in enumerate(sections, start=1)]


def numbered(section: Section, number: str) -> NumberedSection:
    paragraphs, place = [], 0
    for row in section.paragraphs.all():
        bullets = tuple(row.bullets.all())
        says_something = bool(row.text.strip() or bullets)
        place += says_something
        paragraphs.append(NumberedParagraph(row, f"{number}.{place}" if says_something else "", bullets))
    return NumberedSection(section, number, tuple(paragraphs))


def compose_report(report: Report, edition: int | None = None) -> ComposedPaper:
    """The paper as it will be read. ``edition`` is None for a preview, which differs in that word only."""
    meeting = report.meeting
    return ComposedPaper(
        kind="report",
        title=report.title,
        body_name=meeting.body_name if meeting else report.body.name,
        meeting_date=meeting.date if meeting else None,
        meeting_line="",
        edition=edition,
        cover=cover_rows(report),
        sections=tuple(compose_section(section) for section in numbered_sections(report)),
        signature=lines_of(report.signature),
        background_papers=background_papers(report),
        correction_reason=report.correction_reason,
        not_for_publication=marking_of(report.publication),
    )


def compose_section(section: NumberedSection) -> ComposedSection:
    return ComposedSection(
        key=str(section.row.key),
        number=section.number,
        heading=section.row.heading,
        anchor=section_anchor(section.number),
        paragraphs=tuple(compose_paragraph(each) for each in section.paragraphs if each.number),
    )


def compose_paragraph(paragraph: NumberedParagraph) -> ComposedParagraph:
    return ComposedParagraph(
        key=str(paragraph.row.key),
        number=paragraph.number,
        anchor=paragraph.anchor,
        html=render_block(paragraph.row.text),
        text=plain_text(paragraph.row.text),
        bullets=tuple(compose_bullet(bullet) for bullet in paragraph.bullets),
    )


def compose_bullet(bullet: Bullet) -> ComposedBullet:
    html = render_inline(bullet.text)
    return ComposedBullet(key=str(bullet.key), html=html, text=text_of(html))
