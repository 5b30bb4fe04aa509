"""A Word file with everything at once that is not plain text: pictures, notes, boxes, changes, comments."""

import io

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from PIL import Image

from tests.reports.bring_in.written import saved

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = " ".join(
    (
        nsdecls("w", "wp", "a", "r"),
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    )
)


def crowded_docx(title: str = "Care in Marl") -> bytes:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Marlshire, in confidence"
    word.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    add_notes(word, "footnote", {"2": "Figures of the council’s own."})
    add_notes(word, "endnote", {"3": "The plan of 2030."})
    add_cover(word, title)
    heading = word.add_heading("1. Introduction", 1)
    add(heading, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    first = word.add_paragraph("1.1 I visited the front door.")
    add_picture(first)
    add(first, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    second = word.add_paragraph("1.2 Two teams were")
    add(second, '<w:del w:id="9"><w:r><w:delText xml:space="preserve"> badly</w:delText></w:r></w:del>')
    add(second, '<w:ins w:id="8"><w:r><w:t xml:space="preserve"> a little</w:t></w:r></w:ins>')
    add(second, '<w:r><w:t xml:space="preserve"> short.</w:t></w:r>')
    add(second, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ask Jo who said so.</w:t></w:r>")
    bullet = word.add_paragraph("the northern team", style="List Bullet")
    add(bullet, '<w:r><w:endnoteReference w:id="3"/></w:r>')
    add(word.add_paragraph(), text_box("A box about caseloads."))
    third = word.add_paragraph("1.3 They are getting help.")
    word.add_comment(third.runs[0], text="Is this still so?", author="A. Reviewer")
    add_link(third, "the plan", "https://plan.example/")
    add(third, "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>")
    add_figures(word)
    word.add_paragraph("Rowan Ashby")
    word.add_paragraph("Independent Chair")
    return saved(word)


def add_cover(word: WordDocument, title: str) -> None:
    table = word.add_table(rows=3, cols=2)
    rows = (("Report title", title), ("Purpose of report", "To tell the Board."), ("Wards", "All"))
    for row, (label, text) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = label, text


def add_figures(word: WordDocument) -> None:
    rows = (("Team", "Cases", "Share"), ("North | east", "12", "40%"), ("South", "18", "60%"))
    table = word.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def add(paragraph: Paragraph, xml: str) -> None:
    """Appends runs and the like, written as Word writes them."""
    for each in parse_xml(f"<w:x {NAMES}>{xml}</w:x>"):
        paragraph._p.append(each)


def add_picture(paragraph: Paragraph) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    drawn.seek(0)
    picture = paragraph.add_run().add_picture(drawn)
    picture._inline.docPr.set("descr", "The front door")


def add_link(paragraph: Paragraph, words: str, address: str) -> None:
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add(
        paragraph,
        f'<w:hyperlink r:id="{key}"><w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:hyperlink>',
    )


def add_notes(word: WordDocument, kind: str, texts: dict[str, str]) -> None:
    """A part with footnotes or endnotes, which the library has no words for."""
    notes = "".join(
        f'<w:{kind} w:id="{key}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for key, text in texts.items()
    )
    xml = f"<w:{kind}s {nsdecls('w')}>{notes}</w:{kind}s>".encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), f"{TYPE}.{kind}s+xml", xml, word.part.package)
    word.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s")


def text_box(text: str) -> str:
    """As Word writes it: once for itself, and once more for readers that know older boxes only."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData "
        f"uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:txbx>{inside}"
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
