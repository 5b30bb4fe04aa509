"""Does a PDF say in its tags what its HTML says?

A conformance checker passes files that have lost most of their tags, because what is left is in order. So
headings, bullets, links, bookmarks and table headers are counted against the HTML as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from itertools import groupby
from typing import Any, Final

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
FORBIDDEN_FACTS: Final = ("/Author", "/Creator", "/Keywords", "/Subject")


@dataclass(slots=True)
class Outline:
    """What a document contains that a person moves around by. Tables over several pages repeat headers."""

    headings: list[str] = field(default_factory=list)  # "h1", "h2" … in order
    heading_texts: list[str] = field(default_factory=list)
    bullets: int = 0
    links: list[str] = field(default_factory=list)  # targets in order, a link broken over lines counted once
    row_headers: int = 0
    column_headers: int = 0


def check_pdf(pdf: bytes, html: str, *, title: str, language: str = "en-GB") -> list[str]:
    """Problems found in `pdf`, made from the article `html`, as sentences; empty when all is well."""
    import pikepdf

    wanted = outline_of_html(html)
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = outline_of_pdf(opened)
        return [
            *_facts(opened, title=title, language=language),
            *_differences(wanted, found),
            *_annotations(opened),
            *_revisions(pdf),
        ]


def outline_of_html(html: str) -> Outline:
    reader = _OutlineReader()
    reader.feed(html)
    reader.close()
    outline = reader.outline
    outline.links = _once(outline.links)
    return outline


def outline_of_pdf(pdf: Any) -> Outline:
    """The same outline, read from the tag tree and the bookmarks of an open pikepdf file."""
    outline = Outline(heading_texts=_bookmarks(pdf))
    for element, inside in _elements(pdf.Root.StructTreeRoot):
        kind = str(element.S).removeprefix("/").lower()
        if kind in HEADINGS:
            outline.headings.append(kind)
        elif kind == "lbl":
            outline.bullets += 1
        elif kind == "link":
            outline.links.extend(_targets(element))
        elif kind == "th":
            _count_header(outline, "thead" in inside)
    outline.links = _once(outline.links)
    return outline


def _differences(wanted: Outline, found: Outline) -> Iterator[str]:
    pairs = {
        "headings": (wanted.headings, found.headings),
        "bookmarks": (wanted.heading_texts, found.heading_texts),
        "bullets": (wanted.bullets, found.bullets),
        "links": (wanted.links, found.links),
        "row headers": (wanted.row_headers, found.row_headers),
    }
    for name, (in_html, in_pdf) in pairs.items():
        if in_html != in_pdf:
            yield f"The {name} differ: {in_html} in the HTML, {in_pdf} in the PDF."
    if found.column_headers < wanted.column_headers:
        yield (
            f"Column headers are lost: {wanted.column_headers} in the HTML, "
            f"{found.column_headers} in the PDF."
        )


def _facts(pdf: Any, *, title: str, language: str) -> Iterator[str]:
    root = pdf.Root
    if str(root.get("/Lang", "")) != language:
        yield f"The language is not {language}."
    if str(pdf.docinfo.get("/Title", "")) != title:
        yield "The title is missing or wrong."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "The window would show the file name, not the title."
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "The file does not say that it is tagged."
    for name in FORBIDDEN_FACTS:
        if name in pdf.docinfo:
            yield f"The file carries {name[1:].lower()} metadata."
    if "/EmbeddedFiles" in root.get("/Names", {}):
        yield "A file is embedded."


def _annotations(pdf: Any) -> Iterator[str]:
    for page_number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            words = str(annotation.get("/Contents", ""))
            if not words or words == str(annotation.get("/Dest", "")):
                yield f"A link on page {page_number} is not described in words."
            if "/StructParent" not in annotation:
                yield f"A link on page {page_number} is not in the tag tree."


def _revisions(pdf: bytes) -> Iterator[str]:
    if pdf.count(b"%%EOF") != 1 or pdf.count(b"startxref") != 1:
        yield "The file carries an earlier revision of itself."


def _elements(root: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every structure element in reading order, with the kinds of the elements around it."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, inside = waiting.pop()
        if "/S" in element:
            yield element, inside
            inside = (*inside, str(element.S).removeprefix("/").lower())
        waiting.extend((kid, inside) for kid in reversed(_kids(element)))


def _kids(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    every = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in every if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR"]


def _targets(link: Any) -> Iterator[str]:
    import pikepdf

    for kid in link.K:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            annotation = kid.Obj
            yield f"#{annotation.Dest}" if "/Dest" in annotation else str(annotation.A.URI)


def _bookmarks(pdf: Any) -> list[str]:
    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield _spaced(item.title)
            yield from titles(item.children)

    with pdf.open_outline() as outline:
        return list(titles(outline.root))


def _count_header(outline: Outline, is_column: bool) -> None:
    if is_column:
        outline.column_headers += 1
    else:
        outline.row_headers += 1


def _once(links: list[str]) -> list[str]:
    return [target for target, _ in groupby(links)]


def _spaced(words: str) -> str:
    return " ".join(words.split())


class _OutlineReader(HTMLParser):
    """Bullets of the contents list carry no mark in print, so its items count as links only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outline = Outline()
        self._open: list[str] = []
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        if tag in HEADINGS:
            self.outline.headings.append(tag)
            self._heading = []
        elif tag == "li" and "nav" not in self._open:
            self.outline.bullets += 1
        elif tag == "th":
            _count_header(self.outline, "thead" in self._open)
        elif tag == "a" and (href := dict(attrs).get("href")):
            self.outline.links.append(href)

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag in HEADINGS and self._heading is not None:
            self.outline.heading_texts.append(_spaced("".join(self._heading)))
            self._heading = None
