"""Writes are deeds: keyword-only, by somebody, in the log; and nothing else writes.

Looked at twice: in the source, where the ORM's writing calls are told from others by how they are called, and
at run time, where every statement that reaches the database is traced back to the deed that sent it.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import connection

import boards.deeds
import reports.deeds
import scrutiny.deeds
from boards.deeds.record import DEEDS
from boards.models import LogEntry, Place
from tests.house.addresses import ADDRESSES
from tests.house.forms import Form, count_rows
from tests.house.test_arrows import ROOT, sources
from tests.house.test_bad_input import DESK_FORMS
from tests.house.world import World, undone

KEYWORDS_ONLY = {"save", "create", "delete", "update", "asave", "acreate", "adelete", "aupdate"}
"""They write a row when they are given keywords or nothing. With something by position they are another
object's: ``storage.save(name, content)``, ``digest.update(data)``, ``{}.update(more)``."""
ALWAYS = {
    *("bulk_create", "bulk_update", "get_or_create", "update_or_create", "create_user", "create_superuser"),
    *("abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create", "executemany", "callproc"),
}
WRITERS = {
    "boards/models/people.py": "Django's own way to make a user, which the deeds call",
    "reports/search/entries.py": "the index, written by the publishing deeds in their transaction",
    "reports/search/finding.py": "runs one SELECT that each engine words for itself",
}


def deed_modules() -> Iterator[str]:
    for package in (boards.deeds, reports.deeds, scrutiny.deeds):
        yield from (module.name for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))


for name in deed_modules():
    importlib.import_module(name)


# ---- in the source


def test_no_lock_keeps_waiting_who_only_names_the_locked_row() -> None:
    """On PostgreSQL a plain lock stops rows that point at the locked one, at their commit and while they hold
    the head of the log, which the locker needs next: two people at once, and one of them gets an error."""
    locks = [
        call for path in sources() for call in re.findall(r"select_for_update\([^\n]*", path.read_text())
    ]
    assert len(locks) > 40
    assert [lock for lock in locks if "no_key=True" not in lock] == []


def is_write(call: ast.AST) -> bool:
    """Whether a call is one of the ORM's writes, or SQL that is not plainly a SELECT."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    called, on = call.func.attr, ast.unparse(call.func.value)
    if called == "execute":
        return on != "schema_editor" and not is_select(call)
    return called in ALWAYS or (called in KEYWORDS_ONLY and not call.args)


def is_select(call: ast.Call) -> bool:
    sql = call.args[0] if call.args else None
    return isinstance(sql, ast.Constant) and str(sql.value).lstrip().upper().startswith("SELECT")


def writes(source: ast.AST) -> list[str]:
    """Every call in ``source`` that would write a row, with its line."""
    calls = (node for node in ast.walk(source) if isinstance(node, ast.Call) and is_write(node))
    return [f"{call.lineno}: {ast.unparse(call.func)}" for call in calls]


def is_allowed(place: str) -> bool:
    return "/deeds/" in place or "/migrations/" in place or place in WRITERS


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_deeds_write(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    assert is_allowed(place) or writes(ast.parse(path.read_text())) == []


@pytest.mark.parametrize(
    "source",
    [
        "Place.objects.create(name='A')",
        "place.save()",
        "place.save(update_fields=['name'])",
        "Meeting.objects.filter(pk=1).update(venue='A hall')",
        "meeting.items.all().delete()",
        "Place.objects.bulk_create([place])",
        "Place.objects.get_or_create(name='A')",
        "User.objects.create_user('a@b.test')",
        "cursor.execute('DELETE FROM boards_place')",
        "cursor.execute(statement)",
    ],
)
def test_a_write_in_a_view_would_be_found(source: str) -> None:
    view = (
        f"def view(request):\n    if request.method == 'POST':\n        {source}\n    return redirect('desk')"
    )
    assert len(writes(ast.parse(view))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "default_storage.save('name', content)",
        "default_storage.delete(name)",
        "document.save(path)",
        "hashlib.sha256().update(b'data')",
        "{}.update({'a': 1})",
        "vars().update(mail)",
        "cursor.execute('SELECT 1')",
        "schema_editor.execute(statement)",
    ],
)
def test_what_writes_no_row_is_left_alone(source: str) -> None:
    assert writes(ast.parse(source)) == []


# ---- what a deed looks like


@pytest.mark.parametrize("name", sorted(name for name in DEEDS if not name.startswith("tests.")))
def test_a_deed_is_called_by_keyword_and_done_by_somebody(name: str) -> None:
    parameters = inspect.signature(DEEDS[name]).parameters
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert "by" in parameters
    assert inspect.getdoc(DEEDS[name]) is not None


def test_there_are_deeds() -> None:
    assert len(DEEDS) > 40


# ---- functions that write and are no deed


class Callers:
    """Which function calls which, by their full names, worked out from the imports of each file."""

    def __init__(self) -> None:
        self.called_by: dict[str, set[str]] = {}
        self.writing: set[str] = set()
        self.deeds: set[str] = set()
        self.also: dict[str, str] = {}
        """What a package's ``__init__`` offers under a shorter name, by the full one."""
        for path in sources():
            module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
            tree = ast.parse(path.read_text())
            if module.endswith(".__init__"):
                package = module.removesuffix(".__init__")
                self.also |= {full: f"{package}.{short}" for short, full in imported_names(tree)}
            else:
                self.read(module, tree)

    def read(self, module: str, tree: ast.Module) -> None:
        known = dict(imported_names(tree)) | {
            node.name: f"{module}.{node.name}" for node in tree.body if isinstance(node, ast.FunctionDef)
        }
        for node in tree.body:
            name = f"{module}.{node.name}" if isinstance(node, ast.FunctionDef | ast.ClassDef) else module
            if isinstance(node, ast.FunctionDef):
                self.read_function(name, node)
            for used in names_used(node):
                head, _, rest = used.partition(".")
                if head in known:
                    self.called_by.setdefault(f"{known[head]}.{rest}".strip("."), set()).add(name)

    def read_function(self, name: str, function: ast.FunctionDef) -> None:
        if writes(function):
            self.writing.add(name)
        if any(ast.unparse(each) == "deed" for each in function.decorator_list):
            self.deeds.add(name)

    def outside_deeds(self, function: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """The functions from which a writing function is reached without a deed between."""
        if function in self.deeds or function in seen:
            return set()
        callers = self.called_by.get(function, set()) | self.called_by.get(self.also.get(function, ""), set())
        callers -= {function}
        within = {each for each in callers if ".deeds." in each or each.startswith("reports.search")}
        reached = [self.outside_deeds(each, seen | {function}) for each in within]
        return (callers - within).union(*reached) if callers else {function}


def imported_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((each.asname or each.name, f"{node.module}.{each.name}") for each in node.names)
        elif isinstance(node, ast.Import):
            yield from ((each.asname or each.name, each.name) for each in node.names)


def names_used(node: ast.AST) -> Iterator[str]:
    """Every name in a function's body, called or handed on, as it is written."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name | ast.Attribute) and re.fullmatch(r"[\w.]+", ast.unparse(each)):
            yield ast.unparse(each)


CALLERS = Callers()
UNDER_A_DEED = {
    "boards.deeds.record.record": "writes the entry of the deed that calls it",
    "boards.deeds.chain.take_head": "holds the chain for the deed that calls it",
    "boards.deeds.chain.move_head": "moves the chain for the deed that calls it",
}


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name in CALLERS.writing - CALLERS.deeds - set(UNDER_A_DEED)
        if ".deeds." in name or name.startswith("reports.search.entries")
    ),
)
def test_what_writes_and_is_no_deed_is_reached_only_through_deeds(name: str) -> None:
    assert CALLERS.outside_deeds(name) == set()


def test_a_way_round_the_deeds_would_be_found() -> None:
    callers = Callers()
    callers.read(
        "boards.views.late",
        ast.parse(
            "from boards.deeds import agenda\nfrom reports.deeds.review import write_note as note\n"
            "def view(request):\n    agenda.number([])\n    note()\n"
        ),
    )
    assert callers.outside_deeds("boards.deeds.agenda.number") == {"boards.views.late.view"}
    assert callers.outside_deeds("reports.deeds.review.write_note") == {"boards.views.late.view"}


# ---- at run time

WRITE = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?((?:boards|reports|scrutiny)_\w+)', re.I)
SESSION = {"boards_user"}
"""``last_login``, which Django sets at a sign-in."""


class Watch:
    """Notes each statement that writes one of our rows while no deed is running."""

    def __init__(self) -> None:
        self.writes = 0
        self.wild: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if found := WRITE.match(sql):
            self.writes += 1
            if found[2] not in SESSION and not in_a_deed(sys._getframe()):
                self.wild.add(f"{found[1]} {found[2]}")
        return execute(sql, *more)


def in_a_deed(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "done" and frame.f_globals["__name__"] == "boards.deeds.record":
            return True
        frame = frame.f_back
    return False


def test_no_request_writes_a_row_outside_a_deed(world: World, forms: dict[str, Form]) -> None:
    """Every form of the desk sent as it should be, and every page looked at."""
    watch = Watch()
    with connection.execute_wrapper(watch):
        for form in forms.values():
            with undone(form.visitor.browser):
                form.send(form.filled)
        for address in ADDRESSES.values():
            if "GET" in address.methods:
                world.visitors["secretariat here"].browser.get(address.at(world, address.states[-1]))
    assert watch.wild == set()
    assert watch.writes > 100


def test_a_write_outside_a_deed_would_be_found(world: World) -> None:
    watch = Watch()
    with connection.execute_wrapper(watch):
        Place.objects.create(name="A place", kind="team")
    assert watch.wild == {"INSERT INTO boards_place"}


def test_each_deed_says_who_did_it_and_what_it_was_before_and_after(forms: dict[str, Form]) -> None:
    """What made a row has an after, what took one away a before, and what changed one has both."""
    wrong = {}
    for name in DESK_FORMS:
        form = forms[name]
        with undone(form.visitor.browser):
            rows, entries = count_rows(), LogEntry.objects.count()
            form.send(form.filled)
            first = LogEntry.objects.order_by("sequence")[entries]
            more = {table: count - rows[table] for table, count in count_rows().items()}
            del more["boards_logentry"], more["reports_searchentry"]  # the log itself, and what is derived
            made, gone = max(more.values()) > 0, min(more.values()) < 0
            faults = []
            if first.actor_id != str(form.visitor.user and form.visitor.user.pk):
                faults.append("by somebody else")
            if (made or not gone) and not first.after:
                faults.append("no after")
            if (gone or not made) and not first.before:
                faults.append("no before")
            if not made and not gone and first.before == first.after:
                faults.append("nothing changed")
        if faults:
            wrong[name] = (first.deed, faults)
    assert wrong == {}
    assert len(forms) >= 35
