"""Word's automatic numbers and bullets, typed out so that they are read like typed ones.

The numbers of a Word list are not in its text: they follow from its numbering definitions.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

MOST_LEVELS = 9
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class _Level:
    """How a level of a list is drawn: `shape` is Word's own, such as "%1.%2."."""

    form: str = "decimal"
    shape: str = ""
    start: int = 1


@dataclass
class _Counter:
    counts: dict[int, int] = field(default_factory=dict)

    def step(self, level: int, levels: dict[int, _Level]) -> None:
        start = levels.get(level, _Level()).start
        self.counts[level] = self.counts.get(level, start - 1) + 1
        for deeper in [depth for depth in self.counts if depth > level]:
            del self.counts[deeper]


def type_out_numbers(document: WordDocument) -> None:
    """Puts each paragraph's drawn number or bullet in front of its text, and takes it out of its list."""
    numbering = _Numbering(document)
    for paragraph in document.element.body.iter(qn("w:p")):
        mark = numbering.mark(paragraph)
        if mark:
            _insert(paragraph, mark)


class _Numbering:
    """The numbering definitions of a document and where each list has got to."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))
        }
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counters: dict[str, _Counter] = {}
        self._restarted: set[tuple[str, int]] = set()
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")),
            None,
        )
        if part is not None:
            self._read(part.element)

    def mark(self, paragraph: Any) -> str:
        """What Word draws in front of a paragraph: "1.1", "(a)", "•" or ""."""
        number_id, level = self._place(paragraph)
        abstract = self._lists.get(number_id, "")
        levels = self._levels.get(abstract)
        if not levels or level not in levels or not _has_text(paragraph):
            return ""
        if levels[level].form == "bullet":
            return "•"
        counter = self._counters.setdefault(abstract, _Counter())
        self._restart(number_id, level, counter)
        counter.step(level, levels)
        return "" if levels[level].form == "none" else _draw(level, levels, counter.counts)

    def _restart(self, number_id: str, level: int, counter: _Counter) -> None:
        key = (number_id, level)
        if key in self._overrides and key not in self._restarted:
            self._restarted.add(key)
            counter.counts[level] = self._overrides[key] - 1

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style, or of the style under it."""
        properties = paragraph.find(qn("w:pPr"))
        found_id, found_level = _num_pr(properties)
        style_id = _value(properties, "w:pStyle")
        for _ in range(10):
            if (found_id and found_level) or style_id not in self._styles:
                break
            style = self._styles[style_id]
            style_list, style_level = _num_pr(style.find(qn("w:pPr")))
            found_id, found_level = found_id or style_list, found_level or style_level
            style_id = _value(style, "w:basedOn")
        level = int(found_level) if found_level.isdecimal() else 0
        return found_id, min(level, MOST_LEVELS - 1)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iter(qn("w:abstractNum")):
            levels = {
                int(level.get(qn("w:ilvl"), "0")): _level(level) for level in abstract.iter(qn("w:lvl"))
            }
            self._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in numbering.iter(qn("w:num")):
            number_id = number.get(qn("w:numId"), "")
            self._lists[number_id] = _value(number, "w:abstractNumId")
            for override in number.iter(qn("w:lvlOverride")):
                start = _value(override, "w:startOverride")
                if start.isdecimal():
                    self._overrides[(number_id, int(override.get(qn("w:ilvl"), "0")))] = int(start)


def _level(level: Any) -> _Level:
    start = _value(level, "w:start")
    return _Level(
        _value(level, "w:numFmt") or "decimal",
        _value(level, "w:lvlText"),
        int(start) if start.isdecimal() else 1,
    )


def _draw(level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def part(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        known = levels.get(depth, _Level())
        form = "decimal" if levels[level].form == "decimal" else known.form
        return _count(counts.get(depth, known.start), form)

    return re.sub(r"%(\d)", part, levels[level].shape).strip()


def _count(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    return str(number)


def roman(number: int) -> str:
    """A small Roman numeral, as lists of parts use them."""
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _num_pr(properties: Any) -> tuple[str, str]:
    found = properties.find(qn("w:numPr")) if properties is not None else None
    return ("", "") if found is None else (_value(found, "w:numId"), _value(found, "w:ilvl"))


def _value(element: Any, name: str) -> str:
    found = element.find(qn(name)) if element is not None else None
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _has_text(paragraph: Any) -> bool:
    return any((text.text or "").strip() for text in paragraph.iter(qn("w:t")))


def _insert(paragraph: Any, mark: str) -> None:
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = f"{mark} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    bold = paragraph.find(f"{qn('w:r')}/{qn('w:rPr')}")
    run.append(text)
    if bold is not None and bold.find(qn("w:b")) is not None:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:b"))
        run.insert(0, properties)
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        paragraph.insert(0, run)
        return
    properties.addnext(run)
    _leave_list(properties)


def _leave_list(properties: Any) -> None:
    """List number 0 is Word's way of saying "in no list", whatever the style says."""
    for found in properties.findall(qn("w:numPr")):
        properties.remove(found)
    none = OxmlElement("w:numPr")
    number = OxmlElement("w:numId")
    number.set(qn("w:val"), "0")
    none.append(number)
    properties.append(none)
