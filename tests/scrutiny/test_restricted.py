"""Rules 8 and 9 as readers meet them: what is not for publication is on no surface but for those who may.

Every hidden field holds a canary. ``seen`` asks every public address; the exact words that may be known are
told beside each test.
"""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from boards.deeds.refusals import Refused
from boards.deeds.restrictions import release_item, restrict_item
from boards.models import AgendaItem, Meeting, Membership, Role, User
from reports import files
from reports.deeds.publishing import content_of
from reports.deeds.renditions import keep_rendition
from reports.deeds.restrictions import begin_release, release_publication, restrict_publication
from reports.deeds.workflow import move
from reports.models import Edition, Paper, PreparedContent, Publication, Rendition, Report
from reports.pdf.worker import render_in_subprocess
from scrutiny.compose import compose_minutes
from scrutiny.deeds.minutes import make_ready, publish, start_minutes
from scrutiny.deeds.paragraphs import ParagraphChange, write_minutes
from scrutiny.deeds.resolutions import resolve
from scrutiny.deeds.summaries import summarise
from scrutiny.models import MinuteParagraph
from scrutiny.unfinished import progress
from tests.boards.pages import browser, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.house.world import Browser, words_of
from tests.reports.stages import at, make_report

CANARY = re.compile(r"canary[a-z]+")
EXEMPT: dict[str, Any] = {"kind": "exempt", "paragraphs": [3], "public_interest": "canarywhy"}
CONFIDENTIAL: dict[str, Any] = {"kind": "confidential", "source": "law"}
KINDS = {"exempt": EXEMPT, "confidential": CONFIDENTIAL}
SLUG = "a-paper"
TITLE = "canarytitle"


class House:
    """A board with a past meeting and a public agenda: item 1 is private, item 2 has a restricted paper."""

    def __init__(self, cast: Cast, kind: str) -> None:
        self.cast, self.kind = cast, kind
        self.meeting = make_meeting(cast.board, "2019-10-10")
        self.private = make_item(
            self.meeting,
            "canaryitem",
            purpose="canarypurpose",
            presenter="canarypresenter",
            urgency_reason="canaryurgent",
        )
        self.public = make_item(self.meeting, "Report of the Chair")
        restrict_item(by=cast.sam, item=self.private, version=1, **KINDS[kind])
        self.private.refresh_from_db()
        self.paper = self.publish_paper()
        for item in (self.private, self.public):
            Paper.objects.create(
                item=item,
                publication=self.paper.publication,
                title=TITLE,
                added_by=cast.sam,
                urgency_reason="canarylate",
            )
        Paper.objects.create(
            item=self.private, title="canaryfollows", expected_on=self.meeting.date, added_by=cast.sam
        )
        Meeting.objects.filter(pk=self.meeting.pk).update(
            agenda_published_at="2019-10-01T10:00Z", agenda_published_by=cast.sam
        )
        self.meeting.refresh_from_db()

    def publish_paper(self) -> Report:
        report = make_report(
            self.cast,
            slug=SLUG,
            title=TITLE,
            purpose="canarysummary",
            author_line="canaryauthor",
            recommendations="canaryrecommend",
        )
        section = report.sections.get()
        section.heading = "canaryheading"
        section.save()
        section.paragraphs.update(text="canarytext")
        restrict_publication(by=self.cast.sam, publication=report.publication, **KINDS[self.kind])
        Publication.objects.filter(pk=report.publication_id).update(slug=SLUG)
        return at(self.cast, "published", Report.objects.get(pk=report.pk))

    @property
    def addresses(self) -> list[str]:
        meeting = self.meeting.get_absolute_url()
        slug = self.cast.board.slug
        return [
            *("/", "/boards/", f"/boards/{slug}/", "/meetings/", "/papers/", "/search/", "/sitemap.xml"),
            *("/feeds/papers.atom", f"/feeds/{slug}.atom", f"/calendars/{slug}.ics", "/committees/"),
            *("/search/?q=canarytext", f"/search/?q={TITLE}", "/search/?q=canaryitem"),
            *(meeting, f"{meeting}meeting.ics", f"{meeting}minutes/", f"{meeting}minutes.pdf"),
            *PAPER_ADDRESSES,
        ]


PAPER_ADDRESSES = [
    f"/papers/{SLUG}/",
    f"/papers/{SLUG}/1/",
    *(f"/papers/{SLUG}{edition}.{form}" for edition in ("", "/1") for form in ("pdf", "json")),
]


@pytest.fixture(params=["exempt", "confidential"])
def house(cast: Cast, request: pytest.FixtureRequest) -> House:
    return House(cast, request.param)


@pytest.fixture
def exempt_house(cast: Cast) -> House:
    return House(cast, "exempt")


def superuser(cast: Cast) -> User:
    return User.objects.create_superuser("root@marlshire.test", "a password", name="Sue Peruser")


def author(cast: Cast) -> User:
    return cast.someone("Ann Author", "ann", cast.board, Role.AUTHOR)


OUTSIDE: dict[str, Callable[[Cast], User | None]] = {
    "anonymous": lambda cast: None,
    "outsider": lambda cast: cast.stranger,
    "member of another body": lambda cast: cast.con,
    "secretariat of another body": lambda cast: cast.otto,
    "reviewer": lambda cast: cast.rae,
    "author": author,
    "administrator": lambda cast: cast.ada,
    "superuser": superuser,
    "role ended yesterday": lambda cast: cast.lena,
}
INSIDE: dict[str, Callable[[Cast], User]] = {
    "secretariat": lambda cast: cast.sam,
    "chair": lambda cast: cast.chris,
    "member": lambda cast: cast.mo,
}


def visitor(cast: Cast, name: str) -> Client:
    user = {**OUTSIDE, **INSIDE}[name](cast)
    return browser(user) if user else Client()


# ---- no surface


@pytest.mark.parametrize("name", [*OUTSIDE, *INSIDE])
def test_no_public_page_has_a_word_of_it(house: House, name: str) -> None:
    """Public pages are the same for everybody; the paper's own addresses are asked below."""
    client = visitor(house.cast, name)
    known = {"canaryitem", TITLE} if house.kind == "exempt" else set()
    here = house.meeting.get_absolute_url()
    for address in house.addresses:
        if address not in PAPER_ADDRESSES:
            said = set(CANARY.findall(words_of(client.get(address)).replace(address, "")))
            asked = {address.rpartition("=")[2]} if "?q=" in address else set()
            assert said - asked == (known if address == here else set()), address


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_paper_answers_as_if_it_had_never_been(house: House, name: str) -> None:
    client = visitor(house.cast, name)
    for address in PAPER_ADDRESSES:
        here = client.get(address)
        nowhere = client.get(address.replace(SLUG, "never-existed"))
        assert here.status_code == nowhere.status_code == 404
        assert bare(here) == bare(nowhere)


@pytest.mark.parametrize("name", ["anonymous", "member of another body"])
def test_no_way_of_asking_for_the_paper_tells_more(exempt_house: House, name: str) -> None:
    """Whoever knows a file's hash, asks for a part of it or tries another method learns nothing."""
    client = visitor(exempt_house.cast, name)
    for address in PAPER_ADDRESSES:
        for headers in (
            {"If-None-Match": "*"},
            {"Range": "bytes=0-3"},
            {"If-None-Match": f'"{file_hash()}"'},
        ):
            assert client.get(address, headers=headers).status_code == 404
        for method in ("head", "post", "put", "patch", "delete", "options"):
            assert getattr(client, method)(address).status_code == (404 if method == "head" else 405)


CHANGING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|/papers/(a-paper|never-existed)')


def bare(response: Any) -> str:
    return CHANGING.sub("", words_of(response))


def file_hash() -> str:
    return Rendition.objects.get(content_sha256=Edition.objects.get().content_sha256).file_sha256


@pytest.mark.parametrize("name", ["anonymous", "reviewer", "superuser"])
def test_it_takes_as_many_questions_as_where_nothing_ever_was(house: House, name: str) -> None:
    client = visitor(house.cast, name)
    for address in PAPER_ADDRESSES:
        counts = []
        for slug in (SLUG, "never-existed"):
            cache.clear()
            with CaptureQueriesContext(connection) as asked:
                client.get(address.replace(SLUG, slug))
            counts.append([re.sub(r"'[^']*'|\d+", "", query["sql"]).replace(slug, "") for query in asked])
        assert counts[0] == counts[1], address


def test_no_session_is_opened_for_somebody_without_a_cookie(house: House) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(f"/papers/{SLUG}/")
    assert [query for query in asked if "session" in query["sql"]] == []
    assert "Cookie" not in answer.headers.get("Vary", "")


# ---- for those who may


@pytest.mark.parametrize("name", INSIDE)
def test_those_who_may_read_it_at_its_address(house: House, name: str) -> None:
    client = visitor(house.cast, name)
    for address in PAPER_ADDRESSES:
        for headers in ({}, {"If-None-Match": "*"}):
            answer = client.get(address, headers=headers)
            said = words_of(answer)
            assert answer.status_code == 200, address
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert "ETag" not in answer.headers
            assert "Last-Modified" not in answer.headers
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert "Cookie" in answer.headers["Vary"]
            assert "%PDF" in said if address.endswith("pdf") else "canarytext" in said
    page = words(client.get(f"/papers/{SLUG}/"))
    assert "Not for publication. You read this because of your role." in page
    assert client.get(f"/papers/{SLUG}.json").json()["not_for_publication"].startswith("Not for publication")


def test_a_role_taken_away_bites_on_the_next_request(house: House) -> None:
    client = browser(house.cast.mo)
    assert client.get(f"/papers/{SLUG}/").status_code == 200
    Membership.objects.filter(user=house.cast.mo).delete()
    assert client.get(f"/papers/{SLUG}.pdf", headers={"If-None-Match": "*"}).status_code == 404


def test_members_of_a_body_that_has_it_on_an_agenda_read_it(house: House) -> None:
    assert browser(house.cast.con).get(f"/papers/{SLUG}/").status_code == 404
    item = make_item(make_meeting(house.cast.committee, "2019-11-10"), "From the board")
    publication = house.paper.publication
    Paper.objects.create(item=item, publication=publication, title=TITLE, added_by=house.cast.cleo)
    assert browser(house.cast.con).get(f"/papers/{SLUG}/").status_code == 200


@pytest.mark.parametrize(("name", "sees"), [("member", True), ("reviewer", False), ("administrator", False)])
def test_the_desk_shows_the_agenda_to_each_as_far_as_they_may(house: House, name: str, sees: bool) -> None:
    said = words_of(visitor(house.cast, name).get(house.meeting.get_desk_url()))
    hidden = {"canarypurpose", "canarypresenter", "canaryurgent", "canaryfollows", "canarylate"}
    if house.kind == "confidential":
        hidden |= {"canaryitem", TITLE}
    assert set(CANARY.findall(said)) & hidden == (hidden if sees else set())
    assert "canarywhy" not in said
    assert (f"/papers/{SLUG}/" in said) is sees


# ---- what the public agenda says


def test_the_public_agenda_of_an_exempt_item_and_paper(exempt_house: House) -> None:
    page = words(Client().get(exempt_house.meeting.get_absolute_url()))
    line = (
        "Not for publication by the board’s own policy: information of the kind in paragraph 3 of Part 1 of "
        "Schedule 12A to the Local Government Act 1972 (financial or business affairs)"
    )
    assert f"Item 1: canaryitem {line} 2." in page
    assert f"{TITLE} · not for publication: paragraph 3" in page
    assert f"/papers/{SLUG}" not in Client().get(exempt_house.meeting.get_absolute_url()).content.decode()


def test_the_public_agenda_of_what_is_confidential(cast: Cast) -> None:
    house = House(cast, "confidential")
    page = words(Client().get(house.meeting.get_absolute_url()))
    assert "Item 1: A private item A private item: confidential information 2." in page
    assert "A confidential paper" in page


# ---- release


def test_a_release_makes_exactly_the_paper_visible(house: House) -> None:
    publication = house.paper.publication
    publication.refresh_from_db()
    row = publication.restriction
    assert row is not None
    begin_release(by=house.cast.sam, publication=publication, version=row.version, reason="Signed.")
    for address in PAPER_ADDRESSES:
        assert Client().get(address).status_code == 404
    sha256 = PreparedContent.objects.latest("pk").content_sha256
    file, size = files.keep(b"%PDF-1.7 released", "pdf")
    keep_rendition(by=None, content_sha256=sha256, file_sha256=file, size=size, pages=1)
    row.refresh_from_db()
    release_publication(by=house.cast.sam, publication=publication, version=row.version)
    codes = {address: Browser().get(address).status_code for address in PAPER_ADDRESSES}
    assert codes == {
        f"/papers/{SLUG}/": 200,
        f"/papers/{SLUG}.pdf": 200,
        f"/papers/{SLUG}.json": 200,
        f"/papers/{SLUG}/1/": 404,
        f"/papers/{SLUG}/1.pdf": 404,
        f"/papers/{SLUG}/1.json": 404,
    }
    page = Client().get(f"/papers/{SLUG}/")
    assert "Released: Signed." in words(page)
    assert "Not for publication" not in words(page)
    assert (page.headers["Cache-Control"], "ETag" in page.headers) == ("public, no-cache", True)
    assert "item 1" not in words(page)  # its item is private still
    for address in ("/papers/", "/feeds/papers.atom", "/sitemap.xml", "/search/?q=canarytext"):
        assert f"/papers/{SLUG}/" in Client().get(address).content.decode(), address
    assert browser(house.cast.mo).get(f"/papers/{SLUG}/1/").headers["Cache-Control"] == "private, no-store"


def test_a_released_item_shows_what_any_item_shows(house: House) -> None:
    item = AgendaItem.objects.get(pk=house.private.pk)
    release_item(by=house.cast.sam, item=item, version=item.version, reason="Signed.")
    said = set(CANARY.findall(words_of(Client().get(house.meeting.get_absolute_url()))))
    assert {"canaryitem", "canarypurpose", "canarypresenter", "canaryurgent", "canaryfollows"} <= said
    assert (TITLE in said, "canarytext" in said) == (house.kind == "exempt", False)


def test_withdrawn_it_is_gone_for_the_public_and_marked_for_those_who_may(house: House) -> None:
    report = Report.objects.get()
    move(by=house.cast.sam, report=report, move="withdraw", version=report.version, reason="canaryreason")
    assert Client().get(f"/papers/{SLUG}/").status_code == 404
    assert browser(house.cast.rae).get(f"/papers/{SLUG}/").status_code == 404
    marker = browser(house.cast.mo).get(f"/papers/{SLUG}/")
    assert (marker.status_code, marker.headers["Cache-Control"]) == (410, "private, no-store")
    assert "canaryreason" not in words_of(Client().get(house.meeting.get_absolute_url()))


# ---- minutes (rule 9)


def minuted(house: House, summary: str = "The board agreed the contract.") -> Any:
    minutes = start_minutes(by=house.cast.sam, meeting=house.meeting)
    for minute, text in zip(minutes.items.all(), ("canarysaid", "It was noted."), strict=True):
        paragraph = MinuteParagraph.objects.get(minute=minute)
        change = ParagraphChange(paragraph.key, paragraph.version, "note", text)
        write_minutes(by=house.cast.sam, minutes=minutes, changes=[change])
        words = "canaryresolved" if text == "canarysaid" else "that it be noted"
        resolve(by=house.cast.sam, minute=minute, version=0, verb="approve", text=words)
    house.meeting.attendance.create(name="Somebody", how="in-attendance")
    if summary:
        first = minutes.items.first()
        assert first is not None
        summarise(by=house.cast.sam, minute=first, version=first.version, text=summary)
    return minutes


def test_private_minutes_need_a_public_summary(exempt_house: House) -> None:
    minutes = minuted(exempt_house, summary="")
    gap = "Write the public summary of item 1, which was taken in private."
    found = [each for each in progress(minutes).gaps if each.sentence == gap]
    assert [each.address for each in found] == [f"#summary-{minutes.items.first().pk}"]
    with pytest.raises(Exception, match="Write the public summary of item 1"):
        make_ready(by=exempt_house.cast.sam, minutes=minutes, version=minutes.version)
    first = minutes.items.first()
    summarise(by=exempt_house.cast.sam, minute=first, version=first.version, text="It was agreed.")
    assert [each for each in progress(minutes).gaps if "summary" in each.sentence] == []


def test_published_minutes_have_the_summary_alone(house: House) -> None:
    minutes = minuted(house)
    ready = make_ready(by=house.cast.sam, minutes=minutes, version=minutes.version)
    paper = compose_minutes(ready, edition=1)
    content = content_of(paper)
    pdf = render_in_subprocess(content.html, title=paper.title, footer="minutes", council="Marlshire")
    file, size = files.keep(pdf, "pdf")
    keep_rendition(by=None, content_sha256=content.sha256, file_sha256=file, size=size, pages=1)
    edition = publish(by=house.cast.sam, minutes=ready, version=ready.version)
    address = f"{house.meeting.get_absolute_url()}minutes"
    told = [edition.html, edition.text, str(edition.data), edition.summary]
    told += [words_of(Client().get(f"{address}{end}")) for end in ("/", ".json", "/1/")]
    read = PdfReader(io.BytesIO(pdf))
    told += ["".join(page.extract_text() for page in read.pages), str(read.metadata), pdf.decode("latin-1")]
    for word in ("canarysaid", "canaryresolved", "canaryurgent", "canarypurpose"):
        assert [text for text in told if word in text] == []
        assert list(Client().get("/search/", {"q": word}).context["found"].hits) == []
    heading = "canaryitem" if house.kind == "exempt" else "A private item"
    assert f"{heading}\n\n1.1 The board agreed the contract.\n\n2. Report of the Chair" in edition.text
    assert ("canaryitem" in "".join(told)) is (house.kind == "exempt")
    agenda = words(Client().get(house.meeting.get_absolute_url()))
    assert "Read the minute of item 1" in agenda
    assert "canaryresolved" not in agenda


def test_no_number_tells_how_much_was_said_in_private(exempt_house: House) -> None:
    minutes = minuted(exempt_house)
    first = minutes.items.first()
    for place in range(2, 5):
        MinuteParagraph.objects.create(minute=first, position=place, text=f"canary {place}")
    numbers = compose_minutes(minutes).numbers
    assert list(numbers.values()) == ["1.1", "2.1", ""]  # the resolution has none


def test_the_summary_is_written_on_the_page_of_the_minutes(exempt_house: House) -> None:
    minutes = minuted(exempt_house, summary="")
    first = minutes.items.first()
    clerk, address = browser(exempt_house.cast.sam), f"{minutes.get_desk_url()}write/"
    page = clerk.get(minutes.get_desk_url())
    assert "Taken in private" in words(page)
    assert f'name="summary-{first.pk}"' in page.content.decode()
    said = {f"summary-{first.pk}": "It was agreed.", f"version-summary-{first.pk}": first.version}
    assert clerk.post(address, said).status_code == 302
    first.refresh_from_db()
    assert first.public_summary == "It was agreed."
    again = clerk.post(address, said | {f"summary-{first.pk}": "Mine."})
    assert again.status_code == 200
    assert "It was agreed." in words(again)
    assert "Mine." in words(again)
    saved = clerk.post(
        address,
        said | {f"version-summary-{first.pk}": first.version, f"summary-{first.pk}": "Better."},
        headers={"X-Autosave": "1"},
    )
    assert saved.json()["versions"] == {f"summary-{first.pk}": first.version + 1}


def test_the_log_lines_carry_no_word_of_it(house: House, caplog: pytest.LogCaptureFixture) -> None:
    Publication.objects.filter(slug=SLUG).update(slug="elsewhere")
    report = Report.objects.get()
    with pytest.raises(Refused):
        move(by=house.cast.sam, report=report, move="agree", version=report.version)
    for client in (Client(), browser(house.cast.rae), browser(house.cast.mo)):
        for address in house.addresses:
            client.get(address.partition("?")[0])
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) > 10
    assert [line for line in lines if CANARY.search(line)] == []


def test_the_address_of_a_confidential_paper_tells_nothing(cast: Cast) -> None:
    report = make_report(cast, slug="canarytitle-2019-10-10")
    restrict_publication(by=cast.sam, publication=report.publication, **CONFIDENTIAL)
    assert re.fullmatch("paper-[0-9a-f]{12}", report.publication.slug)
    exempt = make_report(cast, slug="its-title-is-public")
    restrict_publication(by=cast.sam, publication=exempt.publication, **EXEMPT)
    assert exempt.publication.slug == "its-title-is-public"
