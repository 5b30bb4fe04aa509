"""Many people write at once: everybody gets a turn, and nobody's work is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from boards.deeds.bodies import change_body
from boards.deeds.organisations import add_organisation
from boards.deeds.refusals import Stale
from boards.models import Body, LogEntry, Organisation
from reports.verify import faults
from tests.cast import Cast

WRITERS = 8
TURNS = 12


@pytest.fixture
def cast(committed: None) -> Cast:
    return Cast()


def all_at_once(work: Callable[[int], None]) -> None:
    """Let each writer do ``work`` in a thread with a connection of its own; the first error is raised."""

    def one(writer: int) -> None:
        try:
            work(writer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(one, range(WRITERS)))


def test_everybody_gets_a_turn_and_the_chain_holds(cast: Cast) -> None:
    def work(writer: int) -> None:
        for turn in range(TURNS):
            add_organisation(by=cast.ada, name=f"Organisation {writer}.{turn}")

    before = Organisation.objects.count()
    all_at_once(work)
    assert Organisation.objects.count() == before + WRITERS * TURNS
    assert [entry.sequence for entry in LogEntry.objects.all()] == list(range(1, WRITERS * TURNS + 1))
    assert list(faults()) == []


def test_no_change_is_overwritten_unseen(cast: Cast) -> None:
    """Each writer reads the purpose, adds a line and saves; told of a newer version, it reads again."""

    def work(writer: int) -> None:
        for turn in range(TURNS):
            while not added(cast, f"{writer}.{turn}"):
                pass

    all_at_once(work)
    lines = Body.objects.get(pk=cast.board.pk).purpose.splitlines()
    assert sorted(lines) == sorted(f"{writer}.{turn}" for writer in range(WRITERS) for turn in range(TURNS))


def added(cast: Cast, line: str) -> bool:
    body = Body.objects.get(pk=cast.board.pk)
    purpose = f"{body.purpose}\n{line}".strip()
    try:
        change_body(
            by=cast.sam,
            body=body,
            version=body.version,
            purpose=purpose,
            contact=body.contact,
            notice_days=body.notice_days,
        )
    except Stale:
        return False
    return True


@pytest.mark.skipif(connection.vendor != "sqlite", reason="these settings are SQLite's")
def test_sqlite_survives_a_power_cut_and_readers_do_not_wait(committed: None) -> None:
    with connection.cursor() as cursor:
        told = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert told == ["wal", 2]  # write-ahead log; FULL
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
