"""Word files: checked as archives first, then read through the same door as HTML."""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from reports.bring_in.files import OLE, CannotRead, check_text_is_there
from reports.bring_in.html_files import lines_from_html
from reports.bring_in.lines import Line
from reports.bring_in.word_numbers import type_out_numbers

LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes
LARGEST_XML = 16 * 1024 * 1024  # bytes; a book of a thousand pages has less
HIGHEST_RATIO = 150  # unpacked to packed; Word's own files stay under 40
SMALL = 1024 * 1024  # bytes; a small file may be packed as tightly as it likes
MOST_PARTS = 3000
DEEPEST = 200
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = "The Word file is damaged and cannot be read; open it in Word, save it again and try once more."
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read_word(content: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of a .docx file and warnings about it; raises CannotRead for anything else."""
    _check_archive(content)
    html, warnings = _convert(content)
    lines = lines_from_html(html)
    check_text_is_there(lines, "There is no text in the Word file.")
    return lines, warnings


def _check_archive(content: bytes) -> None:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise CannotRead("The Word file is protected with a password; save it without one and try again.")
        raise CannotRead("The file is in the old Word format; save it as .docx and try again.")
    if not content.startswith(b"PK"):
        raise CannotRead("The file is named .docx but is not a Word file.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, len(content))
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise CannotRead(BROKEN) from error


def _check_parts(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    names = {part.filename for part in parts}
    if (
        len(parts) > MOST_PARTS
        or unpacked > LARGEST_UNPACKED
        or unpacked > max(packed * HIGHEST_RATIO, SMALL)
    ):
        raise CannotRead("The Word file unpacks to far more than a report would; it was not opened.")
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise CannotRead("The file is named .docx but is not a Word file.")
    if any(part.flag_bits & 1 for part in parts):
        raise CannotRead("The Word file is protected with a password; save it without one and try again.")
    written = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in written) > LARGEST_XML:
        raise CannotRead("The Word file holds far more text than a report would; it was not opened.")
    for part in written:
        _check_xml(archive.read(part))


def _check_xml(content: bytes) -> None:
    """Refuses definitions of entities, which Word never writes, and nesting that would exhaust a reader."""
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise CannotRead(BROKEN)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise CannotRead(BROKEN)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise CannotRead(BROKEN) from error


def _convert(content: bytes) -> tuple[str, tuple[str, ...]]:
    """HTML with the automatic numbers typed out. The libraries raise anything at all on a damaged file."""
    import docx
    import mammoth

    try:
        document = docx.Document(io.BytesIO(content))
        xml = document.element.body.xml
        type_out_numbers(document)
        numbered = io.BytesIO()
        document.save(numbered)
        numbered.seek(0)
        result = mammoth.convert_to_html(numbered, style_map=STYLES, convert_image=lambda _image: [])
    except Exception as error:
        raise CannotRead(BROKEN) from error
    return _without_note_links(str(result.value)), _warnings(xml)


def _without_note_links(html: str) -> str:
    """The arrows that lead from a footnote back into the text are not the author's words."""
    return re.sub(r"<a href=\"#(?:foot|end)note-ref-[^>]*>[^<]*</a>", "", html)


def _warnings(xml: str) -> tuple[str, ...]:
    warnings = []
    if re.search(r"<w:(?:ins|del|moveFrom|moveTo)\b", xml):
        warnings.append("The Word file holds tracked changes; it was read as if they were all accepted.")
    if "<w:commentReference" in xml:
        warnings.append("The Word file holds comments; they were left out.")
    if "<w:footnoteReference" in xml or "<w:endnoteReference" in xml:
        warnings.append("The Word file holds footnotes; they stand after the last paragraph.")
    if "<w:drawing" in xml or "<w:pict" in xml:
        warnings.append("The Word file holds pictures; they were left out.")
    return tuple(warnings)
