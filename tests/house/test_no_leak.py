"""A canary word in every private text: found by those who may read it, and in no answer to anybody else.

``tests.house.world`` plants the canaries and says who may read each; every address is then opened by every
kind of visitor. A second part looks into what is published: files, feed, search, and pages that refuse.
"""

import functools
import io
import json
import re
from dataclasses import dataclass

import pytest
from django.test import Client
from pypdf import PdfReader

from boards.deeds.record import facts
from boards.models import LogEntry, User
from improvement_board.policy import PUBLIC
from reports import files
from reports.deeds.publishing import content_of
from reports.deeds.renditions import keep_rendition
from reports.deeds.review import add_note
from reports.deeds.workflow import move, next_paper
from reports.pdf.worker import render_in_subprocess
from reports.tasks import make_word
from tests.house.addresses import ADDRESSES
from tests.house.test_doors import OURS
from tests.house.world import HOSTILE, Visitor, World, undone, words_of
from tests.reports.word.opened import everything

CANARY = re.compile(r"canary[a-z]+x(?![a-z])")
DATA = re.compile("Content-Type: (application/json|text/calendar|text/csv)")
"""What no browser takes for a page, as ``nosniff`` forbids it to guess."""

READERS = [
    "anonymous",
    "stranger",
    "ended yesterday",
    "administrator",
    "secretariat here",
    "chair here",
    "other chair here",
    "reviewer here",
    "board-member here",
    "secretariat elsewhere",
    "chair elsewhere",
]


def heard(visitor: Visitor, url: str) -> str:
    with undone(visitor.browser):
        return words_of(visitor.browser.get(url))


def canaries_in(text: str) -> set[str]:
    return set(CANARY.findall(text))


@dataclass(frozen=True, slots=True)
class Told:
    """What matters of one answer: the canaries in it, and whether a typed tag would run in it."""

    canaries: frozenset[str]
    would_run: bool

    @classmethod
    def by(cls, text: str) -> "Told":
        return cls(frozenset(canaries_in(text)), HOSTILE in text and not DATA.search(text))


@functools.cache
def everything_told_to(world: World, visitor: Visitor) -> dict[str, Told]:
    """What every answer of the house tells one visitor, by its address; every page is opened once."""
    return {url: Told.by(text) for url, text in everything_said_to(world, visitor).items()}


def everything_said_to(world: World, visitor: Visitor) -> dict[str, str]:
    """Every answer of the house to one visitor, by its address."""
    said = {}
    for address in ADDRESSES.values():
        for state in address.states if "GET" in address.methods else []:
            url = address.at(world, state)
            said[url] = heard(visitor, url)
    for meeting in (world.minuted, world.held, world.in_private):
        said[meeting.get_desk_url()] = heard(visitor, meeting.get_desk_url())
        said[meeting.get_absolute_url()] = heard(visitor, meeting.get_absolute_url())
    for end in ("/", ".pdf", ".docx", ".json", "/1/", "/1.pdf", "/1.docx", "/1.json"):
        url = f"/papers/{world.restricted.slug}{end}"
        said[url] = heard(visitor, url)
    return said


@pytest.mark.parametrize("name", READERS)
def test_nobody_is_told_what_is_not_for_them(world: World, name: str) -> None:
    leaks = {
        (url, word)
        for url, told in everything_told_to(world, world.visitors[name]).items()
        for word in told.canaries
        if name not in world.canaries[word] and word not in url
    }
    assert leaks == set()


def test_each_canary_is_seen_by_somebody_who_may(world: World) -> None:
    """What is looked for above can be seen at all: no canary is in a text that no page shows."""
    to_be_seen = {word for word, readers in world.canaries.items() if readers and "address" not in word}
    seen: set[str] = set()
    for name in ("secretariat here", "chair here", "reviewer here"):
        for told in everything_told_to(world, world.visitors[name]).values():
            seen |= told.canaries
    assert to_be_seen - seen == set()
    assert len(to_be_seen) > 40


@pytest.mark.parametrize("name", READERS)
def test_markup_typed_by_anybody_is_text_on_every_page(world: World, name: str) -> None:
    """Every name, title and text of the world holds a tag that would run a script."""
    told = everything_told_to(world, world.visitors[name])
    assert {url for url, each in told.items() if each.would_run} == set()
    assert "&lt;img src=x onerror" in heard(world.visitors[name], world.body.get_absolute_url())


# ---- what is published


PUBLIC_NAMES = sorted(name for name in OURS if ADDRESSES[name].policy == PUBLIC)


@pytest.mark.parametrize("word", ["publicreport", "publicminutes"])
def test_what_is_published_is_found(world: World, word: str) -> None:
    found = Client().get("/search/", {"q": word}).context["found"]
    assert len(found.hits) > 0


def test_nothing_private_is_found_by_search(world: World) -> None:
    browser = Client()
    for word in world.canaries:
        assert list(browser.get("/search/", {"q": word}).context["found"].hits) == [], word


def test_a_withdrawn_paper_leaves_search_feed_and_lists_with_its_withdrawal(world: World) -> None:
    """All in one transaction: this test never commits, and each is empty right after the deed."""
    report = world.reports["published"]
    places = ["/search/?q=publicreport", "/feeds/papers.atom", "/papers/", "/", world.body.get_absolute_url()]
    address = f"/papers/{report.slug}"
    browser = Client()
    assert [place for place in places if address not in browser.get(place).content.decode()] == []
    move(by=world.cast.sam, report=report, move="withdraw", version=report.version, reason="A wrong figure.")
    assert [place for place in places if address in browser.get(place).content.decode()] == []
    marker = browser.get(f"{address}/")
    assert (marker.status_code, "publicreport" in marker.content.decode()) == (410, False)


def test_the_files_of_a_published_report_hold_nothing_of_the_desk(world: World) -> None:
    """A really drawn PDF: its text, its metadata and every stream; the Word file and the JSON beside it."""
    report = world.reports["in-review"]
    report.title = report.purpose = report.author_line = report.key_issues = "publicpaper"
    report.recommendations = report.signature = report.background_papers = "publicpaper"
    report.save()
    for section in report.sections.all():
        section.heading = "publicpaper"
        section.save()
        for paragraph in section.paragraphs.filter(removed_at=None):
            paragraph.text = "publicpaper"
            paragraph.save()
            paragraph.bullets.update(text="publicpaper")
    add_note(by=world.cast.rae, report=report, text="canarynewnotex")
    agreed = move(by=world.cast.rae, report=report, move="agree", version=report.version)
    content = content_of(next_paper(agreed))
    pdf = render_in_subprocess(
        content.html, title=agreed.title, footer="publicpaper", council="Marlshire", brand="#14504b"
    )
    sha256, size = files.keep(pdf, "pdf")
    keep_rendition(by=None, content_sha256=content.sha256, file_sha256=sha256, size=size, pages=1)
    move(by=world.cast.sam, report=agreed, move="publish", version=agreed.version)
    slug = report.slug
    sent = b"".join(Client().get(f"/papers/{slug}.pdf"))
    make_word.call(content.sha256)
    word = b"".join(Client().get(f"/papers/{slug}.docx"))
    told = insides(sent) + everything(word) + Client().get(f"/papers/{slug}.json").content.decode()
    assert "publicpaper" in everything(word)
    assert "publicpaper" in told
    assert canaries_in(told) == set()
    assert re.findall(rb"(?:/root|/home|/tmp|/opt|/srv)/[a-z]", sent) == []


def insides(pdf: bytes) -> str:
    """The words, the metadata and the bytes of a PDF, unpacked."""
    read = PdfReader(io.BytesIO(pdf))
    words = "\n".join(page.extract_text() for page in read.pages)
    about = json.dumps({str(key): str(value) for key, value in (read.metadata or {}).items()})
    xmp = str(read.xmp_metadata.rdf_root.toxml()) if read.xmp_metadata else ""
    return "\n".join([words, about, xmp, pdf.decode("latin-1")])


# ---- pages that refuse


@pytest.mark.parametrize(
    ("state", "path"), [("draft", "/papers/report-draft/"), ("withdrawn", "/papers/report-withdrawn/")]
)
def test_a_page_that_refuses_names_nothing(world: World, state: str, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == {"draft": 404, "withdrawn": 410}[state]
    assert canaries_in(words_of(answer)) == set()


def test_an_insider_who_may_not_is_not_told_what_it_was(world: World) -> None:
    answer = world.visitors["board-member here"].browser.get(ADDRESSES["boards:change_item"].at(world))
    assert answer.status_code == 403
    assert canaries_in(words_of(answer)) == set()


def test_a_fault_shows_a_reference_and_nothing_else(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError(f"canaryfaultx in {__file__}")

    monkeypatch.setattr("boards.views.bodies.bodies_where", fault)
    answer = world.visitors["secretariat here"].browser.get("/desk/bodies/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert re.search(r'class="reference">[0-9a-f]{8}<', page)
    assert [trace for trace in ("canary", "Traceback", "RuntimeError", ".py") if trace in page] == []


def test_secrets_are_in_no_entry_of_the_log(world: World) -> None:
    for user in User.objects.all():
        assert "password" not in facts(user)
    kept = json.dumps(list(LogEntry.objects.values_list("before", "after", "name", "reason")), default=str)
    assert {word for word in canaries_in(kept) if word in ("canarypasswordx", "canarytokenx")} == set()
