"""Sections: headings, numbered paragraphs and their bullets."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.bring_in.brought_in import Paragraph, Section
from reports.bring_in.marks import levels
from reports.bring_in.pieces import Kind, Piece, looks_like_heading

MARKED = 2
"""So many headings that the format marks are no accident: they are how this file says what is one."""


@dataclass
class _Open:
    """A section or paragraph that is still being read."""

    number: str = ""
    text: str = ""
    bullets: list[str] = field(default_factory=list)
    paragraphs: list["_Open"] = field(default_factory=list)

    def paragraph(self) -> Paragraph:
        return Paragraph(self.number, self.text, tuple(self.bullets))

    def section(self) -> Section:
        return Section(self.number, self.text, tuple(paragraph.paragraph() for paragraph in self.paragraphs))


def read_sections(pieces: Sequence[Piece]) -> tuple[Section, ...]:
    """The sections of a report; what stands before the first heading is a section without one."""
    sections = [_Open()]
    headings = _headings(pieces)
    for at, piece in enumerate(pieces):
        if at in headings:
            sections.append(_Open(piece.number, piece.text))
        else:
            _add(sections[-1].paragraphs, piece)
    return tuple(each.section() for each in sections if each.paragraphs or each.text or each.number)


def read_paragraphs(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """Paragraphs with their bullets and no headings, as minutes have them."""
    paragraphs: list[_Open] = []
    for piece in pieces:
        _add(paragraphs, piece)
    return tuple(each.paragraph() for each in paragraphs)


def _headings(pieces: Sequence[Piece]) -> set[int]:
    """Which pieces are headings: the format says so, or one is short, unfinished and stands over others.

    A file that marks its headings is taken at its word: a short line without a mark is a line.
    """
    marked = sum(piece.heading for piece in pieces) >= MARKED
    deep = any(len(levels(piece.number)) > 1 for piece in pieces if piece.number)
    headings: set[int] = set()
    below = ""
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        numbered = piece.kind is Kind.NUMBERED
        if numbered:
            stands_over = _is_numbered_heading(piece, below, deep)
        else:
            stands_over = not marked and _stands_over(pieces, at)
        if piece.heading or stands_over:
            headings.add(at)
        below = piece.number if numbered else below
    return headings


def _is_numbered_heading(piece: Piece, below: str, deep: bool) -> bool:
    """A short numbered line is a heading when the next number is its own with .1."""
    if not looks_like_heading(piece.text):
        return False
    return levels(below)[:-1] == levels(piece.number) or (deep and len(levels(piece.number)) == 1)


def _stands_over(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an unnumbered line is a heading: short, and what comes next stands apart and is no bullet."""
    piece = pieces[at]
    if (
        piece.kind is not Kind.TEXT
        or not piece.apart
        or not looks_like_heading(piece.text)
        or at + 1 == len(pieces)
    ):
        return False
    return pieces[at + 1].apart and pieces[at + 1].kind is not Kind.BULLET


def _add(paragraphs: list[_Open], piece: Piece) -> None:
    if piece.kind is not Kind.BULLET:
        paragraphs.append(_Open(piece.number, piece.text))
    else:
        if not paragraphs:
            paragraphs.append(_Open())
        paragraphs[-1].bullets.append(piece.text)
