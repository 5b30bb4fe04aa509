"""A paper, composed: complete, numbered and rendered, but not tied to any row.

Drafts, previews and editions all pass through these plain dataclasses, so that what the author previews is
exactly what is published. Everything here is pure: no queries, no clock, no settings.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from boards.dates import full_date
from reports.markdown import blocks_of, text_of

TEMPLATE_VERSION: Final = "v1"

PaperKind = Literal["report", "minutes"]

NOTHING: Final = SafeString("")

RELEASED: Final = "Released: "
"""How the reason of an edition begins that makes a restricted paper public."""

KIND_LABELS: Final = {
    "question": "Question",
    "answer": "Answer",
    "concern": "Concern",
    "commitment": "Commitment",
    "action": "Action",
    "resolution": "Resolution",
}
"""Minute paragraphs of other kinds (statements, discussion) carry no label."""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One row of the cover sheet. `html` has passed `reports.markdown`."""

    label: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class ComposedBullet:
    key: str
    html: SafeString
    text: str


@dataclass(frozen=True, slots=True)
class ComposedParagraph:
    """One numbered paragraph with the bullets under it.

    `key` stays the same through every draft and edition; `number` and `anchor` are of this one.
    `closing_html` is what follows the bullets and still belongs to the paragraph.
    """

    key: str
    number: str
    anchor: str
    html: SafeString
    text: str
    bullets: tuple[ComposedBullet, ...] = ()
    kind: str = ""
    closing_html: SafeString = NOTHING

    @property
    def is_resolution(self) -> bool:
        return self.kind == "resolution"

    @property
    def label(self) -> str:
        """The word shown above the paragraph; a resolution that opens with "Resolved" needs none."""
        if self.is_resolution and self.text.lower().startswith("resolved"):
            return ""
        return KIND_LABELS.get(self.kind, "")

    @property
    def full_text(self) -> str:
        """The paragraph, its bullets and its closing words, one to a line."""
        lines = [self.text, *(f"- {bullet.text}" for bullet in self.bullets), text_of(self.closing_html)]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class ComposedSection:
    """A section of a report, or one agenda item of minutes."""

    key: str
    number: str
    heading: str
    anchor: str
    paragraphs: tuple[ComposedParagraph, ...]


@dataclass(frozen=True, slots=True)
class ComposedPaper:
    """A whole paper. `edition` is None while it is a draft; `background_papers` is None where the body's
    regime asks for no list, and empty where the list says "None" (LGA 1972 s.100D); `not_for_publication` is
    the line that a restricted paper bears on every page, and empty for all others.

    `derived_from` says which public edition for another body it was made from, and `reasons`, by the key of a
    paragraph, why its words differ from those of the edition before. Neither is on the page; both are frozen
    with an edition where there is something to say."""

    kind: PaperKind
    title: str
    body_name: str
    meeting_date: date | None
    meeting_line: str
    edition: int | None
    cover: tuple[CoverRow, ...]
    sections: tuple[ComposedSection, ...]
    signature: tuple[str, ...]
    background_papers: tuple[str, ...] | None
    correction_reason: str
    not_for_publication: str = ""
    derived_from: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_released(self) -> bool:
        """Whether this edition corrects nothing, but lets the public have what was kept from it."""
        return self.correction_reason.startswith(RELEASED)

    @property
    def place(self) -> str:
        """The quiet line above the title: body, meeting, edition."""
        when = self.meeting_line or (full_date(self.meeting_date) if self.meeting_date else "")
        state = "Draft" if self.edition is None else f"Edition {self.edition}"
        return " · ".join(part for part in (self.body_name, when, state) if part)

    @property
    def paragraphs(self) -> tuple[ComposedParagraph, ...]:
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)

    @property
    def numbers(self) -> dict[str, str]:
        """Paragraph key to number, as frozen with an edition."""
        return {paragraph.key: paragraph.number for paragraph in self.paragraphs}


def section_anchor(number: str) -> str:
    """`s-3` for section or agenda item 3."""
    return f"s-{_hyphened(number)}"


def paragraph_anchor(kind: PaperKind, number: str, *, section_number: str = "", position: int = 0) -> str:
    """`p-3-7` in a report, `m-23-5` or `m-102-19` in minutes; unnumbered, `m-1-p3`: the third of item 1.

    `position` counts from 1 within the section. Minutes may go without numbers, but never without anchors.
    """
    letter = "m" if kind == "minutes" else "p"
    if number:
        return f"{letter}-{_hyphened(number)}"
    parts = [letter, _hyphened(section_number), f"p{position}"]
    return "-".join(part for part in parts if part)


def paper_html(paper: ComposedPaper) -> SafeString:
    """The finished HTML of the paper: one `article`, the record that an edition freezes."""
    name = "minutes.html" if paper.kind == "minutes" else "paper.html"
    return render_to_string(f"papers/{TEMPLATE_VERSION}/{name}", {"paper": paper})


def paper_text(paper: ComposedPaper) -> str:
    """The paper as plain text with its numbers, ending in a newline."""
    blocks = [paper.not_for_publication, paper.place, paper.title, *_cover_text(paper.cover)]
    for section in paper.sections:
        blocks.append(f"{_numbered(section.number, '.')}{section.heading}")
        blocks.extend(_paragraph_text(paragraph) for paragraph in section.paragraphs)
    if paper.background_papers is not None:
        blocks.append("\n".join(["Background papers", *(paper.background_papers or ("None",))]))
    if paper.signature:
        blocks.append("\n".join(paper.signature))
    return "\n\n".join(block for block in blocks if block) + "\n"


def paper_json(paper: ComposedPaper) -> dict[str, Any]:
    """The shape that `import_paper --dry-run` prints, and where the paper stood. Absent is null, "" or []."""
    common = {
        "kind": paper.kind,
        "title": paper.title,
        "body": paper.body_name,
        "meeting": paper.meeting_date.isoformat() if paper.meeting_date else None,
        "edition": paper.edition,
        "correction_reason": paper.correction_reason,
        "background_papers": None if paper.background_papers is None else list(paper.background_papers),
        "signature": list(paper.signature),
        **({"not_for_publication": paper.not_for_publication} if paper.not_for_publication else {}),
        **({"derived_from": dict(paper.derived_from)} if paper.derived_from else {}),
        **({"reasons": dict(paper.reasons)} if paper.reasons else {}),
    }
    if paper.kind == "minutes":
        return {**common, "items": [_item_json(section) for section in paper.sections]}
    sections = [_section_json(section) for section in paper.sections]
    return {**common, "cover": _cover_json(paper), "sections": sections}


def content_hash(*, html: str, text: str, numbers: dict[str, str], **facts: str | int | None) -> str:
    """SHA-256, in hexadecimal, of a canonical JSON of an edition's content.

    `facts` are further plain values that must not change unseen, such as the title or the template version.
    """
    content = {**facts, "html": html, "text": text, "numbers": numbers}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _hyphened(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", number).strip("-")


def _numbered(number: str, mark: str = "") -> str:
    return f"{number}{mark} " if number else ""


def _paragraph_text(paragraph: ComposedParagraph) -> str:
    label = f"{paragraph.label}: " if paragraph.label else ""
    return f"{_numbered(paragraph.number)}{label}{paragraph.full_text}"


def _cover_text(cover: Iterable[CoverRow]) -> list[str]:
    return [f"{row.label}: {text_of(row.html)}" for row in cover]


def _cover_json(paper: ComposedPaper) -> dict[str, Any]:
    cover: dict[str, Any] = {
        "title": paper.title,
        "purpose": "",
        "for": "",
        "author": "",
        "key_issues": "",
        "recommendations": [],
        "implications": {},
    }
    for row in paper.cover:
        _put_cover_row(cover, row)
    return cover


def _put_cover_row(cover: dict[str, Any], row: CoverRow) -> None:
    label, text = row.label.lower(), text_of(row.html)
    if label.startswith("recommendation"):
        cover["recommendations"] = blocks_of(row.html)
    elif "implication" in label:
        cover["implications"][re.split(r"[/\s]", label, maxsplit=1)[0]] = text
    elif "decision" in label:
        cover["for"] = next(
            (word for word in ("decision", "discussion") if word in text.lower()), "information"
        )
    else:
        for start in ("purpose", "author", "key issues"):
            if label.startswith(start):
                cover[start.replace(" ", "_")] = text


def _section_json(section: ComposedSection) -> dict[str, Any]:
    return {
        "number": section.number,
        "heading": section.heading,
        "paragraphs": [_paragraph_json(paragraph) for paragraph in section.paragraphs],
    }


def _item_json(section: ComposedSection) -> dict[str, Any]:
    return {
        "item": {"number": section.number, "title": section.heading, "purpose": ""},
        "paragraphs": [
            {**_paragraph_json(paragraph), "kind": paragraph.kind}
            for paragraph in section.paragraphs
            if not paragraph.is_resolution
        ],
        "resolutions": [paragraph.full_text for paragraph in section.paragraphs if paragraph.is_resolution],
        "supporting_documents": [],
    }


def _paragraph_json(paragraph: ComposedParagraph) -> dict[str, Any]:
    closing = text_of(paragraph.closing_html)
    return {
        "number": paragraph.number,
        "text": paragraph.text,
        "bullets": [bullet.text for bullet in paragraph.bullets],
        **({"closing": closing} if closing else {}),
    }
