"""Files made from editions: kept under the hash of their bytes, so none is ever overwritten by another.

A file is whole before any row names it: written beside its place, synced, renamed, and its folder synced, and
only then does the row commit. What a crash leaves behind is a file without a row, which ``sweep`` removes.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from reports.models import Document, Rendition

FOLDER: Final = "renditions"
UNFINISHED: Final = ".unfinished-"
SETTLED: Final = 60 * 60
"""Seconds after which a file without a row is nobody's: its row would long have been committed."""


def keep(content: bytes, format: str) -> tuple[str, int]:
    """Write ``content`` under its SHA-256 and return that and the size in bytes.

    Whatever interrupts it, the address holds either the whole file or none. Keeping the same bytes again
    replaces the file, which mends one that was damaged on the disk.
    """
    file_sha256 = hashlib.sha256(content).hexdigest()
    place = place_of(file_sha256, format)
    make_folder(place.parent)
    unfinished = write_beside(place, content)
    try:
        unfinished.replace(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(place.parent)
    return file_sha256, len(content)


def open_rendition(rendition: Rendition) -> BinaryIO:
    """The kept file, open for reading bytes; FileNotFoundError when it has gone missing (see ``verify``)."""
    return path_of(rendition).open("rb")


def path_of(rendition: Rendition) -> Path:
    return Path(settings.MEDIA_ROOT) / rendition.path


def place_of(file_sha256: str, format: str) -> Path:
    return path_of(Rendition(file_sha256=file_sha256, format=format))


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep(*, older_than: int = SETTLED) -> list[Path]:
    """Remove files that no row names and that have not been touched for ``older_than`` seconds; say which."""
    named = {Rendition(file_sha256=sha, format=format).path for sha, format in kept_by_rows()}
    swept = []
    for path in files():
        settled = path.stat().st_mtime < time.time() - older_than
        if settled and path.relative_to(settings.MEDIA_ROOT).as_posix() not in named:
            path.unlink(missing_ok=True)
            swept.append(path)
    return swept


def files() -> Iterator[Path]:
    """Every file under the folder of renditions, unfinished ones included."""
    return (path for path in sorted((Path(settings.MEDIA_ROOT) / FOLDER).rglob("*")) if path.is_file())


def kept_by_rows() -> Iterator[tuple[str, str]]:
    """What was published, and what was uploaded and is not public yet."""
    yield from Rendition.objects.values_list("file_sha256", "format").iterator()
    yield from Document.objects.values_list("file_sha256", "format").iterator()


def write_beside(place: Path, content: bytes) -> Path:
    """A synced file with ``content`` in the folder of ``place``, so that the rename stays on one disk."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=place.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, each made known to the disk before anything is put in it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
