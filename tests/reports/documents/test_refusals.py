"""Files that are not taken: refused with one plain sentence, by what is in them and not by their name."""

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest

from boards.deeds.refusals import Refused
from reports.documents import LARGEST, look
from tests.reports.documents.samples import (
    MAIN,
    OFFICE,
    open_pdf,
    package,
    pdf,
    pdf_bytes,
    picture,
    rels,
    sheets,
    slides,
    with_parts,
    word,
    zipped,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
NOT_TAKEN = (
    "This kind of file cannot be published here. Upload a PDF, a Word document (.docx), a workbook (.xlsx), "
    "slides (.pptx) or a picture (.png or .jpg)."
)
BROKEN = "The file is damaged and cannot be opened. Open it where it was made, save it again and upload that."
LOCKED = "The file is protected with a password. Save it without one and upload it again."
BOMB = (
    "The file unpacks to far more than it seems to hold, so it was not opened. Save it again and upload that."
)


def refusal(content: bytes, filename: str = "") -> str:
    with pytest.raises(Refused) as refused:
        look(content, filename)
    assert refused.value.field == "file"
    return refused.value.sentence


def macros(ending: str) -> str:
    return (
        f"The file holds macros, which are programs. Save it without them, as {ending}, and upload it again."
    )


def carries(name: str) -> str:
    return f"The file carries another file inside it ({name}). Take it out, save, and upload it again."


def fetches(what: str) -> str:
    start = f"The file fetches something from elsewhere when it is opened ({what})."
    return f"{start} Take that out and upload it again."


def runs(what: str) -> str:
    return (
        f"The PDF holds {what}, which could do harm when it is opened. Print it to a new PDF and upload that."
    )


def old(program: str, ending: str) -> str:
    return f"This is the old {program} format. Save it as {ending} and upload it again."


def utf16(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


# ---- not one of ours


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose another one."),
        (b" \n\0", "The file is empty. Choose another one."),
        (b"month,visits\n1,2\n", NOT_TAKEN),
        (b"<html><script>alert(1)</script></html>", NOT_TAKEN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NOT_TAKEN),
        (b"GIF89a" + b"\0" * 20, NOT_TAKEN),
        (b"MZ\x90\0", NOT_TAKEN),
        (b"{\\rtf1 words}", NOT_TAKEN),
        (zipped({"letter.txt": "words"}), NOT_TAKEN),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), NOT_TAKEN),
        (OLE, NOT_TAKEN),
        (utf16("WordDocument"), old("Word", ".docx")),
        (utf16("Workbook"), old("Excel", ".xlsx")),
        (utf16("PowerPoint Document"), old("PowerPoint", ".pptx")),
        (utf16("EncryptedPackage"), LOCKED),
    ],
)
def test_what_is_none_of_the_kinds_that_are_taken(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_a_file_over_25_mb_is_refused_before_it_is_read() -> None:
    assert refusal(b"%PDF-" + b"x" * LARGEST) == (
        "The file is larger than 25 MB. Make its pictures smaller, or split it."
    )


@pytest.mark.parametrize(
    ("filename", "content", "really"),
    [
        ("letter.pdf", word(), "a Word document"),
        ("figures.XLSX", pdf(), "a PDF"),
        ("photo.jpg", picture("PNG"), "a PNG picture"),
        ("C:\\slides.pptx", sheets(), "a workbook"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(filename: str, content: bytes, really: str) -> None:
    said = f"The file is called {filename}, but it is {really}. Choose the right file, or rename it."
    assert refusal(content, filename) == said


@pytest.mark.parametrize("filename", ["photo.jpeg", "photo.JPG", "photo", "photo.scan", ""])
def test_the_content_decides_and_not_the_name(filename: str) -> None:
    assert look(picture("JPEG"), filename).format == "jpg"


# ---- Office files that hold more than words


VBA = {"word/vbaProject.bin": OLE}
MACRO_TYPES = {
    "docx": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "xlsx": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "pptx": "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
}


@pytest.mark.parametrize("format", ["docx", "xlsx", "pptx"])
def test_macros(format: str) -> None:
    main, _ = MAIN[format]
    assert refusal(package(format, {main: "<x/>"}, main_type=MACRO_TYPES[format])) == macros(f".{format}")


def test_macros_in_a_file_that_says_it_has_none() -> None:
    assert refusal(with_parts(word(), VBA)) == macros(".docx")
    assert refusal(sheets(parts={"xl/macrosheets/sheet1.xml": "<x/>"})) == macros(".xlsx")


def test_a_template_is_not_a_document() -> None:
    declared = f"{OFFICE}.wordprocessingml.template.main+xml"
    said = "The file is a template or a show. Save it as .docx and upload it again."
    assert refusal(package("docx", {"word/document.xml": "<x/>"}, main_type=declared)) == said


@pytest.mark.parametrize(
    ("part", "content", "name"),
    [
        ("word/embeddings/oleObject1.bin", OLE, "oleObject1.bin"),
        ("word/embeddings/setup.exe", b"MZ\x90\0", "setup.exe"),
        ("word/media/image1.png", b"MZ\x90\0", "image1.png"),
        ("word/media/image2.png", OLE, "image2.png"),
        ("word/activeX/activeX1.xml", b"<ocx/>", "activeX1.xml"),
        ("word/afchunk.mht", b"MIME", "afchunk.mht"),
        ("word/run.sh", b"#!/bin/sh", "run.sh"),
    ],
)
def test_files_and_programs_inside(part: str, content: bytes, name: str) -> None:
    assert refusal(with_parts(word(), {part: content})) == carries(name)


def test_a_workbook_inside_may_have_no_macros_either() -> None:
    inner = with_parts(sheets(), {"xl/vbaProject.bin": OLE})
    chart = {"ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": inner}
    assert refusal(slides(parts=chart)) == macros(".xlsx")


@pytest.mark.parametrize(
    "target",
    ["https://evil.test/a.dotm", "\\\\server\\share\\a.dotm", "file://server/a.dotm", "//evil.test/a"],
)
def test_what_is_fetched_from_elsewhere_on_opening(target: str) -> None:
    part = {"word/_rels/settings.xml.rels": rels(("rId1", "attachedTemplate", target, "External"))}
    assert refusal(with_parts(word(), part)) == fetches(target)


def test_a_cell_that_starts_another_program() -> None:
    link = {"xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'}
    assert refusal(sheets(parts=link)) == fetches("DDE: cmd")


# ---- archives that are not what they seem


def test_bombs() -> None:
    nothing = b"\0" * (60 * 1024 * 1024)
    assert refusal(with_parts(word(), {"word/media/image1.bmp": nothing})) == BOMB
    assert refusal(with_parts(word(), {f"word/media/{n}.bmp": b"" for n in range(5_001)})) == BOMB


def test_a_long_part_that_would_be_read_whole() -> None:
    noise = io.BytesIO()
    with zipfile.ZipFile(noise, "w", zipfile.ZIP_STORED) as archive:
        for name, content in read_parts(word()).items():
            archive.writestr(name, content)
        archive.writestr("word/comments.xml", b"<a>" + b"x" * (17 * 1024 * 1024) + b"</a>")
    assert refusal(noise.getvalue()) == BOMB


def read_parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "words">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a>" * 300,
        "<a",
        "",
        "\0",
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml"])
def test_xml_that_no_office_writes(xml: str, part: str) -> None:
    assert refusal(with_parts(word(), {part: xml})) == BROKEN


@pytest.mark.parametrize(
    "xml",
    ['<!DOCTYPE a [<!ENTITY b "words">]><a>&b;</a>', "<a>" * 300, "<row", "<worksheet><row></worksheet>"],
)
def test_a_sheet_that_no_office_writes(xml: str) -> None:
    assert refusal(sheets(parts={"xl/worksheets/sheet1.xml": xml})) == BROKEN


def test_a_name_that_leads_out_of_the_archive() -> None:
    assert refusal(with_parts(word(), {"../../outside.xml": "<a/>"})) == BROKEN


def test_a_password_on_the_archive() -> None:
    content = bytearray(word())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        start = archive.start_dir
    content[start + 8] |= 1
    assert refusal(bytes(content)) == LOCKED


def test_a_main_part_that_is_missing() -> None:
    assert refusal(package("docx", {})) == NOT_TAKEN


@pytest.mark.parametrize("make", [word, sheets, slides, pdf, picture])
def test_half_a_file(make: Callable[[], bytes]) -> None:
    content = make()
    assert refusal(content[: len(content) // 2]) in (BROKEN, NOT_TAKEN)


# ---- PDFs that do something


def acting(**root: object) -> bytes:
    made = open_pdf()
    for name, value in root.items():
        made.Root[f"/{name}"] = value
    return pdf_bytes(made)


ACTION = pikepdf.Dictionary


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (
            acting(OpenAction=ACTION(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
            "a program (JavaScript)",
        ),
        (acting(OpenAction=ACTION(S=pikepdf.Name.Launch, F="cmd.exe")), "an order to start another program"),
        (acting(AA=ACTION(WC=ACTION(S=pikepdf.Name.JavaScript, JS="1"))), "a program (JavaScript)"),
        (acting(Names=ACTION(EmbeddedFiles=ACTION(Names=pikepdf.Array([])))), "another file"),
        (acting(AcroForm=ACTION(XFA=pikepdf.Array([]))), "a form that runs programs (XFA)"),
        (acting(OpenAction=ACTION(S=pikepdf.Name.ImportData, F="a.fdf")), "an order to read another file"),
    ],
)
def test_a_pdf_that_does_something(content: bytes, what: str) -> None:
    assert refusal(content) == runs(what)


def test_a_pdf_with_a_file_attached() -> None:
    made = open_pdf()
    made.attachments["list.xlsx"] = b"words"
    assert refusal(pdf_bytes(made)) == runs("another file")


def test_a_program_in_an_object_that_nothing_refers_to_any_more_is_gone() -> None:
    made = open_pdf()
    made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1"))
    assert look(pdf_bytes(made)).format == "pdf"


@pytest.mark.parametrize("user", ["", "a password"])
def test_a_pdf_under_a_password_or_against_copying(user: str) -> None:
    how = pikepdf.Encryption(owner="owner", user=user)
    assert refusal(pdf_bytes(open_pdf(), encryption=how)) == LOCKED


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 3000, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj"]
)
def test_a_pdf_that_is_none(content: bytes) -> None:
    assert refusal(content) == BROKEN


# ---- pictures that are not what they seem


def test_a_picture_of_more_points_than_a_page_can_show() -> None:
    said = "The picture has more than 50 million points. Make it smaller and upload it again."
    assert refusal(picture("PNG", (10_000, 5_001))) == said
    assert refusal(picture("PNG", (20_000, 20_000))) == said


def test_a_picture_that_stops_in_the_middle() -> None:
    whole = picture("JPEG", (400, 400))
    assert refusal(whole[:-200]) == BROKEN
    assert refusal(b"\x89PNG\r\n\x1a\n" + b"\0" * 100) == BROKEN
    assert refusal(b"\xff\xd8\xff" + b"\0" * 100) == BROKEN
