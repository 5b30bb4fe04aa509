"""Papers on agenda items: what may be put there, by whom, and what a published agenda keeps."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from boards.models import AgendaItem
from reports.deeds.papers import add_paper, add_to_follow, papers_to_choose
from reports.models import Paper, Report
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
    assert "added on" in signed_in(cast, "sam").get(url(item)).content.decode()


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
