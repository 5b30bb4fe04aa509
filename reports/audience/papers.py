"""A paper as the check reads it: passages in reading order, whether it was composed here or brought in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reports.bring_in import BroughtInReport
from reports.composed import ComposedPaper, CoverRow
from reports.markdown import blocks_of, text_of

Place = Literal["paragraph", "bullet", "heading", "purpose", "recommendation", "cover"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text. `paragraph` is the number people read, or the label of a row of the cover sheet."""

    paragraph: str
    text: str
    place: Place = "paragraph"
    key: str = ""
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class PlainPaper:
    title: str
    author: str
    passages: tuple[Passage, ...]


def composed_as_plain(paper: ComposedPaper) -> PlainPaper:
    """A paper composed here, with the keys that tie a finding to its paragraph or bullet."""
    author = next((text_of(row.html) for row in paper.cover if row.label.lower().startswith("author")), "")
    passages = (*_cover_passages(paper.cover), *_composed_passages(paper))
    return PlainPaper(paper.title, author or ", ".join(paper.signature), _that_say_something(passages))


def brought_in_as_plain(report: BroughtInReport) -> PlainPaper:
    """A paper as read from a file; it has no keys."""
    author = report.cover.author or ", ".join(report.signature or ())
    passages = (*_brought_in_cover(report), *_brought_in_passages(report))
    return PlainPaper(report.cover.title, author, _that_say_something(passages))


def _that_say_something(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple(passage for passage in passages if passage.text.strip())


def _cover_passages(cover: tuple[CoverRow, ...]) -> Iterator[Passage]:
    for row in cover:
        if not row.label.lower().startswith("author"):
            yield from (Passage(row.label, text, _place_of(row.label)) for text in blocks_of(row.html))


def _place_of(label: str) -> Place:
    if label.lower().startswith("recommendation"):
        return "recommendation"
    return "purpose" if label.lower().startswith("purpose") else "cover"


def _composed_passages(paper: ComposedPaper) -> Iterator[Passage]:
    for section in paper.sections:
        yield Passage(section.number, section.heading, "heading", section.key)
        for paragraph in section.paragraphs:
            yield Passage(paragraph.number, paragraph.text, key=paragraph.key)
            for bullet in paragraph.bullets:
                yield Passage(paragraph.number, bullet.text, "bullet", paragraph.key, bullet.key)
            yield Passage(paragraph.number, text_of(paragraph.closing_html), key=paragraph.key)


def _brought_in_cover(report: BroughtInReport) -> Iterator[Passage]:
    cover = report.cover
    yield Passage("Purpose", cover.purpose, "purpose")
    for block in re.split(r"\n+(?:[-*] |\d+\. )?", cover.key_issues):
        yield Passage("Key issues", block, "cover")
    yield from (Passage("Recommendations", text, "recommendation") for text in cover.recommendations)
    for kind, text in cover.implications:
        yield Passage(f"{kind.capitalize()} implications", text, "cover")
    yield from (Passage(label or "Cover sheet", text, "cover") for label, text in report.details)


def _brought_in_passages(report: BroughtInReport) -> Iterator[Passage]:
    for section in report.sections:
        yield Passage(section.number, section.heading, "heading")
        for paragraph in section.paragraphs:
            yield Passage(paragraph.number, paragraph.text)
            yield from (Passage(paragraph.number, bullet, "bullet") for bullet in paragraph.bullets)
