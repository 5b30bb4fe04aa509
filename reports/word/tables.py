"""Tables: the cover sheet and those in the text. Column headings are marked and repeat on each page."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.word.parts import with_value
from reports.word.record import Block, Cell, Table, Text, Words, plain

WIDE: Final = 9412  # twentieths of a point between the margins
HANGING: Final = 794
LABELS: Final = 2665  # of the cover sheet
LEAST: Final = 6
MOST: Final = 28
"""Letters: a column is given room for no fewer and no more when the width of a table is shared out."""

Write = Callable[[Sequence[Block], str], list[Any]]
"""Paragraphs from blocks, for a cell with this style of text."""


def cover_table(rows: Sequence[tuple[str, Sequence[Block]]], write: Write) -> Any:
    table = frame("CoverSheet", [LABELS, WIDE - LABELS], indent=0)
    look = table.find(qn("w:tblPr")).find(qn("w:tblLook"))
    look.set(qn("w:firstRow"), "0")
    look.set(qn("w:firstColumn"), "1")
    for label, blocks in rows:
        cells = [
            in_cell(write([Text((Words(label),))], "TableHeading"), LABELS),
            in_cell(write(blocks, "TableText"), WIDE - LABELS),
        ]
        table.append(in_row(cells))
    return table


def text_table(table: Table, write: Write) -> Any:
    """A table under a numbered paragraph, as wide as the paragraph."""
    widths = widths_of(table)
    made = frame("PaperTable", widths, indent=HANGING)
    for place, row in enumerate(table.rows):
        heads = place < table.heads
        said = [cell_paragraphs(cell, write, heads) for cell in row]
        said += [write([], "TableText") for _ in widths[len(row) :]]
        made.append(in_row([in_cell(*cell) for cell in zip(said, widths, strict=True)], heads=heads))
    return made


def widths_of(table: Table) -> list[int]:
    """Shared out by the longest words of each column: a name gets more room than a figure."""
    letters = [LEAST] * max(table.columns, 1)
    for row in table.rows:
        for place, cell in enumerate(row):
            letters[place] = max(letters[place], min(len(plain(cell.blocks)), MOST))
    return [(WIDE - HANGING) * each // sum(letters) for each in letters]


def cell_paragraphs(cell: Cell, write: Write, heads: bool) -> list[Any]:
    paragraphs = write(cell.blocks, "TableHeading" if heads or cell.is_heading else "TableText")
    if cell.is_figure:
        for each in paragraphs:
            each.pPr.jc_val = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraphs


def frame(style: str, widths: Sequence[int], *, indent: int) -> Any:
    table, properties, grid = OxmlElement("w:tbl"), OxmlElement("w:tblPr"), OxmlElement("w:tblGrid")
    properties.append(with_value("w:tblStyle", style))
    properties.append(measure("w:tblW", sum(widths)))
    properties.append(measure("w:tblInd", indent))
    look = OxmlElement("w:tblLook")
    for name, value in (("firstRow", "1"), ("firstColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):
        look.set(qn(f"w:{name}"), value)
    properties.append(look)
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)
    table.extend([properties, grid])
    return table


def in_row(cells: Sequence[Any], *, heads: bool = False) -> Any:
    row, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    if heads:
        properties.append(OxmlElement("w:cantSplit"))
        properties.append(OxmlElement("w:tblHeader"))
        row.append(properties)
    row.extend(cells)
    return row


def in_cell(paragraphs: Sequence[Any], width: int) -> Any:
    cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    properties.append(measure("w:tcW", width))
    cell.append(properties)
    cell.extend(paragraphs)
    return cell


def measure(tag: str, twentieths: int) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:w"), str(twentieths))
    element.set(qn("w:type"), "dxa")
    return element
