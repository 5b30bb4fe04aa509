"""Imports point one way: improvement_board -> scrutiny -> reports -> boards -> Django."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DESKS = ("boards", "reports", "scrutiny", "improvement_board")
NO_NAMES = {"utils", "helpers", "common", "core", "misc", "signals", "services"}


def sources() -> list[Path]:
    return sorted(path for desk in DESKS for path in (ROOT / desk).rglob("*.py"))


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def wrong_arrows(desk: str, source: str) -> list[str]:
    """The desks that ``source`` imports although they stand to the left of its own."""
    left = DESKS[DESKS.index(desk) + 1 :]
    return [name for name in imported(source) if name.split(".")[0] in left]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    assert wrong_arrows(path.relative_to(ROOT).parts[0], path.read_text()) == []


def test_a_wrong_arrow_would_be_found() -> None:
    assert wrong_arrows("boards", "def f():\n    from scrutiny.models import Minute") == ["scrutiny.models"]
    assert wrong_arrows("scrutiny", "import improvement_board.policy") == ["improvement_board.policy"]
    assert wrong_arrows("scrutiny", "from boards.models import Body") == []


def test_no_file_is_a_drawer_for_everything() -> None:
    assert [str(path) for path in sources() if NO_NAMES & {path.stem, path.parent.name}] == []


def test_the_top_level_is_the_one_that_was_agreed() -> None:
    agreed = {
        *("manage.py", "improvement_board", "boards", "reports", "scrutiny", "templates", "static", "tests"),
        *("pyproject.toml", "README.md", "Makefile", "requirements.lock", "bench", "docs", "var"),
    }
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))} <= agreed
