"""What a file holds and the paper made from it does not, or not as it stood there: nothing goes unsaid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reports.bring_in.lines import Line, tidy
from reports.bring_in.marks import levels, read_bullet, read_number
from reports.bring_in.pieces import looks_like_heading

OPENS: Final = "\ue000"
CLOSES: Final = "\ue001"
MARK: Final = re.compile(f"{OPENS}(\\d+){CLOSES}")
"""Where a thing stood, while the text is read; letters of private use, which no file may bring itself."""

PRIVATE: Final = re.compile(f"[{OPENS}{CLOSES}]")
SHORT: Final = 50  # characters that are enough to know a line again

SENTENCES: Final = {
    "picture": (
        "A picture {where} was left out.",
        "A picture {where} was left out. It is described as “{text}”.",
    ),
    "drawing": (
        "A chart or drawing {where} was left out.",
        "A chart or drawing {where} was left out. It says: “{text}”",
    ),
    "object": (
        "Something from another program {where} was left out.",
        "Something from another program {where} was left out. It says: “{text}”",
    ),
    "equation": ("An equation {where} was left out.", "An equation {where} was left out: “{text}”"),
    "text box": ("A text box {where} was left out.", "A text box {where} was left out. It says: “{text}”"),
    "footnote": (
        "An empty footnote {where} was left out.",
        "A footnote {where} was put in brackets at the end of its paragraph: “{text}”",
    ),
    "endnote": (
        "An empty endnote {where} was left out.",
        "An endnote {where} was put in brackets at the end of its paragraph: “{text}”",
    ),
    "note of a heading": ("", "A note {where} was left out. It says: “{text}”"),
    "inserted": ("", "Words {where} that were put in as a tracked change were read as accepted: “{text}”"),
    "deleted": ("", "Words {where} that were struck out as a tracked change were left out: “{text}”"),
    "comment": ("An empty comment {where} was left out.", "A comment {where} was left out: “{text}”"),
    "hidden": ("", "Hidden text {where} was left out: “{text}”"),
    "link": ("", "Of a link {where} only the words were kept. It leads to {text}"),
    "header": ("", "A line at the head of the pages was left out: “{text}”"),
    "footer": ("", "A line at the foot of the pages was left out: “{text}”"),
    "edge": ("", "A line that many pages repeat was left out: “{text}”"),
    "scan": ("Nothing could be read {where}: it may be a scan.", ""),
    "line": ("", "A line {where} fitted nowhere: “{text}”"),
    "label": ("{where} has no place on the cover sheet.", "{where} has no place on the cover sheet: {text}"),
    "words": ("", "Some words of the file were not read: “{text}”"),
}
"""What a person is told of each kind: without words of its own, and with them."""


ON_EVERY_PAGE: Final = ("header", "footer", "edge")


@dataclass(frozen=True)
class Unread:
    """One thing: a kind of ``SENTENCES``, where it stood ("in paragraph 2.3"), and its words."""

    what: str
    where: str = ""
    text: str = ""

    @property
    def sentence(self) -> str:
        without, with_text = SENTENCES[self.what]
        said = (with_text if self.text else without) or without
        return " ".join(said.format(where=self.where, text=self.text).replace(" .", ".").split())

    def as_json(self) -> dict[str, Any]:
        return {"what": self.what, "where": self.where, "text": self.text}


def mark(index: int) -> str:
    """The mark of thing number ``index``, to stand in the text where the thing stood."""
    return f"{OPENS}{index}{CLOSES}"


def without_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as it reads, and the numbers of the things that stood in it."""
    return tidy(PRIVATE.sub("", MARK.sub("", text))), tuple(int(found) for found in MARK.findall(text))


def places(lines: Sequence[Line]) -> dict[int, str]:
    """Where each marked thing stood, said by the paragraph or heading that a person would look for."""
    found: dict[int, str] = {}
    where = _Where(is_deep=any(len(levels(number_of(line))) > 1 for line in lines))
    for line in lines:
        here = where.at(line)
        found |= dict.fromkeys(line.marks, here)
    return found


@dataclass
class _Where:
    """How far a person has read: the last number, the last heading and the last words.

    `is_deep` says that paragraphs are numbered under headings, as 2.1 is under 2.
    """

    is_deep: bool
    number: str = ""
    heading: str = ""
    words: str = ""

    def at(self, line: Line) -> str:
        """Where this line is, in a person's words; from then on, it is the line before."""
        text = line.text or line.label
        if not text:
            return self._after()
        number = number_of(line)
        if line.label:
            self.number, self.words = "", short(line.label)
            return f"beside “{self.words}”"
        if line.heading or (number and self._is_heading(number, text)):
            self.number, self.heading, self.words = "", short(text), ""
            return f"in the heading “{self.heading}”"
        if number:
            self.number = number
            return f"in paragraph {number}"
        if self.number:
            bullet = line.bullet or bool(read_bullet(text)[0])
            return f"in a bullet of paragraph {self.number}" if bullet else self._after()
        self.words = short(text)
        return f"in “{self.words}”"

    def _is_heading(self, number: str, text: str) -> bool:
        """As `reports.bring_in.sections` tells a heading from a paragraph whose number has one level."""
        typed = read_number(read_bullet(text)[1])
        return self.is_deep and len(levels(number)) == 1 and looks_like_heading(typed.rest if typed else text)

    def _after(self) -> str:
        if self.number:
            return f"after paragraph {self.number}"
        if self.words:
            return f"after “{self.words}”"
        return f"under the heading “{self.heading}”" if self.heading else "at the start"


def number_of(line: Line) -> str:
    """The number of a line, in its text or by the format: of a paragraph "2.3", of a heading "2"."""
    typed = read_number(read_bullet(line.text)[1])
    if typed and (typed.firm or len(levels(typed.number)) > 1):
        return typed.number
    return line.number


def short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"
