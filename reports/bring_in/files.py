"""Documents from files: the content decides, the name only says what it should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from reports.bring_in.emphasis import Emphasis
from reports.bring_in.lines import Line
from reports.bring_in.unread import Unread

LARGEST = 20 * 1024 * 1024  # bytes
MOST_LINES = 50_000
MOST_TEXT = 3_000_000  # characters
KINDS = {".txt": "txt", ".docx": "docx", ".html": "html", ".htm": "html", ".pdf": "pdf"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class CannotRead(Exception):
    """A file that cannot be brought in; its text is one plain sentence for the person who chose the file."""


class Read(NamedTuple):
    """What was read in a file: its lines, what they leave out, and which of their words stand out."""

    lines: tuple[Line, ...]
    unread: tuple[Unread, ...] = ()
    emphases: tuple[Emphasis, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file as it was read, with its name and its kind (txt, docx, html or pdf)."""

    name: str
    kind: str
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...] = ()
    emphases: tuple[Emphasis, ...] = ()


def kind_named(name: str) -> str:
    """The kind of file that a name promises; raises CannotRead for any other."""
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise CannotRead("Only .txt, .docx, .html and .pdf files can be brought in.")
    return KINDS[ending]


def check_size(content: bytes) -> None:
    """Raises CannotRead for a file that is empty or larger than 20 MB."""
    if not content.strip():
        raise CannotRead("The file is empty.")
    if len(content) > LARGEST:
        raise CannotRead("The file is larger than 20 MB; make its pictures smaller or split it.")


def kind_found(content: bytes) -> str:
    """What the first bytes of a file say it is; "" when they say nothing, as those of plain text do."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(OLE):
        return "ole"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if content.lstrip()[:6].lower().startswith(b"{\\rtf"):
        return "rtf"
    return ""


def check_length(lines: Sequence[Line]) -> None:
    """Raises CannotRead for more text than people write in one paper: a thousand pages and more."""
    if len(lines) > MOST_LINES or sum(len(line.label) + len(line.text) for line in lines) > MOST_TEXT:
        raise CannotRead("The file holds far more text than a report would; bring in one paper at a time.")


def check_text_is_there(lines: Sequence[Line], sentence: str) -> None:
    """Raises CannotRead with the sentence when no line holds a letter or digit."""
    if not any(letter.isalnum() for line in lines for letter in line.label + line.text):
        raise CannotRead(sentence)
