"""PDF files: lines as they stand on the page, without what is repeated on every page."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.bring_in.files import CannotRead, Read, check_text_is_there
from reports.bring_in.labels import is_bare_implications, part_named
from reports.bring_in.lines import Line, ends_sentence, tidy
from reports.bring_in.marks import read_bullet, read_number
from reports.bring_in.pdf_extras import extras
from reports.bring_in.pieces import join
from reports.bring_in.unread import Unread

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 500
LAYOUT_FAILS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
EDGE = 3  # lines at the top and at the foot of a page that may be repeated on others
BROKEN = "The PDF is damaged and cannot be read; make it again and try once more."
SCANNED = "This PDF has no text: it may be a scan. Bring in the file it was made from."
PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
GAP = re.compile(r"^(?P<left>\S+(?: \S+)*?) {3,}(?=\S)")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
LONGEST_LEFT = 45
TALLEST_LABEL = 5  # rows
HANGING = re.compile(r"(?:\b(?:the|of|to|for|or|and|is|this)|[/\u2010])$")  # a label does not end so
SPREAD = re.compile(r"\S {2,}\S+ {2,}")  # a justified row has wide spaces throughout
FULL = 0.85  # of the longest line: a line that long was wrapped, not ended

logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(content: bytes) -> Read:
    """The words of a PDF, of which none stand out; CannotRead for one that is locked, damaged or a scan."""
    if b"%PDF-" not in content[:1024]:
        raise CannotRead("The file is named .pdf but is not a PDF.")
    texts, unread = _texts(content)
    pages = [page.translate(LIGATURES).split("\n") for page in texts]
    kept, dropped = _without_repeated(pages)
    lines = _lines(kept)
    check_text_is_there(lines, SCANNED)
    return Read(lines, (*unread, *(Unread("edge", text=row) for row in dropped)))


def _texts(content: bytes) -> tuple[list[str], list[Unread]]:
    """The text of each page, and what else is on it. The library raises anything at all on a damaged file."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotRead("The PDF is protected with a password; save it without one and try again.")
        if len(reader.pages) > MOST_PAGES:
            raise CannotRead("The PDF has more than 500 pages; bring in one paper at a time.")
        texts = [_text(page) for page in reader.pages]
        beside = [
            found for page, text in zip(reader.pages, texts, strict=True) for found in extras(page, text)
        ]
        return texts, beside
    except CannotRead:
        raise
    except Exception as error:
        raise CannotRead(BROKEN) from error


def _text(page: "PageObject") -> str:
    """The page as laid out, so that gaps and columns are seen; plainly where that would lose a word."""
    plain = page.extract_text()
    try:
        laid_out = page.extract_text(extraction_mode="layout")
    except LAYOUT_FAILS:
        return plain
    lost = Counter(_letters(plain)) - Counter(_letters(laid_out))
    return plain if lost else laid_out


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _without_repeated(pages: Sequence[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Pages without page numbers and without the lines at the edge of most of them; and each of these."""
    pages = [_trim(page) for page in pages]
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)} if key)
    repeated = {key for key, count in seen.items() if count > 1 and count * 2 >= len(pages)}
    dropped: dict[str, str] = {}
    return [_drop_edges(page, repeated, dropped) for page in pages], list(dropped.values())


def _trim(page: list[str]) -> list[str]:
    rows = [row.rstrip() for row in page]
    while rows and not rows[0].strip():
        rows.pop(0)
    while rows and not rows[-1].strip():
        rows.pop()
    margin = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return [row[margin:] for row in rows]


def _edges(page: list[str]) -> list[str]:
    filled = [row for row in page if row.strip()]
    return filled[:EDGE] + filled[-EDGE:]


def _key(row: str) -> str:
    """A line with its numbers made alike, so that "Page 1" and "Page 2" are the same line."""
    return re.sub(r"\d+", "0", tidy(row).lower())


def _drop_edges(page: list[str], repeated: set[str], dropped: dict[str, str]) -> list[str]:
    """The page without them; ``dropped`` learns each line that says more than a number."""
    page = list(page)
    for at in (0, -1):
        for _ in range(EDGE):
            if page and (_key(page[at]) in repeated or PAGE_NUMBER.fullmatch(page[at].strip())):
                row = page.pop(at)
                if not PAGE_NUMBER.fullmatch(row.strip()):
                    dropped.setdefault(_key(row), tidy(row))
                while page and not page[at].strip():
                    page.pop(at)
    return _trim(page)


def _lines(pages: Sequence[list[str]]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for page in pages:
        longest = max((len(tidy(row)) for row in page), default=0)
        found = _page_lines(page)
        if found and lines and _goes_on(lines[-1].text, longest):
            found[0] = Line(found[0].text, found[0].label, apart=False)
        lines += found
    return tuple(lines)


def _goes_on(last: str, longest: int) -> bool:
    return len(last) >= FULL * longest or not ends_sentence(last)


@dataclass(frozen=True)
class _Row:
    """A row of a page: `left` is what may be a label, or a part of one, and `right` what stands beside it."""

    left: str
    right: str
    apart: bool


def _page_lines(page: Sequence[str]) -> list[Line]:
    rows = _rows(page)
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        label, height = _label_at(rows, at)
        if height:
            lines.append(Line(row.right, label, row.apart))
            lines += [Line(below.right, apart=False) for below in rows[at + 1 : at + height] if below.right]
        elif row.right:
            lines.append(Line(row.right, row.left, row.apart))
        else:
            lines.append(Line(row.left, apart=row.apart))
        at += height or 1
    return lines


def _rows(page: Sequence[str]) -> list[_Row]:
    rows: list[_Row] = []
    column = 0
    apart = True
    for row in page:
        if row.strip():
            left, right, column = _cells(row, column)
            rows.append(_Row(left, right, apart))
        apart = not row.strip()
    return rows


def _cells(row: str, column: int) -> tuple[str, str, int]:
    """What stands left and right, and where the right column of the table starts (0 outside a table)."""
    if column and not row[: column - 1].strip():
        return "", tidy(row), column
    found = GAP.match(row)
    if found and _may_be_label(found["left"], row[found.end() :]):
        return tidy(found["left"]), tidy(row[found.end() :]), found.end()
    if len(row) <= (column or LONGEST_LEFT):
        return tidy(row), "", column
    if column and row[column - 1] == " " and part_named(row[:column]):
        return tidy(row[:column]), tidy(row[column:]), column
    return "", tidy(row), 0


def _may_be_label(left: str, right: str) -> bool:
    """Left of a gap stands a label, unless it is a number or bullet, or the whole row is spread out."""
    marked = bool(read_number(f"{left} x") or read_bullet(f"{left} x")[0])
    return not marked and len(left) <= LONGEST_LEFT and left[:1].isalpha() and not SPREAD.search(right)


def _label_at(rows: Sequence[_Row], at: int) -> tuple[str, int]:
    """A known label and how many rows it takes: "Purpose of" and "Report" below it are one."""
    label = rows[at].left
    height = 1 if part_named(label) else 0
    for below, row in enumerate(rows[at + 1 : at + TALLEST_LABEL], start=1):
        if not label or not row.left or row.apart or not _may_go_on(label, row.left, known=bool(height)):
            break
        label = join(label, row.left)
        height = below + 1 if part_named(label) else height
    return (label, height) if height else ("", 0)


def _may_go_on(label: str, left: str, *, known: bool) -> bool:
    """Whether a left cell may be the next row of the label above it and not a label of its own."""
    if HANGING.search(label):
        return True
    if part_named(left) and not is_bare_implications(left):
        return False
    return not known or (left[0].islower() and part_named(join(label, left)) is not None)
