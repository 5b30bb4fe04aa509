"""HTML pages: the text that a reader sees, by paragraphs, list items and table rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from reports.bring_in.emphasis import Emphasis, Run, emphases_in
from reports.bring_in.files import CannotRead, Read, check_text_is_there, kind_found
from reports.bring_in.lines import Line, tidy
from reports.bring_in.marks import levels, read_bullet, read_number
from reports.bring_in.tables import Row, lines_of_table
from reports.bring_in.text_files import decode
from reports.bring_in.unread import MARK, PRIVATE, Unread, mark, places, without_marks

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
ITALIC = frozenset(("i", "em"))
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
CONTINUED = "continued"  # the class of what belongs to the paragraph above it
LEFT_OUT = {"img": "picture", "svg": "drawing", "math": "equation", "iframe": "object", "object": "object"}
LONGEST_BOLD_HEADING = 100
DEEPEST_NUMBERED = 3  # lists inside one another


def read_html(content: bytes) -> Read:
    """What an .html file says; raises CannotRead for what is no page of text."""
    if kind_found(content):
        raise CannotRead("The file is named .html but holds something other than a web page.")
    text = _decode(content)
    if "\x00" in text or not re.search(r"<[a-zA-Z!]", text):
        raise CannotRead("The file is named .html but holds something other than a web page.")
    reader = _parsed(PRIVATE.sub("", text))
    where = places(reader.lines)
    unread = tuple(Unread(what, where.get(at, ""), said) for at, (what, said) in enumerate(reader.unread))
    lines = with_words(reader.lines)
    check_text_is_there(lines, "There is no text in the file.")
    return Read(lines, unread, tuple(reader.emphases))


def blocks_in(text: str) -> Read:
    """HTML as lines, one for each block; scripts and styles are left out. A line may hold only marks."""
    reader = _parsed(text)
    return Read(tuple(reader.lines), emphases=tuple(reader.emphases))


def with_words(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that say something."""
    return tuple(line for line in lines if line.text or line.label)


def _parsed(text: str) -> "_Reader":
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True)
    parser.feed(text.encode())
    parser.close()
    return reader


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


class _Reader:
    """What the parser tells about; list numbers that a browser would draw are worked out again."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._runs: list[Run] = []
        self._hidden: list[str] = []
        self._heading = False
        self._bold = self._italic = 0
        self._plain = False
        self._lists: list[_List] = []
        self._item: _List | None = None
        self._tables: list[list[Row]] = []
        self._rows: list[Row] = []
        self._continues = False
        self.unread: list[tuple[str, str]] = []
        self.emphases: list[Emphasis] = []
        self._term = ""
        self._section: tuple[int, ...] = ()
        self._typed = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self._hidden and tag in LEFT_OUT:
            self._runs.append(Run(mark(len(self.unread))))
            self.unread.append((LEFT_OUT[tag], tidy(attributes.get("alt") or attributes.get("title") or "")))
        if self._hidden or tag in UNSEEN_TAGS:
            self._hidden += [tag] if tag not in VOID else []
            return
        if tag == "br":
            self._runs.append(Run(" "))
        self._bold += tag in BOLD
        self._italic += tag in ITALIC
        if tag in BLOCKS:
            self.end_block()
            self._open(tag, attributes)

    def end(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
            return
        self._bold = max(0, self._bold - (tag in BOLD))
        self._italic = max(0, self._italic - (tag in ITALIC))
        if tag in BLOCKS:
            self.end_block(term=tag == "dt")
            self._close(tag)

    def data(self, data: str) -> None:
        if not self._hidden:
            self._runs.append(Run(data, bool(self._bold), bool(self._italic)))
            self._plain = self._plain or bool(MARK.sub("", data).strip() and not self._bold)

    def close(self) -> None:
        """Called by the parser at the end of the page."""
        self.end_block()

    def end_block(self, *, term: bool = False) -> None:
        """Keeps the text since the last block as a line."""
        runs, bold = self._runs, not self._plain
        text, marks = without_marks("".join(run.text for run in runs))
        self._runs, self._plain = [], False
        if not text:
            self._add([Line("", marks=marks)] if marks else [])
            return
        if term:
            self._term = text
            return
        line = replace(self._line(text, bold=bold), marks=marks, continues=self._continues)
        self._term, self._continues = "", False
        self._add([line])
        if not line.heading:
            self.emphases += emphases_in([run._replace(text=MARK.sub("", run.text)) for run in runs])

    def _add(self, lines: Iterable[Line]) -> None:
        """Into the cell that is open, or into the page."""
        (self._rows[-1].cells[-1] if self._rows and self._rows[-1].cells else self.lines).extend(lines)

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
        elif tag == "table":
            self._tables.append([])
        elif tag == "tr":
            self._rows.append(Row())
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].cells.append([])
            self._rows[-1].heads += tag == "th"
            self._rows[-1].spans.append((span(attributes, "colspan"), span(attributes, "rowspan")))
        self._continues = tag == "p" and attributes.get("class") == CONTINUED

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
        elif tag == "table" and self._tables:
            self._add(lines_of_table(self._tables.pop()))

    def _end_row(self, row: Row) -> None:
        """Whether its cells are a layout or hold figures is seen from all rows together."""
        if self._tables:
            self._tables[-1].append(row)
        else:
            self._add(lines_of_table([row]))


def span(attributes: Mapping[str, str], name: str) -> int:
    """Over how many columns or rows a cell goes; one where that cannot be read."""
    said = attributes.get(name) or "1"
    return int(said) if said.isdecimal() and len(said) < 3 and int(said) else 1
