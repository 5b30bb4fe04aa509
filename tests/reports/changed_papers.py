"""Papers of a few words, to be compared: each paragraph is a key, its text, and perhaps bullets under it."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.composed import (
    ComposedBullet,
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    CoverRow,
    paragraph_anchor,
    section_anchor,
)
from reports.deeds.publishing import content_of
from reports.markdown import plain_text, render_block, render_inline

Typed = tuple[str, ...]
Sections = Sequence[tuple[str, Sequence[Typed]]]


def paper(sections: Sections, cover: Mapping[str, str] | None = None, **facts: Any) -> ComposedPaper:
    told: dict[str, Any] = {
        "kind": "report",
        "title": "Chair’s report",
        "body_name": "Improvement Board",
        "meeting_date": None,
        "meeting_line": "",
        "edition": 1,
        "signature": (),
        "background_papers": None,
        "correction_reason": "",
    }
    rows = tuple(CoverRow(label, render_block(text)) for label, text in (cover or {}).items())
    return ComposedPaper(
        **(told | facts),
        cover=rows,
        sections=tuple(section(heading, typed, str(at)) for at, (heading, typed) in enumerate(sections, 1)),
    )


def section(heading: str, typed: Sequence[Typed], number: str) -> ComposedSection:
    rows = tuple(paragraph(*each, number=f"{number}.{at}") for at, each in enumerate(typed, 1))
    return ComposedSection(f"section-{heading}", number, heading, section_anchor(number), rows)


def paragraph(key: str, text: str, *bullets: str, number: str) -> ComposedParagraph:
    return ComposedParagraph(
        key=key,
        number=number,
        anchor=paragraph_anchor("report", number),
        html=render_block(text),
        text=plain_text(text),
        bullets=tuple(ComposedBullet("", render_inline(each), each) for each in bullets),
    )


def frozen(paper: ComposedPaper) -> tuple[str, dict[str, Any]]:
    """Its page and its data, as an edition keeps them."""
    content = content_of(paper)
    return content.html, content.data
