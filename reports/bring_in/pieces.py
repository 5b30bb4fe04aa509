"""Pieces: lines put together again into headings, paragraphs and bullets as they were written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from reports.bring_in.lines import TAIL, Line, as_text, ends_sentence
from reports.bring_in.marks import DASHES, follows, is_part, levels, read_bullet, read_number

LONGEST_HEADING = 100
SHORTEST_TORN = 60
LONGEST_PARAGRAPH = 20_000  # characters; no person wrote more in one
# Words that keep their hyphen when a line ends behind it, as in "multi-agency".
FIRST_HALVES = frozenset(
    "all anti co cross decision double ex first five four full half high in inter joint key large long low "
    "mid multi non off on one out over part post pre pro quasi re second self semi short single six small "
    "so step sub ten third three two under up well year".split()
)
BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")


class Kind(Enum):
    """What a piece is by its mark."""

    TEXT = "text"
    NUMBERED = "numbered"
    BULLET = "bullet"


@dataclass(frozen=True)
class Piece:
    """A paragraph, bullet or heading in one; `heading` when the format says so."""

    kind: Kind
    text: str
    number: str = ""
    apart: bool = True
    heading: bool = False


def looks_like_heading(text: str) -> bool:
    """Short, begins like a name and does not end like a sentence."""
    return (
        "\n" not in text
        and 0 < len(text) <= LONGEST_HEADING
        and not text[0].islower()
        and not re.search(r"[.;,:!]$", text)
    )


def put_together(lines: Iterable[Line]) -> tuple[Piece, ...]:
    """Pieces from lines: marks are read, wrapped lines and paragraphs torn by a page break are made whole."""
    pieces: list[Piece] = []
    number = ""
    for line in (as_text(line) for line in lines):
        before = pieces[-1] if pieces else None
        if (line.table or line.continues) and before and _has_room(before):
            pieces[-1] = replace(before, text=f"{before.text}\n\n{line.text}".strip())
            continue
        piece = _read_piece(line, before, number)
        if before and piece.kind is Kind.TEXT and _goes_on(line, piece, before):
            pieces[-1] = replace(before, text=join(before.text, piece.text))
        elif piece.text or piece.number:
            pieces.append(piece)
        number = piece.number or number
    return tuple(pieces)


def join(before: str, after: str) -> str:
    """Two parts of a paragraph as one; a word broken at the end of the line becomes one word."""
    if before.endswith("\u2010"):
        return before[:-1] + after
    broken = BROKEN_WORD.search(before[-TAIL:])
    if not broken or not after[:1].islower():
        return f"{before} {after}".strip()
    keeps = broken[1].lower() in FIRST_HALVES or "-" in after.split()[0]
    return before + after if keeps else before[:-1] + after


def _read_piece(line: Line, before: Piece | None, last: str) -> Piece:
    if line.table:
        return Piece(Kind.TEXT, line.text)
    mark, rest = read_bullet(line.text)
    wrapped = not (line.apart or line.whole or line.bullet or line.number)
    typed = read_number(rest)
    if typed and _is_number(
        typed.number, firm=typed.firm, line=line, before=before, last=last, dashed=bool(mark)
    ):
        return Piece(Kind.NUMBERED, typed.rest, typed.number, line.apart, line.heading)
    if line.number:
        return Piece(Kind.NUMBERED, line.text, line.number, line.apart, line.heading)
    if mark and not (wrapped and mark in DASHES and _is_open(before)):
        return Piece(Kind.BULLET, rest, apart=line.apart)
    if line.bullet or is_part(line.text):
        return Piece(Kind.BULLET, line.text, apart=line.apart)
    return Piece(Kind.TEXT, line.text, apart=line.apart, heading=line.heading)


def _is_number(number: str, *, firm: bool, line: Line, before: Piece | None, last: str, dashed: bool) -> bool:
    """Tells a paragraph's number from an amount: "3.5 million" in the middle of a paragraph is no number."""
    single = len(levels(number)) == 1
    if follows(number, last):
        return firm or not dashed or not last or levels(number)[:1] == levels(last)[:1] or not single
    if dashed or not (line.apart or line.whole or line.heading):
        return firm and not single and not _is_open(before)
    return firm or (bool(last) and levels(number) > levels(last))


def _is_open(before: Piece | None) -> bool:
    """Whether the piece before is a paragraph that stops in the middle of a sentence."""
    return before is not None and before.kind is not Kind.BULLET and not ends_sentence(before.text)


def _goes_on(line: Line, piece: Piece, before: Piece) -> bool:
    """Whether an unmarked line belongs to the piece before it."""
    if line.heading or before.heading or line.bullet or len(before.text) > LONGEST_PARAGRAPH:
        return False
    if line.table or _ends_in_table(before.text):
        return False
    if not before.text or before.text.endswith("\u2010"):
        return True
    if not (line.apart or line.whole):
        return not _is_typed_heading(before, piece)
    return _was_torn(piece, before)


def _has_room(before: Piece) -> bool:
    """Whether a table or a further paragraph may belong to the piece before it: bullets come last."""
    return before.kind is not Kind.BULLET and not before.heading


def _ends_in_table(text: str) -> bool:
    return "\n" in text and text.rpartition("\n")[2].startswith("| ")


def _is_typed_heading(before: Piece, piece: Piece) -> bool:
    """A short numbered line with a new sentence right under it is a heading, not the start of a paragraph."""
    short = len(before.text) < SHORTEST_TORN and looks_like_heading(before.text)
    return (
        before.kind is Kind.NUMBERED
        and short
        and not piece.text[:1].islower()
        and len(levels(before.number)) == 1
    )


def _was_torn(piece: Piece, before: Piece) -> bool:
    """Whether a page break tore the two apart: the first stops in mid-sentence and the second goes on."""
    if ends_sentence(before.text):
        return False
    if piece.text[:1].islower():
        return before.kind is not Kind.TEXT or len(before.text) >= SHORTEST_TORN
    hangs = bool(re.search(r"(?:^|\s)[a-z][\w’'-]*,?$", before.text[-TAIL:]))
    return (
        before.kind is Kind.NUMBERED
        and len(before.text) >= SHORTEST_TORN
        and hangs
        and ends_sentence(piece.text)
    )
