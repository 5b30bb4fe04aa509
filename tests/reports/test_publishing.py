"""What is published stays as it is, byte for byte, and nothing half made is ever public."""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from boards.deeds.refusals import Refused
from boards.models import LogEntry
from reports import files, search, tasks, witness
from reports.deeds.publishing import (
    PATIENCE,
    PdfState,
    ask_again,
    content_of,
    next_number,
    pdf_state,
    prepare,
    publish_edition,
    withdraw,
)
from reports.deeds.workflow import move, next_paper
from reports.models import Edition, PreparedContent, Rendition, Report, Withdrawal
from reports.pdf import limits
from reports.pdf.check import check_pdf
from reports.pdf.worker import render_in_subprocess
from reports.verify import faults
from tests.builders import make_member
from tests.cast import Cast
from tests.reports.stages import at, lay_pdf, make_report, prepared, rewrite


def run_worker(own_connection: bool = False) -> None:
    """The real worker, until nothing is left to do.

    It drops its connection between jobs, which would end the transaction of a test that never commits.
    """
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    with nullcontext() if own_connection else patch.object(db_worker, "close_old_connections"):
        worker.run()


def sha256_of(report: Report) -> str:
    return content_of(next_paper(report)).sha256


def pdf_bytes(edition: Edition) -> bytes:
    rendition = Rendition.objects.made_of(edition.content_sha256).get()
    with files.open_rendition(rendition) as file:
        return file.read()


def test_the_worker_makes_the_pdf_and_then_it_can_be_published(committed: None) -> None:
    cast = Cast()
    report = at(cast, "agreed")
    run_worker(own_connection=True)
    html = content_of(next_paper(report)).html
    report = move(by=cast.sam, report=report, move="publish", version=report.version)
    edition = report.publication.editions.get()
    assert check_pdf(pdf_bytes(edition), html, title=report.title) == []
    assert list(witness.testimony()) == [(1, edition.hash)]
    assert list(faults()) == []


def test_the_job_holds_no_words_and_the_words_go_when_the_pdf_is_kept(cast: Cast) -> None:
    report = at(cast, "agreed", make_report(cast, title="CANARY"))
    job = DBTaskResult.objects.get()
    assert job.args_kwargs == {"args": [sha256_of(report)], "kwargs": {}}
    assert "CANARY" in prepared(report).html
    run_worker()
    assert prepared(report).html == ""


def test_an_edition_keeps_everything_of_its_day(cast: Cast) -> None:
    cast.sam.memberships.update(office="Head of Governance")
    edition = at(cast, "published").publication.editions.get()
    report = Report.objects.get()
    assert (edition.number, edition.title, edition.reason) == (1, "Chair's report for autumn", "")
    assert (edition.published_by, edition.published_by_office) == (cast.sam, "Head of Governance")
    assert edition.author == "Independent Chair, Children's Improvement Board"
    assert edition.body_name == "Children's Improvement Board"
    keys = [str(key) for key in report.sections.get().paragraphs.values_list("key", flat=True)]
    assert edition.data["numbers"] == dict(zip(keys, ["1.1", "1.2"], strict=True))
    assert edition.data["anchors"] == dict(zip(keys, ["p-1-1", "p-1-2"], strict=True))
    assert "Edition 1" in edition.html


def test_a_published_edition_never_changes_whatever_is_done_afterwards(cast: Cast) -> None:
    report = at(cast, "published")
    first = report.publication.editions.get()
    html, text, data, digest, pdf = first.html, first.text, first.data, first.hash, pdf_bytes(first)

    def unchanged() -> bool:
        now = Edition.objects.get(pk=first.pk)
        return (now.html, now.text, now.data, now.hash, pdf_bytes(now)) == (html, text, data, digest, pdf)

    report = move(by=cast.chris, report=report, move="correct", version=report.version, reason="Wrong.")
    assert unchanged()
    rewrite(report, "Something else altogether.")
    report.title = "Another title"
    report.save(update_fields=["title"])
    cast.board.names.update(name="A Renamed Board")
    assert unchanged()
    report = at(cast, "withdrawn", Report.objects.get())
    assert unchanged()
    assert list(faults()) == []


@pytest.mark.parametrize("model", [Edition, Withdrawal, Rendition])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_what_was_published(
    cast: Cast, model: type[models.Model], change: str
) -> None:
    at(cast, "withdrawn")
    rows = model._default_manager.all()
    do = {"update": lambda: rows.update(id=models.F("id")), "delete": lambda: rows._raw_delete(rows.db)}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        do[change]()
    assert rows.count() == 1


def test_editions_and_withdrawals_form_one_chain(cast: Cast) -> None:
    at(cast, "withdrawn")
    at(cast, "published", make_report(cast))
    first, second = Edition.objects.order_by("sequence")
    withdrawal = Withdrawal.objects.get()
    assert [first.sequence, withdrawal.sequence, second.sequence] == [1, 2, 3]
    assert [first.previous_hash, withdrawal.previous_hash, second.previous_hash] == [
        "",
        first.hash,
        withdrawal.hash,
    ]


def test_search_follows_publication_and_withdrawal(cast: Cast) -> None:
    report = make_report(cast)
    rewrite(report, "The zebra crossing is closed.")
    report = at(cast, "agreed", report)
    assert search.search("zebra").hits == ()
    lay_pdf(report)
    report = move(by=cast.sam, report=report, move="publish", version=report.version)
    assert len(search.search("zebra").hits) == 1
    move(by=cast.sam, report=report, move="withdraw", version=report.version, reason="Wrong.")
    assert search.search("zebra").hits == ()


def test_preparing_twice_asks_once(cast: Cast) -> None:
    report = at(cast, "agreed")
    prepare(by=cast.rae, publication=report.publication, paper=next_paper(report))
    assert DBTaskResult.objects.count() == PreparedContent.objects.count() == 1


def test_the_same_content_is_drawn_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    report = at(cast, "agreed")
    run_worker()
    monkeypatch.setattr(tasks, "draw", None)
    report = move(by=cast.rae, report=report, move="reopen", version=report.version, reason="Look again.")
    at(cast, "agreed", report)
    run_worker()
    assert pdf_state(sha256_of(report)) == PdfState.READY


def test_a_correction_must_say_why(cast: Cast) -> None:
    report = at(cast, "published")
    prepare(by=cast.sam, publication=report.publication, paper=next_paper(report))
    lay_pdf(report)
    with pytest.raises(Refused) as refusal:
        publish_edition(by=cast.sam, publication=report.publication, paper=next_paper(report))
    assert refusal.value.field == "reason"


def test_a_paper_composed_before_another_edition_came_out_is_refused(cast: Cast) -> None:
    report = at(cast, "agreed")
    paper = next_paper(report)
    lay_pdf(report)
    publish_edition(by=cast.sam, publication=report.publication, paper=paper)
    with pytest.raises(Refused, match="already published"):
        publish_edition(by=cast.sam, publication=report.publication, paper=paper)
    assert next_number(report.publication) == 2


def test_withdrawing_needs_a_reason_something_published_and_happens_once(cast: Cast) -> None:
    draft, report = make_report(cast), at(cast, "published")
    for publication, reason, says in (
        (report.publication, " ", "Say why"),
        (draft.publication, "Wrong.", "never published"),
    ):
        with pytest.raises(Refused, match=says):
            withdraw(by=cast.sam, publication=publication, reason=reason)
    withdraw(by=cast.sam, publication=report.publication, reason="Wrong.")
    with pytest.raises(Refused, match="already withdrawn"):
        withdraw(by=cast.sam, publication=report.publication, reason="Wrong.")
    assert Withdrawal.objects.count() == 1


def test_a_withdrawn_publication_gets_no_further_edition(cast: Cast) -> None:
    report = at(cast, "withdrawn")
    with pytest.raises(Refused, match="withdrawn"):
        publish_edition(
            by=cast.sam, publication=report.publication, paper=next_paper(report), reason="Once more."
        )


def test_the_office_of_whoever_publishes_without_one_named_is_the_role(cast: Cast) -> None:
    make_member(cast.board, cast.sam, "board-member", office="Not the office that publishes")
    assert at(cast, "published").publication.editions.get().published_by_office == "Secretariat"


def test_a_pdf_bomb_ends_its_job_with_a_sentence_and_the_worker_goes_on(cast: Cast) -> None:
    bomb, paper = at(cast, "agreed"), at(cast, "agreed", make_report(cast))
    PreparedContent.objects.filter(pk=prepared(bomb).pk).update(html="<div>" * (limits.DEEPEST + 1) + "x")
    run_worker()
    assert pdf_state(sha256_of(bomb)) == PdfState.FAILED
    assert prepared(bomb).failed_because == (
        "This paper nests lists or tables too deeply for a PDF. Use at most three levels of bullets."
    )
    assert pdf_state(sha256_of(paper)) == PdfState.READY
    with pytest.raises(Refused, match="nests lists"):
        move(by=cast.sam, report=bomb, move="publish", version=bomb.version)


def test_a_paper_that_takes_for_ever_ends_its_process_and_not_the_worker(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100 bytes of nested flex boxes keep a layout engine busy for longer than anybody waits."""
    slow, paper = at(cast, "agreed"), at(cast, "agreed", make_report(cast))
    html = '<div style="display:flex">' * 25 + "x"
    PreparedContent.objects.filter(pk=prepared(slow).pk).update(html=html)
    impatient = partial(render_in_subprocess, seconds=2)
    monkeypatch.setattr(tasks, "render_in_subprocess", impatient)
    run_worker()
    assert "takes too long to draw" in prepared(slow).failed_because
    assert pdf_state(sha256_of(paper)) == PdfState.READY


@pytest.mark.parametrize("step", ["draw", "keep", "page_count", "keep_rendition"])
def test_a_fault_at_any_step_is_told_and_mended_by_asking_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    report = at(cast, "agreed")

    def fail(*given: object, **named: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(files if step == "keep" else tasks, step, fail)
        run_worker()
    assert prepared(report).failed_because == tasks.FAULT
    assert Rendition.objects.count() == 0
    assert list(faults()) == []
    ask_again(by=cast.sam, publication=report.publication, paper=next_paper(report))
    run_worker()
    assert pdf_state(sha256_of(report)) == PdfState.READY
    assert prepared(report).failed_because == ""
    assert files.sweep(older_than=-1) == []


def test_a_killed_worker_is_noticed_by_the_time_it_takes(cast: Cast) -> None:
    report = at(cast, "agreed")
    DBTaskResult.objects.all().delete()
    paper = next_paper(report)
    ask_again(by=cast.sam, publication=report.publication, paper=paper)
    assert (pdf_state(sha256_of(report)), DBTaskResult.objects.count()) == (PdfState.BEING_MADE, 0)
    PreparedContent.objects.update(asked_at=timezone.now() - PATIENCE * 2)
    assert pdf_state(sha256_of(report)) == PdfState.LATE
    ask_again(by=cast.sam, publication=report.publication, paper=paper)
    assert (pdf_state(sha256_of(report)), DBTaskResult.objects.count()) == (PdfState.BEING_MADE, 1)


def test_asking_again_does_not_bless_what_nobody_agreed(cast: Cast) -> None:
    report = at(cast, "agreed")
    rewrite(report, "Slipped in.")
    with pytest.raises(Refused, match="changed after it was agreed"):
        ask_again(by=cast.sam, publication=report.publication, paper=next_paper(report))
    assert pdf_state(sha256_of(report)) == PdfState.CHANGED


def test_a_publication_that_fails_on_its_last_step_leaves_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = at(cast, "agreed")
    lay_pdf(report)
    before = LogEntry.objects.count()

    def fail(edition: Edition) -> None:
        raise OSError("Disk full")

    monkeypatch.setattr(search, "index_edition", fail)
    with pytest.raises(OSError, match="Disk full"):
        move(by=cast.sam, report=report, move="publish", version=report.version)
    assert Edition.objects.count() == 0
    assert Report.objects.get().state == "agreed"
    assert LogEntry.objects.count() == before
    assert list(faults()) == []


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Start the deeds together, each on a connection of its own; their outcomes in alphabetical order."""
    outcomes: list[str] = []
    barrier = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            deed()
            outcomes.append("done")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the outcome
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def test_two_who_publish_at_the_same_moment_make_one_edition(committed: None) -> None:
    cast = Cast()
    report = at(cast, "agreed")
    lay_pdf(report)

    def publish(name: str) -> Callable[[], object]:
        mine, by = Report.objects.get(pk=report.pk), getattr(cast, name)
        return lambda: move(by=by, report=mine, move="publish", version=mine.version)

    assert at_once(publish("sam"), publish("chris")) == ["Stale", "done"]
    assert Edition.objects.count() == 1
    assert list(faults()) == []


def test_eight_who_publish_different_papers_at_the_same_moment_make_one_chain(committed: None) -> None:
    cast = Cast()
    reports = [at(cast, "agreed", make_report(cast)) for _ in range(8)]
    for report in reports:
        lay_pdf(report)

    def publish(report: Report) -> Callable[[], object]:
        return lambda: move(by=cast.sam, report=report, move="publish", version=report.version)

    assert at_once(*[publish(report) for report in reports]) == ["done"] * 8
    assert sorted(Edition.objects.values_list("sequence", flat=True)) == list(range(1, 9))
    assert list(faults()) == []
