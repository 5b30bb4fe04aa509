"""What readers see behind the paragraphs of a published paper: all they may, and of the rest no trace."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boards.models import Restriction
from reports.deeds.evidence import link_evidence
from reports.deeds.publishing import withdraw
from reports.deeds.restrictions import begin_release, release_publication, restrict_publication
from reports.frozen_sections import PARAGRAPH_IDS, paragraph_ends
from reports.models import Edition, Paragraph, PublishedEvidence, Report
from tests.boards.pages import browser, queries_of
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.reports.evidence_at_hand import (
    AtHand,
    at_hand,
    key_of,
    make_action,
    make_activity,
    make_restricted_letter,
)
from tests.reports.stages import at, make_report

pytestmark = pytest.mark.django_db
CANARY = re.compile("canary[a-z]+")
MARK = re.compile(r'<details class="rests-on no-print">.*?</details>\n?', re.DOTALL)
ADDRESS = "/papers/autumn/"


@pytest.fixture
def report(cast: Cast) -> Report:
    return make_report(cast, slug="autumn")


@pytest.fixture
def hand(cast: Cast) -> AtHand:
    return at_hand(cast)


def link(cast: Cast, report: Report, kind: str, target: str = "", place: int = 0, **more: Any) -> None:
    link_evidence(by=cast.chris, report=report, key=key_of(report, place), kind=kind, target=target, **more)


def link_all(cast: Cast, report: Report, hand: AtHand) -> None:
    for kind, target in hand.targets.items():
        link(cast, report, kind, target)
    link(cast, report, "verbal", words="The lead inspector said that practice is better.")


def link_what_is_hidden(cast: Cast, report: Report, place: int) -> None:
    """A visit without a sentence, a restricted letter, and an action that was agreed in private."""
    link(cast, report, "activity", str(make_activity(cast, "").pk), place)
    link(cast, report, "document", make_restricted_letter(cast).publication.slug, place)
    item = make_item(make_meeting(cast.board, "2019-05-07"), "canaryitem")
    link(cast, report, "action", str(make_action(cast, "canaryaction", item).pk), place)
    item.restriction = Restriction.objects.create(
        kind="confidential", source="law", set_by=cast.sam, set_at=timezone.now()
    )
    item.save()


def marks(client: Client, address: str = ADDRESS) -> list[str]:
    """What stands behind the paragraphs of a page, in words."""
    page = client.get(address)
    assert page.status_code == 200
    return [" ".join(re.sub(r"<[^>]+>", " ", mark).split()) for mark in MARK.findall(page.content.decode())]


def hrefs(client: Client) -> list[str]:
    return re.findall(r'href="([^"]+)"', "".join(MARK.findall(client.get(ADDRESS).content.decode())))


def test_a_mark_opens_under_the_paragraph(cast: Cast, report: Report, hand: AtHand) -> None:
    """Of a visit its sentence and its month; everything else with its day and where it can be read."""
    link_all(cast, report, hand)
    edition = published(cast, report)
    (mark,) = marks(Client())
    letter, paper = hand.letter.publication.editions.get(), hand.paper
    assert mark.startswith("What this rests on (5) : paragraph 1.1")
    assert "The author’s activity log: I visited the duty team. September 2019" in mark
    assert "Minutes: Minutes of the Children" in mark
    assert "Another paper: Report on early help, paragraph 1.2" in mark
    assert f"Document: {letter.title}" in mark
    assert "Verbal feedback: The lead inspector said that practice is better." in mark
    assert hrefs(Client()) == [
        f"/papers/{paper.publication.slug}/1/#p-1-2",
        f"/papers/{letter.publication.slug}/",
        f"{hand.minutes.publication.get_absolute_url()}1/#m-23-p1",
    ]
    assert "partners" not in mark  # the action is the desk's
    page = Client().get(ADDRESS).content.decode()
    assert edition.html in MARK.sub("", page)  # the record is whole and unchanged
    edition.refresh_from_db()
    assert "rests-on" not in edition.html
    assert CANARY.findall(page) == []


def published(cast: Cast, report: Report) -> Edition:
    at(cast, "published", report)
    edition: Edition = report.publication.editions.get()
    return edition


def test_what_a_reader_may_not_see_leaves_no_trace(cast: Cast, report: Report, hand: AtHand) -> None:
    """No mark, no count, no word on any surface; each of them is in the database and could leak."""
    link_what_is_hidden(cast, report, place=0)
    link(cast, report, "paper", hand.targets["paper"], place=1)
    edition = published(cast, report)
    kept = PublishedEvidence.objects.filter(edition=edition)
    assert kept.count() == 3  # of the visit, which has nothing to say, nothing is kept
    bare = at(cast, "published", make_report(cast, slug="bare"))
    for client in (Client(), browser(cast.mo), browser(cast.chris), browser(cast.con), browser(cast.otto)):
        assert [mark.split(":")[0].strip() for mark in marks(client)] == ["What this rests on (1)"]
        for address in (
            ADDRESS,
            f"{ADDRESS}1/",
            "/papers/autumn.json",
            "/papers/",
            "/search/?q=letter",
        ):
            text = client.get(address).content.decode()
            assert CANARY.findall(text) == []
    paragraphs = Client().get(ADDRESS).content.decode()
    first = paragraphs[paragraphs.index('id="p-1-1"') : paragraphs.index('id="p-1-2"')]
    same = Client().get(bare.publication.get_absolute_url()).content.decode()
    assert first == same[same.index('id="p-1-1"') : same.index('id="p-1-2"')]


def test_a_restricted_paper_tells_each_of_its_readers_what_they_may_see(
    cast: Cast, report: Report, hand: AtHand
) -> None:
    """The secretariat sees the action and the restricted letter behind it; others have no such page."""
    link_what_is_hidden(cast, report, place=0)
    restrict_publication(by=cast.sam, publication=report.publication, kind="confidential", source="law")
    report.refresh_from_db()
    address = published(cast, report).publication.get_absolute_url()
    (mark,) = marks(browser(cast.sam), address)
    assert "What this rests on (2)" in mark
    assert set(CANARY.findall(mark)) == {"canaryaction", "canaryletter"}
    page = browser(cast.sam).get(address)
    assert "no-store" in page.headers["Cache-Control"]
    for client in (Client(), browser(cast.con), browser(cast.otto), browser(cast.rae)):
        assert client.get(address).status_code == 404


def test_what_is_withdrawn_or_released_later_is_told_from_that_moment(
    cast: Cast, report: Report, hand: AtHand
) -> None:
    """Nobody is shown the page from before by a 304."""
    hidden = make_restricted_letter(cast)
    link(cast, report, "paper", hand.targets["paper"])
    link(cast, report, "document", hidden.publication.slug, place=1)
    published(cast, report)
    before = Client().get(ADDRESS)
    assert Client(HTTP_IF_NONE_MATCH=before.headers["ETag"]).get(ADDRESS).status_code == 304
    withdraw(by=cast.sam, publication=hand.paper.publication, reason="Wrong paper.")
    assert Client(HTTP_IF_NONE_MATCH=before.headers["ETag"]).get(ADDRESS).status_code == 200
    (mark,) = marks(Client())
    assert "Another paper: Withdrawn since, on" in mark
    assert "early help" not in mark
    for deed, said in ((begin_release, {"reason": "Ofsted has it."}), (release_publication, {})):
        row = Restriction.objects.get()
        deed(by=cast.sam, publication=hidden.publication, version=row.version, **said)
    assert [CANARY.findall(mark) for mark in marks(Client())] == [[], ["canaryletter"]]


def test_the_page_asks_three_times_more_at_most(cast: Cast, report: Report, hand: AtHand) -> None:
    bare = at(cast, "published", make_report(cast, slug="bare"))
    link_all(cast, report, hand)
    edition = published(cast, report)
    once = queries_of(Client(), ADDRESS)
    for number in range(50):
        PublishedEvidence.objects.create(
            edition=edition,
            paragraph_key=key_of(report, number % 2),
            position=10 + number,
            kind="paper",
            target=hand.targets["paper"].replace("/1#", f"/{number + 2}#"),
            on=hand.activity.on,
        )
    minutes = hand.minutes.publication.get_absolute_url()
    assert queries_of(Client(), ADDRESS) == once
    assert once - queries_of(Client(), bare.publication.get_absolute_url()) == 1
    assert queries_of(Client(), minutes) <= once


def test_where_a_paragraph_ends_whatever_stands_in_it(cast: Cast) -> None:
    """Bullets, tables and text that looks like markup; the last of a section and the last of all."""
    report = make_report(cast, slug="shapes")
    texts = (
        "</div></section> <div class=\"paragraph\" id=\"p-9-9\">",
        "| A | B |\n| - | - |\n| </div> | 2 |",
        "Plain & simple.",
    )  # fmt: skip
    for place, text in enumerate(texts):
        if place < 2:
            Paragraph.objects.filter(section__report=report, position=place + 1).update(text=text)
        else:
            section = report.sections.create(position=2, heading="</section>")
            Paragraph.objects.create(section=section, position=1, text=text)
    html = published(cast, report).html
    ends = paragraph_ends(html)
    starts = [(found.group(1), found.start()) for found in PARAGRAPH_IDS.finditer(html)]
    assert list(ends) == ["p-1-1", "p-1-2", "p-2-1"]
    for anchor, start in starts:
        part = html[start : ends[anchor]] + "</div>"
        assert part.count("<div") == part.count("</div>")
