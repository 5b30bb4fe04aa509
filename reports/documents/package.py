"""Office files as what they are, archives of XML parts: checked as archives before any part is read."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from lxml import etree

from reports.documents.formats import OLE
from reports.documents.limits import HIGHEST_RATIO, LARGEST_PART, LARGEST_UNPACKED, MOST_PARTS, SMALL
from reports.documents.sentences import (
    BOMB,
    BROKEN,
    CARRIES,
    LOCKED,
    MACROS,
    NOT_TAKEN,
    TEMPLATE,
    CannotTake,
)

TYPES: Final = "[Content_Types].xml"
MAIN_TYPES: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
FAMILIES: Final = (("word", ".docx"), ("spreadsheet", ".xlsx"), ("excel", ".xlsx"), ("p", ".pptx"))
PLAIN: Final = frozenset(
    "xml rels vml png jpg jpeg gif bmp tif tiff emf wmf svg wdp ico mp3 mp4 m4a m4v mov wav avi wmv wma "
    "ttf odttf fntdata xlsx docx pptx".split()
)
"""Endings of parts that hold text, pictures, sound or fonts; workbooks behind charts are looked at apart."""

PRINTER: Final = re.compile(r"(?:xl|ppt|word)/printerSettings/printerSettings\d+\.bin")
CHUNK: Final = 64 * 1024
DAMAGED: Final = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: what a part leads to, by the last word of its type."""

    id: str
    type: str
    target: str
    is_external: bool


@dataclass
class Package:
    """An archive that has passed the checks, with its parts by name."""

    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    types: dict[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> list[str]:
        return sorted(self.parts)

    def like(self, pattern: str) -> list[str]:
        """The parts whose whole name matches, in the order of their numbers."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])

    def read(self, name: str) -> bytes:
        if self.parts[name].file_size > LARGEST_PART:
            raise CannotTake(BOMB)
        try:
            return self.archive.read(self.parts[name])
        except DAMAGED as error:
            raise CannotTake(BROKEN) from error

    def xml(self, name: str) -> Any:
        """The root of an XML part; an empty element when there is no such part."""
        if name not in self.parts:
            return etree.Element("nothing")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.LxmlError, ValueError) as error:
            raise CannotTake(BROKEN) from error
        if root.getroottree().docinfo.doctype:
            raise CannotTake(BROKEN)
        return root

    def stream(self, name: str, start: Callable[[str, dict[str, str]], None]) -> None:
        """Call ``start`` with the bare name and attributes of every element: for long sheets."""
        parser = etree.XMLParser(
            target=_Starts(start), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            with self.archive.open(self.parts[name]) as part:
                while chunk := part.read(CHUNK):
                    parser.feed(chunk)
            parser.close()
        except (etree.LxmlError, *DAMAGED) as error:
            raise CannotTake(BROKEN) from error

    def links(self, name: str) -> list[Link]:
        """What a part leads to; targets within the package are full names."""
        folder, own = posixpath.split(name)
        rels = f"{folder}/_rels/{own}.rels".lstrip("/")
        return [self._link(each, folder) for each in elements(self.xml(rels), "Relationship")]

    def every_link(self) -> Iterator[Link]:
        for rels in self.like(r"(?:.*/)?_rels/[^/]*\.rels"):
            for each in elements(self.xml(rels), "Relationship"):
                yield self._link(each, posixpath.dirname(posixpath.dirname(rels)))

    def _link(self, each: Any, folder: str) -> Link:
        target, is_external = each.get("Target", ""), each.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return Link(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target, is_external)


class _Starts:
    """What lxml calls while it reads; a document type, which no office writes, ends it."""

    def __init__(self, start: Callable[[str, dict[str, str]], None]) -> None:
        self._start = start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass

    def doctype(self, *_: object) -> None:
        raise CannotTake(BROKEN)

    def close(self) -> None:
        pass


def open_package(content: bytes) -> tuple[str, Package]:
    """The format of an Office file and its checked parts; CannotTake for anything that is not plainly one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except DAMAGED as error:
        raise CannotTake(BROKEN) from error
    check_archive(parts, len(content))
    package = Package(archive, {part.filename: part for part in parts if not part.is_dir()})
    if TYPES not in package.parts:
        raise CannotTake(NOT_TAKEN)
    package.types = content_types(package)
    format = format_of(package)
    check_parts(package, format)
    return format, package


def check_archive(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuses bombs, passwords, and names that lead out of the archive or stand twice in it."""
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > LARGEST_UNPACKED
        or unpacked > max(packed * HIGHEST_RATIO, SMALL)
    ):
        raise CannotTake(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise CannotTake(LOCKED)
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names) or any(
        name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names
    ):
        raise CannotTake(BROKEN)


def content_types(package: Package) -> dict[str, str]:
    """Part name to content type, as the package declares them; ``*.ending`` for those by their ending."""
    types = {}
    for each in package.xml(TYPES):
        name = each.get("PartName", "").lstrip("/") or f"*.{each.get('Extension', '').lower()}"
        types[name] = each.get("ContentType", "")
    return types


def format_of(package: Package) -> str:
    """By the declared type of the part that the package opens with, which must be there."""
    main = next((link.target for link in package.links("") if link.type == "officeDocument"), "")
    declared = package.types.get(main) or package.types.get(f"*.{main.rpartition('.')[2].lower()}", "")
    if main in package.parts and declared in MAIN_TYPES:
        return MAIN_TYPES[declared]
    if main not in package.parts or "main+xml" not in declared:
        raise CannotTake(NOT_TAKEN)
    sentence = MACROS if "macro" in declared.lower() else TEMPLATE
    family = next(ending for start, ending in FAMILIES if start in declared.lower())
    raise CannotTake(sentence.format(ending=family))


def check_parts(package: Package, format: str) -> None:
    """Refuses programs and files inside the file: by names, declared types and first bytes."""
    declared = " ".join(package.types.values()).lower()
    if "vbaproject" in declared or "macroenabled" in declared or any(map(is_macro, package.names)):
        raise CannotTake(MACROS.format(ending=f".{format}"))
    for name in package.names:
        plain = name.rpartition(".")[2].lower() in PLAIN or PRINTER.fullmatch(name)
        if not plain or "/activex/" in name.lower() or begins_as_program(package, name):
            raise CannotTake(CARRIES.format(name=posixpath.basename(name)[:60]))


def is_macro(name: str) -> bool:
    return bool(re.search(r"vbaproject|vbadata|(?:^|/)macrosheets/", name, re.IGNORECASE))


def begins_as_program(package: Package, name: str) -> bool:
    """Whether a part that is called a picture or a font is a program or an embedded object."""
    try:
        with package.archive.open(package.parts[name]) as part:
            start = part.read(8)
    except DAMAGED as error:
        raise CannotTake(BROKEN) from error
    return start.startswith((OLE, b"MZ", b"\x7fELF", b"#!"))


# ---- reading XML whatever namespace its edition of the standard has


def elements(root: Any, *names: str) -> Iterator[Any]:
    """Every element under ``root`` with one of these bare names."""
    return (each for each in root.iter(etree.Element) if bare(each) in names)


def bare(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def value(element: Any, name: str) -> str:
    """An attribute by its bare name; empty when it is not there."""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def is_on(element: Any) -> bool:
    """Whether a switch of Word's (such as ``w:vanish``) is on: it is, unless it says otherwise."""
    return value(element, "val").lower() not in ("0", "false", "off", "none")


def words_in(element: Any) -> str:
    return "".join(element.itertext()).strip()
