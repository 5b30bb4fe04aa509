"""Writes are deeds: keyword-only, by somebody, in the log; and nothing else writes."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import boards.deeds
import reports.deeds
import scrutiny.deeds
from boards.deeds.record import DEEDS
from tests.house.test_arrows import ROOT, sources

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "update"}
WRITERS = {
    "boards/models/people.py",  # Django's own way to make a user, which the deeds call
    "reports/search",  # the index is written by the publishing deeds, in their transaction
}
NOT_ROWS = {
    "improvement_board/views/health.py",  # probes the storage with a file
    "reports/files.py",  # files, not rows
}


def deed_modules() -> Iterator[str]:
    for package in (boards.deeds, reports.deeds, scrutiny.deeds):
        yield from (module.name for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))


for name in deed_modules():
    importlib.import_module(name)


def writes(path: Path) -> list[str]:
    """Every call in ``path`` that would write a row, with its line."""
    return [
        f"{node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        if not (isinstance(node.func.value, ast.Dict) or ast.unparse(node.func.value).endswith(("digest", "hasher")))
    ]


def is_allowed(place: str) -> bool:
    return "/deeds/" in place or "/migrations/" in place or place.startswith(tuple(WRITERS | NOT_ROWS))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_deeds_write(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    assert is_allowed(place) or writes(path) == []


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_a_deed_is_called_by_keyword_and_done_by_somebody(name: str) -> None:
    parameters = inspect.signature(DEEDS[name]).parameters
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert "by" in parameters
    assert inspect.getdoc(DEEDS[name]) is not None


def test_there_are_deeds() -> None:
    assert len(DEEDS) > 20
