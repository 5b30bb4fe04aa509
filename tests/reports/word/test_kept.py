"""The Word file beside the PDF: made by the worker, kept like it, and given to the same readers."""

from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from boards.models import LogEntry, Restriction
from reports import files, tasks
from reports.composed import paper_html
from reports.deeds.publishing import PdfState, content_of, pdf_state
from reports.deeds.workflow import move, next_paper
from reports.models import Edition, Publication, Rendition, Report
from reports.verify import faults
from reports.word.errors import WordFailed
from tests.cast import Cast
from tests.reports.stages import at, lay_pdf, make_report, prepared
from tests.reports.test_publishing import run_worker
from tests.reports.word.opened import drawn, everything, opened

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def published(cast: Cast, report: Report | None = None) -> Edition:
    """A report that was agreed, made into a Word file by the real task, and published."""
    report = at(cast, "agreed", report)
    lay_pdf(report)
    tasks.make_word.call(content_of(next_paper(report)).sha256)
    move(by=cast.sam, report=report, move="publish", version=report.version)
    return Edition.objects.get(publication=report.publication)


def browser(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_the_worker_keeps_it_beside_the_pdf_and_readers_have_it(cast: Cast, client: Client) -> None:
    report = at(cast, "agreed")
    run_worker()
    assert list(Rendition.objects.order_by("pk").values_list("format", flat=True)) == ["pdf", "docx"]
    move(by=cast.sam, report=report, move="publish", version=report.version)
    edition = Edition.objects.get()
    address = f"/papers/{edition.publication.slug}"
    response = client.get(f"{address}.docx")
    assert (response.status_code, response["Content-Type"]) == (HTTPStatus.OK, WORD)
    assert (
        response["Content-Disposition"] == f'attachment; filename="{edition.publication.slug}-edition-1.docx"'
    )
    content = response.getvalue()
    assert ("Numbered paragraph", "1.2 Two teams were short of staff.") in drawn(content)
    assert f"{address}/ · Edition 1" in opened(content).sections[0].footer.paragraphs[0].text
    assert client.get(f"{address}/1.docx").getvalue() == content
    assert client.get(f"{address}.docx", HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
    assert f'href="{address}.docx"' in client.get(f"{address}/").text
    assert list(faults()) == []
    files.path_of(Rendition.objects.made_of(edition.content_sha256, "docx").get()).unlink()
    assert [each for each in faults() if ".docx is missing" in each]


def test_publishing_never_waits_for_it_and_an_older_edition_gets_it_afterwards(
    cast: Cast, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    report = at(cast, "published")
    page = f"/papers/{report.slug}"
    assert ".docx" not in client.get(f"{page}/").text
    assert client.get(f"{page}.docx").status_code == 404
    DBTaskResult.objects.all().delete()
    call_command("make_files")
    run_worker()
    call_command("make_files")
    assert capsys.readouterr().out.splitlines() == [
        "Asked the worker for 1 Word file and 0 PDFs of what changed.",
        "Asked the worker for 0 Word files and 0 PDFs of what changed.",
    ]
    assert client.get(f"{page}.docx").getvalue().startswith(b"PK")


def test_a_word_file_that_cannot_be_made_hinders_nobody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object, **named: object) -> bytes:
        raise WordFailed("This paper is too large.")

    monkeypatch.setattr(tasks, "word_in_subprocess", fail)
    report = at(cast, "agreed")
    lay_pdf(report)
    sha256 = content_of(next_paper(report)).sha256
    tasks.make_word.call(sha256)
    assert (pdf_state(sha256), Rendition.objects.made_of(sha256, "docx").first()) == (PdfState.READY, None)
    assert (prepared(report).html, prepared(report).failed_because) == ("", "")
    entry = LogEntry.objects.get(deed="could not make the Word file of")
    assert entry.reason == "This paper is too large."


def test_what_is_not_for_publication_is_marked_on_every_page_and_for_its_readers_alone(
    cast: Cast, client: Client
) -> None:
    report = make_report(cast, title="CANARY")
    restriction = Restriction.objects.create(
        kind=Restriction.Kind.EXEMPT,
        paragraphs=[3],
        public_interest="It names people.",
        review_on="2031-01-01",
        set_by=cast.sam,
        set_at=timezone.now(),
    )
    Publication.objects.filter(pk=report.publication.pk).update(restriction=restriction)
    edition = published(cast, Report.objects.get(pk=report.pk))
    assert edition.not_for_publication
    address = f"/papers/{report.slug}.docx"
    nowhere = client.get("/papers/never-existed.docx")
    assert client.get(address).status_code == nowhere.status_code == 404
    response = browser(cast.sam).get(address)
    assert response["Cache-Control"] == "private, no-store"
    header = opened(response.getvalue()).sections[0].header.paragraphs[0]
    assert header.text == edition.not_for_publication


def test_a_draft_is_downloaded_by_those_who_see_it_and_says_so_on_every_page(cast: Cast) -> None:
    report = make_report(cast, title="CANARY")
    email = cast.chris.email or ""
    address = f"/desk/reports/{report.slug}/draft.docx"
    response = browser(cast.chris).get(address)
    assert (response["Content-Type"], response["Cache-Control"]) == (WORD, "private, no-store")
    content = response.content
    page = opened(content).sections[0]
    assert page.header.paragraphs[0].text.endswith("\tCANARY (Draft)")
    assert page.footer.paragraphs[0].text == "Draft\tPage 1 of 1"
    assert email not in everything(content)
    assert "CANARY" in str(paper_html(next_paper(report)))
    assert browser(cast.rae).get(address).status_code == 404
    assert Rendition.objects.count() == 0
    assert f'href="{address}"' in browser(cast.chris).get(report.get_desk_url()).text
