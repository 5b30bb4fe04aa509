"""Looking into a Word file as Word would: what its numbering draws, where its links lead."""

import io
import zipfile
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from reports.bring_in.word_numbers import type_out_numbers


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def everything(content: bytes) -> str:
    """All parts of the file one after the other."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def drawn(content: bytes) -> list[tuple[str, str]]:
    """The style and the words of each paragraph outside tables, with the numbers that Word draws."""
    document = opened(content)
    styles = [(each, each.style.name if each.style else "") for each in document.paragraphs]
    type_out_numbers(document)
    return [(style, words(paragraph._p)) for paragraph, style in styles]


def words(element: Any) -> str:
    in_runs = [each for run in element.iter(qn("w:r")) for each in run]
    return "".join("\t" if each.tag == qn("w:tab") else plain(each) for each in in_runs)


def plain(element: Any) -> str:
    return str(element.text or "") if element.tag == qn("w:t") else ""


def links(content: bytes) -> dict[str, str]:
    """Where each link leads, by its words: an address, or "#" and the name of a bookmark."""
    document = opened(content)
    found = {}
    for link in document.element.body.iter(qn("w:hyperlink")):
        anchor, key = link.get(qn("w:anchor")), link.get(qn("r:id"))
        found[words(link)] = f"#{anchor}" if anchor else document.part.rels[key].target_ref
    return found


def bookmarks(content: bytes) -> dict[str, str]:
    """The words of each paragraph that is marked, by the name of its mark."""
    body = opened(content).element.body
    return {each.get(qn("w:name")): words(each.getparent()) for each in body.iter(qn("w:bookmarkStart"))}
