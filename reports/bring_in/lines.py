"""Lines: what every kind of file is turned into before anything is recognised in it."""

import re
from dataclasses import dataclass, replace

# Characters that are not seen on paper; a soft hyphen is only a place where a word may be broken.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]]*$")
TAIL = 60  # characters; how a sentence ends is seen from its last words
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|viz|No|Nos|para|paras|Mr|Mrs|Ms|Dr|Cllr|Prof|St)\.$")


@dataclass(frozen=True)
class Line:
    """One line of a file, or one paragraph where the format knows paragraphs.

    `apart` says that a gap stands above it, `whole` that the line is no wrapped part of a longer one as far
    as the file can tell, `label` is the cell to the left of it, and `bullet`, `number` and `heading` are what
    the format itself says (a list in HTML); typed marks and numbers are still in the text. A `table` is one
    line, written as the house types it; `continues` says that it belongs to the paragraph above; `marks` are
    the numbers of things that stood here and are not in the text (see `reports.bring_in.unread`).
    """

    text: str
    label: str = ""
    apart: bool = True
    whole: bool = False
    heading: bool = False
    bullet: bool = False
    number: str = ""
    table: bool = False
    continues: bool = False
    marks: tuple[int, ...] = ()


def tidy(text: str) -> str:
    """One space between words, whatever kind of space was typed; quotation marks stay as they are."""
    return " ".join(UNSEEN.sub("", text).split())


def as_text(line: Line) -> Line:
    """The line with its left cell put back in front: outside a cover sheet a cell is only text."""
    return replace(line, text=f"{line.label} {line.text}".strip(), label="") if line.label else line


def ends_sentence(text: str) -> bool:
    """Whether the text could stand there as it is; "e.g." at the end of a line does not end a sentence."""
    tail = text[-TAIL:]
    return bool(SENTENCE_END.search(tail)) and not ABBREVIATION.search(tail)
