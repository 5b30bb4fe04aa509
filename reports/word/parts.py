"""The small parts of a Word file: runs, links, marks for links to lead to, and fields."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.word.record import Words

PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
LONGEST_NAME: Final = 40  # characters of a bookmark's name


def paragraph(style: str) -> Any:
    """An empty paragraph; ``style`` is the id of one of ours."""
    made, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    properties.append(with_value("w:pStyle", style))
    made.append(properties)
    return made


def with_value(tag: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> Any:
    made = OxmlElement("w:r")
    look = [with_value("w:rStyle", style)] if style else []
    look += [OxmlElement("w:b")] if bold else []
    look += [OxmlElement("w:i")] if italic else []
    if look:
        properties = OxmlElement("w:rPr")
        properties.extend(look)
        made.append(properties)
    words = OxmlElement("w:t")
    words.text = text
    words.set(PRESERVE, "preserve")
    made.append(words)
    return made


def tab() -> Any:
    made = OxmlElement("w:r")
    made.append(OxmlElement("w:tab"))
    return made


def field(code: str) -> list[Any]:
    """A field that Word works out for itself, such as PAGE; until then it shows 1."""
    return [mark("begin"), instruction(code), mark("separate"), run("1"), mark("end")]


def mark(kind: str) -> Any:
    made, char = OxmlElement("w:r"), OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    made.append(char)
    return made


def instruction(code: str) -> Any:
    made, text = OxmlElement("w:r"), OxmlElement("w:instrText")
    text.text = f" {code} "
    text.set(PRESERVE, "preserve")
    made.append(text)
    return made


class Bookmarks:
    """Names for the places that links lead to: Word's may hold no hyphen and 40 characters at most."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self._numbers = {anchor: number for number, anchor in enumerate(filter(None, anchors), start=1)}

    def name(self, anchor: str) -> str:
        """The name of a place in this paper; "" when there is no such place."""
        if anchor not in self._numbers:
            return ""
        plain = "".join(letter if letter.isalnum() else "_" for letter in anchor)
        return plain if len(plain) <= LONGEST_NAME else f"place_{self._numbers[anchor]}"

    def around(self, anchor: str, element: Any) -> None:
        """Marks the words of a paragraph as the place ``anchor``."""
        if not (name := self.name(anchor)):
            return
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for each in (start, end):
            each.set(qn("w:id"), str(self._numbers[anchor]))
        start.set(qn("w:name"), name)
        element.insert(1, start)
        element.append(end)


class Linker:
    """Words with their links; one address is written down once."""

    def __init__(self, part: Part, bookmarks: Bookmarks) -> None:
        self._part, self._bookmarks = part, bookmarks

    def runs(self, words: Iterable[Words], *, style: str = "") -> Iterator[Any]:
        """The runs of a line; neighbours that lead to one place are one link."""
        for href, neighbours in groupby(words, key=lambda each: each.href):
            link = self._link(href)
            look = style if link is None else "Hyperlink"
            made = [run(each.text, bold=each.bold, italic=each.italic, style=look) for each in neighbours]
            if link is None:
                yield from made
            else:
                link.extend(made)
                yield link

    def _link(self, href: str) -> Any:
        """An empty hyperlink; None for words without one, or whose place is not in this paper."""
        if href.startswith("#"):
            name = self._bookmarks.name(href[1:])
            return hyperlink({"w:anchor": name}) if name else None
        if not href:
            return None
        key = self._part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return hyperlink({"r:id": key})


def hyperlink(attributes: Mapping[str, str]) -> Any:
    made = OxmlElement("w:hyperlink")
    for name, value in attributes.items():
        made.set(qn(name), value)
    made.set(qn("w:history"), "1")
    return made
