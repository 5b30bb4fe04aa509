"""Papers that are not for publication: marked on every page, in no index, released at their address."""

import io
from typing import Any

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from pypdf import PdfReader

from boards.deeds.refusals import Refused, Stale
from boards.deeds.restrictions import restrict_item
from boards.models import LogEntry, Restriction
from reports import files
from reports.compose import compose_report
from reports.composed import paper_html, paper_json, paper_text
from reports.deeds.evidence import link_evidence
from reports.deeds.publishing import content_of, publication_hash
from reports.deeds.restrictions import (
    begin_release,
    release_publication,
    restrict_publication,
    stop_release,
    unmark_publication,
)
from reports.deeds.workflow import move, next_paper
from reports.evidence.reading import behind_edition
from reports.models import (
    Document,
    Edition,
    Paper,
    Paragraph,
    PreparedContent,
    Rendition,
    Report,
    SearchEntry,
)
from reports.pdf.check import check_pdf
from reports.pdf.stamp import stamped
from reports.pdf.worker import render_in_subprocess
from reports.verify import faults
from tests.boards.pages import browser, codes, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.reports.documents.samples import pdf
from tests.reports.documents.uploaded import published as published_document
from tests.reports.documents.uploaded import uploaded
from tests.reports.stages import at, lay_pdf, make_report

WHY = "The contract is still being agreed."
LINE = (
    "Not for publication by the board’s own policy: information of the kind in paragraph 3 of Part 1 of "
    "Schedule 12A to the Local Government Act 1972 (financial or business affairs)"
)


def exempt(cast: Cast, report: Report, **more: Any) -> Restriction:
    said = {"kind": "exempt", "paragraphs": [3], "public_interest": WHY} | more
    made = restrict_publication(by=cast.sam, publication=report.publication, **said)
    report.publication.refresh_from_db()
    return made


def confidential(cast: Cast, report: Report) -> Restriction:
    made = restrict_publication(
        by=cast.sam, publication=report.publication, kind="confidential", source="law"
    )
    report.publication.refresh_from_db()
    return made


def published(cast: Cast, report: Report) -> Edition:
    """The report on its whole way, restricted as it is by now."""
    report = at(cast, "published", report)
    return report.publication.editions.latest("number")


def released(cast: Cast, report: Report, reason: str = "The contract is signed.") -> Edition:
    publication = report.publication
    publication.refresh_from_db()
    assert publication.restriction is not None
    begin_release(
        by=cast.sam, publication=publication, version=publication.restriction.version, reason=reason
    )
    lay_released_pdf(report)
    publication.restriction.refresh_from_db()
    return release_publication(by=cast.sam, publication=publication, version=publication.restriction.version)


def lay_released_pdf(report: Report) -> None:
    prepared = PreparedContent.objects.filter(publication=report.publication).latest("pk")
    sha256, size = files.keep(f"%PDF-1.7 of {prepared.content_sha256}".encode(), "pdf")
    Rendition.objects.create(
        content_sha256=prepared.content_sha256, format="pdf", file_sha256=sha256, size=size, pages=2
    )


# ---- marked


def test_a_restricted_paper_says_so_in_every_form_it_has(cast: Cast) -> None:
    report = make_report(cast)
    plain = compose_report(report, edition=1)
    exempt(cast, report)
    marked = compose_report(Report.objects.get(pk=report.pk), edition=1)
    assert (plain.not_for_publication, marked.not_for_publication) == ("", LINE)
    assert f'<p class="paper-restricted"><strong>{LINE}</strong></p>' in paper_html(marked)
    assert paper_text(marked).startswith(f"{LINE}\n\n")
    assert paper_json(marked)["not_for_publication"] == LINE
    assert [
        each for each in (paper_html(plain), paper_text(plain), str(paper_json(plain))) if "ublicati" in each
    ] == []
    assert content_of(plain).sha256 != content_of(marked).sha256


def test_every_page_of_its_pdf_says_so_and_why(cast: Cast) -> None:
    report = make_report(cast)
    for paragraph in report.sections.get().paragraphs.all():
        paragraph.text = "Many words of what was seen and said. " * 220
        paragraph.save()
    exempt(cast, report)
    paper = compose_report(Report.objects.get(pk=report.pk), edition=1)
    html = str(paper_html(paper))
    pdf = render_in_subprocess(html, title=paper.title, footer="papers/x", council="Marlshire")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) > 3
    assert [LINE in page for page in pages] == [True] * len(pages)
    assert check_pdf(pdf, html, title=paper.title) == []


def test_an_edition_is_frozen_as_what_it_was_published_as(cast: Cast) -> None:
    report = make_report(cast)
    exempt(cast, report)
    edition = published(cast, report)
    assert edition.not_for_publication == LINE
    assert publication_hash(edition) == edition.hash
    edition.not_for_publication = ""
    assert publication_hash(edition) != edition.hash
    assert list(faults()) == []


def test_no_search_index_has_it(cast: Cast) -> None:
    report = make_report(cast)
    exempt(cast, report)
    published(cast, report)
    assert SearchEntry.objects.count() == 0
    released(cast, report)
    assert SearchEntry.objects.filter(publication=report.publication).exists()


# ---- what is refused


def test_what_readers_have_is_not_taken_back(cast: Cast) -> None:
    report = make_report(cast)
    published(cast, report)
    with pytest.raises(Refused, match="Withdraw it instead"):
        exempt(cast, report)
    assert browser(cast.sam).get(f"/desk/papers/{report.slug}/restrict/").status_code == 409


def test_a_paper_that_was_agreed_unmarked_is_not_published_marked(cast: Cast) -> None:
    """What is agreed before it is restricted is prepared again; its unmarked PDF is of no use to it."""
    report = at(cast, "agreed", make_report(cast))
    unmarked = content_of(next_paper(report)).sha256
    lay_pdf(report)
    exempt(cast, report)
    fresh = Report.objects.get(pk=report.pk)
    with pytest.raises(Refused, match="still being made"):
        move(by=cast.sam, report=fresh, move="publish", version=fresh.version)
    marked = content_of(next_paper(fresh)).sha256
    assert marked != unmarked
    assert PreparedContent.objects.filter(content_sha256=marked).exists()


def test_a_paper_that_is_only_on_a_private_item_is_not_published_to_everybody(cast: Cast) -> None:
    report = at(cast, "agreed", make_report(cast))
    lay_pdf(report)
    item = make_item(make_meeting(cast.board, "2030-10-10"), "Contract")
    Paper.objects.create(item=item, publication=report.publication, title="Contract", added_by=cast.sam)
    restrict_item(
        by=cast.sam, item=item, version=item.version, kind="exempt", paragraphs=[3], public_interest=WHY
    )
    with pytest.raises(Refused, match="taken in private"):
        move(by=cast.sam, report=report, move="publish", version=report.version)
    assert not Edition.objects.exists()


# ---- unmarked before it is published


def test_a_restriction_comes_off_before_publication(cast: Cast) -> None:
    report = make_report(cast)
    row = exempt(cast, report)
    unmark_publication(by=cast.sam, publication=report.publication, version=row.version, reason="A mistake.")
    edition = published(cast, Report.objects.get(pk=report.pk))
    assert (edition.not_for_publication, edition.publication.restriction) == ("", row)
    assert Restriction.objects.get().lifted_by == cast.sam


# ---- released


def test_a_release_is_the_next_edition_without_the_line(cast: Cast) -> None:
    report = make_report(cast)
    exempt(cast, report)
    restricted = published(cast, report)
    before = (restricted.html, restricted.hash)
    edition = released(cast, report)
    assert (edition.number, edition.reason) == (2, "Released: The contract is signed.")
    assert (edition.not_for_publication, edition.author) == ("", restricted.author)
    assert LINE not in edition.html
    assert "Not for publication" not in edition.html
    assert "What this edition corrects" not in edition.html
    restricted.refresh_from_db()
    assert (restricted.html, restricted.hash) == before
    assert restricted.not_for_publication == LINE
    assert list(faults()) == []
    row = Restriction.objects.get()
    assert (row.is_in_force, row.lifting_reason) == (False, "The contract is signed.")


def test_a_release_keeps_the_evidence_and_not_the_reasons_for_what_nobody_else_read(cast: Cast) -> None:
    report = make_report(cast)
    paragraph = Paragraph.objects.filter(section__report=report)[0]
    link_evidence(by=cast.chris, report=report, key=paragraph.key, kind="verbal", words="They said so.")
    exempt(cast, report)
    published(cast, report)
    Paragraph.objects.filter(pk=paragraph.pk).update(change_reason="The bidder's name came out.")
    edition = released(cast, report)
    behind = [told.excerpt for each in behind_edition(edition, AnonymousUser()) for told in each.told]
    assert (behind, edition.data.get("reasons")) == (["They said so."], None)


def test_a_release_waits_for_its_pdf_and_its_reason(cast: Cast) -> None:
    report = make_report(cast)
    row = exempt(cast, report)
    publication = report.publication
    with pytest.raises(Refused, match="not published yet"):
        begin_release(by=cast.sam, publication=publication, version=row.version, reason="Signed.")
    published(cast, report)
    with pytest.raises(Refused, match="say why the paper can be public"):
        release_publication(by=cast.sam, publication=publication, version=row.version)
    with pytest.raises(Refused, match="Say why"):
        begin_release(by=cast.sam, publication=publication, version=row.version, reason=" ")
    begin_release(by=cast.sam, publication=publication, version=row.version, reason="Signed.")
    row.refresh_from_db()
    with pytest.raises(Refused, match="still being made"):
        release_publication(by=cast.sam, publication=publication, version=row.version)
    with pytest.raises(Stale):
        release_publication(by=cast.sam, publication=publication, version=row.version - 1)
    row.refresh_from_db()
    assert (row.is_in_force, publication.editions.count()) == (True, 1)


def test_a_release_that_was_begun_can_be_left(cast: Cast) -> None:
    report = make_report(cast)
    row = exempt(cast, report)
    published(cast, report)
    begin_release(by=cast.sam, publication=report.publication, version=row.version, reason="Signed.")
    row.refresh_from_db()
    stop_release(by=cast.sam, publication=report.publication, version=row.version)
    row.refresh_from_db()
    assert (row.is_in_force, row.lifting_reason) == (True, "")


def test_a_paper_that_is_being_corrected_is_not_released(cast: Cast) -> None:
    report = make_report(cast)
    row = exempt(cast, report)
    published(cast, report)
    report.refresh_from_db()
    move(by=cast.chris, report=report, move="correct", version=report.version, reason="A wrong figure.")
    with pytest.raises(Refused, match="correction of this paper is being written"):
        begin_release(by=cast.sam, publication=report.publication, version=row.version, reason="Signed.")


# ---- who works on it


def test_reviewers_who_may_not_read_it_lose_sight_of_it(cast: Cast) -> None:
    report = at(cast, "in-review", make_report(cast))
    seen = [
        user.name for user in (cast.chris, cast.sam, cast.rae) if report in Report.objects.visible_to(user)
    ]
    assert seen == ["Chris Chair", "Sam Secretary", "Rae Reviewer"]
    exempt(cast, report)
    left = [
        user.name for user in (cast.chris, cast.sam, cast.rae) if report in Report.objects.visible_to(user)
    ]
    assert left == ["Chris Chair", "Sam Secretary"]
    assert codes(report.get_desk_url(), cast.chris, cast.sam, cast.rae) == [200, 200, 404]
    assert report.title not in words(browser(cast.rae).get("/desk/"))
    assert report.title not in words(browser(cast.rae).get("/desk/reports/"))


# ---- on its pages


def test_a_paper_is_restricted_and_released_by_the_desk(cast: Cast) -> None:
    report = at(cast, "in-review", make_report(cast))
    desk = browser(cast.sam)
    address = f"/desk/papers/{report.slug}"
    assert f"{address}/restrict/" in desk.get(report.get_desk_url()).content.decode()
    page = words(desk.get(f"{address}/restrict/"))
    assert "Reviewers who may not read restricted papers no longer see it" in page
    said = {"kind": "exempt", "paragraphs": ["3"], "public_interest": WHY}
    assert desk.post(f"{address}/restrict/", said).status_code == 302
    report = Report.objects.get(pk=report.pk)
    report = move(by=cast.sam, report=report, move="agree", version=report.version)
    lay_pdf(report)
    report = move(by=cast.sam, report=report, move="publish", version=report.version)
    assert report.publication.editions.get().not_for_publication == LINE
    row = Restriction.objects.get()
    assert desk.post(f"{address}/release/", {"version": row.version, "reason": "Signed."}).status_code == 302
    waiting = desk.get(f"{address}/release/")
    assert (waiting.headers["Refresh"], "being made" in words(waiting)) == ("5", True)
    lay_released_pdf(report)
    ready = desk.get(f"{address}/release/")
    assert "Released: Signed." in words(ready)
    assert "Refresh" not in ready.headers
    row.refresh_from_db()
    assert desk.post(f"{address}/release/now/", {"version": row.version}).status_code == 302
    assert report.publication.editions.latest("number").not_for_publication == ""
    assert desk.get(f"{address}/release/").status_code == 409
    assert LogEntry.objects.filter(deed="released").count() == 1


def test_only_those_who_publish_restrict_and_release(cast: Cast) -> None:
    report = at(cast, "in-review", make_report(cast))
    people = (cast.chris, cast.sam, cast.rae, cast.mo, cast.otto, cast.lena, cast.ada)
    assert codes(f"/desk/papers/{report.slug}/restrict/", *people) == [200, 200, 403, 404, 404, 404, 404]
    draft = make_report(cast)
    assert codes(f"/desk/papers/{draft.slug}/restrict/", cast.chris, cast.sam) == [200, 404]
    assert codes("/desk/papers/never-existed/restrict/", *people) == [404] * 7


# ---- uploaded documents


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_pdf_of_somebody_elses_gets_the_line_on_every_page(turned: int) -> None:
    with pikepdf.open(io.BytesIO(pdf(3))) as opened:
        for page in opened.pages:
            page.rotate(turned, relative=False)
        made = io.BytesIO()
        opened.save(made)
    marked = PdfReader(io.BytesIO(stamped(made.getvalue(), LINE)))
    pages = [" ".join(page.extract_text().split()) for page in marked.pages]
    assert [LINE in page for page in pages] == [True, True, True]


def test_a_restricted_document_is_marked_and_released_with_the_file_as_it_was(cast: Cast) -> None:
    document = uploaded(cast)
    publication = document.publication
    row = restrict_publication(
        by=cast.sam, publication=publication, kind="exempt", paragraphs=[3], public_interest=WHY
    )
    document = Document.objects.get(pk=document.pk)
    restricted = published_document(cast, document)
    assert restricted.not_for_publication == LINE
    kept = Rendition.objects.get(content_sha256=restricted.content_sha256)
    read = PdfReader(files.path_of(kept))
    assert [LINE in " ".join(page.extract_text().split()) for page in read.pages] == [True] * 3
    begin_release(by=cast.sam, publication=publication, version=row.version, reason="Signed.")
    row.refresh_from_db()
    edition = release_publication(by=cast.sam, publication=publication, version=row.version)
    assert (edition.number, edition.reason, edition.not_for_publication) == (2, "Released: Signed.", "")
    given = Rendition.objects.get(content_sha256=edition.content_sha256)
    assert given.file_sha256 == document.file_sha256 != kept.file_sha256
    assert list(faults()) == []


def test_a_paper_that_is_only_on_a_private_item_is_not_even_begun_to_be_released(cast: Cast) -> None:
    report = make_report(cast)
    row = exempt(cast, report)
    published(cast, Report.objects.get(pk=report.pk))
    item = make_item(make_meeting(cast.board, "2030-10-10"), "Contract")
    Paper.objects.create(item=item, publication=report.publication, title="Contract", added_by=cast.sam)
    restrict_item(
        by=cast.sam, item=item, version=item.version, kind="exempt", paragraphs=[3], public_interest=WHY
    )
    with pytest.raises(Refused, match="Release the item on its agenda first"):
        begin_release(
            by=cast.sam, publication=report.publication, version=row.version, reason="It is signed."
        )
