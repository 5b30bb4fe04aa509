"""What cannot be read is refused with one plain sentence."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument

from reports.bring_in import CannotRead, read_document
from tests.reports.bring_in import written


def word_file() -> bytes:
    return written.report_docx(written.REPORT, automatic=False)


def pdf_file() -> bytes:
    return written.minutes_pdf(written.MINUTES)


def rezipped(change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file with each part changed, and parts added."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return kept.getvalue()


def with_entity() -> bytes:
    definition = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]>'
    return rezipped(
        lambda name, content: (
            definition + content.partition(b"?>")[2] if name == "word/document.xml" else content
        )
    )


def with_nesting() -> bytes:
    deep = b"<w:smartTag>" * 500 + b"</w:smartTag>" * 500
    return rezipped(lambda name, content: content.replace(b"<w:body>", b"<w:body>" + deep))


def locked_pdf() -> bytes:
    import pikepdf

    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return kept.getvalue()


def pictured_pdf() -> bytes:
    from weasyprint import HTML

    return bytes(
        HTML(
            string="<html lang='en'><svg width='9' height='9'><rect width='9' height='9'/></svg>"
        ).write_pdf()
    )


WORD_BROKEN = "The Word file is damaged and cannot be read; open it in Word, save it again and try once more."
UNPACKS = "The Word file unpacks to far more than a report would; it was not opened."
TOO_LONG = "The file holds far more text than a report would; bring in one paper at a time."
NOT_WORD = "The file is named .docx but is not a Word file."
NOT_TEXT = "The file is named .txt but holds something other than plain text."
NOT_PAGE = "The file is named .html but holds something other than a web page."
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSALS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "unknown ending": ("a.exe", lambda: b"MZ", "Only .txt, .docx, .html and .pdf files can be brought in."),
    "no ending": ("report", lambda: b"words", "Only .txt, .docx, .html and .pdf files can be brought in."),
    "empty": ("a.txt", lambda: b"", "The file is empty."),
    "blank": ("a.html", lambda: b" \n\t ", "The file is empty."),
    "too big": (
        "a.txt",
        lambda: b"word " * (4 * 1024 * 1024 + 1),
        "The file is larger than 20 MB; make its pictures smaller or split it.",
    ),
    "too much text": ("a.txt", lambda: b"word " * 700_000, TOO_LONG),
    "too many lines": ("a.html", lambda: b"<p>word" * 60_000, TOO_LONG),
    "PDF as text": ("a.txt", pdf_file, NOT_TEXT),
    "Word as text": ("a.txt", word_file, NOT_TEXT),
    "rich text as text": ("a.txt", lambda: b"{\\rtf1 words}", NOT_TEXT),
    "old Word as text": ("a.txt", lambda: OLD_WORD, NOT_TEXT),
    "binary as text": ("a.txt", lambda: bytes(range(256)), NOT_TEXT),
    "letters of no encoding": (
        "a.txt",
        lambda: b"caf\x81 \x8d \x9d",
        "The letters of the file cannot be read; save it as UTF-8 text and try again.",
    ),
    "half a UTF-16 letter": (
        "a.txt",
        lambda: b"\xff\xfea",
        "The letters of the file cannot be read; save it as UTF-8 text and try again.",
    ),
    "marks only": ("a.txt", lambda: b"- - -\n\n***", "There is no text in the file."),
    "PDF as page": ("a.html", pdf_file, NOT_PAGE),
    "text as page": ("a.html", lambda: b"no tags here", NOT_PAGE),
    "page of scripts": (
        "a.html",
        lambda: b"<html><script>var words</script></html>",
        "There is no text in the file.",
    ),
    "text as Word": ("a.docx", lambda: b"words", NOT_WORD),
    "PDF as Word": ("a.docx", pdf_file, NOT_WORD),
    "old Word": (
        "a.docx",
        lambda: OLD_WORD,
        "The file is in the old Word format; save it as .docx and try again.",
    ),
    "locked Word": (
        "a.docx",
        lambda: OLD_WORD + "EncryptedPackage".encode("utf-16-le"),
        "The Word file is protected with a password; save it without one and try again.",
    ),
    "cut Word": ("a.docx", lambda: word_file()[:9000], WORD_BROKEN),
    "another archive": ("a.docx", lambda: rezipped_as("xl/workbook.xml"), NOT_WORD),
    "entities in Word": ("a.docx", with_entity, WORD_BROKEN),
    "deep Word": ("a.docx", with_nesting, WORD_BROKEN),
    "tight Word": (
        "a.docx",
        lambda: rezipped(lambda _, content: content, {"bomb.bin": bytes(50_000_000)}),
        UNPACKS,
    ),
    "huge Word": (
        "a.docx",
        lambda: rezipped(lambda _, content: content, {"bomb.bin": bytes(105_000_000)}),
        UNPACKS,
    ),
    "wordless Word": (
        "a.docx",
        lambda: written.saved(docx_without_words()),
        "There is no text in the Word file.",
    ),
    "text as PDF": ("a.pdf", lambda: b"words", "The file is named .pdf but is not a PDF."),
    "cut PDF": (
        "a.pdf",
        lambda: b"%PDF-1.7\n1 0 obj <<",
        "The PDF is damaged and cannot be read; make it again and try once more.",
    ),
    "locked PDF": (
        "a.pdf",
        locked_pdf,
        "The PDF is protected with a password; save it without one and try again.",
    ),
    "scanned PDF": (
        "a.pdf",
        pictured_pdf,
        "This PDF has no text: it may be a scan. Bring in the file it was made from.",
    ),
}


def rezipped_as(name: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, "<workbook/>")
    return kept.getvalue()


def docx_without_words() -> WordDocument:
    import docx

    return docx.Document()


@pytest.mark.parametrize("case", REFUSALS)
def test_refused_with_a_plain_sentence(case: str) -> None:
    name, content, sentence = REFUSALS[case]
    with pytest.raises(CannotRead) as refused:
        read_document(name, content())
    assert str(refused.value) == sentence
