"""The child that looks into a file: whatever the file does, it ends the child and not the service."""

import logging
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest

from boards.deeds.refusals import Refused
from reports.documents import look
from reports.documents.looking import PROJECT
from tests.reports.documents.samples import open_pdf, pdf, pdf_bytes, picture, word

TOO_HARD = "Looking through the file takes too much, so it was not taken. Save it again, or split it."


def test_a_file_that_takes_too_long_ends_the_child() -> None:
    large = pdf_bytes(open_pdf(3_000), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pytest.raises(Refused, match=TOO_HARD):
        look(large, seconds=0)


def test_a_file_that_takes_too_much_memory_ends_the_child() -> None:
    with pytest.raises(Refused) as refused:
        look(picture("PNG", (7_000, 7_000)), memory=120 * 1024 * 1024)
    assert refused.value.sentence == TOO_HARD


def test_a_bomb_in_the_objects_of_a_pdf_ends_within_the_limits() -> None:
    """A stream of objects that unpacks to two gigabytes."""
    made = open_pdf()
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(2_000)) + packer.flush()
    stream = pikepdf.Stream(made, packed)
    stream.Filter, stream.Type, stream.N, stream.First = pikepdf.Name.FlateDecode, pikepdf.Name.ObjStm, 1, 4
    made.Root.Extra = made.make_indirect(stream)
    assert look(pdf_bytes(made, compress_streams=False)).format == "pdf"


def test_the_child_starts_neither_django_nor_knows_a_secret(tmp_path: Path) -> None:
    told = "import sys, os, reports.documents.child, reports.documents.looking; "
    told += "print('django' in sys.modules, 'pikepdf' in sys.modules, 'PIL' in sys.modules)"
    made = subprocess.run(
        [sys.executable, "-c", told], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert made.stdout.split() == ["False", "False", "False"]


def test_no_secret_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a secret")
    given: dict[str, str] = {}
    run = subprocess.run

    def noted(*args: object, **how: object) -> object:
        given.update(how["env"])  # type: ignore[call-overload]
        return run(*args, **how)  # type: ignore[call-overload]

    monkeypatch.setattr("reports.documents.looking.subprocess.run", noted)
    assert look(word()).format == "docx"
    assert "SECRET_KEY" in os.environ
    assert "SECRET_KEY" not in given


def test_a_fault_of_the_reader_is_logged_and_the_file_refused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As when a library meets something that nobody thought of."""
    monkeypatch.setattr("reports.documents.looking.sys.executable", "/bin/false")
    with caplog.at_level(logging.WARNING), pytest.raises(Refused, match="The file is damaged"):
        look(pdf())
    assert [record.getMessage() for record in caplog.records] == ["A file could not be looked into: "]
