"""Tables of a file: those with rows and columns become tables of the house, others are only a layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reports.bring_in.house_marks import in_house_marks
from reports.bring_in.labels import part_named
from reports.bring_in.lines import Line
from reports.bring_in.marks import levels, read_bullet, read_number
from reports.markdown import MOST_COLUMNS

LONGEST_CELL: Final = 600  # characters; a cell with more holds paragraphs, set side by side
FIGURE: Final = re.compile(r"[-−–+±<>~£$€]{0,2}\s?[\d.,]*\d[\d.,]*\s?(?:%|k|m|bn|pp)?|[-–—]|n/?a|", re.I)


@dataclass
class Row:
    """A row that is read: the lines of each of its cells; ``heads`` counts those that are headings.

    ``spans`` says over how many columns and rows each cell goes, where that is known.
    """

    cells: list[list[Line]] = field(default_factory=list)
    heads: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [" ".join(line.text for line in cell) for cell in self.cells]

    @property
    def is_heading(self) -> bool:
        return bool(self.cells) and self.heads == len(self.cells)

    @property
    def marks(self) -> tuple[int, ...]:
        return tuple(mark for cell in self.cells for line in cell for mark in line.marks)


def lines_of_table(rows: Sequence[Row]) -> list[Line]:
    """One line that is a whole table, or the lines of each row where the table is only a layout."""
    filled = [row for row in squared(rows) if any(row.texts)]
    if is_grid(filled):
        marks = tuple(mark for row in rows for mark in row.marks)
        return [Line(in_markdown(filled), whole=True, table=True, marks=marks)]
    return [line for row in rows for line in lines_of_row(row)]


def squared(rows: Sequence[Row]) -> list[Row]:
    """The rows with an empty cell in each place that a cell beside or above it goes over."""
    made: list[Row] = []
    covered: dict[int, int] = {}
    for row in rows:
        full = Row(heads=row.heads)
        spans = [*row.spans, *[(1, 1)] * (len(row.cells) - len(row.spans))]
        for cell, (wide, high) in zip(row.cells, spans, strict=True):
            pass_over(full, covered)
            columns = range(len(full.cells), len(full.cells) + min(wide, MOST_COLUMNS))
            full.cells += [cell, *([] for _ in columns[1:])]
            full.heads += (len(columns) - 1) * row.is_heading
            covered |= {column: high - 1 for column in columns if high > 1}
        pass_over(full, covered)
        made.append(full)
    return made


def pass_over(row: Row, covered: dict[int, int]) -> None:
    """Empty cells where cells of rows above still go down."""
    while covered.get(len(row.cells), 0) > 0:
        covered[len(row.cells)] -= 1
        row.cells.append([])


def is_grid(rows: Sequence[Row]) -> bool:
    """Whether rows and columns mean something: as many cells in each row, and no labels, lists or numbers.

    Two columns may be a label and its text as well; they are a table when headings stand above them.
    """
    columns = {len(row.cells) for row in rows}
    if len(rows) < 2 or len(columns) != 1 or not 2 <= min(columns) <= MOST_COLUMNS:
        return False
    if min(columns) == 2 and not (rows[0].is_heading and not rows[1].is_heading):
        return False
    return not any(is_layout(row) for row in rows)


def is_layout(row: Row) -> bool:
    left = row.texts[0]
    number = read_number(f"{left} x")
    if part_named(left) or (number and len(levels(number.number)) > 1) or read_bullet(f"{left} x")[0]:
        return True
    lines = [line for cell in row.cells for line in cell]
    listed = any(line.bullet or line.number or line.label or line.table for line in lines)
    return listed or any(len(text) > LONGEST_CELL for text in row.texts)


def in_markdown(rows: Sequence[Row]) -> str:
    """The table as an author would type it; a column of figures is set to the right."""
    head, *body = [[cell_text(text) for text in row.texts] for row in rows]
    columns = list(zip(*body, strict=True))
    rule = ["---:" if is_figures(column) else "---" for column in columns]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *body))


def cell_text(text: str) -> str:
    """A bar would end the cell."""
    return re.sub(r"(?<!\\)\|", r"\\|", in_house_marks(text))


def is_figures(column: Sequence[str]) -> bool:
    return all(FIGURE.fullmatch(text) for text in column) and any(re.search(r"\d", text) for text in column)


def lines_of_row(row: Row) -> list[Line]:
    """A row of two cells is a label and its text; any other row is a line of its own."""
    cells = [cell for cell in row.cells if any(line.text or line.label or line.marks for line in cell)]
    if len(cells) == 1:
        return cells[0]
    if len(row.cells) != 2:
        text = " ".join(text for text in row.texts if text)
        return [Line(text, whole=True, marks=row.marks)] if text or row.marks else []
    if not cells:
        return []
    left, right = row.cells
    label, marks = row.texts[0], tuple(mark for line in left for mark in line.marks)
    first = right[0]
    if first.bullet or first.number or first.label or first.table or read_bullet(first.text)[0]:
        return [Line("", label=label, whole=True, marks=marks), *right]
    return [Line(first.text, label=label, whole=True, marks=(*marks, *first.marks)), *right[1:]]
