"""What was read from a document: plain facts that a person checks before anything is kept."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the number that was typed before it ("" when it had none) and its bullets."""

    number: str
    text: str
    bullets: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "text": self.text, "bullets": list(self.bullets)}


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; both number and heading are "" before the first heading."""

    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()

    def as_json(self) -> dict[str, Any]:
        paragraphs = [paragraph.as_json() for paragraph in self.paragraphs]
        return {"number": self.number, "heading": self.heading, "paragraphs": paragraphs}


@dataclass(frozen=True)
class Cover:
    """The cover sheet. `purpose_kind` is information, decision, discussion or ""."""

    title: str = ""
    purpose: str = ""
    purpose_kind: str = ""
    author: str = ""
    key_issues: str = ""
    recommendations: tuple[str, ...] = ()
    implications: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "purpose": self.purpose,
            "for": self.purpose_kind,
            "author": self.author,
            "key_issues": self.key_issues,
            "recommendations": list(self.recommendations),
            "implications": dict(self.implications),
        }


@dataclass(frozen=True)
class BroughtInReport:
    """A report as read.

    What the cover sheet of the house has no place for is kept beside it, so that no word is lost: `details`
    are (label, text) pairs as typed, with the label "" for lines that had none. `meeting_date` is a
    local date.
    """

    cover: Cover
    sections: tuple[Section, ...] = ()
    signature: tuple[str, str] | None = None
    body_name: str = ""
    meeting_date: dt.date | None = None
    background_papers: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": "report",
            "cover": self.cover.as_json(),
            "sections": [section.as_json() for section in self.sections],
            "signature": list(self.signature) if self.signature else None,
        }


@dataclass(frozen=True)
class BroughtInMinutes:
    """The minutes of one item as read; `item_number` is the number typed before its title, as in 102/19."""

    title: str = ""
    purpose: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    resolutions: tuple[str, ...] = ()
    supporting_documents: tuple[str, ...] = ()
    item_number: str = ""
    body_name: str = ""
    meeting_date: dt.date | None = None
    details: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": "minutes",
            "item": {"title": self.title, "purpose": self.purpose},
            "paragraphs": [paragraph.as_json() for paragraph in self.paragraphs],
            "resolutions": list(self.resolutions),
            "supporting_documents": list(self.supporting_documents),
        }
