"""Tests of what two transactions do to each other need rows that are really committed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from boards.append_only import statements, verbs

APPEND_ONLY = (
    "boards_logentry",
    "reports_edition",
    "reports_withdrawal",
    "reports_rendition",
    "reports_publishedevidence",
)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Like ``db``, but commits, on the engine as it runs in earnest.

    SQLite gets a file of its own, since a database in memory knows neither WAL nor waiting. PostgreSQL is
    emptied afterwards, for which the append-only tables must let go of their rows.
    """
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with own_file(tmp_path / "committed.sqlite3"):
                yield
        else:
            yield
            empty()


@contextmanager
def own_file(path: Path) -> Iterator[None]:
    """A copy of the prepared database in a file, for every thread."""
    in_memory, settings = connections["default"], connections.databases["default"]
    in_memory.ensure_connection()
    copy = sqlite3.connect(path)
    in_memory.connection.backup(copy)
    copy.close()
    name, settings["NAME"] = settings["NAME"], str(path)
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = name
        connections["default"] = in_memory


def empty() -> None:
    drop_triggers()
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for statement in statements(connection.vendor, table):
                cursor.execute(statement)
    import_module("boards.migrations.0006_remote_presence").tell(apps, None)  # the law is data, too


def drop_triggers() -> None:
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            for verb in verbs(connection.vendor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")
