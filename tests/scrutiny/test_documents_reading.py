"""Documents as readers have them: the page, the file, the marker, and nothing before they are published."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from boards.models import Meeting
from reports.deeds import documents as deeds
from reports.deeds.documents import About
from reports.documents import look
from reports.models import Document
from tests.builders import make_item
from tests.cast import Cast
from tests.house.world import Browser
from tests.reports.documents.samples import pdf, photograph, picture, sheets, slides, word
from tests.reports.documents.uploaded import make_agenda, published, uploaded

CANARY = "Zanzibar"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
}
FILES = {
    "pdf": pdf(3),
    "docx": word(),
    "xlsx": sheets(),
    "pptx": slides(4),
    "png": picture(),
    "jpg": picture("JPEG"),
}


@pytest.fixture
def client() -> Client:
    """A browser reads a file to its end."""
    return Browser()


def text_of(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def of_format(cast: Cast, format: str) -> Document:
    row = uploaded(cast, FILES[format], item=make_agenda(cast, published=True))
    published(cast, row)
    return row


# ---- the file


@pytest.mark.parametrize("format", FILES)
def test_a_reader_gets_the_very_bytes_that_were_uploaded(client: Client, cast: Cast, format: str) -> None:
    row = of_format(cast, format)
    slug = row.publication.slug
    for address in (f"/papers/{slug}.{format}", f"/papers/{slug}/1.{format}"):
        answer = client.get(address)
        assert (answer.status_code, answer.getvalue()) == (200, FILES[format])
        assert answer.headers["Content-Type"] == TYPES[format]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        shown = "inline" if format in ("pdf", "png", "jpg") else "attachment"
        assert answer.headers["Content-Disposition"] == f'{shown}; filename="{slug}-edition-1.{format}"'


@pytest.mark.parametrize("format", FILES)
def test_but_for_pdfs_a_file_is_kept_in_a_sandbox(client: Client, cast: Cast, format: str) -> None:
    slug = of_format(cast, format).publication.slug
    policy = client.get(f"/papers/{slug}.{format}").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert ("sandbox" in policy.replace(";", " ").split()) == (format != "pdf")


@pytest.mark.parametrize("format", ["pdf", "xlsx", "png"])
def test_a_file_is_sent_whole_in_part_or_not_again(client: Client, cast: Cast, format: str) -> None:
    row = of_format(cast, format)
    address = f"/papers/{row.publication.slug}.{format}"
    etag = f'"{row.file_sha256}"'
    assert client.get(address).headers["ETag"] == etag
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    part = client.get(address, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, FILES[format][:10])
    assert part.headers["Content-Type"] == TYPES[format]
    assert client.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416


def test_a_document_has_the_file_it_has_and_no_other(client: Client, cast: Cast) -> None:
    slug = of_format(cast, "xlsx").publication.slug
    codes = {ending: client.get(f"/papers/{slug}.{ending}").status_code for ending in FILES}
    assert codes == {"pdf": 404, "docx": 404, "xlsx": 200, "pptx": 404, "png": 404, "jpg": 404}
    assert client.get(f"/papers/{slug}/2.xlsx").status_code == 404
    assert client.get(f"/papers/{slug}.exe").status_code == 404


# ---- the page


@pytest.mark.parametrize(
    ("format", "link"),
    [
        ("pdf", 'Open the slides</a> <span class="quiet">(PDF, 2 KB, 3 pages)'),
        ("pptx", 'Download the slides</a> <span class="quiet">(PowerPoint, 2 KB, 4 slides)'),
        ("xlsx", 'Download the slides</a> <span class="quiet">(Excel, 1 KB, 1 sheet)'),
    ],
)
def test_the_page_leads_to_the_file(client: Client, cast: Cast, format: str, link: str) -> None:
    slug = of_format(cast, format).publication.slug
    page = text_of(client, f"/papers/{slug}/")
    assert f'data-module="govuk-button" href="/papers/{slug}.{format}">{link}' in page
    assert "<h1>Slides on early help</h1>" in page
    assert "Director of Children’s Services" in page
    assert "Four charts." in page
    assert "Download as PDF" not in page
    assert f'href="/papers/{slug}.json"' in page


def test_a_picture_is_shown_with_its_words_for_those_who_cannot_see_it(client: Client, cast: Cast) -> None:
    about = About("The front door", "picture", "", 'The team at the "front door" <b>')
    row = uploaded(cast, photograph(), about=about)
    published(cast, row)
    slug = row.publication.slug
    page = text_of(client, f"/papers/{slug}/")
    words = "The team at the &quot;front door&quot; &lt;b&gt;"
    assert f'<img src="/papers/{slug}.jpg" alt="{words}">' in page


def test_the_data_for_computers(client: Client, cast: Cast) -> None:
    row = of_format(cast, "pptx")
    data = client.get(f"/papers/{row.publication.slug}.json").json()
    assert (data["kind"], data["title"]) == ("document", "Slides on early help")
    assert data["file"] == {
        "format": "pptx",
        "size": row.size,
        "sha256": row.file_sha256,
        "pages": 4,
    }


def test_an_earlier_edition_keeps_its_file_at_its_own_address(client: Client, cast: Cast) -> None:
    row = of_format(cast, "pdf")
    row = deeds.replace_document(
        by=cast.sam,
        document=row,
        version=row.version,
        content=FILES["docx"],
        looked=look(FILES["docx"]),
    )
    slug = row.publication.slug
    assert client.get(f"/papers/{slug}.docx").status_code == 404
    published(cast, row, reason="The Word file is easier to read.")
    assert client.get(f"/papers/{slug}.docx").getvalue() == FILES["docx"]
    assert client.get(f"/papers/{slug}.pdf").status_code == 404
    assert client.get(f"/papers/{slug}/1.pdf").getvalue() == FILES["pdf"]
    page = text_of(client, f"/papers/{slug}/1/")
    assert "which is no longer current" in page
    assert f'href="/papers/{slug}/1.pdf"' in page


# ---- lists, agendas, feeds and search


def test_it_stands_where_papers_stand(client: Client, cast: Cast) -> None:
    row = of_format(cast, "pptx")
    slug, meeting = row.publication.slug, Meeting.objects.get()
    agenda = text_of(client, meeting.get_absolute_url())
    assert f'href="/papers/{slug}/">Slides on early help</a>' in agenda
    assert f'href="/papers/{slug}.pptx">PowerPoint<span' in agenda
    assert ", 2 KB</a>" in agenda
    listed = text_of(client, "/papers/")
    assert f'href="/papers/{slug}/">Slides on early help</a>' in listed
    assert "<span>PowerPoint, 2 KB</span>" in listed
    assert "minute to read" not in listed
    for place in ("/", "/feeds/papers.atom", cast.board.get_absolute_url(), "/sitemap.xml"):
        assert f"/papers/{slug}/" in text_of(client, place)


def test_search_finds_its_page_by_title_and_summary(client: Client, cast: Cast) -> None:
    slug = of_format(cast, "pptx").publication.slug
    for words in ("early help", "charts", "Director"):
        hits = client.get("/search/", {"q": words}).context["found"].hits
        assert [(hit.url, hit.kind) for hit in hits] == [(f"/papers/{slug}/", "document")]
    assert client.get("/search/", {"q": "charts", "kind": "report"}).context["found"].hits == ()
    assert len(client.get("/search/", {"q": "charts", "kind": "document"}).context["found"].hits) == 1


def test_added_after_the_agenda_it_says_so(client: Client, cast: Cast) -> None:
    """Rule 7."""
    item = make_agenda(cast, published=True)
    published_at = timezone.now() - datetime.timedelta(days=3)
    Meeting.objects.update(agenda_published_at=published_at)
    item.meeting.refresh_from_db()
    published(cast, uploaded(cast, item=item))
    assert "added on" in text_of(client, item.meeting.get_absolute_url())


# ---- withdrawn


@pytest.mark.parametrize("address", ["/", ".xlsx", ".json", "/1/", "/1.xlsx", "/1.json"])
def test_a_withdrawn_document_leaves_its_marker_at_every_address(
    client: Client, cast: Cast, address: str
) -> None:
    row = of_format(cast, "xlsx")
    deeds.withdraw_document(by=cast.sam, document=row, version=row.version, reason="It named a child.")
    answer = client.get(f"/papers/{row.publication.slug}{address}")
    assert answer.status_code == 410
    assert "It named a child." in answer.content.decode()
    assert row.title not in answer.content.decode()
    etag = f'"{row.file_sha256}"'
    again = client.get(f"/papers/{row.publication.slug}{address}", headers={"If-None-Match": etag})
    assert again.status_code == 410


# ---- before it is published


@pytest.fixture
def hidden(cast: Cast) -> Document:
    """On a published agenda, uploaded, looked at and accepted, and not published."""
    item = make_agenda(cast, published=True)
    return uploaded(cast, FILES["xlsx"], item=item, about=About(f"{CANARY} slides", "data", CANARY, CANARY))


@pytest.mark.parametrize("address", ["/", ".xlsx", ".pdf", ".json", "/1/", "/1.xlsx", "/1.json"])
def test_before_it_is_published_nothing_is_there(client: Client, hidden: Document, address: str) -> None:
    there = client.get(f"/papers/{hidden.publication.slug}{address}")
    unknown = client.get(f"/papers/no-such-paper{address}")
    assert (there.status_code, there.content) == (404, unknown.content)


def test_no_surface_tells_of_it(client: Client, cast: Cast, hidden: Document) -> None:
    meeting = Meeting.objects.get()
    published(cast, uploaded(cast, FILES["pdf"], item=make_item(meeting, "Letter")))
    places = ["/", "/papers/", "/search/?q=slides", "/feeds/papers.atom", "/sitemap.xml", "/meetings/"]
    for place in (*places, meeting.get_absolute_url(), cast.board.get_absolute_url()):
        page = text_of(client, place)
        assert CANARY.lower() not in page.lower(), place
    assert client.get("/search/", {"q": CANARY}).context["found"].hits == ()


def test_a_correction_that_is_prepared_is_not_told(client: Client, cast: Cast) -> None:
    row = of_format(cast, "xlsx")
    deeds.change_document(
        by=cast.sam, document=row, version=row.version, about=About(f"{CANARY} slides", "data")
    )
    for place in ("/papers/", f"/papers/{row.publication.slug}/", Meeting.objects.get().get_absolute_url()):
        page = text_of(client, place)
        assert CANARY not in page
        assert "Slides on early help" in page
