"""The page of an uploaded document: what it is and what it shows, beside the file itself.

Everything here is pure, as in ``reports.composed``: no queries, no clock, no settings.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from boards.dates import full_date
from reports.composed import RELEASED, TEMPLATE_VERSION, CoverRow
from reports.documents.formats import FORMATS
from reports.markdown import render_block, text_of

KIND: Final = "document"


@dataclass(frozen=True, slots=True)
class ComposedFile:
    """The file that belongs to the page; ``pages`` is 0 where they are not counted, ``size`` is in bytes."""

    format: str
    size: int
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class ComposedDocument:
    """A document as its next edition would have it. ``warning`` tells readers who cannot read the file."""

    title: str
    kind: str
    author: str
    summary: str
    warning: str
    body_name: str
    meeting_date: date | None
    edition: int
    file: ComposedFile
    correction_reason: str = ""
    not_for_publication: str = ""

    @property
    def place(self) -> str:
        """The quiet line above the title: body, meeting, edition."""
        when = full_date(self.meeting_date) if self.meeting_date else ""
        said = (self.body_name, when, f"Edition {self.edition}")
        return " · ".join(part for part in said if part)

    @property
    def is_released(self) -> bool:
        """Whether this edition corrects nothing, but lets the public have what was kept from it."""
        return self.correction_reason.startswith(RELEASED)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What the page says, row by row."""
        rows = (
            ("Author", self.author),
            ("What it is", f"{self.kind} ({in_words(self.file)})"),
            ("What it shows", self.summary),
            ("Can everybody read it?", self.warning),
        )
        return tuple((label, text) for label, text in rows if text)

    @property
    def cover(self) -> tuple[CoverRow, ...]:
        return tuple(CoverRow(label, render_block(text)) for label, text in self.told)


def in_words(file: ComposedFile) -> str:
    """ "PDF, 1.2 MB, 14 pages"."""
    format = FORMATS[file.format]
    count = f"{file.pages} {format.counts}{'' if file.pages == 1 else 's'}" if file.pages else ""
    return ", ".join(part for part in (format.name, size_in_words(file.size), count) if part)


def size_in_words(size: int) -> str:
    """ "84 KB" or "1.2 MB", in thousands as people count them."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def document_html(document: ComposedDocument) -> SafeString:
    """The finished HTML of the page: one ``article``, the record that an edition freezes."""
    return render_to_string(f"papers/{TEMPLATE_VERSION}/document.html", {"paper": document})


def document_text(document: ComposedDocument) -> str:
    """The page as plain text, ending in a newline. The words of the file are not in it."""
    rows = [f"{row.label}: {text_of(row.html)}" for row in document.cover]
    blocks = [document.not_for_publication, document.place, document.title, *rows]
    return "\n\n".join(block for block in blocks if block) + "\n"


def document_json(document: ComposedDocument) -> dict[str, Any]:
    """Absent is null, "" or 0, as in the JSON of papers; ``numbers`` and ``anchors`` are of no paragraph."""
    file = document.file
    return {
        "kind": KIND,
        "title": document.title,
        "body": document.body_name,
        "meeting": document.meeting_date.isoformat() if document.meeting_date else None,
        "edition": document.edition,
        "correction_reason": document.correction_reason,
        "document": document.kind,
        "author": document.author,
        "summary": document.summary,
        "file": {"format": file.format, "size": file.size, "sha256": file.sha256, "pages": file.pages},
        "numbers": {},
        "anchors": {},
        **({"not_for_publication": document.not_for_publication} if document.not_for_publication else {}),
    }
