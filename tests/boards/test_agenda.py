"""The agenda: built item by item, published against its deadline, and what may come after."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from boards.deeds.agenda import add_item, add_urgent_item, move_item, publish_agenda
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, LogEntry, Meeting
from tests.boards.pages import Posted, browser, codes, deeds_done, only_entry, words
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
    assert (entry.deed, entry.before) == ("moved the agenda item", {"position": int(was)})
    assert entry.after == {"position": order.index(moved) + 1}


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
    move_item(by=cast.sam, item=item, from_position=2, to_position=2)
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
    meeting.actions.create(item=item, text="Recruit", owner=cast.mo, due=meeting.date)
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


def test_short_notice_needs_a_reason_that_is_shown(cast: Cast, hearing: Meeting, clock: At) -> None:
    clock("2019-10-03T09:00")
    assert "Enter why the meeting is convened at short notice" in publish(cast, short_notice_reason="   ")
    page = publish(cast, short_notice_reason="Convened on 3 October: the <b>letter</b> came late.")
    assert "The agenda is published." in page
    assert "Convened at short notice: Convened on 3 October: the &lt;b&gt;letter&lt;/b&gt; came late." in page
    assert "Lawful ways on" not in page
    hearing.refresh_from_db()
    assert hearing.short_notice_reason == "Convened on 3 October: the <b>letter</b> came late."
    assert only_entry().reason == hearing.short_notice_reason


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
    move_item(by=cast.sam, item=item, from_position=1, to_position=3)
    with pytest.raises(Stale):
        move_item(by=cast.sam, item=item, from_position=1, to_position=2)
    assert titles(meeting) == [(1, "B"), (2, "C"), (3, "A")]


def test_the_deed_strips_what_was_typed(cast: Cast, meeting: Meeting) -> None:
    item = add_item(by=cast.sam, meeting=meeting, title="  Welcome ", purpose=" Hello ", presenter=" Chair ")
    assert (item.title, item.purpose, item.presenter) == ("Welcome", "Hello", "Chair")
