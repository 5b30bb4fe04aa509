"""An edition read back as what people speak of: its title, a row of the cover sheet, a heading, a paragraph.

They are read from the page itself, which is the record, because the cover sheet, the anchors and the order of
minutes stand nowhere else in full. The edition's data only tells which paragraph has which lasting key.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Any, Final

from boards.comparison import Word, Words
from reports.markdown import blocks_of

TITLE: Final = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
COVER: Final = re.compile(r'<table class="cover-sheet">\n<tbody>\n(.*?)</tbody>\n</table>', re.DOTALL)
ROW_STARTS: Final = '<tr><th scope="row">'
SECTIONS: Final = re.compile(
    r'<section class="paper-section([^"]*)" id="([^"]+)">\n<h2>(.*?)</h2>\n(.*?)</section>', re.DOTALL
)
HEADING_NUMBER: Final = re.compile(r'<span class="number">(.*?)\.</span>', re.DOTALL)
PARAGRAPH_STARTS: Final = re.compile(r'<div class="paragraph[^"]*" id="([^"]+)">')
NUMBER: Final = re.compile(r'aria-label="Link to paragraph ([^"]*)"')
TEXT: Final = re.compile(r'<div class="text">(?:<p class="kind">(.*?)</p>)?(.*?)</div>', re.DOTALL)
BULLETS: Final = re.compile(r'<ul class="bullets">(.*?)</ul>', re.DOTALL)
CLOSING: Final = re.compile(r'<div class="text closing">(.*?)</div>', re.DOTALL)
TABLE: Final = re.compile(r"<table>(.*?)</table>", re.DOTALL)
TABLE_ROW: Final = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
SIGNATURE: Final = re.compile(r'<footer class="signature">(.*?)</footer>', re.DOTALL)
"""As ``templates/papers/v1`` writes them; cleaned text can hold no division, section or class of these."""

TITLE_ROW: Final = "Report title"


class Part(StrEnum):
    """What a unit is, in the words in which a reader is told of it."""

    TITLE = "title"
    COVER = "cover sheet"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BACKGROUND = "background papers"
    SIGNATURE = "signature"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a unit, with its words; a bullet is one line, and so is a row of a table.

    ``row`` is the HTML of the cells of a row as it was frozen, from which it is drawn as a row again.
    """

    words: Words
    is_bullet: bool = False
    row: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """``section`` is the place of its section; ``stamp`` tells apart what words do not, as of two files."""

    part: Part
    key: str
    lines: tuple[Line, ...]
    label: str = ""
    number: str = ""
    anchor: str = ""
    section: int | None = None
    stamp: str = ""

    @property
    def words(self) -> Words:
        return tuple(word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def units_of(html: str, data: Mapping[str, Any]) -> list[Unit]:
    """Every unit of an edition, or of a draft composed as one, in reading order."""
    keys = {anchor: key for key, anchor in (data.get("anchors") or {}).items()}
    return [*head(html), *sections(html, keys), *foot(html, data)]


def head(html: str) -> Iterator[Unit]:
    cover = COVER.search(html)
    rows = [*cover_rows(cover[1])] if cover else []
    title = TITLE.search(html)
    if title and all(row.label != TITLE_ROW for row in rows):
        yield Unit(Part.TITLE, "title", lines_of(title[1]))
    yield from rows


def cover_rows(table: str) -> Iterator[Unit]:
    """A row is the same one whatever body it speaks to: "Recommendations to the Board" and "… Committee"."""
    for row in table.split(ROW_STARTS)[1:]:
        label, _, cell = row.partition("</th><td>")
        said = unescape(label)
        yield Unit(Part.COVER, f"cover {said.partition(' to the ')[0].lower()}", lines_of(cell), label=said)


def sections(html: str, keys: Mapping[str, str]) -> Iterator[Unit]:
    place = 0
    for classes, anchor, heading, inside in SECTIONS.findall(html):
        if "background-papers" in classes:
            yield Unit(Part.BACKGROUND, "background papers", lines_of(inside), anchor=anchor)
            continue
        number = HEADING_NUMBER.search(heading)
        yield Unit(
            Part.HEADING,
            "",
            lines_of(HEADING_NUMBER.sub("", heading)),
            number=unescape(number[1]) if number else "",
            anchor=anchor,
            section=place,
        )
        yield from paragraphs(inside, keys, place)
        place += 1


def paragraphs(html: str, keys: Mapping[str, str], section: int) -> Iterator[Unit]:
    starts = [*PARAGRAPH_STARTS.finditer(html)]
    ends = [start.start() for start in starts[1:]] + [len(html)]
    for start, end in zip(starts, ends, strict=False):
        inside = html[start.end() : end]
        number, text = NUMBER.search(inside), TEXT.search(inside)
        yield Unit(
            Part.PARAGRAPH,
            keys.get(start[1], ""),
            tuple(paragraph_lines(inside)),
            label=unescape(text[1] or "") if text else "",
            number=unescape(number[1]) if number else "",
            anchor=start[1],
            section=section,
        )


def paragraph_lines(html: str) -> Iterator[Line]:
    for part in parts_of(html):
        yield from lines_of(part)


def parts_of(html: str) -> Iterator[str]:
    """The words of a paragraph, the bullets under them, and what follows those."""
    text, bullets, closing = TEXT.search(html), BULLETS.search(html), CLOSING.search(html)
    if text:
        yield text[2]
    if bullets:
        yield f"<ul>{bullets[1]}</ul>"
    if closing:
        yield closing[1]


def foot(html: str, data: Mapping[str, Any]) -> Iterator[Unit]:
    signature = SIGNATURE.search(html)
    if signature:
        yield Unit(Part.SIGNATURE, "signature", lines_of(signature[1]))
    file = data.get("file")
    if file:
        yield Unit(Part.FILE, "file", (), stamp=str(file.get("sha256")))


def lines_of(html: str) -> tuple[Line, ...]:
    """Each paragraph, table row and bullet, in reading order."""
    return tuple(lines_in(html))


def lines_in(html: str) -> Iterator[Line]:
    before, *items = html.split("<li>")
    yield from lines_outside_lists(before)
    for item in items:
        bullet, _, after = item.partition("</ul>")
        yield from (Line(words_of(text), is_bullet=True) for text in blocks_of(bullet))
        yield from lines_outside_lists(after)


def lines_outside_lists(html: str) -> Iterator[Line]:
    """What stands in a table is its rows; the parts around tables are paragraphs."""
    for place, part in enumerate(TABLE.split(html)):
        if place % 2:
            yield from table_lines(part)
        else:
            yield from (Line(words_of(text)) for text in blocks_of(part))


def table_lines(html: str) -> Iterator[Line]:
    for row in TABLE_ROW.findall(html):
        yield from (Line(words_of(text), row=row) for text in blocks_of(row))


def words_of(text: str) -> Words:
    return tuple(Word(word) for word in text.split())
