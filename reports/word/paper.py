"""One paper: its finished HTML written as a Word file, part by part in the order of the page."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Twips

from reports.pdf.errors import RenderFailed
from reports.pdf.limits import refuse_bombs
from reports.pdf.paper import BRAND
from reports.word.errors import TOO_LARGE, WordFailed
from reports.word.house import empty_paper, saved
from reports.word.packing import packed
from reports.word.parts import Bookmarks, Linker, field, paragraph, run, tab
from reports.word.reading import UNWRITABLE, read_record
from reports.word.record import Block, Paragraph, Record, Section, Table, Text, Words
from reports.word.tables import cover_table, text_table

BULLETS: Final = ("ContinuedParagraph", "ListBullet", "ListBullet2", "ListBullet3")
DRAFT: Final = "Draft"
GAP: Final = Twips(200)
ABOVE_SIGNATURE: Final = Twips(680)


def render_word(
    html: str, *, title: str, footer: str, council: str = "", brand: str = BRAND, is_draft: bool = False
) -> bytes:
    """The .docx file of one paper: the same words give the same bytes.

    ``html`` is the finished article of ``reports.composed.paper_html``; ``footer`` stands at the foot of
    every page beside "Page 1 of 6". Raises WordFailed for what no paper contains. Call it through
    ``reports.word.worker``, which keeps a bad paper from taking its process along.
    """
    try:
        refuse_bombs(html)
    except RenderFailed as bomb:
        raise WordFailed(TOO_LARGE) from bomb
    title, footer, council = (UNWRITABLE.sub("", text) for text in (title, footer, council))
    record = read_record(html)
    document = empty_paper(brand=brand, counts_plainly=record.counts_plainly)
    header = [council, f"{title} ({DRAFT})" if is_draft else title]
    write_margins(document, record.restricted, header, footer)
    Writer(document, record).write()
    return packed(
        saved(document), title=title, subject=record.place, author=record.author or council, council=council
    )


def write_margins(document: WordDocument, restricted: str, header: Sequence[str], footer: str) -> None:
    """The lines at the head and the foot of every page."""
    page = document.sections[0]
    lines = [[run(restricted)]] if restricted else []
    styles = ["NotForPublication"] * len(lines) + ["Header"]
    lines.append([run(header[0], bold=True), tab(), run(header[1])])
    replace_lines(page.header._element, styles, lines)
    foot = [run(footer), tab(), run("Page "), *field("PAGE"), run(" of "), *field("NUMPAGES")]
    replace_lines(page.footer._element, ["Footer"], [foot])


def replace_lines(element: Any, styles: Sequence[str], lines: Sequence[Sequence[Any]]) -> None:
    for child in list(element):
        element.remove(child)
    for style, parts in zip(styles, lines, strict=True):
        line = paragraph(style)
        line.extend(parts)
        element.append(line)


class Writer:
    """Writes one paper into an empty file."""

    def __init__(self, document: WordDocument, record: Record) -> None:
        self._body = document.element.body
        self._record = record
        self._types_numbers = not record.counts_plainly
        self._marks = Bookmarks(anchors(record))
        self._links = Linker(document.part, self._marks)

    def write(self) -> None:
        end = self._body.find(qn("w:sectPr"))
        for child in list(self._body):
            if child is not end:
                self._body.remove(child)
        elements = list(self._elements())
        keep_signature(elements, len(self._record.signature))
        for element in spaced(elements):
            end.addprevious(element)

    def _elements(self) -> Iterator[Any]:
        record = self._record
        if record.place:
            yield self._line("Subtitle", (Words(record.place),))
        yield self._line("Title", (Words(record.title),))
        for note in record.notes:
            yield self._line("Correction", note.words)
        if record.cover:
            yield cover_table(record.cover, self._in_cell)
        for section in record.sections:
            yield from self._section(section)
        yield from self._signature(record.signature)

    def _section(self, section: Section) -> Iterator[Any]:
        if section.number or section.heading:
            yield self._heading(section)
        for part in section.parts:
            yield from self._paragraph(part) if isinstance(part, Paragraph) else self._blocks([part])

    def _heading(self, section: Section) -> Any:
        heading = paragraph("Heading1")
        if self._types_numbers and section.number:
            heading.extend([run(f"{section.number}."), tab()])
        elif not section.number:
            leave_list(heading)
        heading.extend(self._links.runs((Words(section.heading),)))
        self._marks.around(section.anchor, heading)
        return heading

    def _paragraph(self, part: Paragraph) -> Iterator[Any]:
        """The number is the first block's, or a line of its own above a table or a bullet."""
        opens = bool(part.blocks) and isinstance(part.blocks[0], Text) and not part.blocks[0].level
        words = part.blocks[0].words if opens and isinstance(part.blocks[0], Text) else ()
        look = "Resolution" if part.is_resolution else ""
        first = paragraph("NumberedParagraph" if part.number else "Normal")
        if self._types_numbers and part.number:
            first.extend([run(part.number), tab()])
        if part.label:
            first.append(run(f"{part.label}: ", style="Kind"))
        first.extend(self._links.runs(words, style=look))
        self._marks.around(part.anchor, first)
        yield first
        yield from self._blocks(part.blocks[1:] if opens else part.blocks, look=look, hangs=bool(part.number))

    def _blocks(self, blocks: Sequence[Block], *, look: str = "", hangs: bool = True) -> Iterator[Any]:
        for block in blocks:
            if isinstance(block, Table):
                yield text_table(block, self._in_cell)
            elif block.goes_on:
                yield self._line("ListContinue", block.words, look=look)
            elif block.level or hangs:
                yield self._line(BULLETS[block.level], block.words, look=look)
            else:
                yield self._line("Normal", block.words, look=look)

    def _signature(self, lines: Sequence[str]) -> Iterator[Any]:
        for place, line in enumerate(lines):
            made = self._line("Signature", (Words(line, bold=place == 0),))
            made.pPr.spacing_before = ABOVE_SIGNATURE if place == 0 else None
            yield made

    def _in_cell(self, blocks: Sequence[Block], style: str) -> list[Any]:
        """The paragraphs of a cell; a cell always has one. Tables in tables do not occur."""
        texts = [block for block in blocks if isinstance(block, Text)] or [Text(())]
        return [self._line("TableBullet" if each.level else style, each.words) for each in texts]

    def _line(self, style: str, words: Sequence[Words], *, look: str = "") -> Any:
        made = paragraph(style)
        made.extend(self._links.runs(words, style=look))
        return made


def anchors(record: Record) -> Iterator[str]:
    for section in record.sections:
        yield section.anchor
        yield from (part.anchor for part in section.parts if isinstance(part, Paragraph))


def leave_list(element: Any) -> None:
    """List number 0 is Word's way of saying "in no list", whatever the style says."""
    element.pPr.get_or_add_numPr().get_or_add_numId().val = 0
    element.pPr.ind_left = element.pPr.first_line_indent = Twips(0)


def spaced(elements: Sequence[Any]) -> Iterator[Any]:
    """The elements with the gaps that no style can give: below the last bullet and below a table."""
    for element, after in zip_longest(elements, elements[1:]):
        yield element
        if element.tag == qn("w:tbl") and (after is None or after.tag == qn("w:tbl")):
            yield paragraph("Normal")  # without one, Word would make two tables into one
        elif element.tag == qn("w:tbl") and after.pPr.style != "Heading1":
            after.pPr.spacing_before = GAP
        elif is_bullet(element) and after is not None and not is_bullet(after):
            element.pPr.spacing_after = GAP


def is_bullet(element: Any) -> bool:
    return element.tag == qn("w:p") and str(element.pPr.style).startswith("List")


def keep_signature(elements: Sequence[Any], lines: int) -> None:
    """The signature stays in one piece, on the page where the paper ends."""
    if lines:
        for element in elements[-lines - 1 : -1]:
            for each in element.iter(qn("w:p")):
                each.pPr.keepNext_val = True
