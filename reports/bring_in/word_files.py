"""Word files: checked as archives first, then read through the same door as HTML.

What is not plain text is taken out before and told, with where it stood; the words that are left are counted,
so that none is lost without a word.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.parsers import expat

from reports.bring_in.files import OLE, CannotRead, Read, check_text_is_there
from reports.bring_in.html_files import CONTINUED, blocks_in, with_words
from reports.bring_in.lines import Line
from reports.bring_in.unread import Unread, places
from reports.bring_in.word_numbers import type_out_numbers

if TYPE_CHECKING:
    from reports.bring_in.word_extras import Extra

LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes
LARGEST_XML = 16 * 1024 * 1024  # bytes; a book of a thousand pages has less
HIGHEST_RATIO = 150  # unpacked to packed; Word's own files stay under 40
SMALL = 1024 * 1024  # bytes; a small file may be packed as tightly as it likes
MOST_PARTS = 3000
DEEPEST = 200
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = "The Word file is damaged and cannot be read; open it in Word, save it again and try once more."
STYLES = f"""
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Continued paragraph'] => p.{CONTINUED}:fresh
"""
WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 200  # that are shown of those that were not read


def read_word(content: bytes) -> Read:
    """What a .docx file says; raises CannotRead for anything else."""
    _check_archive(content)
    html, extras, words = _convert(content)
    marked = blocks_in(html)
    where = places(marked.lines)
    lines = with_words(marked.lines)
    check_text_is_there(lines, "There is no text in the Word file.")
    nowhere = [at for at in range(len(extras)) if at not in where]
    in_order = ((at, extras[at]) for at in (*where, *nowhere))
    unread = [Unread(extra.what, where.get(at, ""), extra.text) for at, extra in in_order]
    return Read(lines, (*unread, *_lost(words, lines)), marked.emphases)


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


def _convert(content: bytes) -> tuple[str, "list[Extra]", list[str]]:
    """HTML with the automatic numbers typed out, what was taken out, and the words that are to be read.

    The libraries raise anything at all on a damaged file.
    """
    import docx
    import mammoth

    from reports.bring_in.word_extras import leave_marks, take_out

    try:
        document = docx.Document(io.BytesIO(content))
        extras = take_out(document)
        words = [each.text or "" for each in document.element.body.iter("{*}t")]
        type_out_numbers(document)
        leave_marks(extras)
        numbered = io.BytesIO()
        document.save(numbered)
        numbered.seek(0)
        result = mammoth.convert_to_html(numbered, style_map=STYLES, convert_image=lambda _image: [])
    except Exception as error:
        raise CannotRead(BROKEN) from error
    return str(result.value), extras, words


def _lost(words: Sequence[str], lines: Sequence[Line]) -> list[Unread]:
    """Words of the file that no line has: the library passes over what it does not know.

    Letters are counted first, because a word may be written in several pieces.
    """
    read = [f"{line.label} {line.text}" for line in lines]
    if not _letters(words) - _letters(read):
        return []
    missing = Counter(WORD.findall(" ".join(words))) - Counter(WORD.findall(" ".join(read)))
    return [Unread("words", text=" ".join(list(missing.elements())[:MOST_WORDS]))]


def _letters(texts: Sequence[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if letter.isalnum())
