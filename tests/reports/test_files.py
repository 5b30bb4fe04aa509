"""A file is whole or not there, and what a fault leaves behind is swept."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from reports import files
from reports.deeds.renditions import keep_rendition
from reports.models import Rendition
from reports.verify import faults

PDF = b"%PDF-1.7 a paper"


def kept() -> list[bytes]:
    return [path.read_bytes() for path in files.files()]


def test_a_file_is_kept_under_the_hash_of_its_bytes(db: None) -> None:
    sha256, size = files.keep(PDF, "pdf")
    rendition = Rendition(file_sha256=sha256, format="pdf", size=size)
    assert rendition.path == f"renditions/{sha256[:2]}/{sha256}.pdf"
    with files.open_rendition(rendition) as file:
        assert file.read() == PDF
    assert size == len(PDF)


def test_the_same_bytes_are_kept_once_and_mended() -> None:
    sha256, _ = files.keep(PDF, "pdf")
    files.place_of(sha256, "pdf").write_bytes(b"damaged")
    assert files.keep(PDF, "pdf")[0] == sha256
    assert kept() == [PDF]


class DiskFull(OSError):
    pass


@pytest.mark.parametrize("step", ["fsync of the file", "rename"])
def test_a_fault_before_the_file_is_in_place_leaves_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*given: object) -> None:
        raise DiskFull

    if step == "rename":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, "fsync", fail_on_files)
    with pytest.raises(DiskFull):
        files.keep(PDF, "pdf")
    assert kept() == []
    assert list(faults()) == []


def fail_on_files(handle: int) -> None:
    """An fsync that fails for files and does nothing for folders."""
    if stat.S_ISREG(os.fstat(handle).st_mode):
        raise DiskFull


def test_a_fault_between_file_and_row_is_no_damage_and_is_swept(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(folder: Path) -> None:
        raise DiskFull

    files.make_folder(files.place_of(hashlib.sha256(PDF).hexdigest(), "pdf").parent)
    monkeypatch.setattr(files, "sync_folder", crash)
    with pytest.raises(DiskFull):
        files.keep(PDF, "pdf")
    assert kept() == [PDF]
    assert list(faults()) == []
    assert [path.suffix for path in files.sweep(older_than=-1)] == [".pdf"]
    assert kept() == []


def test_sweeping_spares_what_a_row_names_and_what_is_new(db: None) -> None:
    sha256, size = files.keep(PDF, "pdf")
    keep_rendition(by=None, content_sha256="c" * 64, file_sha256=sha256, size=size, pages=1)
    files.keep(b"%PDF-1.7 whose row is being written", "pdf")
    assert files.sweep() == []
    assert len(files.sweep(older_than=-1)) == 1
    assert kept() == [PDF]


def test_an_unfinished_file_of_a_killed_worker_is_swept(db: None) -> None:
    sha256, _ = files.keep(PDF, "pdf")
    unfinished = files.write_beside(files.place_of(sha256, "pdf"), b"half")
    assert unfinished in files.sweep(older_than=-1)
