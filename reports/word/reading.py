"""The finished HTML of a paper, read into its parts. What the templates may add later is read as text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from lxml import html as lxml_html

from reports.word.record import Block, Cell, Line, Paragraph, Record, Section, Table, Text, Words

UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML has no way to write."""

SPACE: Final = re.compile(r"[ \t\r\n\f]+")
DEEPEST_BULLET: Final = 3
OTHER_PARTS: Final = frozenset(("paper-head", "cover-sheet", "paper-contents", "signature"))
"""Classes of the parts of a paper that are no section; Word makes a list of contents by itself."""

INLINE: Final = frozenset("a abbr b br code del em i ins mark s small span strong sub sup time u wbr".split())


def read_record(html: str) -> Record:
    """The parts of one ``article``, as ``reports.composed.paper_html`` writes it."""
    whole = lxml_html.fragment_fromstring(UNWRITABLE.sub("", html), create_parent="div")
    article = next(whole.iter("article"), whole)
    head = first(article, "paper-head")
    return Record(
        title=text_of(next(iter(article.iter("h1")), None)),
        place=text_of(first(head, "paper-place")),
        restricted=text_of(first(head, "paper-restricted")),
        notes=tuple(block for block in blocks_in(first(head, "paper-correction")) if isinstance(block, Text)),
        cover=tuple(cover_rows(article)),
        sections=tuple(sections(article)),
        signature=tuple(signature(article)),
    )


def cover_rows(article: Any) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for table in having(article, "cover-sheet"):
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("th", "td")]
            if cells:
                blocks = [block for cell in cells[1:] for block in blocks_in(cell)]
                yield text_of(cells[0]), tuple(blocks)


def sections(article: Any) -> Iterator[Section]:
    """The sections in order; whatever else stands between them is a section without a heading."""
    for child in article:
        if not isinstance(child.tag, str) or OTHER_PARTS.intersection(classes(child)):
            continue
        if "paper-section" in classes(child):
            yield section(child)
        elif blocks := blocks_in(child, itself=True):
            yield Section("", "", child.get("id", ""), tuple(blocks))


def signature(article: Any) -> Iterator[str]:
    for footer in having(article, "signature"):
        yield from (text_of(line) for line in footer.iter("p"))


def section(element: Any) -> Section:
    heading = next(iter(element.iter("h2")), None)
    number = first(heading, "number")
    typed, whole = text_of(number), text_of(heading)
    parts: list[Paragraph | Block] = []
    for child in element:
        if "paragraph" in classes(child):
            parts.append(paragraph(child))
        elif child is not heading and isinstance(child.tag, str):
            parts += blocks_in(child, itself=True)
    return Section(typed.rstrip("."), whole.removeprefix(typed).strip(), element.get("id", ""), tuple(parts))


def paragraph(element: Any) -> Paragraph:
    kinds = classes(element)
    number = next((child for child in element if "number" in classes(child)), None)
    label, blocks = "", []
    for child in element:
        if child is number:
            continue
        if (kind := first(child, "kind")) is not None:
            label = text_of(kind)
            kind.drop_tree()
        blocks += blocks_in(child, itself=child.tag == "ul")
    return Paragraph(
        text_of(number), element.get("id", ""), tuple(blocks), label, is_resolution="kind-resolution" in kinds
    )


def blocks_in(element: Any, *, itself: bool = False) -> list[Block]:
    """What stands in an element, block by block; with ``itself``, the element is a block as well."""
    blocks: list[Block] = []
    if element is not None:
        _add(element, blocks, [], 0) if itself else _walk(element, blocks, 0)
    return blocks


def _walk(element: Any, blocks: list[Block], level: int) -> None:
    """Adds the blocks of an element whose own words are bullets of ``level``, or paragraphs at 0."""
    open_words = [Words(element.text or "")]
    first_new = len(blocks)
    for child in element:
        if child.tag in INLINE:
            open_words += words_in(child)
        elif isinstance(child.tag, str):
            _close(open_words, blocks, level, first_new)
            _add(child, blocks, open_words, level, first_new)
        open_words.append(Words(child.tail or ""))
    _close(open_words, blocks, level, first_new)


def _add(child: Any, blocks: list[Block], open_words: list[Words], level: int, first_new: int = 0) -> None:
    if child.tag in ("ul", "ol"):
        for item in child:
            if isinstance(item.tag, str):
                _walk(item, blocks, min(level + 1, DEEPEST_BULLET))
    elif child.tag == "table":
        blocks.append(table(child))
    elif child.tag == "p":
        open_words += words_in(child)
        _close(open_words, blocks, level, first_new)
    else:
        _walk(child, blocks, level)


def _close(open_words: list[Words], blocks: list[Block], level: int, first_new: int) -> None:
    """Makes a block of the words so far: the first one of a bullet bears its mark."""
    line = tidied(open_words)
    open_words.clear()
    if line:
        blocks.append(Text(line, level, goes_on=level > 0 and len(blocks) > first_new))


def table(element: Any) -> Table:
    rows = [tuple(cell(each) for each in row if each.tag in ("th", "td")) for row in element.iter("tr")]
    heads = sum(1 for head in element.iter("thead") for _ in head.iter("tr"))
    return Table(tuple(row for row in rows if row), heads)


def cell(element: Any) -> Cell:
    return Cell(tuple(blocks_in(element)), element.tag == "th", "figure" in classes(element))


def words_in(element: Any, *, bold: bool = False, italic: bool = False, href: str = "") -> list[Words]:
    """The words of an inline element with those inside it, without what follows it."""
    if not isinstance(element.tag, str):
        return []
    bold = bold or element.tag in ("strong", "b")
    italic = italic or element.tag in ("em", "i")
    href = (element.get("href") or "") if element.tag == "a" else href
    found = [Words(" " if element.tag == "br" else element.text or "", bold, italic, href)]
    for child in element:
        found += words_in(child, bold=bold, italic=italic, href=href)
        found.append(Words(child.tail or "", bold, italic, href))
    return found


def tidied(parts: list[Words]) -> Line:
    """One space where HTML has any, none at the ends, and neighbours of one look put together."""
    line: list[Words] = []
    for part in parts:
        text = SPACE.sub(" ", part.text)
        if not line or line[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text and line and replace(line[-1], text="") == replace(part, text=""):
            line[-1] = replace(part, text=line[-1].text + text)
        elif text:
            line.append(replace(part, text=text))
    if line:
        line[-1] = replace(line[-1], text=line[-1].text.removesuffix(" "))
    return tuple(words for words in line if words.text)


def text_of(element: Any) -> str:
    return SPACE.sub(" ", element.text_content()).strip(" ") if element is not None else ""


def having(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element.iter() if name in classes(each)) if element is not None else iter(())


def first(element: Any, name: str) -> Any:
    return next(having(element, name), None)


def classes(element: Any) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []
