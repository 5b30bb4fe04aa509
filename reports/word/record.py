"""A paper as Word needs it, read from its finished HTML: parts in order, words with their look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of one look. ``href`` is a web address, or ``#p-3-7`` for a place in the same paper."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or a bullet when ``level`` is 1 to 3; a bullet that goes on has no mark of its own."""

    words: Line
    level: int = 0
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple["Block", ...]
    is_heading: bool = False
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``heads`` says how many of the rows are the heading of the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0

    @property
    def columns(self) -> int:
        return max((len(row) for row in self.rows), default=0)


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph: all that stands under its number. ``label`` is such as "Question"."""

    number: str
    anchor: str
    blocks: tuple[Block, ...]
    label: str = ""
    is_resolution: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    number: str
    heading: str
    anchor: str
    parts: tuple[Paragraph | Block, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The whole paper. ``restricted`` is the line that it bears when it is not for publication."""

    title: str
    place: str
    restricted: str
    notes: tuple[Text, ...]
    cover: tuple[tuple[str, tuple[Block, ...]], ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]

    @property
    def counts_plainly(self) -> bool:
        """Whether Word's own counting gives every number that was frozen: 1, 1.1, 1.2, 2 and so on."""
        numbered = [section for section in self.sections if section.number]
        others = (part for section in self.sections if not section.number for part in section.parts)
        return all(
            _counts(section, str(place)) for place, section in enumerate(numbered, start=1)
        ) and not any(isinstance(part, Paragraph) and part.number for part in others)

    @property
    def author(self) -> str:
        """Who the paper says wrote it; empty where it does not say."""
        found = (blocks for label, blocks in self.cover if label.strip(" :").lower() == "author")
        return plain(next(found, ()))


def _counts(section: Section, number: str) -> bool:
    numbers = [part.number for part in section.parts if isinstance(part, Paragraph)]
    expected = [f"{number}.{place}" for place in range(1, len(numbers) + 1)]
    return section.number == number and bool(section.heading) and numbers == expected


def plain(blocks: Sequence[Block]) -> str:
    """The words of some blocks on one line."""
    return " ".join(filter(None, _texts(blocks)))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Text):
            yield "".join(words.text for words in block.words)
        else:
            yield from (plain(cell.blocks) for row in block.rows for cell in row)
