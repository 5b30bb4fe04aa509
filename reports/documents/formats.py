"""The kinds of file that may go public, and how the first bytes of a file tell them apart."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from reports.documents.sentences import EMPTY, LOCKED, NOT_TAKEN, OLD, CannotTake


@dataclass(frozen=True, slots=True)
class Format:
    """``name`` is what readers are told, ``really`` completes "it is …", ``counts`` names its pages."""

    ending: str
    name: str
    really: str
    content_type: str
    counts: str = ""

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def opens_in_browser(self) -> bool:
        return self.is_picture or self.ending == "pdf"


OFFICE: Final = "application/vnd.openxmlformats-officedocument"

FORMATS: Final = {
    each.ending: each
    for each in (
        Format("pdf", "PDF", "a PDF", "application/pdf", "page"),
        Format("docx", "Word", "a Word document", f"{OFFICE}.wordprocessingml.document"),
        Format("xlsx", "Excel", "a workbook", f"{OFFICE}.spreadsheetml.sheet", "sheet"),
        Format("pptx", "PowerPoint", "slides", f"{OFFICE}.presentationml.presentation", "slide"),
        Format("png", "PNG picture", "a PNG picture", "image/png"),
        Format("jpg", "JPEG picture", "a JPEG picture", "image/jpeg"),
    )
}

ENDINGS: Final = {f".{ending}": ending for ending in FORMATS} | {".jpeg": "jpg", ".jpe": "jpg"}

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_FORMATS: Final = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", OLD.format(program="Word", ending=".docx")),
    ("PowerPoint Document", OLD.format(program="PowerPoint", ending=".pptx")),
    ("Workbook", OLD.format(program="Excel", ending=".xlsx")),
)
"""Names of streams in the old compound files, which older Office programs wrote and passwords still make."""


def first_bytes(content: bytes) -> str:
    """ "pdf", "png", "jpg", or "package" for what may be an Office file; CannotTake for the rest."""
    if not content.strip(b"\0 \t\r\n"):
        raise CannotTake(EMPTY)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    for start, kind in ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"PK\x03\x04", "package")):
        if content.startswith(start):
            return kind
    if content.startswith(OLE):
        raise CannotTake(old_format(content))
    raise CannotTake(NOT_TAKEN)


def old_format(content: bytes) -> str:
    """The sentence for a compound file, told by the names in its folder."""
    for stream, sentence in OLD_FORMATS:
        if stream.encode("utf-16-le") in content:
            return sentence
    return NOT_TAKEN


def named(filename: str) -> str:
    """The format that a name promises; empty when it promises none of ours."""
    return ENDINGS.get(PurePath(filename).suffix.lower(), "")
