"""What a Word file holds beside its plain text: taken out before the text is read, and told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from reports.bring_in.lines import tidy
from reports.bring_in.unread import PRIVATE, mark

NAMES: Final = {
    **nsmap,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
MATH: Final = f"{{{NAMES['m']}}}t"
GAPS: Final = (qn("w:p"), qn("w:tab"), qn("w:br"), qn("w:cr"))
PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
OFF: Final = ("0", "false", "off", "none")
WEB: Final = re.compile(r"(?:https?://|mailto:)\S+", re.I)
FIELD: Final = re.compile(r'HYPERLINK\s+"(?P<address>(?:https?://|mailto:)[^"\s]+)"', re.I)


@dataclass(frozen=True)
class Extra:
    """A thing, its words, and the paragraph in which it stood; None for what belongs to no place."""

    what: str
    text: str
    paragraph: Any = None


def take_out(document: WordDocument) -> list[Extra]:
    """Everything that is not plain text, taken out of ``document``. Tracked changes are read as accepted.

    Footnotes and endnotes go in brackets to the end of their paragraph, where that is no heading or label.
    """
    body = document.element.body
    for each in body.iter(qn("w:t")):
        each.text = PRIVATE.sub("", each.text or "")
    choose_alternatives(body)
    return [
        *struck_out(body),
        *put_in(body),
        *boxes(body),
        *pictures(body),
        *equations(body),
        *hidden(document),
        *comments(document),
        *notes(document, "footnote"),
        *notes(document, "endnote"),
        *links(document),
        *margins(document),
    ]


def leave_marks(extras: Sequence[Extra]) -> None:
    """Puts the mark of each extra at the end of its paragraph, to see where that ends up."""
    for index, extra in enumerate(extras):
        if extra.paragraph is not None:
            append_run(extra.paragraph, mark(index))


def append_run(paragraph: Any, text: str) -> None:
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    words.set(PRESERVE, "preserve")
    run.append(words)
    paragraph.append(run)


# ---- Finding things


def found(element: Any, path: str) -> list[Any]:
    """What an XPath finds in any element, with the names that Word files use."""
    return list(etree.ElementBase.xpath(element, path, namespaces=NAMES))


def host(element: Any) -> Any:
    """The paragraph around an element, outside any text box; else the one before it; None at the start."""
    around = found(element, "ancestor::w:p[not(ancestor::w:txbxContent)][1]")
    return next(iter(around or found(element, "preceding::w:p[not(ancestor::w:txbxContent)][1]")), None)


def words_of(element: Any) -> str:
    """The words of an element, struck-out ones among them, with a space between paragraphs."""
    parts: list[str] = []
    for each in element.iter(qn("w:t"), qn("w:delText"), MATH, *GAPS):
        parts.append(" " if each.tag in GAPS else each.text or "")
    return tidy(PRIVATE.sub("", "".join(parts)))


def remove(element: Any) -> None:
    """Takes an element out, and the words behind it stay."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def in_order(pairs: Sequence[tuple[Any, str]], what: str) -> Iterator[Extra]:
    """One extra for each paragraph, with all its words of this kind."""
    texts: dict[Any, list[str]] = {}
    for paragraph, text in pairs:
        if text.strip():
            texts.setdefault(paragraph, []).append(text)
    for paragraph, parts in texts.items():
        yield Extra(what, tidy("".join(parts)), paragraph)


# ---- Kinds of things


def choose_alternatives(body: Any) -> None:
    """Where Word wrote a thing twice, for itself and for older readers, the first is kept."""
    for each in found(body, ".//mc:AlternateContent"):
        chosen = next(iter(found(each, "mc:Choice") or found(each, "mc:Fallback")), None)
        for child in list(chosen) if chosen is not None else []:
            each.addprevious(child)
        remove(each)


def struck_out(body: Any) -> list[Extra]:
    rows = found(body, ".//w:tr[w:trPr/w:del]")
    parts = [*rows, *found(body, ".//w:del[not(parent::w:rPr or parent::w:trPr)] | .//w:moveFrom[w:r]")]
    pairs = [(host(part), raw(part)) for part in parts]
    for part in parts:
        remove(part)
    return list(in_order(pairs, "deleted"))


def put_in(body: Any) -> list[Extra]:
    parts = found(body, ".//w:ins[not(parent::w:rPr or parent::w:trPr)] | .//w:moveTo[w:r]")
    return list(in_order([(host(part), raw(part)) for part in parts], "inserted"))


def raw(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t"), qn("w:delText")))


def boxes(body: Any) -> list[Extra]:
    """Text boxes, each with the drawing that holds it; a picture beside the box stays for ``pictures``."""
    extras = []
    for box in found(body, ".//w:txbxContent[not(ancestor::w:txbxContent)]"):
        if text := words_of(box):
            extras.append(Extra("text box", text, host(box)))
        remove(box)
    return extras


def pictures(body: Any) -> list[Extra]:
    extras = []
    for each in found(body, ".//w:drawing | .//w:pict | .//w:object | .//w:altChunk"):
        what, text = picture(each)
        if what:
            extras.append(Extra(what, text, host(each)))
    for each in found(body, ".//w:drawing | .//w:pict | .//w:object | .//w:altChunk"):
        remove(each)
    return extras


def picture(element: Any) -> tuple[str, str]:
    """What a drawing is and how it is described; "" for a mere line, and for the frame of a text box."""
    said = found(element, ".//wp:docPr/@descr | .//wp:docPr/@title | .//v:shape/@alt")
    text = tidy(" ".join(dict.fromkeys(str(each) for each in said)))
    if element.tag in (qn("w:object"), qn("w:altChunk")):
        return "object", text
    if found(element, ".//a:blip | .//pic:pic | .//v:imagedata"):
        return "picture", text
    graphics = found(element, ".//a:graphicData/@uri")
    return ("drawing", text) if any("wordprocessing" not in str(uri) for uri in graphics) else ("", "")


def equations(body: Any) -> list[Extra]:
    whole = found(body, ".//m:oMathPara | .//m:oMath[not(ancestor::m:oMathPara)]")
    extras = [Extra("equation", words_of(each), host(each)) for each in whole]
    for each in whole:
        remove(each)
    return extras


def hidden(document: WordDocument) -> list[Extra]:
    styles = hidden_styles(document)
    runs = [run for run in found(document.element.body, ".//w:r") if is_hidden(run, styles)]
    pairs = [(host(run), raw(run)) for run in runs]
    for run in runs:
        remove(run)
    return list(in_order(pairs, "hidden"))


def is_hidden(run: Any, styles: set[str]) -> bool:
    for switch in found(run, "w:rPr/w:vanish"):
        return switch.get(qn("w:val"), "1") not in OFF
    if not styles:
        return False
    # asked one by one: to put both in their order, a paragraph of many runs would be walked for each of them
    used = (*found(run, "w:rPr/w:rStyle/@w:val"), *found(run, "ancestor::w:p[1]/w:pPr/w:pStyle/@w:val"))
    return bool(styles.intersection(str(each) for each in used))


def hidden_styles(document: WordDocument) -> set[str]:
    """Styles whose text is hidden, those based on such a style included."""
    styles = document.styles.element
    switched = found(styles, f"w:style[w:rPr/w:vanish[not({' or '.join(f'@w:val={off!r}' for off in OFF)})]]")
    hidden = {each.get(qn("w:styleId")) for each in switched}
    based = {
        each.get(qn("w:styleId")): str(base) for each in styles for base in found(each, "w:basedOn/@w:val")
    }
    while more := {style for style, base in based.items() if base in hidden} - hidden:
        hidden |= more
    return hidden


def comments(document: WordDocument) -> list[Extra]:
    texts = texts_by_id(document, "comments", "w:comment")
    extras = []
    for each in found(document.element.body, ".//w:commentReference"):
        extras.append(Extra("comment", texts.get(each.get(qn("w:id")), ""), host(each)))
        remove(each)
    return extras


def notes(document: WordDocument, kind: str) -> list[Extra]:
    texts = texts_by_id(document, f"{kind}s", f"w:{kind}")
    extras = []
    for each in found(document.element.body, f".//w:{kind}Reference"):
        text, paragraph = texts.get(each.get(qn("w:id")), ""), host(each)
        remove(each)
        kept = bool(text) and not is_heading_or_label(paragraph, document)
        if kept:
            append_run(paragraph, f" ({kind.capitalize()}: {text})")
        extras.append(Extra(kind if kept or not text else "note of a heading", text, paragraph))
    return extras


def is_heading_or_label(paragraph: Any, document: WordDocument) -> bool:
    """Whether words at the end of a paragraph would keep it from being recognised."""
    style = next(iter(found(paragraph, "w:pPr/w:pStyle/@w:val")), "")
    names = found(document.styles.element, f"w:style[@w:styleId='{style}']/w:name/@w:val") if style else []
    in_first_cell = bool(found(paragraph, "parent::w:tc[not(preceding-sibling::w:tc)]"))
    return in_first_cell or any(re.match(r"heading|title|subtitle", str(name), re.I) for name in names)


def links(document: WordDocument) -> list[Extra]:
    extras = []
    for each in found(document.element.body, ".//w:hyperlink[@r:id]"):
        known = document.part.rels.get(each.get(qn("r:id")))
        address = known.target_ref if known is not None and known.is_external else ""
        if WEB.fullmatch(address) and words_of(each) not in (address, address.removeprefix("mailto:")):
            extras.append(Extra("link", address, host(each)))
    for each in found(document.element.body, ".//w:instrText"):
        if field := FIELD.search(each.text or ""):
            extras.append(Extra("link", field["address"], host(each)))
    return list({(extra.paragraph, extra.text): extra for extra in extras}.values())


def margins(document: WordDocument) -> Iterator[Extra]:
    """Each line of the headers and footers once; page numbers alone say nothing."""
    lines: dict[tuple[str, str], None] = {}
    for part in document.part.rels.values():
        what = part.reltype.rpartition("/")[2]
        if what in ("header", "footer") and not part.is_external:
            story = parsed(part.target_part)
            for text in (words_of(each) for each in found(story, ".//w:p[not(ancestor::w:txbxContent)]")):
                if any(letter.isalpha() for letter in re.sub(r"\b(?:page|of)\b", "", text, flags=re.I)):
                    lines[what, text] = None
    yield from (Extra(what, text) for what, text in lines)


def texts_by_id(document: WordDocument, end: str, tag: str) -> dict[str, str]:
    """The words of each footnote, endnote or comment; Word's own separators among them say nothing."""
    for part in document.part.rels.values():
        if part.reltype.endswith(f"/{end}") and not part.is_external:
            return {each.get(qn("w:id")): words_of(each) for each in parsed(part.target_part).iter(qn(tag))}
    return {}


def parsed(part: Any) -> Any:
    """The XML of a part; it was checked to define no entities before the file was opened."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(part.blob, parser)
