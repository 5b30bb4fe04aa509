"""What readers see without signing in: everything that is published, and nothing else, on every surface.

In each test of what must not show there is something that could: a draft, an agenda item that is not
published, private notes, a withdrawn paper, each with the canary's name in it.
"""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from boards.models import Attendance, Meeting, TermsOfReference
from reports.deeds.publishing import withdraw
from reports.models import Activity, Edition, Paper, Publication
from tests.builders import make_body, make_item, make_meeting, make_member, make_person
from tests.cast import Cast
from tests.editions import correct, make_edition, make_minutes
from tests.reports.stages import at, make_report

CANARY = "Zanzibar"
SOON = timezone.localdate() + datetime.timedelta(days=30)
COMMITTEE = "children-and-families-scrutiny-committee"
BOARD = "childrens-improvement-board"


@pytest.fixture
def hidden(cast: Cast) -> Cast:
    """Everything that readers must not see, beside a published paper that they do."""
    make_edition(cast.sam, cast.board, "Chair’s report for autumn", slug="autumn")
    for state in ("draft", "in-review", "agreed"):
        report = make_report(cast, title=f"{CANARY} {state}", slug=f"{CANARY.lower()}-{state}")
        at(cast, state, report)
    gone = make_edition(cast.sam, cast.board, f"{CANARY} withdrawn", ((CANARY, (CANARY,)),), slug="gone")
    withdraw(by=cast.sam, publication=gone.publication, reason="It named a member of staff.")
    planned = make_meeting(cast.board, SOON)
    item = make_item(planned, f"{CANARY} item", purpose=CANARY, presenter=CANARY)
    Paper.objects.create(item=item, title=f"{CANARY} paper", expected_on=SOON, added_by=cast.sam)
    held = make_meeting(cast.board, "2019-09-24", published_by=cast.sam)
    listed = make_item(held, "Report of the Chair")
    draft = Publication.objects.get(slug=f"{CANARY.lower()}-agreed")
    Paper.objects.create(item=listed, publication=draft, title=f"{CANARY} not yet", added_by=cast.sam)
    Paper.objects.create(item=listed, publication=gone.publication, title=f"{CANARY} gone", added_by=cast.sam)
    Attendance.objects.create(meeting=held, name=CANARY, how="absent")
    Activity.objects.create(
        body=cast.board, by=cast.chris, kind="visit", on=held.date, seen=CANARY, met=CANARY, sentence=CANARY
    )
    return cast


SURFACES = [
    "/",
    "/boards/",
    "/committees/",
    f"/boards/{BOARD}/",
    "/meetings/",
    f"/meetings/{BOARD}/{SOON.isoformat()}/",
    f"/meetings/{BOARD}/2019-09-24/",
    "/papers/",
    "/papers/autumn/",
    "/papers/autumn/1/",
    "/papers/autumn.json",
    "/papers/autumn/1.json",
    "/search/",
    "/feeds/papers.atom",
    f"/feeds/{BOARD}.atom",
    f"/meetings/{BOARD}/{SOON.isoformat()}/meeting.ics",
    "/sitemap.xml",
]


def test_no_surface_shows_what_is_not_published(
    client: Client, hidden: Cast, subtests: pytest.Subtests
) -> None:
    for address in SURFACES:
        with subtests.test(address):
            response = client.get(address)
            assert response.status_code == 200
            assert CANARY.lower() not in response.content.decode().lower()


def test_no_search_finds_what_is_not_published(client: Client, hidden: Cast) -> None:
    page = client.get("/search/", {"q": CANARY}).content.decode()
    assert "Nothing that is published has all of these words" in page
    assert "<mark>" not in page


OF_A_PAPER = ["/", ".pdf", ".docx", ".json", "/1/", "/1.pdf", "/1.docx", "/1.json"]


def test_an_unpublished_report_is_no_address(client: Client, hidden: Cast, subtests: pytest.Subtests) -> None:
    for address in OF_A_PAPER:
        unknown = client.get(f"/papers/no-such-paper{address}")
        for state in ("draft", "in-review", "agreed"):
            with subtests.test(address, state=state):
                answer = client.get(f"/papers/{CANARY.lower()}-{state}{address}")
                assert (answer.status_code, answer.content) == (404, unknown.content)


def test_a_withdrawn_paper_leaves_its_marker_at_every_address(
    client: Client, hidden: Cast, subtests: pytest.Subtests
) -> None:
    for address in OF_A_PAPER:
        with subtests.test(address):
            response = client.get(f"/papers/gone{address}")
            page = response.content.decode()
            assert response.status_code == 410
            assert "This paper was withdrawn" in page
            assert "It named a member of staff." in page
            assert CANARY not in page


def test_the_published_paper_is_on_every_surface(client: Client, hidden: Cast) -> None:
    title = "Chair’s report for autumn"
    for address in ("/", "/papers/", f"/boards/{BOARD}/", "/papers/autumn/", "/feeds/papers.atom"):
        assert title in client.get(address).content.decode()
    assert client.get("/papers/autumn.json").json()["title"] == title
    assert title in client.get("/search/?q=front+door").content.decode()


def test_an_unpublished_agenda_says_when_it_is_due(client: Client, cast: Cast) -> None:
    make_item(make_meeting(cast.committee, SOON), CANARY)
    page = client.get(f"/meetings/{COMMITTEE}/{SOON.isoformat()}/").content.decode()
    assert "The agenda is due by " in page
    assert "Agenda</h2>" not in page


def test_a_meeting_shows_its_agenda_complete_in_place(client: Client, cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10", starts_at=datetime.time(14, 30))
    meeting.agenda_published_at = datetime.datetime(2019, 10, 2, 22, 30, tzinfo=datetime.UTC)
    meeting.agenda_published_by = cast.cleo
    meeting.save()
    item = make_item(meeting, "Report of the Chair", purpose="To hear how it goes.", presenter="the Chair")
    edition = make_edition(cast.sam, cast.committee, "Progress report", slug="progress")
    Paper.objects.create(item=item, publication=edition.publication, title=edition.title, added_by=cast.cleo)
    day = datetime.date(2019, 10, 4)
    Paper.objects.create(item=item, title="Caseloads", expected_on=day, added_by=cast.cleo)
    page = client.get(meeting.get_absolute_url()).content.decode()
    for words in (
        "Thursday 10 October 2019",
        "2.30pm, Shire Hall",
        "Published on Wednesday 2 October 2019, five clear days before.",
        "To hear how it goes.",
        "Presenter: the Chair",
        'href="/papers/progress/">Progress report</a>',
        'href="/papers/progress.pdf">PDF',
        "to follow, expected Friday 4 October 2019",
        "added on",
    ):
        assert words in page


def test_outcomes_and_attendance_come_with_the_published_minutes(client: Client, cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    make_item(meeting, "Report of the Chair")
    Attendance.objects.create(meeting=meeting, name="Councillor Con", how="present")
    before = client.get(meeting.get_absolute_url()).content.decode()
    assert "Councillor Con" not in before
    items = (("Report of the Chair", ("Members asked.",)),)
    make_minutes(cast.cleo, meeting, items, {"Report of the Chair": "that the report be noted."})
    after = client.get(meeting.get_absolute_url()).content.decode()
    assert "Resolved: that the report be noted." in after
    assert f'href="/meetings/{COMMITTEE}/2019-10-10/minutes/#s-23"' in after
    assert "Councillor Con" in after


def test_the_frozen_page_is_shown_as_it_was_published(client: Client, cast: Cast) -> None:
    edition = make_edition(cast.sam, cast.board, slug="autumn")
    assert edition.html in client.get("/papers/autumn/").content.decode()


def test_an_earlier_edition_says_so_and_leads_to_the_current_one(client: Client, cast: Cast) -> None:
    first = make_edition(cast.sam, cast.board, slug="autumn")
    correct(cast.sam, first, (("One", ("Fourteen cases.",)),), "A figure was wrong.")
    page = client.get("/papers/autumn/1/").content.decode()
    assert "This is edition 1, which is no longer current." in page
    assert "A figure was wrong." in page
    assert 'href="/papers/autumn/2/changes/">What changed since this edition<' in page
    assert first.html in page
    current = client.get("/papers/autumn/").content.decode()
    assert "no longer current" not in current
    assert "since this edition" not in current
    assert "Fourteen cases." in current
    assert client.get("/papers/autumn/2/").status_code == 200
    assert client.get("/papers/autumn/3/").status_code == 404


def test_a_wide_table_stands_in_a_region_that_the_keyboard_reaches(client: Client, cast: Cast) -> None:
    narrow, wide = (f"|{' A |' * columns}\n|{' --- |' * columns}\n|{' b |' * columns}" for columns in (4, 5))
    edition = make_edition(cast.sam, cast.board, slug="autumn", sections=(("One", (narrow, wide)),))
    page = client.get("/papers/autumn/").content.decode()
    opens = '<div class="scroll" role="region" tabindex="0" aria-label="Table in paragraph 1.2">'
    assert page.count('class="scroll"') == 1
    as_published = page.replace(opens, "").replace("</table></div></div>", "</table></div>")
    assert edition.html in as_published


def test_a_paper_says_where_it_was_put_to_a_meeting(client: Client, cast: Cast) -> None:
    edition = make_edition(cast.sam, cast.board, slug="autumn")
    open_meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    closed_meeting = make_meeting(cast.committee, "2019-11-14")
    for meeting in (open_meeting, closed_meeting):
        item = make_item(meeting, "Report of the Chair")
        Paper.objects.create(item=item, publication=edition.publication, title="P", added_by=cast.cleo)
    page = client.get("/papers/autumn/").content.decode()
    assert "Children and Families Scrutiny Committee, Thursday 10 October 2019, item 1" in page
    assert "14 November 2019" not in page


def test_a_body_shows_its_members_and_terms_of_today(client: Client, cast: Cast) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    make_member(cast.board, make_person("Former Member"), until=yesterday)
    for day, text in (
        ("2019-05-20", "Old terms."),
        ("2020-05-20", "New terms."),
        ("2999-01-01", "Far terms."),
    ):
        TermsOfReference.objects.create(body=cast.board, in_force_from=day, text=text)
    page = client.get(f"/boards/{BOARD}/").content.decode()
    assert "Mo Member" in page
    assert "Marlshire Police" in page
    assert "Sam Secretary" not in page
    assert "Former Member" not in page
    assert "New terms." in page
    assert "Old terms." not in page
    assert "Far terms." not in page


@pytest.mark.parametrize(
    "address",
    [
        f"/committees/{BOARD}/",
        f"/boards/{COMMITTEE}/",
        "/boards/none/",
        f"/meetings/{BOARD}/2019-02-30/",
        f"/meetings/{BOARD}/2019-02-01/",
        f"/meetings/{BOARD}/2019-02-01/minutes/",
        "/papers/none/",
        "/papers/none.pdf",
        "/papers/autumn/0/",
        "/papers/autumn/99999999999999999999999/",
        "/feeds/none.atom",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, cast: Cast, address: str) -> None:
    make_edition(cast.sam, cast.board, slug="autumn")
    assert client.get(address).status_code == 404


def test_empty_pages_say_so(client: Client, db: None) -> None:
    for address, words in (
        ("/", "No papers have been published yet."),
        ("/boards/", "The council has no boards here yet."),
        ("/committees/", "The council has no committees here yet."),
        ("/meetings/", "No meeting is planned."),
        ("/papers/", "No papers have been published yet."),
    ):
        assert words in client.get(address).content.decode()


def test_markup_in_a_search_is_only_words(client: Client, cast: Cast) -> None:
    make_edition(cast.sam, cast.board, sections=(("One", ("If 2 < 3 then caseloads fall.",)),))
    page = client.get("/search/", {"q": "caseload"}).content.decode()
    assert "If 2 &lt; 3 then <mark>caseloads</mark> fall." in page
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "Results for “&lt;script&gt;alert(1)&lt;/script&gt;”" in page


# ---- Caches


CACHED = [
    "/",
    "/papers/",
    "/papers/autumn/",
    "/papers/autumn.pdf",
    "/papers/autumn.json",
    "/feeds/papers.atom",
]


@pytest.mark.parametrize("address", CACHED)
def test_a_public_page_may_be_kept_and_asks_for_no_cookie(client: Client, cast: Cast, address: str) -> None:
    make_edition(cast.sam, cast.board, slug="autumn")
    client.force_login(cast.sam)
    response = client.get(address)
    response.getvalue()
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Vary" not in response.headers
    assert response.cookies == {}
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    again = client.get(address, headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ["/papers/autumn/", "/papers/autumn.pdf", "/papers/autumn.json"])
def test_what_was_withdrawn_is_not_confirmed_to_a_cache(client: Client, cast: Cast, address: str) -> None:
    edition = make_edition(cast.sam, cast.board, slug="autumn")
    response = client.get(address)
    response.getvalue()
    etag = response.headers["ETag"]
    withdraw(by=cast.sam, publication=edition.publication, reason="It named a child.")
    for condition in ({"if-none-match": etag}, {"if-none-match": "*"}, {"range": "bytes=0-3"}):
        assert client.get(address, headers=condition).status_code == 410


def test_head_answers_like_get_and_other_methods_are_refused(
    client: Client, hidden: Cast, subtests: pytest.Subtests
) -> None:
    for address in SURFACES:
        with subtests.test(address):
            head = client.head(address)
            assert (head.status_code, head.content) == (200, b"")
            assert client.post(address).status_code == 405


# ---- The stored PDF


def body_of(client: Client, address: str, **headers: str) -> tuple[int, bytes]:
    response = client.get(address, headers=headers)
    return response.status_code, response.getvalue()


@pytest.fixture
def pdf(cast: Cast) -> bytes:
    edition = make_edition(cast.sam, cast.board, slug="autumn")
    return f"%PDF-1.7 of {edition.content_sha256}".encode()


def test_the_pdf_is_the_stored_file(client: Client, pdf: bytes) -> None:
    response = client.get("/papers/autumn.pdf")
    assert response.getvalue() == pdf
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(pdf))
    assert response.headers["Content-Disposition"] == 'inline; filename="autumn-edition-1.pdf"'
    assert body_of(client, "/papers/autumn/1.pdf") == (200, pdf)


@pytest.mark.parametrize(
    ("asked", "status", "start", "stop"),
    [
        ("bytes=0-3", 206, 0, 4),
        ("bytes=5-", 206, 5, None),
        ("bytes=-4", 206, -4, None),
        ("bytes=-99999", 206, 0, None),
        ("bytes=0-99999", 206, 0, None),
        ("bytes=3-1", 200, 0, None),
        ("bytes=-", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("lines=0-3", 200, 0, None),
    ],
)
def test_one_range_is_answered_in_part(
    client: Client, pdf: bytes, asked: str, status: int, start: int, stop: int | None
) -> None:
    assert body_of(client, "/papers/autumn.pdf", range=asked) == (status, pdf[start:stop])


def test_a_part_says_which_it_is(client: Client, pdf: bytes) -> None:
    response = client.get("/papers/autumn.pdf", headers={"range": "bytes=2-5"})
    assert response.headers["Content-Range"] == f"bytes 2-5/{len(pdf)}"
    assert response.headers["Content-Length"] == "4"


@pytest.mark.parametrize("asked", ["bytes=99999-", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(client: Client, pdf: bytes, asked: str) -> None:
    response = client.get("/papers/autumn.pdf", headers={"range": asked})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(pdf)}"


def test_a_range_of_another_file_gets_the_whole(client: Client, pdf: bytes) -> None:
    headers = {"range": "bytes=0-3", "if-range": '"another"'}
    assert body_of(client, "/papers/autumn.pdf", **headers) == (200, pdf)


# ---- Lists and their queries


def test_lists_go_on_by_key_to_the_end(client: Client, cast: Cast) -> None:
    for number in range(43):
        make_edition(cast.sam, cast.board, f"Report number {number:02}")
    address, read = "/papers/", []
    while address:
        response = client.get(address)
        read += [edition.title for edition in response.context["page"].rows]
        older = response.context["page"].older
        address = f"/papers/?before={older.replace('+', '%2B')}" if older else ""
    assert read == [f"Report number {number:02}" for number in reversed(range(43))]


def test_past_meetings_go_on_by_key_to_the_end(client: Client, cast: Cast) -> None:
    first = datetime.date(2015, 1, 1)
    days = [first + datetime.timedelta(days=28 * number) for number in range(43)]
    for day in days:
        make_meeting(cast.board, day)
    address, read = f"/boards/{BOARD}/", []
    while address:
        response = client.get(address)
        read += [meeting.date for meeting in response.context["past"].rows]
        older = response.context["past"].older
        address = f"/boards/{BOARD}/?before={older}" if older else ""
    assert read == days[::-1]


@pytest.mark.parametrize(
    "before", ["x", "2019-10-10", "_", "2019-99-99_1", "2019-10-10T00:00_1", "é_٣", "\0"]
)
def test_a_key_that_is_not_ours_asks_for_the_first_page(client: Client, cast: Cast, before: str) -> None:
    make_edition(cast.sam, cast.board, "Only report")
    for address in ("/papers/", f"/boards/{BOARD}/", "/meetings/", "/search/?q=front"):
        response = client.get(address, {"before": before} if "?" not in address else None)
        assert response.status_code == 200
    assert "Only report" in client.get("/papers/", {"before": before}).content.decode()


def fill(cast: Cast, count: int) -> None:
    """One paper, and ``count`` others, with as many meetings, items, members and bodies."""
    edition = make_edition(cast.sam, cast.board, "Chair’s report", slug="autumn")
    for number in range(count):
        other = make_edition(cast.sam, cast.board, f"Report {number}")
        held = make_meeting(
            cast.board, datetime.date(2015, 1, 1) + datetime.timedelta(days=7 * number), published_by=cast.sam
        )
        make_meeting(cast.board, SOON + datetime.timedelta(days=7 * number))
        item = make_item(held, "Report of the Chair")
        main = make_item(held_first(cast), f"Item {number}")
        for each, publication in ((item, edition.publication), (main, other.publication)):
            Paper.objects.create(item=each, publication=publication, title="P", added_by=cast.sam)
        make_member(cast.board, make_person(f"Member {number}"))
        make_body(f"Board {number}")


def held_first(cast: Cast) -> Meeting:
    return cast.board.meetings.order_by("date")[0]


QUERIES = {
    "/papers/autumn/": 5,
    "/papers/autumn.pdf": 2,
    "/papers/autumn.json": 1,
    "/papers/": 1,
    "/search/?q=front+door": 3,
    "/": 3,
    "/boards/": 2,
    f"/boards/{BOARD}/": 12,
    "/meetings/": 3,
    f"/meetings/{BOARD}/2015-01-01/": 9,
    "/feeds/papers.atom": 1,
    "/sitemap.xml": 3,
}


@pytest.mark.parametrize("count", [1, 50])
def test_each_page_asks_a_fixed_number_of_questions(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    fill(cast, count)
    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=address):
            response = client.get(address)
        assert (address, response.status_code) == (address, 200)
        response.getvalue()


# ---- Feeds


def test_the_feed_has_lasting_absolute_addresses(client: Client, cast: Cast, settings: object) -> None:
    settings.SITE_URL = "https://boards.marlshire.example"  # type: ignore[attr-defined]
    first = make_edition(cast.sam, cast.board, slug="autumn")
    feed = client.get("/feeds/papers.atom", headers={"host": "localhost"}).content.decode()
    assert "<id>https://boards.marlshire.example/papers/autumn/1/</id>" in feed
    assert 'href="https://boards.marlshire.example/papers/autumn/"' in feed
    assert "localhost" not in feed
    correct(cast.sam, first, (("One", ("Fourteen cases.",)),), "A figure was wrong.")
    feed = client.get("/feeds/papers.atom").content.decode()
    assert "<id>https://boards.marlshire.example/papers/autumn/2/</id>" in feed
    assert "What this edition corrects: A figure was wrong." in feed


def test_the_feed_of_a_body_has_its_papers_only(client: Client, cast: Cast) -> None:
    make_edition(cast.sam, cast.board, "For the board")
    make_edition(cast.cleo, cast.committee, "For the committee")
    feed = client.get(f"/feeds/{BOARD}.atom").content.decode()
    assert "For the board" in feed
    assert "For the committee" not in feed


def test_what_json_says_of_an_edition(client: Client, cast: Cast) -> None:
    edition = make_edition(cast.sam, cast.board, slug="autumn")
    said = client.get("/papers/autumn.json").json()
    assert said == {
        **Edition.objects.get(pk=edition.pk).data,
        "url": f"{said['url'].partition('/papers/')[0]}/papers/autumn/1/",
        "published_on": timezone.localdate().isoformat(),
        "published_by": edition.published_by_office,
        "content_sha256": edition.content_sha256,
    }


def test_a_meeting_goes_into_a_diary(client: Client, cast: Cast, settings: object) -> None:
    settings.SITE_URL = "https://boards.marlshire.example"  # type: ignore[attr-defined]
    venue = "Committee Room 1, Shire Hall; the room above the old library in Aldermere"
    make_meeting(cast.committee, "2019-10-10", starts_at=datetime.time(14, 30), venue=venue)
    response = client.get(f"/meetings/{COMMITTEE}/2019-10-10/meeting.ics")
    lines = response.content.decode().split("\r\n")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20191010T133000Z" in lines
    assert "SUMMARY:Children and Families Scrutiny Committee" in lines
    assert "LOCATION:Committee Room 1\\, Shire Hall\\; the room above the old library" in "\n".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75


def test_the_sitemap_lists_what_is_public(client: Client, hidden: Cast, settings: object) -> None:
    settings.SITE_URL = "https://boards.marlshire.example"  # type: ignore[attr-defined]
    page = client.get("/sitemap.xml").content.decode()
    pages = [
        "/papers/autumn/",
        f"/meetings/{BOARD}/2019-09-24/",
        f"/boards/{BOARD}/",
        f"/committees/{COMMITTEE}/",
    ]
    for address in pages:
        assert f"<loc>https://boards.marlshire.example{address}</loc>" in page
    assert "/papers/gone/" not in page
    assert SOON.isoformat() not in page
