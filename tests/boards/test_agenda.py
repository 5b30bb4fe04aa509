"""The agenda: built item by item, published against its deadline, and what may come after."""

import datetime
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from boards.deeds.agenda import add_item, add_urgent_item, move_item, publish_agenda, remove_item
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, LogEntry, Meeting
from reports.models import Paper
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

MEETING = "/desk/meetings/childrens-improvement-board/2019-10-10/"
COMMITTEE = "/desk/meetings/children-and-families-scrutiny-committee/2019-10-10/"
At = Callable[[str], None]


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.board, "2019-10-10")


@pytest.fixture
def hearing(cast: Cast) -> Meeting:
    meeting = make_meeting(cast.committee, "2019-10-10")
    make_item(meeting, "Report of the Chair")
    return meeting


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the clock to a moment of UTC."""

    def at(moment: str) -> None:
        now = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


def titles(meeting: Meeting) -> list[tuple[int, str]]:
    return list(meeting.items.values_list("position", "title"))


def three_items(meeting: Meeting) -> list[AgendaItem]:
    return [make_item(meeting, title) for title in ("A", "B", "C")]


# Building


def test_items_are_added_at_the_end_with_title_and_purpose_only(cast: Cast, meeting: Meeting) -> None:
    for title in ("Welcome", "Chair's report"):
        response = browser(cast.sam).post(MEETING + "items/add/", {"title": title, "purpose": "To note."})
        assert (response.status_code, response["Location"]) == (302, MEETING + "#add-item")
    assert titles(meeting) == [(1, "Welcome"), (2, "Chair's report")]
    item = meeting.items.last()
    assert item is not None
    assert (item.purpose, item.aim, item.verbal, item.presenter) == ("To note.", "information", False, "")
    assert deeds_done() == [("Sam Secretary", "added the agenda item")] * 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "", "purpose": "Kept <i>text</i>"}, "Enter the title"),
        ({"title": "x" * 251, "purpose": "Kept <i>text</i>"}, "must be 250 characters or fewer. It has 251."),
        (
            {"title": "welcome", "purpose": "Kept <i>text</i>"},
            "Item 1 of this agenda already has this title.",
        ),
        (
            {"title": "Long", "purpose": "Kept <i>text</i>" + "x" * 50_000},
            "must be 5000 characters or fewer.",
        ),
    ],
)
def test_a_refused_item_keeps_what_was_typed(
    cast: Cast, meeting: Meeting, typed: Posted, sentence: str
) -> None:
    make_item(meeting, "Welcome")
    response = browser(cast.sam).post(MEETING + "items/add/", typed)
    assert response.status_code == 200
    assert sentence in words(response)
    assert "Kept &lt;i&gt;text&lt;/i&gt;" in response.content.decode()
    assert (titles(meeting), deeds_done()) == ([(1, "Welcome")], [])


def test_an_item_is_edited_in_place(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Welcome")
    typed = {
        "title": "Welcome and apologies",
        "purpose": "",
        "aim": "decision",
        "presenter": "Independent Chair",
        "verbal": "on",
        "version": "1",
    }
    response = browser(cast.sam).post(f"{MEETING}items/{item.pk}/", typed)
    assert response["Location"] == f"{MEETING}#item-{item.pk}"
    item.refresh_from_db()
    assert (item.title, item.aim, item.presenter, item.verbal, item.version) == (
        "Welcome and apologies",
        "decision",
        "Independent Chair",
        True,
        2,
    )
    entry = only_entry()
    assert (entry.before["title"], entry.after["title"]) == ("Welcome", "Welcome and apologies")
    stale = browser(cast.sam).post(f"{MEETING}items/{item.pk}/", typed | {"title": "Mine"})
    assert "Title Welcome and apologies" in words(stale)
    assert 'value="Mine"' in stale.content.decode()
    item.refresh_from_db()
    assert item.title == "Welcome and apologies"
    wrong = browser(cast.sam).post(f"{MEETING}items/{item.pk}/", typed | {"aim": "gossip", "version": "2"})
    assert "Choose what it is for" in words(wrong)
    assert len(deeds_done()) == 1


def test_an_item_is_reached_through_its_own_meeting_only(cast: Cast, meeting: Meeting) -> None:
    other = make_item(make_meeting(cast.other_board, "2019-10-10"), "Not theirs")
    own = make_item(meeting, "Own")
    for page in ("", "remove/"):
        assert codes(f"{MEETING}items/{other.pk}/{page}", cast.sam) == [404]
        assert codes(f"{MEETING}items/{own.pk}/{page}", cast.sam, cast.chris, cast.mo) == [200, 403, 403]
        assert codes(f"{MEETING}items/{own.pk}/{page}", cast.otto, cast.cleo, cast.lena) == [404] * 3
        assert codes(f"{MEETING}items/{own.pk}/{page}", cast.sam, method="put") == [405]
    for page in ("items/add/", f"items/{own.pk}/move/"):
        assert codes(MEETING + page, cast.sam) == [405]
        assert codes(MEETING + page, cast.mo, cast.otto, method="post") == [403, 404]


# The order


@pytest.mark.parametrize(
    ("moved", "was", "to", "order"),
    [
        ("B", "2", "1", "BAC"),
        ("B", "2", "3", "ACB"),
        ("A", "1", "3", "BCA"),
        ("C", "3", "1", "CAB"),
        ("A", "1", "99", "BCA"),
        ("C", "3", "0", "CAB"),
    ],
)
def test_an_item_moves_and_the_numbers_close_up(
    cast: Cast, meeting: Meeting, moved: str, was: str, to: str, order: str
) -> None:
    item = next(item for item in three_items(meeting) if item.title == moved)
    browser(cast.sam).post(f"{MEETING}items/{item.pk}/move/", {"was": was, "to": to})
    assert titles(meeting) == list(enumerate(order, start=1))
    entry = only_entry()
    assert (entry.deed, entry.before) == ("moved the agenda item", {"number": was})
    assert entry.after == {"number": str(order.index(moved) + 1)}


def test_a_move_sent_twice_is_done_once(cast: Cast, meeting: Meeting) -> None:
    item = three_items(meeting)[2]
    for _ in range(2):
        last = browser(cast.sam).post(f"{MEETING}items/{item.pk}/move/", {"was": "3", "to": "2"}, follow=True)
    assert "Somebody else changed this agenda" in words(last)
    assert titles(meeting) == [(1, "A"), (2, "C"), (3, "B")]
    assert len(deeds_done()) == 1


@pytest.mark.parametrize("to", ["", "first", "-1", "1.5", "99999999999999999999"])
def test_a_position_that_is_no_number_moves_nothing(cast: Cast, meeting: Meeting, to: str) -> None:
    item = three_items(meeting)[2]
    page = browser(cast.sam).post(f"{MEETING}items/{item.pk}/move/", {"was": "3", "to": to}, follow=True)
    assert "Enter the position as a whole number, such as 3." in words(page)
    assert (titles(meeting), deeds_done()) == ([(1, "A"), (2, "B"), (3, "C")], [])


def test_moving_an_item_to_where_it_is_changes_nothing(cast: Cast, meeting: Meeting) -> None:
    item = three_items(meeting)[1]
    move_item(by=cast.sam, item=item, seen="2", to="2")
    assert (titles(meeting), deeds_done()) == ([(1, "A"), (2, "B"), (3, "C")], [])


def test_a_removed_item_leaves_no_gap_and_the_log_keeps_it(cast: Cast, meeting: Meeting) -> None:
    item = three_items(meeting)[0]
    address = f"{MEETING}items/{item.pk}/remove/"
    assert "The item leaves the draft agenda" in words(browser(cast.sam).get(address))
    browser(cast.sam).post(address, {"version": "7"})
    assert len(titles(meeting)) == 3
    assert browser(cast.sam).post(address, {"version": "1"})["Location"] == MEETING
    assert titles(meeting) == [(1, "B"), (2, "C")]
    entry = only_entry()
    assert (entry.deed, entry.before["title"], entry.after) == ("removed the agenda item", "A", {})
    assert browser(cast.sam).post(address, {"version": "1"}).status_code == 404


def test_an_item_with_actions_stays(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Recruitment")
    meeting.actions.create(body=cast.board, item=item, text="Recruit", owner=cast.mo, due=meeting.date)
    page = browser(cast.sam).post(f"{MEETING}items/{item.pk}/remove/", {"version": "1"}, follow=True)
    assert "This item has papers or actions. Take them off first" in words(page)
    item.refresh_from_db()
    assert (item.version, deeds_done()) == (1, [])


# Publishing


def publish(cast: Cast, **typed: str) -> str:
    client = browser(cast.cleo)
    seen = client.get(COMMITTEE + "publish/").context["form"]["seen"].value()
    return words(client.post(COMMITTEE + "publish/", {"seen": seen} | typed, follow=True))


def test_the_confirmation_says_what_happens_who_sees_it_and_that_it_stays(
    cast: Cast, hearing: Meeting, clock: At
) -> None:
    clock("2019-10-01T09:00")
    page = words(browser(cast.cleo).get(COMMITTEE + "publish/"))
    assert "Publish by Wednesday 2 October 2019" in page
    assert "Counted: Thu 3, Fri 4, Mon 7, Tue 8, Wed 9 October." in page
    assert "Report of the Chair" in page
    assert "The agenda above goes into the reading room now" in page
    assert "Everybody, without signing in." in page
    assert "No. A published agenda stays on record." in page
    assert "Why is the meeting convened at short notice?" not in page


def test_publishing_in_time_needs_no_reason_and_the_log_keeps_the_whole_agenda(
    cast: Cast, hearing: Meeting, clock: At
) -> None:
    clock("2019-10-02T22:59")
    assert "The agenda is published." in publish(cast, short_notice_reason="Unasked")
    hearing.refresh_from_db()
    assert (hearing.agenda_published_by, hearing.short_notice_reason) == (cast.cleo, "")
    entry = only_entry()
    assert (entry.deed, entry.before["agenda_published_at"]) == ("published the agenda of", None)
    assert entry.after["published_on"] == "2019-10-02"
    assert [(item["title"], item["papers"]) for item in entry.after["agenda"]] == [
        ("Report of the Chair", [])
    ]


def test_the_day_of_publication_is_the_date_in_london(cast: Cast, hearing: Meeting, clock: At) -> None:
    clock("2019-10-02T23:30")
    page = publish(cast)
    assert "There is a problem Enter why the meeting is convened at short notice" in page
    assert "Published today, the agenda has 4 clear days; the law asks for 5." in page
    hearing.refresh_from_db()
    assert (hearing.agenda_is_published, deeds_done()) == (False, [])


def test_short_notice_needs_a_reason_and_when_it_was_convened_which_are_shown(
    cast: Cast, hearing: Meeting, clock: At
) -> None:
    clock("2019-10-03T09:00")
    convened = day("convened_at", "2019-10-02") | {"convened_time": "4.30pm"}
    page = publish(cast, short_notice_reason="   ")
    assert "Enter why the meeting is convened at short notice" in page
    assert "Enter the day on which the meeting was convened" in page
    later = day("convened_at", "2019-10-04") | {"convened_time": "9am"}
    page = publish(cast, short_notice_reason="The <b>letter</b> came late.", **later)
    assert "The meeting cannot be convened later than now." in page
    page = publish(cast, short_notice_reason="The <b>letter</b> came late.", **convened)
    assert "The agenda is published." in page
    assert (
        "Convened at short notice on Wednesday 2 October 2019 at 4.30pm: "
        "The &lt;b&gt;letter&lt;/b&gt; came late." in page
    )
    assert "Lawful ways on" not in page
    hearing.refresh_from_db()
    assert hearing.short_notice_reason == "The <b>letter</b> came late."
    assert hearing.convened_at == datetime.datetime(2019, 10, 2, 15, 30, tzinfo=datetime.UTC)
    assert only_entry().reason == hearing.short_notice_reason
    public = words(Client().get("/meetings/children-and-families-scrutiny-committee/2019-10-10/"))
    assert (
        "The &lt;b&gt;letter&lt;/b&gt; came late. Convened on Wednesday 2 October 2019 at 4.30pm." in public
    )


def test_a_house_rule_missed_is_a_warning_only(cast: Cast, meeting: Meeting, clock: At) -> None:
    clock("2019-10-09T09:00")
    make_item(meeting, "Welcome")
    client = browser(cast.sam)
    page = client.get(MEETING + "publish/")
    assert "the house rule asks for 5" in words(page)
    assert "The meeting can go ahead." in words(page)
    assert (
        client.post(MEETING + "publish/", {"seen": page.context["form"]["seen"].value()}).status_code == 302
    )
    meeting.refresh_from_db()
    assert (meeting.agenda_is_published, meeting.short_notice_reason) == (True, "")


def test_the_deed_itself_refuses_short_notice_without_a_reason(
    cast: Cast, hearing: Meeting, clock: At
) -> None:
    clock("2019-10-03T09:00")
    with pytest.raises(Refused) as refusal:
        publish_agenda(by=cast.cleo, meeting=hearing)
    assert refusal.value.field == "short_notice_reason"
    with pytest.raises(Refused) as refusal:
        publish_agenda(by=cast.cleo, meeting=hearing, short_notice_reason="The letter came late.")
    assert refusal.value.field == "convened_at"


def test_an_agenda_that_changed_meanwhile_is_looked_at_again(cast: Cast, hearing: Meeting, clock: At) -> None:
    clock("2019-10-01T09:00")
    client = browser(cast.cleo)
    seen = client.get(COMMITTEE + "publish/").context["form"]["seen"].value()
    make_item(hearing, "Slipped in")
    page = client.post(COMMITTEE + "publish/", {"seen": seen})
    assert "Somebody else changed this agenda" in words(page)
    assert "Slipped in" in words(page)
    hearing.refresh_from_db()
    assert not hearing.agenda_is_published
    again = {"seen": page.context["form"]["seen"].value()}
    assert client.post(COMMITTEE + "publish/", again).status_code == 302


def test_an_agenda_is_published_once_and_never_empty(cast: Cast, hearing: Meeting, clock: At) -> None:
    clock("2019-10-01T09:00")
    publish(cast)
    assert "This agenda is published already." in publish(cast)
    assert len(deeds_done()) == 1
    empty = make_meeting(cast.committee, "2019-11-14")
    with pytest.raises(Refused) as refusal:
        publish_agenda(by=cast.cleo, meeting=empty)
    assert refusal.value.sentence == "This agenda has no items yet. Add one before you publish it."


def test_only_those_who_publish_agendas_do(cast: Cast, hearing: Meeting) -> None:
    assert codes(COMMITTEE + "publish/", cast.con, cast.sam, method="post") == [403, 404]
    hearing.refresh_from_db()
    assert not hearing.agenda_is_published


# After publication


def test_nothing_on_a_published_agenda_changes(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2019-10-10", published_by=cast.sam)
    first, second = make_item(meeting, "A"), make_item(meeting, "B")
    client, sentence = browser(cast.sam), "The agenda is published, so its items can no longer change."
    typed = {"title": "Z", "purpose": "", "aim": "decision", "presenter": "", "version": "1"}
    pages = [
        client.post(MEETING + "items/add/", {"title": "New", "purpose": ""}),
        client.post(f"{MEETING}items/{first.pk}/", typed),
        client.post(f"{MEETING}items/{second.pk}/move/", {"was": "2", "to": "1"}, follow=True),
        client.post(f"{MEETING}items/{second.pk}/remove/", {"version": "1"}, follow=True),
    ]
    assert [sentence in words(page) for page in pages] == [True] * 4
    assert titles(meeting) == [(1, "A"), (2, "B")]
    assert deeds_done() == []
    assert "data-move" not in client.get(MEETING).content.decode()


def late_item(**other: str) -> Posted:
    return {
        "title": "Inspection letter",
        "purpose": "To note.",
        "aim": "information",
        "presenter": "",
    } | other


def test_a_late_item_of_a_statutory_body_needs_the_chairs_reason(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    make_item(meeting, "Report")
    refused = browser(cast.cleo).post(COMMITTEE + "items/late/", late_item())
    assert "Enter the special circumstances by which the chair finds it urgent" in words(refused)
    assert 'value="Inspection letter"' in refused.content.decode()
    assert deeds_done() == []
    reason = "The letter came on 8 October."
    browser(cast.cleo).post(COMMITTEE + "items/late/", late_item(urgency_reason=reason))
    assert list(meeting.items.values_list("position", "title", "urgency_reason")) == [
        (1, "Report", ""),
        (2, "Inspection letter", reason),
    ]
    assert LogEntry.objects.values_list("deed", "reason").get() == ("added the urgent item", reason)
    with pytest.raises(Refused):
        add_urgent_item(by=cast.cleo, meeting=meeting, title="Another", urgency_reason=" ")


def test_a_partnership_body_may_take_a_late_item_without_one(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2019-10-10", published_by=cast.sam)
    assert browser(cast.sam).post(MEETING + "items/late/", late_item()).status_code == 302
    assert titles(meeting) == [(1, "Inspection letter")]


def test_before_publication_an_item_is_added_in_the_ordinary_way(cast: Cast, meeting: Meeting) -> None:
    page = browser(cast.sam).post(MEETING + "items/late/", late_item())
    assert "The agenda is not published yet: add the item in the ordinary way." in words(page)
    assert titles(meeting) == []


def test_two_movers_of_the_same_item_never_undo_each_other(cast: Cast, meeting: Meeting) -> None:
    item = three_items(meeting)[0]
    move_item(by=cast.sam, item=item, seen="1", to="3")
    with pytest.raises(Stale):
        move_item(by=cast.sam, item=item, seen="1", to="2")
    assert titles(meeting) == [(1, "B"), (2, "C"), (3, "A")]


def test_the_deed_strips_what_was_typed(cast: Cast, meeting: Meeting) -> None:
    item = add_item(by=cast.sam, meeting=meeting, title="  Welcome ", purpose=" Hello ", presenter=" Chair ")
    assert (item.title, item.purpose, item.presenter) == ("Welcome", "Hello", "Chair")


# Items that belong under others


def numbered(meeting: Meeting) -> list[str]:
    return [str(item) for item in meeting.items.all()]


@pytest.fixture
def nested(cast: Cast, meeting: Meeting) -> Meeting:
    """1 Welcome, 2 Plans with 2.1 Health and 2.2 Schools, 3 Close."""
    for title in ("Welcome", "Plans", "-Health", "-Schools", "Close"):
        is_sub_item = title.startswith("-")
        add_item(by=cast.sam, meeting=meeting, title=title.lstrip("-"), is_sub_item=is_sub_item)
    return meeting


def item_of(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.items.get(title=title)


def saved(item: AgendaItem, **other: str) -> Posted:
    """The form of an item as its page holds it."""
    typed = {"title": item.title, "purpose": item.purpose, "aim": item.aim, "presenter": item.presenter}
    typed |= {"version": str(item.version)} | ({"is_sub_item": "on"} if item.is_sub_item else {})
    return typed | other


def test_an_item_is_put_under_the_one_before_it_from_the_agenda_page(cast: Cast, meeting: Meeting) -> None:
    client = browser(cast.sam)
    assert "Belongs under" not in words(client.get(MEETING))
    for typed in ({"title": "Plans"}, {"title": "Health", "is_sub_item": "on"}):
        client.post(MEETING + "items/add/", {"purpose": ""} | typed)
    assert "Belongs under item 1" in words(client.get(MEETING))
    client.post(MEETING + "items/add/", {"title": "Close", "purpose": ""})
    assert numbered(meeting) == ["1. Plans", "1.1. Health", "2. Close"]


def test_the_first_item_belongs_under_none(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="The first item of an agenda stands on its own") as refusal:
        add_item(by=cast.sam, meeting=meeting, title="Welcome", is_sub_item=True)
    assert (refusal.value.field, numbered(meeting)) == ("is_sub_item", [])
    item = add_item(by=cast.sam, meeting=meeting, title="Welcome")
    assert "Belongs under" not in words(browser(cast.sam).get(f"{MEETING}items/{item.pk}/"))
    browser(cast.sam).post(f"{MEETING}items/{item.pk}/", saved(item, is_sub_item="on"))
    assert numbered(meeting) == ["1. Welcome"]


@pytest.mark.parametrize(
    ("title", "was", "to", "order"),
    [
        ("Plans", "2", "1", ["1. Plans", "1.1. Health", "1.2. Schools", "2. Welcome", "3. Close"]),
        ("Health", "2.1", "2.2", ["1. Welcome", "2. Plans", "2.1. Schools", "2.2. Health", "3. Close"]),
        ("Health", "2.1", "1.1", ["1. Welcome", "1.1. Health", "2. Plans", "2.1. Schools", "3. Close"]),
        ("Schools", "2.2", "3.1", ["1. Welcome", "2. Plans", "2.1. Health", "3. Close", "3.1. Schools"]),
    ],
)
def test_an_item_moves_with_its_own_and_a_sub_item_among_them(
    cast: Cast, nested: Meeting, title: str, was: str, to: str, order: list[str]
) -> None:
    address = f"{MEETING}items/{item_of(nested, title).pk}/move/"
    page = browser(cast.sam).post(address, {"was": was, "to": to}, follow=True)
    assert numbered(nested) == order
    assert f"“{title}” is now item {to}." in words(page)


@pytest.mark.parametrize(
    ("title", "was", "to", "sentence"),
    [
        ("Plans", "2", "1.1", "Enter the position as a whole number, such as 3."),
        (
            "Health",
            "2.1",
            "3",
            "This belongs under another item: enter the position as a number such as 2.1.",
        ),
        ("Health", "2.1", "7.1", "There is no item 7 to put it under."),
    ],
)
def test_a_move_to_the_other_level_says_what_to_enter(
    cast: Cast, nested: Meeting, title: str, was: str, to: str, sentence: str
) -> None:
    before = numbered(nested)
    address = f"{MEETING}items/{item_of(nested, title).pk}/move/"
    assert sentence in words(browser(cast.sam).post(address, {"was": was, "to": to}, follow=True))
    assert numbered(nested) == before


def test_the_buttons_of_the_page_lead_through_both_levels(cast: Cast, nested: Meeting) -> None:
    page = browser(cast.sam).get(MEETING).content.decode()
    assert re.findall(r'name="to" value="([0-9.]+)">(Up|Down)', page) == [
        ("2", "Down"),
        ("1", "Up"),
        ("3", "Down"),
        ("1.1", "Up"),
        ("2.2", "Down"),
        ("2.1", "Up"),
        ("3.1", "Down"),
        ("2", "Up"),
    ]
    assert "To position (item 2.1 of 2.2)" in words(browser(cast.sam).get(MEETING))


def test_a_sub_item_becomes_an_item_of_its_own_and_leaves_the_others_where_they_belong(
    cast: Cast, nested: Meeting
) -> None:
    item = item_of(nested, "Health")
    typed = saved(item)
    del typed["is_sub_item"]
    page = browser(cast.sam).post(f"{MEETING}items/{item.pk}/", typed, follow=True)
    assert numbered(nested) == ["1. Welcome", "2. Plans", "2.1. Schools", "3. Health", "4. Close"]
    assert "Item 3 is saved." in words(page)


def test_an_item_that_becomes_a_sub_item_takes_its_own_along(cast: Cast, nested: Meeting) -> None:
    item = item_of(nested, "Plans")
    browser(cast.sam).post(f"{MEETING}items/{item.pk}/", saved(item, is_sub_item="on"))
    assert numbered(nested) == ["1. Welcome", "1.1. Plans", "1.2. Health", "1.3. Schools", "2. Close"]


def test_an_item_with_others_under_it_stays(cast: Cast, nested: Meeting) -> None:
    plans, health = item_of(nested, "Plans"), item_of(nested, "Health")
    client = browser(cast.sam)
    page = client.post(f"{MEETING}items/{plans.pk}/remove/", {"version": "1"}, follow=True)
    assert "2 items belong under this one. Move or remove them first." in words(page)
    client.post(f"{MEETING}items/{health.pk}/remove/", {"version": "1"})
    page = client.post(f"{MEETING}items/{plans.pk}/remove/", {"version": "1"}, follow=True)
    assert "Item 2.1 belongs under this one. Move or remove it first." in words(page)
    assert numbered(nested) == ["1. Welcome", "2. Plans", "2.1. Schools", "3. Close"]


def test_an_urgent_item_stands_on_its_own_also_after_a_sub_item(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10")
    add_item(by=cast.cleo, meeting=meeting, title="Plans")
    add_item(by=cast.cleo, meeting=meeting, title="Health", is_sub_item=True)
    Meeting.objects.filter(pk=meeting.pk).update(
        agenda_published_at=timezone.now(), agenda_published_by=cast.cleo
    )
    typed = late_item(urgency_reason="The letter came on 8 October.", is_sub_item="on")
    browser(cast.cleo).post(COMMITTEE + "items/late/", typed)
    assert numbered(meeting) == ["1. Plans", "1.1. Health", "2. Inspection letter"]


def test_the_public_page_nests_what_belongs_under_an_item(cast: Cast, nested: Meeting, clock: At) -> None:
    clock("2019-09-01T09:00")
    publish_agenda(by=cast.sam, meeting=nested)
    page = Client().get(nested.get_absolute_url())
    tree = html.fromstring(page.content)
    assert tree.xpath('//ol[@class="agenda"]/li/@id') == ["item-1", "item-2", "item-3"]
    assert tree.xpath('//li[@id="item-2"]/ol/li/@id') == ["item-2-1", "item-2-2"]
    assert tree.xpath('string(//li[@id="item-2-1"]/h3)') == "Item 2.1: Health"


# Locks


def test_nothing_is_built_on_the_agenda_of_a_closed_meeting(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Welcome")
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=timezone.now(), closed_by=cast.sam)
    for act in (
        lambda: add_item(by=cast.sam, meeting=meeting, title="Late"),
        lambda: move_item(by=cast.sam, item=item, seen="1", to="2"),
        lambda: remove_item(by=cast.sam, item=item, version=1),
    ):
        with pytest.raises(Refused, match="This meeting is closed"):
            act()
    assert (numbered(meeting), deeds_done()) == (["1. Welcome"], [])


def test_a_decided_item_is_not_changed_or_removed(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Welcome", outcome="done", decided_at=timezone.now(), decided_by=cast.sam)
    client = browser(cast.sam)
    pages = [
        client.post(f"{MEETING}items/{item.pk}/", saved(item, title="Other")),
        client.post(f"{MEETING}items/{item.pk}/remove/", {"version": "1"}, follow=True),
    ]
    assert ["Item 1 is decided, so it is locked." in words(page) for page in pages] == [True, True]
    assert (numbered(meeting), deeds_done()) == (["1. Welcome"], [])


# Timings and presenters


def test_the_desk_and_the_public_page_say_when_each_item_begins(
    cast: Cast, meeting: Meeting, clock: At
) -> None:
    clock("2019-09-01T09:00")
    first, second = make_item(meeting, "Welcome"), make_item(meeting, "Risks")
    client = browser(cast.sam)
    client.post(f"{MEETING}items/{first.pk}/", saved(first, minutes_planned="5"))
    page = words(client.get(MEETING))
    assert "10am, 5 minutes" in page
    assert "To see when it ends, say how long item 2 takes." in page
    client.post(f"{MEETING}items/{second.pk}/", saved(second, minutes_planned="125"))
    page = words(client.get(MEETING))
    assert "10.05am, 2 hours 5 minutes" in page
    assert "It ends about 12.10pm." in page
    publish_agenda(by=cast.sam, meeting=meeting)
    page = words(Client().get(meeting.get_absolute_url()))
    assert "10.05am, 2 hours 5 minutes" in page
    assert "The meeting is planned to end about 12.10pm." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "How long it takes must be 1 minute or more"),
        ("601", "How long it takes must be 600 minutes or fewer"),
        ("a while", "How long it takes must be a number of minutes, such as 20"),
    ],
)
def test_a_length_that_cannot_be_is_refused(cast: Cast, meeting: Meeting, typed: str, sentence: str) -> None:
    item = make_item(meeting, "Welcome")
    page = browser(cast.sam).post(f"{MEETING}items/{item.pk}/", saved(item, minutes_planned=typed))
    assert sentence in words(page)
    assert f'value="{typed}"' in page.content.decode()
    with pytest.raises(Refused, match="in minutes, from 1 to 600"):
        add_item(by=cast.sam, meeting=meeting, title="Long", minutes_planned=601)


def test_a_statutory_paper_without_a_presenter_gets_a_gentle_note(cast: Cast, meeting: Meeting) -> None:
    sentence = "It has a paper, but nobody to present it yet. The presenter need not be the author."
    committee = make_meeting(cast.committee, "2019-10-10")
    pages = []
    for where, clerk in ((committee, cast.cleo), (meeting, cast.sam)):
        item = make_item(where, "Report")
        Paper.objects.create(item=item, title="A report", expected_on=where.date, added_by=clerk)
        pages.append(words(browser(clerk).get(where.get_desk_url())))
    assert [sentence in page for page in pages] == [True, False]
    committee.items.update(presenter="Independent Chair")
    page = words(browser(cast.cleo).get(COMMITTEE))
    assert (sentence in page, "Presenter: Independent Chair" in page) == (False, True)


def test_an_agenda_of_fifty_items_asks_no_more_than_one_of_one(
    cast: Cast, meeting: Meeting, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    make_item(meeting, "First", minutes_planned=5)
    client = browser(cast.sam)
    client.get(MEETING)
    with CaptureQueriesContext(connection) as asked:
        client.get(MEETING)
    for number in range(49):
        make_item(meeting, f"Item {number}", minutes_planned=5, is_sub_item=number % 3 == 1)
    with django_assert_num_queries(len(asked)):
        client.get(MEETING)
