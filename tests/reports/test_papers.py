"""Papers on agenda items: what may be put there, by whom, and what a published agenda keeps."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from boards import clock
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, Body, LogEntry, Meeting
from reports.deeds.papers import (
    add_paper,
    add_to_follow,
    bring_paper,
    expect_later,
    make_verbal,
    move_paper,
    papers_to_choose,
    remove_paper,
    take_as_urgent,
)
from reports.models import Document, Paper, Publication, Report
from tests.boards.pages import words
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.reports.stages import at, make_report

LATER = timezone.localdate() + datetime.timedelta(days=30)
SOON = timezone.localdate() + datetime.timedelta(days=10)


def item_of(cast: Cast, published: bool = False) -> AgendaItem:
    """An item of the board's next meeting."""
    meeting = make_meeting(cast.board, LATER, published_by=cast.sam if published else None)
    return make_item(meeting, "Chair's report")


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    return client


def url(item: AgendaItem, rest: str = "add/") -> str:
    meeting = item.meeting
    return f"/desk/meetings/{meeting.body.slug}/{meeting.date}/items/{item.pk}/papers/{rest}"


def follow(title: str = "The letter", day: datetime.date = SOON) -> dict[str, object]:
    parts = {"expected_on_day": day.day, "expected_on_month": day.month, "expected_on_year": day.year}
    return {"which": "to-follow", "title": title, **parts}


def test_a_person_chooses_from_what_is_published_and_what_they_see_coming_to_this_body(cast: Cast) -> None:
    reports = {state: at(cast, state, make_report(cast)) for state in Report.State.values}
    coming = {"in-review", "agreed", "published"}
    chosen = set(papers_to_choose(cast.sam, item_of(cast)))
    assert chosen == {reports[state].publication for state in coming}
    elsewhere = make_item(make_meeting(cast.committee, LATER), "The board's report")
    assert set(papers_to_choose(cast.cleo, elsewhere)) == {reports["published"].publication}


def test_a_paper_is_put_on_an_item_once(cast: Cast) -> None:
    report, item, sam = at(cast, "agreed"), item_of(cast), signed_in(cast, "sam")
    assert sam.post(url(item), {"which": report.publication_id}).status_code == 302
    assert sam.post(url(item), {"which": report.publication_id}).status_code == 200
    paper = Paper.objects.get()
    assert (paper.title, paper.publication, paper.added_by) == (report.title, report.publication, cast.sam)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_draft_or_a_withdrawn_report_cannot_be_put_on_by_its_number(cast: Cast, state: str) -> None:
    report, item = at(cast, state), item_of(cast)
    response = signed_in(cast, "sam").post(url(item), {"which": report.publication_id})
    assert "Choose" in response.context["form"].errors["which"][0]
    assert Paper.objects.count() == 0


def test_an_unpublished_report_of_another_body_is_neither_offered_nor_taken(cast: Cast) -> None:
    report = at(cast, "agreed", make_report(cast, title="CANARY"))
    item = make_item(make_meeting(cast.committee, LATER), "The board's report")
    cleo = signed_in(cast, "cleo")
    assert "CANARY" not in cleo.get(url(item)).content.decode()
    assert "CANARY" not in cleo.post(url(item), {"which": report.publication_id}).content.decode()
    assert Paper.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "code"),
    [("sam", 200), ("chris", 403), ("rae", 403), ("mo", 403), ("cleo", 404), ("otto", 404), ("lena", 404)],
)
def test_who_may_put_papers_on_an_agenda(cast: Cast, person: str, code: int) -> None:
    item = item_of(cast)
    assert signed_in(cast, person).get(url(item)).status_code == code
    assert signed_in(cast, person).post(url(item), follow()).status_code == (302 if code == 200 else code)
    assert Paper.objects.count() == (1 if code == 200 else 0)


def test_an_item_of_another_meeting_is_not_found(cast: Cast) -> None:
    item, other = item_of(cast), make_item(make_meeting(cast.other_board, LATER), "Theirs")
    address = url(item).replace(f"/items/{item.pk}/", f"/items/{other.pk}/")
    assert signed_in(cast, "sam").post(address, follow()).status_code == 404


@pytest.mark.parametrize(
    ("title", "day", "field"),
    [
        ("", SOON, "title"),
        ("x" * 251, SOON, "title"),
        ("The letter", timezone.localdate() - datetime.timedelta(days=1), "expected_on"),
        ("The letter", LATER + datetime.timedelta(days=1), "expected_on"),
    ],
)
def test_a_promise_needs_a_title_and_a_day_before_the_meeting(
    cast: Cast, title: str, day: datetime.date, field: str
) -> None:
    response = signed_in(cast, "sam").post(url(item_of(cast)), follow(title, day))
    assert list(response.context["form"].errors) == [field]
    assert Paper.objects.count() == 0


def test_a_promise_is_made_once(cast: Cast) -> None:
    item, sam = item_of(cast), signed_in(cast, "sam")
    for _ in range(2):
        sam.post(url(item), follow())
    assert Paper.objects.get().expected_on == SOON


def test_what_was_to_follow_is_brought_and_counts_as_added_that_day(cast: Cast) -> None:
    item, report = item_of(cast), at(cast, "published")
    paper = add_to_follow(by=cast.sam, item=item, title="The letter", expected_on=SOON)
    item.meeting.agenda_published_at, item.meeting.agenda_published_by = timezone.now(), cast.sam
    item.meeting.save()
    assert not Paper.objects.get().is_supplement
    response = signed_in(cast, "sam").post(url(item, f"{paper.pk}/bring/"), {"which": report.publication_id})
    assert response.status_code == 302
    brought = Paper.objects.get()
    assert (brought.publication, brought.title, brought.expected_on) == (
        report.publication,
        report.title,
        None,
    )
    assert brought.is_supplement
    assert signed_in(cast, "sam").get(url(item, f"{paper.pk}/bring/")).status_code == 404


def test_a_paper_added_after_the_agenda_came_out_is_a_supplement(cast: Cast) -> None:
    item, report = item_of(cast, published=True), at(cast, "published")
    assert add_paper(by=cast.sam, item=item, publication=report.publication).is_supplement
    assert "Added on" in signed_in(cast, "sam").get(url(item)).content.decode()


def test_a_paper_is_taken_off_only_before_readers_saw_the_agenda(cast: Cast) -> None:
    item, sam = item_of(cast), signed_in(cast, "sam")
    paper = add_to_follow(by=cast.sam, item=item, title="The letter", expected_on=SOON)
    kept = add_to_follow(by=cast.sam, item=item, title="The plan", expected_on=SOON)
    assert sam.get(url(item, f"{paper.pk}/remove/")).status_code == 200
    assert sam.post(url(item, f"{paper.pk}/remove/")).status_code == 302
    item.meeting.agenda_published_at, item.meeting.agenda_published_by = timezone.now(), cast.sam
    item.meeting.save()
    assert sam.post(url(item, f"{kept.pk}/remove/")).status_code == 302
    assert list(Paper.objects.all()) == [kept]


def test_a_paper_of_another_item_is_not_found(cast: Cast) -> None:
    item = item_of(cast)
    other = make_item(item.meeting, "Something else")
    paper = add_to_follow(by=cast.sam, item=other, title="The letter", expected_on=SOON)
    for page in ("bring", "remove"):
        assert signed_in(cast, "sam").post(url(item, f"{paper.pk}/{page}/")).status_code == 404


# ---- rules 5, 6 and 7 at a statutory body, to the day


REASON = "The inspectors' letter came only yesterday, and the decision cannot wait."


@contextmanager
def on(moment: str) -> Iterator[None]:
    """As of a moment in UTC, such as 2019-10-02T12:00."""
    with clock.at(datetime.datetime.fromisoformat(f"{moment}+00:00"), because="A test."):
        yield


def october_item(cast: Cast, body: Body | None = None, published: str = "2019-10-01T12:00") -> AgendaItem:
    """An item of the meeting on Thursday 10 October 2019, whose agenda is out."""
    body = body or cast.committee
    moment = datetime.datetime.fromisoformat(f"{published}+00:00")
    meeting = make_meeting(body, "2019-10-10", agenda_published_at=moment, agenda_published_by=cast.cleo)
    return make_item(meeting, "The improvement plan")


def test_a_paper_on_2_october_is_in_time_and_on_3_october_needs_the_chairs_reason(cast: Cast) -> None:
    item, first, second = october_item(cast), at(cast, "published"), at(cast, "published")
    with on("2019-10-02T12:00"):
        in_time = add_paper(by=cast.cleo, item=item, publication=first.publication, urgency_reason=REASON)
    assert (in_time.is_supplement, in_time.urgency_reason) == (True, "")
    with on("2019-10-03T12:00"):
        with pytest.raises(Refused) as refusal:
            add_paper(by=cast.cleo, item=item, publication=second.publication, urgency_reason=" ")
        late = add_paper(
            by=cast.cleo, item=item, publication=second.publication, urgency_reason=f" {REASON} "
        )
    assert refusal.value.field == "urgency_reason"
    assert refusal.value.sentence == (
        "Enter the special circumstances by which the chair finds the paper urgent."
    )
    assert (late.urgency_reason, LogEntry.objects.latest("sequence").reason) == (
        REASON,
        f"{REASON} A test.",
    )


def test_at_half_past_eleven_in_utc_it_is_the_next_day_in_london(cast: Cast) -> None:
    item, first, second = october_item(cast), at(cast, "published"), at(cast, "published")
    with on("2019-10-02T22:59"):
        assert add_paper(by=cast.cleo, item=item, publication=first.publication).urgency_reason == ""
    with on("2019-10-02T23:30"), pytest.raises(Refused) as refusal:
        add_paper(by=cast.cleo, item=item, publication=second.publication)
    assert refusal.value.field == "urgency_reason"


def test_what_was_to_follow_and_comes_late_needs_the_reason_as_well(cast: Cast) -> None:
    item, report = october_item(cast), at(cast, "published")
    with on("2019-10-01T13:00"):
        paper = add_to_follow(
            by=cast.cleo, item=item, title="The letter", expected_on=datetime.date(2019, 10, 4)
        )
    with on("2019-10-04T12:00"):
        with pytest.raises(Refused) as refusal:
            bring_paper(by=cast.cleo, paper=paper, publication=report.publication)
        assert refusal.value.field == "urgency_reason"
        brought = bring_paper(
            by=cast.cleo, paper=paper, publication=report.publication, urgency_reason=REASON
        )
    assert (brought.urgency_reason, brought.is_supplement) == (REASON, True)


def test_before_the_agenda_is_out_and_at_a_partnership_body_no_reason_is_asked(cast: Cast) -> None:
    report = at(cast, "published")
    planned = make_item(make_meeting(cast.committee, "2019-10-10"), "The plan")
    of_board = october_item(cast, cast.board)
    with on("2019-10-08T12:00"):
        for by, item in ((cast.cleo, planned), (cast.sam, of_board)):
            paper = add_paper(by=by, item=item, publication=report.publication, urgency_reason=REASON)
            assert paper.urgency_reason == ""


def test_the_form_asks_for_the_reason_only_then_and_keeps_what_was_typed(cast: Cast) -> None:
    item, report, cleo = october_item(cast), at(cast, "published"), signed_in(cast, "cleo")
    with on("2019-10-02T12:00"):
        assert "urgency_reason" not in cleo.get(url(item)).context["form"].fields
    with on("2019-10-03T12:00"):
        page = words(cleo.get(url(item)))
        assert "It comes with less notice than the law asks for" in page
        refused = cleo.post(url(item), {"which": report.publication_id, "urgency_reason": " "})
        assert "Enter the special circumstances by which the chair finds the paper urgent" in words(refused)
        assert Paper.objects.count() == 0
        announced = cleo.post(url(item), follow(day=datetime.date(2019, 10, 8)))
        assert announced.status_code == 302  # a promise is no paper yet
        taken = cleo.post(url(item), {"which": report.publication_id, "urgency_reason": REASON})
        assert taken.status_code == 302
    assert Paper.objects.get(publication=report.publication).urgency_reason == REASON


def test_the_reason_is_printed_with_the_paper_for_the_desk_and_for_readers(cast: Cast) -> None:
    item, cleo = october_item(cast), signed_in(cast, "cleo")
    with on("2019-09-20T12:00"):
        report = at(cast, "published")
    with on("2019-10-07T12:00"):
        add_paper(by=cast.cleo, item=item, publication=report.publication, urgency_reason=REASON)
    for page in (cleo.get(item.meeting.get_desk_url()), Client().get(item.meeting.get_absolute_url())):
        said = words(page)
        assert "dded on Monday 7 October 2019" in said
        assert f"Taken as urgent: {REASON}" in said


def test_a_report_that_came_out_late_though_it_was_on_the_agenda_is_taken_as_urgent(cast: Cast) -> None:
    item, report = october_item(cast, published="2019-10-01T12:00"), at(cast, "published")
    paper = Paper.objects.create(
        item=item, publication=report.publication, title=report.title, added_by=cast.cleo
    )
    cleo = signed_in(cast, "cleo")
    address = url(item, f"{paper.pk}/urgent/")
    assert "Enter the special circumstances" in words(cleo.post(address, {"urgency_reason": ""}))
    assert cleo.post(address, {"urgency_reason": REASON}).status_code == 302
    paper.refresh_from_db()
    assert paper.urgency_reason == REASON
    with pytest.raises(Refused):
        take_as_urgent(by=cast.cleo, paper=paper, urgency_reason="  ")


# ---- verbal updates, and the day a paper is expected


def test_an_item_is_made_a_verbal_update_where_papers_are_added(cast: Cast) -> None:
    item, sam = item_of(cast), signed_in(cast, "sam")
    response = sam.post(url(item), {"which": "verbal"})
    assert response["Location"] == f"{item.meeting.get_desk_url()}#item-{item.pk}"
    item.refresh_from_db()
    assert (item.verbal, item.version) == (True, 2)
    assert "No paper: a verbal update" not in words(sam.get(url(item)))  # it is one already


def test_a_paper_makes_the_item_no_verbal_update(cast: Cast) -> None:
    item, report = item_of(cast), at(cast, "published")
    make_verbal(by=cast.sam, item=item)
    add_paper(by=cast.sam, item=item, publication=report.publication)
    item.refresh_from_db()
    assert not item.verbal
    with pytest.raises(Refused) as refusal:
        make_verbal(by=cast.sam, item=item)
    assert refusal.value.sentence == (
        "This item has papers. Take them off first, then make it a verbal update."
    )


def test_on_a_published_agenda_no_item_becomes_verbal(cast: Cast) -> None:
    item = item_of(cast, published=True)
    assert "No paper: a verbal update" not in words(signed_in(cast, "sam").get(url(item)))
    with pytest.raises(Refused):
        make_verbal(by=cast.sam, item=item)


def test_another_day_is_said_for_a_paper_that_is_to_follow(cast: Cast) -> None:
    item, sam = item_of(cast, published=True), signed_in(cast, "sam")
    paper = add_to_follow(by=cast.sam, item=item, title="The letter", expected_on=SOON)
    address, later = url(item, f"{paper.pk}/expect/"), SOON + datetime.timedelta(days=5)
    assert "readers see the change at once" in words(sam.get(address))
    boxes = {f"expected_on_{part}": str(getattr(later, part)) for part in ("day", "month", "year")}
    assert sam.post(address, boxes).status_code == 302
    paper.refresh_from_db()
    assert paper.expected_on == later
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, (entry.before or {})["expected_on"]) == (
        "changed the expected day of",
        SOON.isoformat(),
    )
    count = LogEntry.objects.count()
    assert sam.post(address, boxes).status_code == 302
    assert LogEntry.objects.count() == count  # the same again is no change


@pytest.mark.parametrize(
    "day", [timezone.localdate() - datetime.timedelta(days=1), LATER + datetime.timedelta(days=1)]
)
def test_the_other_day_is_neither_past_nor_after_the_meeting(cast: Cast, day: datetime.date) -> None:
    paper = add_to_follow(by=cast.sam, item=item_of(cast), title="The letter", expected_on=SOON)
    with pytest.raises(Refused) as refusal:
        expect_later(by=cast.sam, paper=paper, expected_on=day)
    assert refusal.value.field == "expected_on"


# ---- several papers on one item, one paper on several


def three_papers(cast: Cast, item: AgendaItem) -> list[Paper]:
    return [add_to_follow(by=cast.sam, item=item, title=title, expected_on=SOON) for title in ("A", "B", "C")]


def order(item: AgendaItem) -> list[str]:
    return list(item.papers.values_list("title", flat=True))


def test_papers_are_put_in_order_within_their_item(cast: Cast) -> None:
    item, sam = item_of(cast), signed_in(cast, "sam")
    first, _, last = three_papers(cast, item)
    address = url(item, f"{last.pk}/move/")
    page = html.fromstring(sam.get(item.meeting.get_desk_url()).content)
    assert page.xpath("//form[@action=$to]//button/@value", to=address) == ["2"]
    assert sam.post(address, {"was": "3", "to": "1"}).status_code == 302
    assert order(item) == ["C", "A", "B"]
    assert move_paper(by=cast.sam, paper=first, from_position=2, to_position=99).title == "A"
    assert order(item) == ["C", "B", "A"]


def test_a_paper_that_is_not_where_it_was_seen_stays(cast: Cast) -> None:
    item = item_of(cast)
    paper = three_papers(cast, item)[2]
    with pytest.raises(Stale):
        move_paper(by=cast.sam, paper=paper, from_position=1, to_position=2)
    sam = signed_in(cast, "sam")
    assert sam.post(url(item, f"{paper.pk}/move/"), {"was": "x"}).status_code == 302
    assert order(item) == ["A", "B", "C"]


def test_the_order_stays_once_readers_have_the_agenda(cast: Cast) -> None:
    item = item_of(cast)
    paper = three_papers(cast, item)[2]
    Meeting.objects.update(agenda_published_at=timezone.now(), agenda_published_by=cast.sam)
    with pytest.raises(Refused) as refusal:
        move_paper(by=cast.sam, paper=paper, from_position=3, to_position=1)
    assert refusal.value.sentence == (
        "The agenda is published, so the order of its papers can no longer change."
    )


def test_one_paper_goes_on_several_items_of_several_bodies(cast: Cast) -> None:
    report = at(cast, "published")
    here, beside = item_of(cast), None
    beside = make_item(here.meeting, "Any other business")
    elsewhere = make_item(make_meeting(cast.committee, LATER), "The board's report")
    for name, item in (("sam", here), ("sam", beside), ("cleo", elsewhere)):
        assert signed_in(cast, name).post(url(item), {"which": report.publication_id}).status_code == 302
    assert Paper.objects.filter(publication=report.publication).count() == 3


def test_a_document_of_the_body_may_be_announced_before_it_is_public(cast: Cast) -> None:
    publication = Publication.objects.create(kind="document", slug="slides", body=cast.board)
    Document.objects.create(
        publication=publication,
        title="Slides of the police",
        kind="slides",
        format="pdf",
        file_sha256="0" * 64,
        size=1,
        uploaded_at=timezone.now(),
        uploaded_by=cast.sam,
    )
    item = item_of(cast)
    assert "Slides of the police (Children's Improvement Board, document, not published)" in words(
        signed_in(cast, "sam").get(url(item))
    )
    assert add_paper(by=cast.sam, item=item, publication=publication).title == "Slides of the police"
    elsewhere = make_item(make_meeting(cast.committee, LATER), "Theirs")
    assert publication not in papers_to_choose(cast.cleo, elsewhere)


# ---- what is settled stays


def test_the_papers_of_a_decided_item_stay_as_they_are(cast: Cast) -> None:
    item, report = item_of(cast), at(cast, "published")
    paper = add_to_follow(by=cast.sam, item=item, title="The letter", expected_on=SOON)
    AgendaItem.objects.update(outcome="done", decided_at=timezone.now(), decided_by=cast.sam)
    refused = 0
    for deed in (
        lambda: add_paper(by=cast.sam, item=item, publication=report.publication),
        lambda: add_to_follow(by=cast.sam, item=item, title="Another", expected_on=SOON),
        lambda: bring_paper(by=cast.sam, paper=paper, publication=report.publication),
        lambda: expect_later(by=cast.sam, paper=paper, expected_on=LATER),
        lambda: move_paper(by=cast.sam, paper=paper, from_position=1, to_position=1),
        lambda: make_verbal(by=cast.sam, item=item),
        lambda: remove_paper(by=cast.sam, paper=paper),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.sentence == "Item 1 is decided, so it is locked. Reopen it first, and say why."
        refused += 1
    assert refused == 7
    assert list(Paper.objects.values_list("title", "expected_on")) == [("The letter", SOON)]


@pytest.mark.parametrize(
    ("person", "code"),
    [("sam", 200), ("chris", 403), ("rae", 403), ("mo", 403), ("cleo", 404), ("otto", 404), ("lena", 404)],
)
def test_who_may_change_the_day_and_the_order(cast: Cast, person: str, code: int) -> None:
    item = item_of(cast)
    paper = three_papers(cast, item)[0]
    client = signed_in(cast, person)
    assert client.get(url(item, f"{paper.pk}/expect/")).status_code == code
    moved = client.post(url(item, f"{paper.pk}/move/"), {"was": "1", "to": "2"})
    assert moved.status_code == (302 if code == 200 else code)
    assert order(item) == (["B", "A", "C"] if code == 200 else ["A", "B", "C"])
