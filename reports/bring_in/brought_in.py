"""What was read from a document: plain facts that a person checks before anything is kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.bring_in.emphasis import Emphasis
from reports.bring_in.house_marks import TABLE
from reports.bring_in.unread import ON_EVERY_PAGE, Unread


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
    not_recognised: tuple[Unread, ...] = ()
    emphases: tuple[Emphasis, ...] = ()

    @property
    def to_check(self) -> tuple[str, ...]:
        """A sentence for each thing that a person should look at."""
        return (*self.warnings, *(each.sentence for each in self.not_recognised))

    @property
    def counted(self) -> str:
        """ "4 sections, 31 paragraphs, 6 bullets and 1 table." """
        paragraphs = [each for section in self.sections for each in section.paragraphs]
        return counts(("section", len(self.sections)), *parts_of(paragraphs))

    def as_json(self) -> dict[str, Any]:
        """What few documents have, such as something that was not recognised, is there only where it is."""
        return {
            "kind": "report",
            "cover": self.cover.as_json(),
            "sections": [section.as_json() for section in self.sections],
            "signature": list(self.signature) if self.signature else None,
            **({"background_papers": list(self.background_papers)} if self.background_papers else {}),
            **unread_json(self.not_recognised),
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
    not_recognised: tuple[Unread, ...] = ()
    emphases: tuple[Emphasis, ...] = ()

    @property
    def to_check(self) -> tuple[str, ...]:
        """A sentence for each thing that a person should look at."""
        return (*self.warnings, *(each.sentence for each in self.not_recognised))

    @property
    def counted(self) -> str:
        """ "12 paragraphs, 3 bullets and 1 resolution." """
        return counts(*parts_of(self.paragraphs), ("resolution", len(self.resolutions)))

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": "minutes",
            "item": {"title": self.title, "purpose": self.purpose},
            "paragraphs": [paragraph.as_json() for paragraph in self.paragraphs],
            "resolutions": list(self.resolutions),
            "supporting_documents": list(self.supporting_documents),
            **unread_json(self.not_recognised),
        }


def parts_of(paragraphs: Sequence[Paragraph]) -> list[tuple[str, int]]:
    tables = sum(len(TABLE.findall(each.text)) for each in paragraphs)
    bullets = sum(len(each.bullets) for each in paragraphs)
    return [("paragraph", len(paragraphs)), ("bullet", bullets), ("table", tables)]


def counts(*parts: tuple[str, int]) -> str:
    """How many of each kind there are, in one sentence; kinds of which there are none are left out."""
    said = [f"{count} {name}{'' if count == 1 else 's'}" for name, count in parts if count]
    if not said:
        return "No text was recognised."
    return f"{', '.join(said[:-1])} and {said[-1]}." if len(said) > 1 else f"{said[0]}."


def unread_json(not_recognised: tuple[Unread, ...]) -> dict[str, Any]:
    """Lines that all pages bear are no part of any paper, and are told to people only."""
    told = [each.as_json() for each in not_recognised if each.what not in ON_EVERY_PAGE]
    return {"not_recognised": told} if told else {}
