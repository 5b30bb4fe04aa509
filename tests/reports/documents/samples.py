"""Real files to look into: small, each with just what a test asks for."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

import docx
import pikepdf
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from PIL.PngImagePlugin import PngInfo

RELS = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SLIDES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
R = f'xmlns:r="{DOCUMENT}"'
MAIN = {
    "docx": ("word/document.xml", f"{OFFICE}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation.main+xml"),
}
Parts = Mapping[str, str | bytes]


# ---- Office files, part by part


def package(
    format: str, parts: Parts, *, main_type: str = "", types: Mapping[str, str] | None = None
) -> bytes:
    """An Office file of these parts, with the two that every one has."""
    main, declared = MAIN[format]
    overrides = {f"/{main}": main_type or declared} | dict(types or {})
    listed = "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in overrides.items())
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{RELS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>',
        "_rels/.rels": rels(("rId1", "officeDocument", main)),
        **parts,
    }
    return zipped(whole)


def zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_parts(content: bytes, parts: Parts) -> bytes:
    """The same Office file with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(whole | dict(parts))


def rels(*links: tuple[str, ...]) -> str:
    """Relationships: (id, type, target) and, for those that lead out of the file, "External"."""
    told = ""
    for id, type, target, *mode in links:
        outside = f' TargetMode="{mode[0]}"' if mode else ""
        told += f'<Relationship Id="{id}" Type="{DOCUMENT}/{type}" Target="{target}"{outside}/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def core(**properties: str) -> dict[str, str]:
    """``docProps/core.xml`` with creator="…", lastModifiedBy="…", title="…"."""
    told = "".join(f"<{name}>{text}</{name}>" for name, text in properties.items())
    return {"docProps/core.xml": f"<coreProperties>{told}</coreProperties>"}


# ---- Word


def word(text: str = "Dear colleague", **properties: str) -> bytes:
    """A document as python-docx writes it, without its own traces of an author."""
    document = docx.Document()
    about = document.core_properties
    about.author = properties.get("author", "")
    about.last_modified_by = properties.get("last_modified_by", "")
    about.title, about.comments = properties.get("title", ""), ""
    document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def tracked_word() -> bytes:
    """What Ann put in and Ben struck out."""
    document = docx.Document(io.BytesIO(word()))
    paragraph = document.add_paragraph()._p
    for tag, author, text in (("w:ins", "Ann Author", "w:t"), ("w:del", "Ben Writer", "w:delText")):
        change = OxmlElement(tag)
        change.set(qn("w:author"), author)
        run, words = OxmlElement("w:r"), OxmlElement(text)
        words.text = "words"
        run.append(words)
        change.append(run)
        paragraph.append(change)
    return saved(document)


def hidden_word() -> bytes:
    document = docx.Document(io.BytesIO(word()))
    document.add_paragraph().add_run("The salary is lower.").font.hidden = True
    document.add_paragraph().add_run("Seen by all.").font.hidden = False
    return saved(document)


def commented_word(*authors: str) -> bytes:
    told = "".join(f'<w:comment w:id="1" w:author="{name}"><w:p/></w:comment>' for name in authors)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return with_parts(word(), {"word/comments.xml": f"<w:comments {space}>{told}</w:comments>"})


# ---- Workbooks


def sheets(
    names: Mapping[str, str] | None = None,
    parts: Parts | None = None,
    rows: Mapping[str, str] | None = None,
    links: Sequence[tuple[str, ...]] = (),
) -> bytes:
    """A workbook: sheet names with their state ("" for shown), and the XML inside each sheet in ``rows``."""
    names = names or {"Figures": ""}
    told = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"{f" state={state!r}" if state else ""}/>'
        for at, (name, state) in enumerate(names.items(), 1)
    )
    inner = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(names) + 1)]
    whole: dict[str, str | bytes] = {
        "xl/workbook.xml": f"<workbook {SHEETS} {R}><sheets>{told}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels(*inner, *links),
    }
    for at, name in enumerate(names, 1):
        whole[f"xl/worksheets/sheet{at}.xml"] = (
            f"<worksheet {SHEETS}>{(rows or {}).get(name, '')}</worksheet>"
        )
    return package("xlsx", whole | dict(parts or {}))


# ---- Slides


def slides(
    count: int = 2,
    *,
    hidden: Sequence[int] = (),
    notes: Mapping[int, str] | None = None,
    parts: Parts | None = None,
) -> bytes:
    listed = "".join(f'<p:sldId id="{255 + at}" r:id="rId{at}"/>' for at in range(1, count + 1))
    whole: dict[str, str | bytes] = {
        "ppt/presentation.xml": f"<p:presentation {SLIDES} {R}><p:sldIdLst>{listed}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": rels(
            *((f"rId{at}", "slide", f"slides/slide{at}.xml") for at in range(1, count + 1))
        ),
    }
    for at in range(1, count + 1):
        show = ' show="0"' if at in hidden else ""
        whole[f"ppt/slides/slide{at}.xml"] = f"<p:sld {SLIDES}{show}><p:cSld/></p:sld>"
    for at, text in (notes or {}).items():
        whole[f"ppt/slides/_rels/slide{at}.xml.rels"] = rels(
            ("rId1", "notesSlide", f"../notesSlides/notesSlide{at}.xml")
        )
        whole[f"ppt/notesSlides/notesSlide{at}.xml"] = notes_page(text)
    return package("pptx", whole | dict(parts or {}))


def notes_page(text: str) -> str:
    """As PowerPoint writes it: the number of the slide stands there by itself."""
    return (
        f"<p:notes {SLIDES}><p:cSld><p:spTree>"
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:p><a:r><a:t>1</a:t></a:r></a:p></p:txBody></p:sp>"
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="body"/></p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        f"</p:spTree></p:cSld></p:notes>"
    )


# ---- PDFs


def pdf(
    pages: int = 1, *, text: bool = True, tagged: bool = True, title: str = "A letter", language: str = "en"
) -> bytes:
    """A PDF as a word processor makes it; or as a scanner does, or an old one."""
    return pdf_bytes(open_pdf(pages, text=text, tagged=tagged, title=title, language=language))


def open_pdf(
    pages: int = 1, *, text: bool = True, tagged: bool = True, title: str = "A letter", language: str = "en"
) -> pikepdf.Pdf:
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        if text:
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.obj.Contents = made.make_stream(b"BT /F1 12 Tf 72 720 Td (Dear colleague) Tj ET")
    if tagged:
        made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        part = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document))
        made.Root.StructTreeRoot = made.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([part]))
        )
    if language:
        made.Root.Lang = pikepdf.String(language)
    if title:
        made.docinfo["/Title"] = title
    return made


def pdf_bytes(made: pikepdf.Pdf, **how: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer, **({} if "encryption" in how else {"deterministic_id": True}) | how)
    return buffer.getvalue()


# ---- Pictures


def picture(format: str = "PNG", size: tuple[int, int] = (40, 30), **how: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, format, **how)
    return buffer.getvalue()


def photograph() -> bytes:
    """As a telephone takes it: where, with what, when and by whom."""
    exif = Image.Exif()
    exif[271], exif[272], exif[315] = "Examplemaker", "Examplemaker P7", "Ann Author"
    exif.get_ifd(0x8769)[0x9003] = "2019:10:10 09:30:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 30.0, 0.0), "W", (1.0, 15.0, 0.0)
    return picture("JPEG", exif=exif)


def named_png(**texts: str) -> bytes:
    info = PngInfo()
    for name, text in texts.items():
        info.add_text(name, text)
    return picture("PNG", pnginfo=info)
