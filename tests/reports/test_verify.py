"""``verify`` is silent when all is well and names every kind of damage.

The triggers refuse all of this, so each test takes them away first, as somebody with the database's password
could.
"""

import io
import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from boards.deeds.record import entry_hash
from boards.models import ChainHead, LogEntry
from reports import files, witness
from reports.models import Edition, Rendition, Withdrawal
from reports.verify import faults
from tests.cast import Cast
from tests.committed import drop_triggers
from tests.reports.stages import at, make_report


@pytest.fixture
def life(cast: Cast) -> None:
    """Two reports published and one withdrawn; then the triggers are gone."""
    at(cast, "withdrawn")
    at(cast, "published", make_report(cast))
    for edition in Edition.objects.all():  # tests never commit, so nothing was witnessed yet
        witness.testify(edition.sequence, edition.hash)
    assert list(faults()) == []
    drop_triggers()


def entry(sequence: int) -> models.QuerySet[LogEntry]:
    return LogEntry.objects.filter(sequence=sequence)


def last() -> int:
    return LogEntry.objects.count()


def put(row: models.Model, **facts: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**facts)


def swap(first: int, second: int) -> None:
    entry(first).update(sequence=10_000)
    entry(second).update(sequence=first)
    entry(10_000).update(sequence=second)


def rotate() -> None:
    swap(2, 4)
    swap(3, 4)


def insert_between() -> None:
    """Somebody else's deed, written into the log with a hash of its own and everything after moved on."""
    for sequence in range(last(), 2, -1):
        entry(sequence).update(sequence=sequence + 1)
    before = entry(2).get()
    forged = LogEntry(
        sequence=3,
        at=timezone.now(),
        actor="Nobody",
        deed="forged",
        noun="boards.Body",
        noun_id="1",
        name="X",
    )
    forged.previous_hash = before.hash
    forged.hash = entry_hash(forged)
    forged.save()
    head = ChainHead.objects.get(name="log")
    put(head, sequence=head.sequence + 1)


def append_forged() -> None:
    newest = entry(last()).get()
    forged = LogEntry(
        sequence=newest.sequence + 1, at=timezone.now(), actor="Nobody", deed="forged", noun="boards.Body",
        noun_id="1", name="X", previous_hash=newest.hash,
    )  # fmt: skip
    forged.hash = entry_hash(forged)
    forged.save()


def edit_and_hash_again() -> None:
    changed = entry(2).get()
    changed.actor = "Somebody Else"
    entry(2).update(actor=changed.actor, hash=entry_hash(changed))


def old_copy() -> None:
    """The database as it was before the last publication, its head and log included."""
    Edition.objects.filter(sequence=3).delete()
    newest = Withdrawal.objects.get(sequence=2)
    ChainHead.objects.filter(name="publications").update(sequence=2, hash=newest.hash)
    told = LogEntry.objects.get(
        noun="reports.Edition", deed="published", name__contains="edition 1", after__sequence=3
    )
    LogEntry.objects.filter(sequence__gte=told.sequence).delete()
    entries = LogEntry.objects.order_by("-sequence")
    ChainHead.objects.filter(name="log").update(sequence=entries[0].sequence, hash=entries[0].hash)


def edition() -> Edition:
    return Edition.objects.get(sequence=3)


def file_of_edition() -> Any:
    return files.path_of(Rendition.objects.get(content_sha256=edition().content_sha256))


DAMAGE: dict[str, tuple[Callable[[], object], str]] = {
    "an entry's reason edited": (
        lambda: entry(2).update(reason="Never said"),
        "log entry 2 is not as it was",
    ),
    "an entry's actor changed": (
        lambda: entry(3).update(actor="Otto"),
        "log entry 3 is not as it was written",
    ),
    "an entry's time changed": (
        lambda: entry(3).update(at=timezone.now()),
        "log entry 3 is not as it was written",
    ),
    "an entry edited and hashed again": (edit_and_hash_again, "log entry 3 does not follow"),
    "an entry deleted from the middle": (lambda: entry(2).delete(), "log entry 2 is missing."),
    "several deleted from the middle": (
        lambda: LogEntry.objects.filter(sequence__in=(2, 3)).delete(),
        "log entry 2 to 3 are missing.",
    ),
    "the last entry deleted": (
        lambda: entry(last()).delete(),
        "is missing at the end",
    ),
    "the log emptied": (
        lambda: LogEntry.objects.all().delete(),
        "The log entry 1 to .* are missing at the end",
    ),
    "two entries swapped": (lambda: swap(2, 3), "log entry 2 is not as it was written"),
    "the log put in another order": (rotate, "log entry 3 does not follow"),
    "an entry inserted": (insert_between, "log entry 4 does not follow"),
    "an entry appended": (append_forged, "should be the last"),
    "the head moved back": (
        lambda: ChainHead.objects.filter(name="log").update(hash="0" * 64),
        "is not the one that was written last",
    ),
    "an old copy of the database": (old_copy, "publication 3 was witnessed, but is not in the database"),
    "the words of an edition changed": (
        lambda: put(edition(), html="<p>Otherwise</p>"),
        "has not the words it was agreed with",
    ),
    "the numbers of an edition changed": (
        lambda: put(edition(), data={"numbers": {}}),
        "has not the words it was agreed with",
    ),
    "the office of an edition changed": (
        lambda: put(edition(), published_by_office="Nobody"),
        "publication 3 is not as it was written",
    ),
    "an edition deleted": (lambda: edition().delete(), "publication 3 is missing at the end"),
    "a withdrawal deleted": (lambda: Withdrawal.objects.all().delete(), "publication 2 is missing"),
    "a withdrawal's reason changed": (
        lambda: Withdrawal.objects.update(reason="None"),
        "publication 2 is not as it was written",
    ),
    "a rendition's row deleted": (
        lambda: Rendition.objects.all().delete(),
        "the log says it was written .*, but it is not there",
    ),
    "a rendition's row changed": (
        lambda: Rendition.objects.update(pages=99),
        "it is not as the log says it was written",
    ),
    "one byte of a file changed": (
        lambda: file_of_edition().write_bytes(file_of_edition().read_bytes()[:-1] + b"!"),
        "The file .* is not as it was kept",
    ),
    "a file cut short": (
        lambda: file_of_edition().write_bytes(file_of_edition().read_bytes()[:-1]),
        "The file .* is not as it was kept",
    ),
    "a file deleted": (lambda: file_of_edition().unlink(), "The file .* is missing"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_named(life: None, damage: str, capsys: pytest.CaptureFixture[str]) -> None:
    do, sentence = DAMAGE[damage]
    do()
    with pytest.raises(SystemExit) as left:
        call_command("verify")
    assert left.value.code == 1
    assert re.search(sentence, capsys.readouterr().err)


def test_cutting_the_tail_and_the_head_of_a_publication_shows_in_the_log(life: None) -> None:
    """Whoever makes the chain agree with itself still has the log, and the files, against them."""
    newest = edition()
    newest.delete()
    ChainHead.objects.filter(name="publications").update(
        sequence=2, hash=Withdrawal.objects.get(sequence=2).hash
    )
    assert any("the log says it was written" in fault for fault in faults())


def test_silence_when_all_is_well(life: None) -> None:
    out, err = io.StringIO(), io.StringIO()
    call_command("verify", stdout=out, stderr=err)
    assert (out.getvalue(), err.getvalue()) == ("", "")


def test_an_empty_house_is_in_order(db: None) -> None:
    assert list(faults()) == []


def test_sweeping_says_what_it_removed(life: None) -> None:
    sha256, _ = files.keep(b"%PDF-1.7 nobody's", "pdf")
    os.utime(files.place_of(sha256, "pdf"), (0, 0))
    out = io.StringIO()
    call_command("verify", "--sweep", stdout=out)
    assert out.getvalue() == f"Removed {sha256}.pdf.\n"
