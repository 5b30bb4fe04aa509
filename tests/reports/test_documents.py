"""Uploaded documents at the desk: taken in, looked at, accepted, published; of what is refused nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, LogEntry, Meeting
from reports import document_needs, files
from reports.deeds import documents as deeds
from reports.deeds.documents import About
from reports.deeds.papers import add_paper, add_to_follow, papers_to_choose
from reports.documents import look
from reports.models import Document, Edition, Paper, Publication, Rendition
from reports.verify import faults
from tests.boards.pages import browser, codes, deeds_done, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.committed import drop_triggers
from tests.house.world import Browser
from tests.reports.documents.samples import pdf, photograph, picture, sheets, slides, tracked_word, word
from tests.reports.documents.uploaded import SLIDES, SOON, accepted, make_agenda, published, uploaded

TODAY = timezone.localdate()
UNTAGGED = (
    "This PDF is not tagged, so people who use a screen reader cannot read it. "
    "Ask its author for a tagged PDF or the Word file."
)
HIDDEN = "1 hidden sheet: “Names”. Anyone who opens the file can show it."


def add_url(item: AgendaItem) -> str:
    meeting = item.meeting
    return f"/desk/meetings/{meeting.body.slug}/{meeting.date}/items/{item.pk}/documents/add/"


def form(content: bytes, name: str, **facts: Any) -> dict[str, Any]:
    said = {"title": SLIDES.title, "kind": "slides", "author": SLIDES.author, "summary": SLIDES.summary}
    return said | facts | {"file": SimpleUploadedFile(name, content)}


def kept() -> list[Path]:
    return list(files.files())


def hidden_sheets() -> bytes:
    return sheets({"Figures": "", "Names": "hidden"})


# ---- uploading


@pytest.mark.parametrize(
    ("content", "name", "format", "pages"),
    [
        (pdf(14), "slides.pdf", "pdf", 14),
        (word(), "letter.docx", "docx", 0),
        (sheets(), "figures.xlsx", "xlsx", 1),
        (slides(4), "slides.pptx", "pptx", 4),
        (picture(), "photo.png", "png", 0),
        (picture("JPEG"), "photo.jpeg", "jpg", 0),
    ],
)
def test_a_file_of_each_kind_is_kept_and_put_on_the_item(
    cast: Cast, content: bytes, name: str, format: str, pages: int
) -> None:
    item = make_agenda(cast)
    answer = browser(cast.sam).post(add_url(item), form(content, name))
    row = Document.objects.get()
    assert answer.headers["Location"] == row.get_desk_url()
    assert (row.format, row.pages, row.size) == (format, pages, len(content))
    assert (row.title, row.kind, row.author) == (SLIDES.title, "slides", SLIDES.author)
    assert [path.read_bytes() for path in kept()] == [content]
    assert kept()[0].name == f"{row.file_sha256}.{format}"
    paper = Paper.objects.get()
    assert (paper.item, paper.publication, paper.title) == (item, row.publication, SLIDES.title)
    assert row.publication.slug == f"slides-on-early-help-{SOON}"
    assert deeds_done() == [("Sam Secretary", "uploaded"), ("Sam Secretary", "put on the agenda")]


@pytest.mark.parametrize(
    ("content", "name", "field", "sentence"),
    [
        (b"", "a.pdf", "file", "The file is empty. Choose another one."),
        (b"a,b", "a.csv", "file", "This kind of file cannot be published here."),
        (word(), "a.pdf", "file", "The file is called a.pdf, but it is a Word document."),
        (picture(), "a.png", "summary", "Say what the picture shows, for those who cannot see it"),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_leaves_nothing_behind(
    cast: Cast, content: bytes, name: str, field: str, sentence: str
) -> None:
    answer = browser(cast.sam).post(add_url(make_agenda(cast)), form(content, name, summary=""))
    assert answer.status_code == 200
    assert answer.context["form"].errors[field][0].startswith(sentence)
    page = answer.content.decode()
    assert f'value="{SLIDES.title}"' in page
    assert f'value="{SLIDES.author}"' in page
    assert ("Choose the file again: a page cannot keep it." in page) == (field != "file")
    assert (Document.objects.count(), Publication.objects.count(), Paper.objects.count()) == (0, 0, 0)
    assert kept() == []
    assert LogEntry.objects.count() == 0


def test_without_a_title_the_file_has_to_be_chosen_again(cast: Cast) -> None:
    answer = browser(cast.sam).post(add_url(make_agenda(cast)), form(pdf(), "a.pdf", title=""))
    assert answer.context["form"].errors == {"title": ["Enter the title"]}
    assert "Choose the file again: a page cannot keep it." in words(answer)
    assert kept() == []


def test_what_a_deed_refuses_late_leaves_nothing_behind_either(cast: Cast) -> None:
    item = make_agenda(cast)
    uploaded(cast, item=item)
    before = kept()
    with pytest.raises(Refused, match="This file is on this item already"):
        uploaded(cast, item=item)
    assert kept() == before
    assert (Document.objects.count(), Publication.objects.count()) == (1, 1)


def test_a_disk_that_is_full_leaves_no_row(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    item = make_agenda(cast)
    monkeypatch.setattr("reports.files.write_beside", full)
    with pytest.raises(OSError, match="No space left"):
        uploaded(cast, item=item)
    assert (Document.objects.count(), Publication.objects.count(), Paper.objects.count()) == (0, 0, 0)
    assert kept() == []


def test_other_bytes_than_were_looked_into_are_never_kept(cast: Cast) -> None:
    with pytest.raises(ValueError, match="Another file was looked into"):
        deeds.upload_document(
            by=cast.sam, item=make_agenda(cast), content=tracked_word(), looked=look(word()), about=SLIDES
        )
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "code"),
    [("sam", 200), ("chris", 403), ("rae", 403), ("mo", 403), ("cleo", 404), ("otto", 404), ("lena", 404)],
)
def test_who_may_upload(cast: Cast, person: str, code: int) -> None:
    assert codes(add_url(make_agenda(cast)), getattr(cast, person)) == [code]


def test_a_file_takes_the_place_of_the_paper_that_was_to_follow(cast: Cast) -> None:
    item = make_agenda(cast)
    paper = add_to_follow(by=cast.sam, item=item, title="The director’s slides", expected_on=SOON)
    page = browser(cast.sam).get(add_url(item))
    assert "Yes: “The director’s slides”" in words(page)
    browser(cast.sam).post(add_url(item), form(pdf(), "a.pdf", in_place_of=str(paper.pk)))
    only = Paper.objects.get()
    assert (only.pk, only.title, only.expected_on) == (paper.pk, SLIDES.title, None)
    assert only.publication == Document.objects.get().publication


def test_one_document_goes_on_several_items(cast: Cast) -> None:
    row = uploaded(cast)
    other = make_item(Meeting.objects.get(), "Any other business")
    assert list(papers_to_choose(cast.sam, other)) == [row.publication]
    add_paper(by=cast.sam, item=other, publication=row.publication)
    assert Paper.objects.filter(publication=row.publication, title=SLIDES.title).count() == 2
    elsewhere = make_item(make_meeting(cast.committee, SOON), "The board's slides")
    assert list(papers_to_choose(cast.cleo, elsewhere)) == []


# ---- what was found


def test_the_page_groups_what_was_found(cast: Cast) -> None:
    row = uploaded(cast, hidden_sheets())
    page = words(browser(cast.sam).get(row.get_desk_url()))
    assert "Before it can go public" in page
    assert HIDDEN in page
    assert "The hidden sheets may go public" in page
    assert "To be looked at" in page
    untagged = uploaded(cast, pdf(tagged=False), item=make_item(Meeting.objects.get(), "Letter"))
    page = words(browser(cast.sam).get(untagged.get_desk_url()))
    assert UNTAGGED in page
    assert "Before it can go public" not in page
    assert "Ready to publish" in page


@pytest.mark.parametrize(
    ("person", "code"),
    [("sam", 200), ("chris", 200), ("rae", 403), ("mo", 403), ("cleo", 404), ("otto", 404), ("lena", 404)],
)
def test_who_sees_a_document_before_it_is_public(cast: Cast, person: str, code: int) -> None:
    row = uploaded(cast)
    assert codes(row.get_desk_url(), getattr(cast, person)) == [code]
    reader = Browser()
    reader.force_login(getattr(cast, person))
    assert reader.get(f"{row.get_desk_url()}file/").status_code == code


def test_those_who_edit_download_the_file_as_it_came(cast: Cast) -> None:
    content = hidden_sheets()
    row = uploaded(cast, content)
    answer = browser(cast.sam).get(f"{row.get_desk_url()}file/")
    assert answer.getvalue() == content
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{row.publication.slug}.xlsx"'
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_accepting_needs_a_tick_for_every_group(cast: Cast) -> None:
    row = uploaded(cast, hidden_sheets())
    sam = browser(cast.sam)
    answer = sam.post(row.get_desk_url(), {"version": row.version})
    assert answer.context["form"].errors == {
        "hidden-sheets": ["Tick “The hidden sheets may go public”, or replace the file"]
    }
    with pytest.raises(Refused, match="Tick everything that may go public"):
        deeds.accept_document(by=cast.sam, document=row, version=row.version)
    assert sam.post(row.get_desk_url(), {"version": row.version, "hidden-sheets": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.accepted_by == cast.sam
    assert "Accepted on" in words(sam.get(row.get_desk_url()))


def test_the_log_says_what_was_accepted_and_by_whom(cast: Cast) -> None:
    accepted(cast, uploaded(cast, hidden_sheets()))
    entry = LogEntry.objects.get(deed="accepted what was found in")
    assert entry.after is not None
    assert (entry.actor, entry.after["accepted"]) == ("Sam Secretary", [HIDDEN])


def test_a_file_with_nothing_serious_needs_no_tick(cast: Cast) -> None:
    row = uploaded(cast, pdf(tagged=False))
    assert row.may_go_public
    with pytest.raises(Refused, match="Nothing in this file asks to be accepted any more"):
        deeds.accept_document(by=cast.sam, document=row, version=row.version)
    assert published(cast, row).number == 1


def test_another_file_is_accepted_anew(cast: Cast) -> None:
    row = accepted(cast, uploaded(cast, hidden_sheets()))
    content = sheets({"Figures": "", "More": "hidden"})
    answer = browser(cast.sam).post(
        f"{row.get_desk_url()}replace/",
        {"version": row.version, "file": SimpleUploadedFile("more.xlsx", content)},
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.accepted_at, row.accepted_by, row.may_go_public) == (None, None, False)
    assert files.path_of(row.file).read_bytes() == content
    with pytest.raises(Refused, match="Accept what was found in the file first"):
        deeds.publish_document(by=cast.sam, document=row, version=row.version)


def test_what_was_ticked_for_a_file_that_was_replaced_meanwhile_is_not_accepted(cast: Cast) -> None:
    row = uploaded(cast, hidden_sheets())
    seen = row.version
    other = sheets({"Figures": "", "More": "hidden"})
    deeds.replace_document(by=cast.sam, document=row, version=seen, content=other, looked=look(other))
    sam = browser(cast.sam)
    answer = sam.post(row.get_desk_url(), {"version": seen, "hidden-sheets": "on"}, follow=True)
    assert "Somebody else changed this document" in words(answer)
    assert "“More”" in words(answer)
    row.refresh_from_db()
    assert row.accepted_at is None


def test_the_file_that_was_replaced_is_swept_and_the_others_are_not(cast: Cast) -> None:
    row = uploaded(cast, hidden_sheets())
    old = files.path_of(row.file)
    content = word()
    deeds.replace_document(
        by=cast.sam, document=row, version=row.version, content=content, looked=look(content)
    )
    assert files.sweep(older_than=-1) == [old]
    assert [path.read_bytes() for path in kept()] == [content]


def test_a_refused_replacement_says_to_choose_the_file_again_and_changes_nothing(cast: Cast) -> None:
    row = uploaded(cast)
    url = f"{row.get_desk_url()}replace/"
    same = {"version": row.version, "file": SimpleUploadedFile("a.pdf", pdf(3))}
    answer = browser(cast.sam).post(url, same)
    assert answer.context["form"].errors == {
        "file": ["This is the file that is here already. Choose another one."]
    }
    stale = {"version": row.version + 1, "file": SimpleUploadedFile("a.docx", word())}
    answer = browser(cast.sam).post(url, stale)
    assert "Choose the file again" in words(answer)
    assert len(kept()) == 1


def test_details_are_changed_and_agendas_bear_the_new_title(cast: Cast) -> None:
    row = uploaded(cast)
    said = {"title": "Early help in four charts", "kind": "data", "author": "", "summary": "Charts"}
    url = f"{row.get_desk_url()}change/"
    assert browser(cast.sam).post(url, {"version": row.version} | said).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.kind, row.author, row.summary) == tuple(said.values())
    assert Paper.objects.get().title == "Early help in four charts"
    stale = browser(cast.sam).post(url, {"version": 1} | said | {"title": "Mine"})
    assert "Early help in four charts" in words(stale)
    assert 'value="Mine"' in stale.content.decode()


def test_a_picture_keeps_its_words(cast: Cast) -> None:
    row = uploaded(cast, photograph())
    with pytest.raises(Refused, match="Say what the picture shows"):
        deeds.change_document(
            by=cast.sam, document=row, version=row.version, about=About(row.title, row.kind)
        )


# ---- publishing


def test_publishing_freezes_the_page_and_the_very_file(cast: Cast) -> None:
    content = hidden_sheets()
    row = uploaded(cast, content)
    edition = published(cast, row)
    rendition = Rendition.objects.get()
    assert (edition.number, edition.title, edition.author) == (1, SLIDES.title, SLIDES.author)
    assert (edition.body_name, edition.meeting_date) == (cast.board.name, SOON)
    assert edition.data["file"] == {
        "format": "xlsx",
        "size": len(content),
        "sha256": row.file_sha256,
        "pages": 2,
    }
    assert (edition.data["kind"], edition.data["document"]) == ("document", "Slides")
    assert (rendition.content_sha256, rendition.file_sha256) == (edition.content_sha256, row.file_sha256)
    assert files.path_of(rendition).read_bytes() == content
    assert list(faults()) == []


def test_the_meeting_page_leads_to_it_as_each_may_open_it(cast: Cast) -> None:
    """Who prepares it comes to its desk page; who reads it, to the public one once there is one."""
    row = uploaded(cast)
    meeting = row.publication.papers.get().item.meeting

    def link(person: str) -> list[str]:
        page = html.fromstring(browser(getattr(cast, person)).get(meeting.get_desk_url()).content)
        return [str(each) for each in page.xpath(f"//a[. = '{SLIDES.title}']/@href")]

    desk = [row.get_desk_url()]
    assert [link(person) for person in ("sam", "mo", "rae")] == [desk, [], []]
    read = [published(cast, row).publication.get_absolute_url()]
    assert [link(person) for person in ("sam", "mo", "rae")] == [desk, read, read]


def test_the_page_says_what_it_is_and_whom_to_ask_for_a_better_one(cast: Cast) -> None:
    cast.board.contact = "Board secretariat, board@marlshire.test"
    cast.board.save()
    edition = published(cast, uploaded(cast, pdf(2, tagged=False)))
    warning = (
        "This PDF is not tagged, so people who use a screen reader cannot read it. "
        "To have it in another form, ask: Board secretariat, board@marlshire.test."
    )
    assert warning in edition.text
    assert "What it is: Slides (PDF, 1 KB, 2 pages)" in edition.text
    assert warning in edition.html


def test_two_files_under_the_same_words_are_different_content(cast: Cast) -> None:
    item = make_agenda(cast)
    first, second = uploaded(cast, pdf(2), item=item), uploaded(cast, pdf(3), item=item)
    assert published(cast, first).content_sha256 != published(cast, second).content_sha256


def test_a_correction_is_the_next_edition_with_a_reason(cast: Cast) -> None:
    row = uploaded(cast, pdf(2))
    published(cast, row)
    assert browser(cast.sam).get(f"{row.get_desk_url()}publish/").status_code == 409
    content = pdf(3)
    row = deeds.replace_document(
        by=cast.sam, document=row, version=row.version, content=content, looked=look(content)
    )
    with pytest.raises(Refused, match="Say why the published edition needs correcting"):
        deeds.publish_document(by=cast.sam, document=row, version=row.version)
    assert Rendition.objects.count() == 1
    sam = browser(cast.sam)
    url = f"{row.get_desk_url()}publish/"
    assert sam.post(url, {"version": row.version, "reason": ""}).context["form"].errors == {
        "reason": ["Give the reason. Readers see it"]
    }
    assert sam.post(url, {"version": row.version, "reason": "A page was missing."}).status_code == 302
    newest = Edition.objects.get(number=2)
    assert (newest.reason, newest.data["file"]["pages"]) == ("A page was missing.", 3)
    assert "A page was missing." in newest.html
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("person", "code"),
    [("sam", 200), ("chris", 200), ("rae", 403), ("mo", 403), ("cleo", 404), ("otto", 404)],
)
def test_who_may_publish(cast: Cast, person: str, code: int) -> None:
    row = uploaded(cast)
    assert codes(f"{row.get_desk_url()}publish/", getattr(cast, person)) == [code]


def test_a_form_sent_twice_publishes_once(cast: Cast) -> None:
    row = uploaded(cast)
    sam = browser(cast.sam)
    url = f"{row.get_desk_url()}publish/"
    assert sam.post(url, {"version": row.version}).status_code == 302
    assert sam.post(url, {"version": row.version}).status_code == 409
    with pytest.raises(Stale):
        deeds.publish_document(by=cast.sam, document=row, version=row.version)
    assert Edition.objects.count() == 1


def test_a_file_that_was_damaged_meanwhile_is_not_published(cast: Cast) -> None:
    row = uploaded(cast)
    files.path_of(row.file).write_bytes(b"other words")
    with pytest.raises(Refused, match="The file is missing or damaged"):
        deeds.publish_document(by=cast.sam, document=row, version=row.version)
    assert (Edition.objects.count(), Rendition.objects.count()) == (0, 0)


def test_a_withdrawn_document_stays_withdrawn(cast: Cast) -> None:
    row = uploaded(cast)
    published(cast, row)
    url = f"{row.get_desk_url()}withdraw/"
    assert browser(cast.sam).post(url, {"version": row.version, "reason": ""}).status_code == 200
    assert browser(cast.sam).post(url, {"version": row.version, "reason": "A name."}).status_code == 302
    row.refresh_from_db()
    assert browser(cast.sam).get(url).status_code == 409
    content = word()
    acts: list[Callable[[], object]] = [
        lambda: deeds.publish_document(by=cast.sam, document=row, version=row.version, reason="Again"),
        lambda: deeds.change_document(by=cast.sam, document=row, version=row.version, about=SLIDES),
        lambda: deeds.replace_document(
            by=cast.sam, document=row, version=row.version, content=content, looked=look(content)
        ),
    ]
    for act in acts:
        with pytest.raises(Refused, match="This paper was withdrawn"):
            act()
    assert "Withdrawn" in words(browser(cast.sam).get(row.get_desk_url()))


# ---- verify


def put(row: models.Model, **facts: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**facts)


TAMPERED: dict[str, tuple[Callable[[Document], object], str]] = {
    "the file changed": (
        lambda row: files.path_of(row.file).write_bytes(b"other words"),
        "is not as it was kept",
    ),
    "the file gone": (lambda row: files.path_of(row.file).unlink(), "is missing"),
    "another file put in its place": (
        lambda row: put(Rendition.objects.get(), file_sha256=files.keep(pdf(5), "pdf")[0]),
        "it is not as the log says it was written",
    ),
    "another hash in the edition": (
        lambda row: put(
            Edition.objects.get(),
            data=Edition.objects.get().data | {"file": {"format": "pdf", "sha256": "0" * 64}},
        ),
        "has not the words it was agreed with",
    ),
    "other words on the page": (
        lambda row: put(Edition.objects.get(), html="<article>Other words</article>"),
        "has not the words it was agreed with",
    ),
}


@pytest.mark.parametrize("damage", TAMPERED)
def test_verify_names_what_was_tampered_with(cast: Cast, damage: str) -> None:
    row = uploaded(cast)
    published(cast, row)
    assert list(faults()) == []
    drop_triggers()
    act, sentence = TAMPERED[damage]
    act(row)
    assert [fault for fault in faults() if sentence in fault] != []


def test_verify_looks_at_files_that_are_not_public_yet(cast: Cast) -> None:
    row = uploaded(cast)
    assert list(faults()) == []
    files.path_of(row.file).write_bytes(b"other words")
    assert list(faults()) == [f"The uploaded file of {row.publication} is not as it was kept."]
    files.path_of(row.file).unlink()
    assert list(faults()) == [f"The uploaded file of {row.publication} is missing."]


# ---- the front page of the desk


def test_the_front_page_says_which_documents_wait(cast: Cast) -> None:
    unseen = uploaded(cast, hidden_sheets())
    ready = uploaded(cast, pdf(), item=make_item(Meeting.objects.get(), "Letter"))
    said = [(each.verb, each.address, each.day) for each in document_needs.needs(cast.sam, TODAY)]
    assert said == [
        ("See what is in the document", unseen.get_desk_url(), SOON),
        ("Publish the document", ready.get_desk_url(), SOON),
    ]
    published(cast, unseen)
    Paper.objects.filter(publication=ready.publication).delete()
    assert document_needs.needs(cast.sam, TODAY) == []


@pytest.mark.parametrize("person", ["mo", "rae", "otto", "cleo", "lena"])
def test_it_tells_of_a_document_those_alone_who_may_publish_it(cast: Cast, person: str) -> None:
    uploaded(cast)
    assert len(document_needs.needs(cast.chris, TODAY)) == 1
    assert document_needs.needs(getattr(cast, person), TODAY) == []


def test_it_asks_as_much_for_one_document_as_for_many(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            document_needs.needs(cast.sam, TODAY)
        return len(queries)

    row = uploaded(cast)
    few = asked()
    for number in range(49):
        publication = Publication.objects.create(kind="document", slug=f"d-{number}", body=cast.board)
        row.pk, row.publication = None, publication
        row.save(force_insert=True)
        item = make_item(Meeting.objects.get(), f"Item {number}")
        Paper.objects.create(item=item, publication=publication, title="D", added_by=cast.sam)
    assert asked() == few


# ---- fixed numbers of queries


def test_the_page_of_a_document_asks_as_much_of_one_paper_as_of_many(cast: Cast) -> None:
    row = uploaded(cast)
    sam = browser(cast.sam)
    sam.get(row.get_desk_url())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert sam.get(row.get_desk_url()).status_code == 200
        return len(queries)

    few = asked()
    for number in range(49):
        item = make_item(Meeting.objects.get(), f"Item {number}")
        Paper.objects.create(item=item, publication=row.publication, title=row.title, added_by=cast.sam)
    assert asked() == few
