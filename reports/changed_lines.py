"""The lines of a unit that changed, as they are drawn: sentences, bullets, and rows under their columns.

A table is compared row by row, as every line is, and a row of the same columns is then told cell by cell.
Which column is which is decided once for each table, by its headings. Pure, as ``reports.changes`` is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from itertools import groupby, zip_longest
from typing import Final

from boards.comparison import Kind, Piece, Word, Words, align, pieces

CELL: Final = re.compile(r"<t([hd])([^>]*)>(.*?)</t[hd]>", re.DOTALL)
TAG: Final = re.compile(r"<[^>]*>")

FEW: Final = 3
"""So many rows that did not change are shown between those that did; more are counted instead."""

Column = tuple[int | None, int | None]
"""The place of a column then and now; None for one that was added, or that was removed."""


class Shape(StrEnum):
    TEXT = "text"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line that stayed, was added, removed or amended, in pieces.

    ``row_then`` and ``row_now`` are the cells of one that is a row of a table.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    is_bullet: bool = False
    row_then: str = ""
    row_now: str = ""

    @property
    def shape(self) -> Shape:
        if self.row_then or self.row_now:
            return Shape.TABLE
        return Shape.LIST if self.is_bullet else Shape.TEXT

    @property
    def is_heading(self) -> bool:
        return "<th" in (self.row_now or self.row_then)


@dataclass(frozen=True, slots=True)
class Cell:
    words: Words
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class ComparedCell:
    pieces: tuple[Piece, ...]
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of a table; ``left_out`` is how many rows that did not change it stands for."""

    kind: Kind
    cells: tuple[ComparedCell, ...]
    is_heading: bool = False
    left_out: int = 0

    @property
    def in_words(self) -> str:
        """ "row added", "row removed", and nothing for what is told cell by cell."""
        return f"row {self.kind}" if self.kind in (Kind.ADDED, Kind.REMOVED) else ""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one shape that follow each other: sentences, a list, or one table."""

    shape: Shape
    lines: tuple[ComparedLine, ...]

    @property
    def rows(self) -> list[ComparedRow]:
        columns = columns_of(self.lines)
        return [compared_row(line, columns) for line in self.lines]

    @property
    def changed_rows(self) -> list[ComparedRow]:
        """The headings and the rows that changed, with how many others stand between them."""
        return [*without_many_same(self.rows)]

    @property
    def width(self) -> int:
        return len(columns_of(self.lines))


def runs_of(lines: Sequence[ComparedLine]) -> Iterator[Run]:
    """The lines in runs; the headings of a second table begin a run of their own."""
    for shape, together in groupby(lines, key=lambda line: line.shape):
        run: list[ComparedLine] = []
        for line in together:
            if run and line.is_heading and not run[-1].is_heading:
                yield Run(shape, tuple(run))
                run = []
            run.append(line)
        yield Run(shape, tuple(run))


def columns_of(lines: Sequence[ComparedLine]) -> list[Column]:
    headings = [line for line in lines if line.is_heading] or lines
    then = next((cells_of(line.row_then) for line in headings if line.row_then), [])
    now = next((cells_of(line.row_now) for line in headings if line.row_now), [])
    return columns_between([cell.words for cell in then], [cell.words for cell in now])


def columns_between(then: Sequence[Words], now: Sequence[Words]) -> list[Column]:
    """Those of the same heading are the same; between them one for one, as columns that were renamed."""
    found: list[Column] = []
    old_at = new_at = 0
    for i, j, length in [*align(then, now), (len(then), len(now), 0)]:
        found += zip_longest(range(old_at, i), range(new_at, j))
        found += [(i + step, j + step) for step in range(length)]
        old_at, new_at = i + length, j + length
    return found


def compared_row(line: ComparedLine, columns: Sequence[Column]) -> ComparedRow:
    then, now = cells_of(line.row_then), cells_of(line.row_now)
    cells = (compared_cell(cell_at(then, old), cell_at(now, new)) for old, new in columns)
    return ComparedRow(line.kind, tuple(cells), line.is_heading)


def cell_at(cells: Sequence[Cell], place: int | None) -> Cell:
    return cells[place] if place is not None and place < len(cells) else Cell(())


def compared_cell(then: Cell, now: Cell) -> ComparedCell:
    return ComparedCell(tuple(pieces(then.words, now.words)), then.is_figure or now.is_figure)


def cells_of(row: str) -> list[Cell]:
    return [Cell(words_in(html), "figure" in attributes) for _, attributes, html in CELL.findall(row)]


def words_in(html: str) -> Words:
    return tuple(Word(word) for word in unescape(TAG.sub("", html)).split())


def without_many_same(rows: Sequence[ComparedRow]) -> Iterator[ComparedRow]:
    for is_same, together in groupby(rows, key=lambda row: row.kind == Kind.SAME and not row.is_heading):
        run = [*together]
        if is_same and len(run) > FEW:
            yield ComparedRow(Kind.SAME, (), left_out=len(run))
        else:
            yield from run
