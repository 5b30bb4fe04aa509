"""The table of rules in `docs/rules.md` names files and tests that are there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

TABLE = Path(settings.BASE_DIR, "docs", "rules.md").read_text()
ROWS = [line for line in TABLE.splitlines() if re.match(r"\| \d+ \|", line)]


def test_every_rule_that_falls_on_these_desks_has_a_row() -> None:
    assert [int(row.split("|")[1]) for row in ROWS] == [*range(1, 20), 28]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"rule {row.split('|')[1].strip()}")
def test_what_a_row_names_is_there(row: str) -> None:
    kept_in, tests = (re.findall(r"`([^`]+)`", cell) for cell in row.split("|")[3:5])
    assert kept_in
    assert tests
    assert [path for path in kept_in if not Path(settings.BASE_DIR, path).is_file()] == []
    assert [test for test in tests if test not in named_in(test.split("::")[0])] == []


def named_in(path: str) -> list[str]:
    tree = ast.parse(Path(settings.BASE_DIR, path).read_text())
    return [f"{path}::{name}" for name in names_in(tree)]


def names_in(tree: ast.Module | ast.ClassDef, above: str = "") -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"{above}{node.name}"
        elif isinstance(node, ast.ClassDef):
            yield from names_in(node, f"{above}{node.name}::")
