"""An empty Word file in the look of the house: A4, its styles and its lists, and nothing of Word's sample."""

import io
import re
from importlib import resources
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

COLOUR: Final = re.compile(r"#([0-9a-fA-F]{6})")
NOT_OURS: Final = ("/thumbnail", "/customXml", "/stylesWithEffects", "/webSettings", "/fontTable", "/theme")
"""Ends of the relationships that lead to parts of the library's sample file."""


def empty_paper(*, brand: str, counts_plainly: bool) -> WordDocument:
    """A file to write a paper into. ``brand`` is written as "#14504b".

    Where Word would not count as the paper does, its styles have no numbers and these are typed.
    """
    colour = COLOUR.fullmatch(brand)
    if not colour:
        raise ValueError("The brand colour is written as # and six hexadecimal digits.")
    document = docx.Document()
    leave_out_sample(document)
    numbering = ours("numbering.xml", colour[1])
    styles = ours("styles.xml", colour[1])
    if not counts_plainly:
        without_numbers(styles, numbering)
    fill(document.styles.element, styles)
    fill(document.part.numbering_part.element, numbering)
    fill(document.settings.element, ours("settings.xml", colour[1]))
    lay_out(document)
    return document


def lay_out(document: WordDocument) -> None:
    page = document.sections[0]
    page._sectPr.attrib.clear()  # numbers of the sample's own editing sessions
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(28), Mm(25)
    page.header_distance, page.footer_distance = Mm(13), Mm(11)


def ours(name: str, colour: str) -> Any:
    """One of the XML files beside this module."""
    xml = resources.files("reports.word").joinpath(name).read_text(encoding="utf-8")
    return parse_xml(xml.replace('"BRAND"', f'"{colour.upper()}"').encode())


def fill(element: Any, made: Any) -> None:
    """Everything in ``element`` replaced by what ``made`` holds."""
    for child in list(element):
        element.remove(child)
    for child in list(made):
        element.append(child)


def without_numbers(styles: Any, numbering: Any) -> None:
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in ("Heading1", "NumberedParagraph"):
            properties = style.find(qn("w:pPr"))
            properties.remove(properties.find(qn("w:numPr")))
    for level in numbering[0].iter(qn("w:lvl")):
        for linked in level.findall(qn("w:pStyle")):
            level.remove(linked)


def leave_out_sample(document: WordDocument) -> None:
    for part in (document.part, document.part.package):
        for key, relationship in list(part.rels.items()):
            if relationship.reltype.endswith(NOT_OURS):
                del part.rels[key]


def saved(document: WordDocument) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
