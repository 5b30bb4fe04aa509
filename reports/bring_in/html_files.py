"""HTML pages: the text that a reader sees, by paragraphs, list items and table rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.bring_in.files import CannotRead, check_text_is_there, kind_found
from reports.bring_in.lines import Line, tidy
from reports.bring_in.marks import levels, read_bullet, read_number
from reports.bring_in.text_files import decode

UNSEEN_TAGS = frozenset(
    "script style head title template noscript svg math object iframe select textarea button".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer form header hr html legend li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
BOLD = frozenset(("b", "strong"))
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
LONGEST_BOLD_HEADING = 100
DEEPEST_NUMBERED = 3  # lists inside one another


def read_html(content: bytes) -> tuple[Line, ...]:
    """The lines of an .html file; raises CannotRead for anything that is not a page of text."""
    if kind_found(content):
        raise CannotRead("The file is named .html but holds something other than a web page.")
    text = _decode(content)
    if "\x00" in text or not re.search(r"<[a-zA-Z!]", text):
        raise CannotRead("The file is named .html but holds something other than a web page.")
    lines = lines_from_html(text)
    check_text_is_there(lines, "There is no text in the file.")
    return lines


def lines_from_html(text: str) -> tuple[Line, ...]:
    """Lines from HTML, one for each block; scripts and styles are left out."""
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True)
    parser.feed(text.encode())
    parser.close()
    return tuple(reader.lines)


def _decode(content: bytes) -> str:
    """The page's text; a declared Windows or Latin encoding is believed only where UTF-8 fails."""
    declared = CHARSET.search(content[:2048])
    try:
        return decode(content)
    except CannotRead:
        if not declared:
            raise
    try:
        return content.decode(declared[1].decode("ascii"), errors="replace")
    except LookupError:
        raise CannotRead("The letters of the page cannot be read; save it as UTF-8 and try again.") from None


@dataclass
class _List:
    """A list that is open: its next number, and the number its items stand under."""

    ordered: bool
    next: int = 1
    under: tuple[int, ...] = ()


@dataclass
class _Row:
    """A table row that is open: the lines of each of its cells."""

    cells: list[list[Line]] = field(default_factory=list)


class _Reader:
    """What the parser tells about; list numbers that a browser would draw are worked out again."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._hidden: list[str] = []
        self._heading = False
        self._bold = 0
        self._plain = False
        self._lists: list[_List] = []
        self._item: _List | None = None
        self._rows: list[_Row] = []
        self._term = ""
        self._section: tuple[int, ...] = ()
        self._typed = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._hidden or tag in UNSEEN_TAGS:
            self._hidden += [tag] if tag not in VOID else []
            return
        if tag == "br":
            self._text.append(" ")
        if tag in BOLD:
            self._bold += 1
        if tag in BLOCKS:
            self.end_block()
            self._open(tag, attributes)

    def end(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
            return
        if tag in BOLD:
            self._bold = max(0, self._bold - 1)
        if tag in BLOCKS:
            self.end_block(term=tag == "dt")
            self._close(tag)

    def data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)
            self._plain = self._plain or bool(data.strip() and not self._bold)

    def close(self) -> None:
        """Called by the parser at the end of the page."""
        self.end_block()

    def end_block(self, *, term: bool = False) -> None:
        """Keeps the text since the last block as a line."""
        text, bold = tidy("".join(self._text)), not self._plain
        self._text, self._plain = [], False
        if not text:
            return
        if term:
            self._term = text
            return
        line = self._line(text, bold=bold)
        self._term = ""
        (self._rows[-1].cells[-1] if self._rows and self._rows[-1].cells else self.lines).append(line)

    def _line(self, text: str, *, bold: bool) -> Line:
        typed = read_number(read_bullet(text)[1])
        in_cell = bool(self._rows and self._rows[-1].cells)
        heading = self._heading or (bold and self._is_bold_heading(text, in_cell=in_cell))
        number = ""
        bullet = False
        if self._item and not typed:
            number = self._number() if not in_cell else ""
            bullet = not number
        if heading and not in_cell:
            self._section = levels(typed.number) if typed else ()
            self._typed = False
        elif typed and "." in typed.number:
            self._typed = True
        self._item = None
        return Line(text, label=self._term, whole=True, heading=heading, bullet=bullet, number=number)

    def _is_bold_heading(self, text: str, *, in_cell: bool) -> bool:
        apart = not in_cell and self._item is None and not self._term
        return apart and len(text) <= LONGEST_BOLD_HEADING and text[-1] not in ".:;,?"

    def _number(self) -> str:
        """The number of an ordered item; "" for a list inside a typed paragraph: its bullets."""
        if not self._item or not self._item.ordered or self._typed:
            return ""
        under = self._item.under or self._section
        return ".".join(str(part) for part in (*under, self._item.next - 1))

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in HEADINGS:
            self._heading = True
        elif tag in ("ol", "ul"):
            self._open_list(tag, attributes.get("start") or "1")
        elif tag == "li":
            self._open_item(attributes.get("value") or "")
        elif tag == "tr":
            self._rows.append(_Row())
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].cells.append([])

    def _open_list(self, tag: str, start: str) -> None:
        above = self._lists[-1] if self._lists else None
        numbered = tag == "ol" and len(self._lists) < DEEPEST_NUMBERED
        under = (*above.under, above.next - 1) if numbered and above and above.ordered else ()
        first = int(start) if start.isdecimal() and len(start) < 5 else 1
        self._lists.append(_List(numbered, first, under))

    def _open_item(self, value: str) -> None:
        if not self._lists:
            self._lists.append(_List(ordered=False))
        current = self._lists[-1]
        if value.isdecimal() and len(value) < 5:
            current.next = int(value)
        current.next += 1
        self._item = current

    def _close(self, tag: str) -> None:
        if tag in HEADINGS:
            self._heading = False
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._item = None
        elif tag == "tr" and self._rows:
            self._end_row(self._rows.pop())

    def _end_row(self, row: _Row) -> None:
        """A row of two cells is a label and its text; any other row is a line of its own."""
        lines = _lines_of_row(row)
        (self._rows[-1].cells[-1] if self._rows and self._rows[-1].cells else self.lines).extend(lines)


def _lines_of_row(row: _Row) -> list[Line]:
    cells = [cell for cell in row.cells if cell]
    if len(cells) == 1:
        return cells[0]
    if len(row.cells) != 2:
        text = " ".join(line.text for cell in cells for line in cell)
        return [Line(text, whole=True)] if text else []
    if not cells:
        return []
    left, right = row.cells
    label = " ".join(line.text for line in left)
    if right[0].bullet or right[0].number or right[0].label or read_bullet(right[0].text)[0]:
        return [Line("", label=label, whole=True), *right]
    return [Line(right[0].text, label=label, whole=True), *right[1:]]
