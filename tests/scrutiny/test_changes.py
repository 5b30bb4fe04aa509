"""What changed, for readers: against the edition before or the one it was derived from, or between any two.

A canary stands in every edition that is kept from somebody; whoever may not read both learns of neither.
"""

import re
import time
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from boards.deeds.refusals import Refused
from boards.models import LogEntry, Role
from reports import files
from reports.changes_article import changes_html, changes_sha256
from reports.deeds.changes import changes_address, give_reasons, prepare_changes
from reports.deeds.publishing import withdraw
from reports.deeds.renditions import keep_rendition
from reports.deeds.restrictions import begin_release, release_publication, restrict_publication
from reports.deeds.workflow import move
from reports.editions_before import editions_before
from reports.models import Edition, Paragraph, PreparedContent, Publication, Report
from reports.pdf.check import check_pdf
from reports.pdf.errors import RenderFailed
from reports.pdf.worker import render_in_subprocess
from reports.verify import faults
from tests.boards.pages import browser, words
from tests.builders import make_meeting, make_member
from tests.cast import Cast
from tests.editions import lay_changes_pdf, publish
from tests.reports.changed_papers import paper
from tests.reports.stages import at, lay_pdf, make_report
from tests.reports.test_publishing import run_worker

HERE = "/papers/for-the-committee/1/changes/"
AGAIN = "/papers/for-the-board/2/changes/"
LINE = "What changed since the Board saw it on 24 September 2019"


def for_the_board(cast: Cast, text: str = "", **facts: Any) -> Report:
    report = make_report(cast, slug="for-the-board", meeting=make_meeting(cast.board, "2019-09-24"), **facts)
    if text:
        Paragraph.objects.filter(section__report=report).update(text=text)
    return report


def derived(cast: Cast, source: Edition) -> Report:
    """A draft for the committee by the same hand: it keeps the keys, and says the second paragraph anew."""
    make_member(cast.committee, cast.chris, Role.AUTHOR)
    meeting = make_meeting(cast.committee, "2019-10-10")
    made = make_report(
        cast,
        cast.committee,
        slug="for-the-committee",
        meeting=meeting,
        derived_from=source,
        title="To scrutiny",
    )
    keys = Paragraph.objects.filter(section__report__publication=source.publication).order_by("position")
    for row, key in zip(
        made.sections.get().paragraphs.all(), keys.values_list("key", flat=True), strict=True
    ):
        row.key, row.text = key, row.text.replace("Two teams were", "One team was")
        row.save()
    return made


def published(cast: Cast, report: Report) -> Edition:
    """On its whole way to the committee."""
    for name, by in (("submit", cast.chris), ("agree", cast.cleo), ("publish", cast.cleo)):
        if name == "publish":
            lay_pdf(report)
        report = move(
            by=by, report=report, move=name, version=report.version, despite_findings=name == "publish"
        )
    return report.publication.editions.latest("number")


def newest(report: Report) -> Edition:
    return report.publication.editions.latest("number")


def corrected(cast: Cast, report: Report, text: str) -> Report:
    """The first paragraph said anew, agreed and published as the next edition."""
    report = move(
        by=cast.chris, report=report, move="correct", version=report.version, reason="A name was wrong."
    )
    first = Paragraph.objects.filter(section__report=report).order_by("position")[0]
    Paragraph.objects.filter(pk=first.pk).update(text=text)
    return at(cast, "published", report)


@pytest.fixture
def two(cast: Cast) -> tuple[Edition, Edition]:
    """The Board's edition, and the committee's that was derived from it."""
    source = newest(at(cast, "published", for_the_board(cast)))
    return source, published(cast, derived(cast, source))


# ---- The page


def test_the_derived_paper_leads_to_what_changed_since_the_board_saw_it(
    client: Client, two: tuple[Edition, Edition]
) -> None:
    page = client.get("/papers/for-the-committee/").content.decode()
    assert re.findall(r'<a class="govuk-link" href="([^"]*)">(What changed[^<]*)<', page) == [(HERE, LINE)]
    response = client.get(HERE)
    said = words(response)
    assert "1 of 2 paragraphs changed: 1 amended" in said
    assert "Paragraph 1.2 : amended" in said
    assert "[removed: Two teams were ]" in said
    assert "[added: One team was ]" in said
    assert "front door" not in said
    assert "“Report title” on the cover sheet was amended" in said
    whole = words(client.get(HERE, {"whole": "1"}))
    assert "Paragraph 1.1 I visited the front door." in whole
    assert client.get("/papers/for-the-board/").content.decode().count("What changed") == 0
    assert client.get("/papers/for-the-board/1/changes/").status_code == 404


def test_both_numbers_lead_to_the_paragraph_in_its_own_edition(client: Client, cast: Cast) -> None:
    stays, goes, too, moves = ("a", "Stays."), ("b", "Goes."), ("t", "Stays too."), ("c", "Goes up.")
    first = [("S", [stays, goes, too, moves])]
    then = [("S", [moves, ("n", "New."), stays, too])]
    publication = Publication.objects.create(kind="report", slug="autumn", body=cast.board)
    publish(cast.sam, publication, paper(first))
    publish(cast.sam, publication, paper(then, edition=2, correction_reason="Order."), reason="Order.")
    page = client.get("/papers/autumn/2/changes/").content.decode()
    assert re.findall(r"<h3>(.*?)</h3>", page.replace("/papers/autumn", "")) == [
        'Paragraph <a href="/2/#p-1-1">1.1</a> (<a href="/1/#p-1-4">1.4</a> before): moved',
        'Paragraph <a href="/2/#p-1-2">1.2</a>: added',
        'Paragraph <a href="/1/#p-1-2">1.2</a> before: removed',
    ]
    assert "3 of 5 paragraphs changed: 1 added, 1 moved, 1 removed" in page
    assert "What it corrects" in page


def test_any_two_editions_of_the_kin_can_be_compared_without_script(client: Client, cast: Cast) -> None:
    board = at(cast, "published", for_the_board(cast))
    published(cast, derived(cast, newest(board)))
    corrected(cast, board, "I visited the back door.")
    page = client.get(HERE).content.decode()
    asked = ["for-the-board/1", "for-the-board/2", "for-the-committee/1"]
    assert re.findall(r'<option value="([^"]*)"', page) == asked * 2
    assert re.findall(r'<option value="([^"]*)" selected', page) == ["for-the-board/1", "for-the-committee/1"]
    sent = client.get(HERE, {"with": "for-the-committee/1", "of": "for-the-board/2", "whole": "1"})
    assert sent.headers["Location"] == f"{AGAIN}?with=for-the-committee%2F1&whole=1"
    assert "2 of 2 paragraphs changed: 2 amended" in words(client.get(sent.headers["Location"]))
    assert "backwards" not in words(client.get(sent.headers["Location"]))
    back = f'href="{AGAIN}?with=for-the-committee/1">Compare them the other way round<'
    assert back in client.get(HERE, {"with": "for-the-board/2"}).content.decode()
    assert "compared with itself" in words(client.get(HERE, {"with": "for-the-committee/1"}))
    lines = client.get("/papers/for-the-board/").content.decode()
    assert f'href="{AGAIN}">What changed since edition 1<' in lines


@pytest.mark.parametrize(
    "value", ["x", "for-the-board", "for-the-board/9", "for-the-board/1/", "a/-1", "%00/1"]
)
def test_what_is_no_edition_is_not_found(client: Client, two: tuple[Edition, Edition], value: str) -> None:
    assert client.get(HERE, {"with": value}).status_code == 404
    assert client.get(HERE, {"of": value}).status_code in (200, 302)


def test_a_long_pair_takes_few_questions_and_little_time(client: Client, cast: Cast) -> None:
    """The same questions for 2 and for 200 paragraphs; the best of three, on a machine that others use."""
    counts = []
    for count in (2, 200):
        texts = [(f"k{at}", " ".join(f"word{at}-{n}" for n in range(90))) for at in range(count)]
        publication = Publication.objects.create(kind="report", slug=f"of-{count}", body=cast.board)
        publish(cast.sam, publication, paper([("S", texts)]))
        anew = [("n", "New."), *((key, f"{text} and more") for key, text in texts[::2]), *texts[1:40:2]]
        publish(cast.sam, publication, paper([("S", anew)], edition=2, correction_reason="x"), reason="x")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/papers/of-{count}/2/changes/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 5
    took = []
    for _ in range(3):
        began = time.process_time()
        client.get("/papers/of-200/2/changes/")
        took.append(time.process_time() - began)
    assert min(took) < 0.3


# ---- Who may read both


def test_what_was_derived_from_a_restricted_paper_says_nothing_of_it(cast: Cast) -> None:
    draft = for_the_board(cast, "canarytext", title="canarytitle")
    restrict_publication(
        by=cast.sam, publication=draft.publication, kind="exempt", paragraphs=[3], public_interest="Why."
    )
    source = newest(at(cast, "published", Report.objects.get(pk=draft.pk)))
    made = derived(cast, source)
    Paragraph.objects.filter(section__report=made).update(text="Something else.")
    edition = published(cast, made)
    assert "derived_from" not in edition.data
    rendition = lay_changes_pdf(source, edition)
    addresses = [HERE, f"{HERE}?with=for-the-board/1", f"{HERE}?whole=1", f"{HERE[:-1]}.pdf"]
    for person in (None, cast.con, cast.rae, cast.otto):
        client = browser(person) if person else Client()
        for address in addresses:
            response = client.get(address)
            assert (address, response.status_code) == (address, 404)
            assert b"canary" not in response.content
        assert b"What changed" not in client.get("/papers/for-the-committee/").content
        assert b"canary" not in client.get("/papers/for-the-committee/1.json").content
    inside = browser(cast.mo)
    for address in addresses:
        response = inside.get(address)
        assert (address, response.status_code) == (address, 200)
        response.getvalue()
    page = inside.get(HERE)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "canarytext" in words(page)
    assert "Not for publication" in words(page)
    assert rendition.pages == 1


def test_a_release_does_not_let_anybody_read_what_was_kept_before(client: Client, cast: Cast) -> None:
    draft = for_the_board(cast, "canarytext")
    restrict_publication(
        by=cast.sam, publication=draft.publication, kind="exempt", paragraphs=[3], public_interest="Why."
    )
    report = at(cast, "published", Report.objects.get(pk=draft.pk))
    publication = Publication.objects.get(pk=report.publication_id)
    begin_release(by=cast.sam, publication=publication, version=1, reason="The contract is signed.")
    for prepared in PreparedContent.objects.exclude(html=""):
        keep_rendition(by=None, content_sha256=prepared.content_sha256, file_sha256="a" * 64, size=1, pages=1)
    release_publication(by=cast.sam, publication=publication, version=2)
    assert client.get("/papers/for-the-board/").status_code == 200
    assert b"What changed" not in client.get("/papers/for-the-board/").content
    assert client.get(AGAIN).status_code == 404
    assert client.get(f"{AGAIN[:-1]}.pdf").status_code == 404
    assert "The two have the same words." in words(browser(cast.mo).get(AGAIN))


def test_what_was_withdrawn_answers_with_its_marker(
    client: Client, cast: Cast, two: tuple[Edition, Edition]
) -> None:
    source, _ = two
    lay_changes_pdf(*two)
    etag = client.get(HERE).headers["ETag"]
    withdraw(by=cast.sam, publication=source.publication, reason="It named a child.")
    for address in (HERE, f"{HERE[:-1]}.pdf", f"{HERE}?with=for-the-board/1"):
        response = client.get(address, headers={"If-None-Match": etag})
        assert (address, response.status_code) == (address, 410)
        assert "It named a child." in words(response)
        assert b"Two teams" not in response.content
    assert b"What changed" not in client.get("/papers/for-the-committee/").content
    withdraw(by=cast.cleo, publication=two[1].publication, reason="And here.")
    assert client.get(HERE).status_code == 410


# ---- The file


def test_the_pdf_is_asked_for_with_the_edition_and_stands_once_it_is_made(
    client: Client, two: tuple[Edition, Edition], settings: Any
) -> None:
    job = DBTaskResult.objects.filter(task_path__endswith="tell_changes").latest("enqueued_at")
    assert job.args_kwargs == {"args": [two[1].pk], "kwargs": {}}
    assert b"changes.pdf" not in client.get(HERE).content
    assert client.get(f"{HERE[:-1]}.pdf").status_code == 404
    rendition = lay_changes_pdf(*two)
    assert b"/papers/for-the-committee/1/changes.pdf" in client.get(HERE).content
    response = client.get(f"{HERE[:-1]}.pdf")
    assert response.headers["ETag"] == f'"{rendition.file_sha256}"'
    assert response.getvalue().startswith(b"%PDF-")
    assert 'filename="for-the-committee-edition-1-changes.pdf"' in response.headers["Content-Disposition"]
    assert [*faults()] == []
    assert files.sweep(older_than=-10) == []
    files.path_of(rendition).write_bytes(b"other")
    assert [fault.split(" (")[0] for fault in faults()] == [
        f"The file {rendition.path} is not as it was kept"
    ]


def test_what_is_prepared_for_a_pdf_is_told_apart_and_logged_without_its_words(
    two: tuple[Edition, Edition],
) -> None:
    prepared = prepare_changes(by=None, then=two[0], now=two[1])
    assert prepare_changes(by=None, then=two[0], now=two[1]) == prepared
    assert prepared.publication == two[1].publication
    assert prepared.footer.endswith(HERE)
    assert "Two teams were" in prepared.html
    entry = LogEntry.objects.get(deed="prepared what changed in")
    assert "Two teams" not in str((entry.before, entry.after))


def test_an_edition_is_told_apart_from_each_before_it_for_whichever_body(
    cast: Cast, two: tuple[Edition, Edition]
) -> None:
    """What the Board is told later is compared with what the committee was told, and not the other way."""
    for_board, for_committee = two
    again = newest(corrected(cast, Report.objects.get(publication=for_board.publication), "Said anew."))
    everything = Edition.objects.all()
    assert list(editions_before(for_board, everything)) == []
    assert list(editions_before(for_committee, everything)) == [for_board]
    assert list(editions_before(again, everything)) == [for_committee, for_board]
    assert changes_address(for_board, again) == AGAIN
    assert changes_address(for_committee, again) == f"{AGAIN}?with=for-the-committee/1"


def test_any_two_editions_have_their_pdf_for_those_who_may_read_both(
    client: Client, cast: Cast, two: tuple[Edition, Edition]
) -> None:
    again = newest(corrected(cast, Report.objects.get(publication=two[0].publication), "Said anew."))
    pair = "?with=for-the-committee/1"
    assert b"changes.pdf" not in client.get(f"{AGAIN}{pair}").content
    lay_changes_pdf(two[1], again)
    assert b"/papers/for-the-board/2/changes.pdf" + pair.encode() in client.get(f"{AGAIN}{pair}").content
    response = client.get(f"{AGAIN[:-1]}.pdf{pair}")
    assert response.getvalue().startswith(b"%PDF-")
    assert "for-the-board-edition-2-changes-since-for-the-committee-1.pdf" in response["Content-Disposition"]
    withdraw(by=cast.cleo, publication=two[1].publication, reason="It named a child.")
    assert client.get(f"{AGAIN[:-1]}.pdf{pair}").status_code == 410


def test_a_pdf_that_could_not_be_made_is_asked_for_again(
    client: Client, two: tuple[Edition, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object, **named: object) -> bytes:
        raise RenderFailed("It took too long.")

    with monkeypatch.context() as patch:
        patch.setattr("reports.tasks.render_in_subprocess", fail)
        run_worker()
    prepared = PreparedContent.objects.get(content_sha256=changes_sha256(*two))
    assert prepared.failed_because == "It took too long."
    assert client.get(f"{HERE[:-1]}.pdf").status_code == 404
    call_command("make_files")
    run_worker()
    assert client.get(f"{HERE[:-1]}.pdf").getvalue().startswith(b"%PDF-")
    prepared.refresh_from_db()
    assert (prepared.failed_because, prepared.html) == ("", "")


def test_an_edition_older_than_such_files_gets_one(
    client: Client, two: tuple[Edition, Edition], capsys: pytest.CaptureFixture[str]
) -> None:
    DBTaskResult.objects.all().delete()
    PreparedContent.objects.filter(content_sha256=changes_sha256(*two)).delete()
    call_command("make_files")
    run_worker()
    assert client.get(f"{HERE[:-1]}.pdf").getvalue().startswith(b"%PDF-")
    call_command("make_files")
    assert [line.partition(" and ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "1 PDF of what changed.",
        "0 PDFs of what changed.",
    ]


def test_the_pdf_says_in_words_and_tags_what_the_page_says(cast: Cast) -> None:
    """Sentences, bullets, and a table of which a row changed, a row was added and many stayed."""
    rows = "".join(f"\n| Team {place} | {place} |" for place in range(9))
    table = f"| Team | Cases |\n|---|--:|{rows}"
    said_anew = table.replace("| 8 |", "| 14 |") + "\n| Team 9 | 9 |"
    publication = Publication.objects.create(kind="report", slug="autumn", body=cast.board)
    first = paper([("S", [("a", "I saw:", "the door"), ("t", table)])])
    second = paper([("S", [("a", "I saw:", "the court"), ("t", said_anew)])], edition=2)
    then = publish(cast.sam, publication, first)
    now = publish(cast.sam, publication, second, reason="A figure was wrong.")
    html = str(changes_html(then, now))
    assert "8 rows that did not change" in html
    made = render_in_subprocess(html, title="What changed", footer="here · Edition 1")
    assert check_pdf(made, html, title="What changed") == []


# ---- The author's reasons


def test_the_author_says_why_and_readers_read_it_until_the_next_correction(
    client: Client, cast: Cast
) -> None:
    source = newest(at(cast, "published", for_the_board(cast)))
    report = derived(cast, source)
    second = Paragraph.objects.filter(section__report=report).order_by("position")[1]
    first = Paragraph.objects.filter(section__report=report).order_by("position")[0]
    author, desk = browser(cast.chris), "/desk/reports/for-the-committee/changes/"
    page = author.get(desk).content.decode()
    assert re.findall(r'name="reason-([^"]*)"', page) == [str(second.key)]
    posted = {"version": str(report.version), f"reason-{second.key}": "One of them has <b>staff</b> now."}
    assert author.post(desk, posted).status_code == 302
    stale = author.post(desk, posted | {f"reason-{second.key}": "Typed in another window."})
    assert "Typed in another window." in stale.content.decode()
    assert "One of them has" in words(stale)
    report.refresh_from_db()
    edition = published(cast, report)
    reason = "One of them has <b>staff</b> now."
    assert edition.data["reasons"] == {str(second.key): reason}
    assert edition.data["derived_from"] == {
        "slug": "for-the-board",
        "edition": 1,
        "body": "Children's Improvement Board",
        "date": "2019-09-24",
    }
    assert client.get("/papers/for-the-committee/1.json").json()["reasons"] == {str(second.key): reason}
    assert "Why: One of them has &lt;b&gt;staff&lt;/b&gt; now." in client.get(HERE).content.decode()
    assert "One of them has" not in client.get("/papers/for-the-committee/").content.decode()
    assert [author.post(desk, posted).status_code, author.get(desk).status_code] == [403, 200]
    report.refresh_from_db()
    move(by=cast.chris, report=report, move="correct", version=report.version, reason="A figure was wrong.")
    assert not Paragraph.objects.exclude(change_reason="").exists()
    assert first.key != second.key


def test_reasons_are_the_writers_alone_and_of_this_report(cast: Cast) -> None:
    report = corrected_draft(cast)
    key = report.sections.get().paragraphs.all()[0].key
    foreign = make_report(cast, slug="another").sections.get().paragraphs.all()[0].key
    refused = (
        (cast.rae, key, "x", "Only its author"),
        (cast.chris, foreign, "x", "no longer in this report"),
        (cast.chris, key, "x" * 501, "500 characters"),
    )
    for by, paragraph, text, sentence in refused:
        with pytest.raises(Refused, match=sentence):
            give_reasons(by=by, report=report, version=report.version, reasons={paragraph: text})
    assert not Paragraph.objects.exclude(change_reason="").exists()


def corrected_draft(cast: Cast) -> Report:
    report = at(cast, "published", for_the_board(cast))
    return move(by=cast.chris, report=report, move="correct", version=report.version, reason="A name.")
