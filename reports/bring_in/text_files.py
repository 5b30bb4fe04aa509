"""Plain text files: their encoding, their lines, and whether the lines are wrapped."""

import codecs
import re

from reports.bring_in.files import CannotRead, Read, check_text_is_there, kind_found
from reports.bring_in.labels import part_named
from reports.bring_in.lines import Line, tidy
from reports.bring_in.marks import read_bullet, read_number

WRAPPED_AT = 130  # characters; a file that is wrapped by hand or by a mail program has few longer lines
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
COLUMN = re.compile(r"\t+|(?<=\S)\s{3,}(?=\S)")


def read_text(content: bytes) -> Read:
    """The lines of a .txt file; raises CannotRead for anything that is not text."""
    marked = any(content.startswith(mark) for mark, _ in MARKS)
    if kind_found(content) or (not marked and NOT_TEXT.search(content.decode("latin-1"))):
        raise CannotRead("The file is named .txt but holds something other than plain text.")
    text = decode(content)
    if NOT_TEXT.search(text):
        raise CannotRead("The file is named .txt but holds something other than plain text.")
    lines = lines_from(text)
    check_text_is_there(lines, "There is no text in the file.")
    return Read(lines)


def decode(content: bytes) -> str:
    """Text from bytes: UTF-8, UTF-16 with its mark, or the Windows encoding of older files."""
    encodings = [encoding for mark, encoding in MARKS if content.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead("The letters of the file cannot be read; save it as UTF-8 text and try again.")


def lines_from(text: str) -> tuple[Line, ...]:
    """Lines of plain text, each knowing whether a blank line stands above it."""
    rows = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)
    filled = [row for row in rows if row.strip()]
    whole = sum(len(row) > WRAPPED_AT for row in filled) * 10 >= len(filled)
    lines: list[Line] = []
    apart = True
    for row in rows:
        line = _read_row(row, apart=apart, whole=whole)
        apart = not line
        if line:
            lines.append(line)
    return tuple(lines)


def _read_row(row: str, *, apart: bool, whole: bool) -> Line | None:
    left, right = _split_label(row)
    if not (left or right):
        return None
    return Line(right, label=left, apart=apart, whole=whole)


def _split_label(row: str) -> tuple[str, str]:
    """The cells of a row: a tab divides them, and so do spaces behind a known label."""
    found = COLUMN.search(row.strip())
    if not found:
        return "", tidy(row)
    left, right = tidy(row.strip()[: found.start()]), tidy(row.strip()[found.end() :])
    is_mark = bool(read_number(f"{left} x") or read_bullet(f"{left} x")[0])
    if is_mark or not right or ("\t" not in found[0] and not part_named(left)):
        return "", tidy(row)
    return left, right
