"""Actions: agreed at a meeting, owned by somebody who served that day, chased, closed with one sentence."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from lxml import html

from boards import clock
from boards.deeds.actions import (
    add_action,
    change_action,
    close_action,
    note_progress,
    remind_owner,
    reopen_action,
)
from boards.deeds.refusals import Refused, Stale
from boards.models import Action, ActionNote, Body, LogEntry, Meeting, Membership, Restriction, User
from boards.tasks import mail_reminder
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, queries_of, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

ADD = "/desk/meetings/childrens-improvement-board/2019-10-10/actions/add/"
ACTIONS = "/desk/bodies/childrens-improvement-board/actions/"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.board, "2019-10-10")


def recruit(cast: Cast, **other: str) -> Posted:
    return {"text": "Recruit", "owner": str(cast.mo.pk), "item": "", **day("due", "2019-11-10")} | other


def action_of(cast: Cast, meeting: Meeting, due: date) -> Action:
    return add_action(by=cast.sam, meeting=meeting, text="Recruit", owner=cast.mo, due=due)


def test_an_action_is_added_under_an_item(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Workforce")
    response = browser(cast.sam).post(ADD, recruit(cast, item=str(item.pk)))
    assert response["Location"] == meeting.get_desk_url() + "#action-text"
    action = Action.objects.get()
    assert (action.meeting, action.item, action.text, action.owner, action.due) == (
        meeting,
        item,
        "Recruit",
        cast.mo,
        date(2019, 11, 10),
    )
    assert deeds_done() == [("Sam Secretary", "added the action")]
    assert only_entry().after["due"] == "2019-11-10"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "Answer the question: What is to be done?"),
        ({"text": "x" * 50_000}, "must be 2000 characters or fewer. It has 50000."),
        ({"owner": ""}, "Choose who does it"),
        ({"owner": "0"}, "Choose who does it from the list"),
        (
            day("due", "2019-10-09"),
            "The due date must not be before the meeting on Thursday 10 October 2019.",
        ),
        ({"due_month": "13"}, "The due date must have a month between 1 and 12"),
        ({"item": "99"}, "Choose the item from the list"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_changes_nothing(
    cast: Cast, meeting: Meeting, wrong: Posted, sentence: str
) -> None:
    response = browser(cast.sam).post(ADD, recruit(cast, **wrong))
    assert response.status_code == 200
    assert sentence in words(response)
    assert 'value="2019"' in response.content.decode()
    assert (Action.objects.count(), deeds_done()) == (0, [])


def test_the_owner_served_that_day(cast: Cast, meeting: Meeting) -> None:
    response = browser(cast.sam).post(ADD, recruit(cast, owner=str(cast.con.pk)))
    assert "Choose who does it from the list" in words(response)
    with pytest.raises(Refused) as refusal:
        add_action(by=cast.sam, meeting=meeting, text="Recruit", owner=cast.con, due=meeting.date)
    assert refusal.value.field == "owner"


def test_the_item_is_one_of_this_meeting(cast: Cast, meeting: Meeting) -> None:
    other = make_item(make_meeting(cast.board, "2019-11-10"), "Another day")
    response = browser(cast.sam).post(ADD, recruit(cast, item=str(other.pk)))
    assert "Choose the item from the list" in words(response)
    with pytest.raises(Refused):
        add_action(by=cast.sam, meeting=meeting, text="R", owner=cast.mo, due=meeting.date, item=other)


def test_the_same_form_sent_twice_makes_one_action(cast: Cast, meeting: Meeting) -> None:
    browser(cast.sam).post(ADD, recruit(cast))
    assert "This action is recorded already." in words(browser(cast.sam).post(ADD, recruit(cast)))
    assert Action.objects.count() == 1


@pytest.mark.parametrize(("days", "said"), [(0, "due today"), (1, "1 day late"), (3, "3 days late")])
def test_lateness_is_said_in_words(cast: Cast, days: int, said: str) -> None:
    today = timezone.localdate()
    meeting = make_meeting(cast.board, today - timedelta(days=30))
    action_of(cast, meeting, today - timedelta(days=days))
    assert said in words(browser(cast.mo).get(ACTIONS))


def test_an_action_in_time_is_not_called_late(cast: Cast) -> None:
    today = timezone.localdate()
    meeting = make_meeting(cast.board, today - timedelta(days=30))
    action_of(cast, meeting, today + timedelta(days=1))
    page = words(browser(cast.mo).get(ACTIONS))
    assert "late" not in page
    assert "due today" not in page


def test_closing_asks_for_one_sentence(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    address = f"{ACTIONS}{action.pk}/close/"
    refused = browser(cast.sam).post(address, {"note": " ", "version": "1"})
    assert "Answer the question: What came of it?" in words(refused)
    assert browser(cast.sam).post(address, {"note": "<b>Done</b>", "version": "1"}).status_code == 302
    action.refresh_from_db()
    assert (action.closed_by, action.closing_note) == (cast.sam, "<b>Done</b>")
    assert action.closed_at is not None
    page = browser(cast.sam).get(ACTIONS, {"show": "closed"}).content.decode()
    assert "&lt;b&gt;Done&lt;/b&gt;" in page
    again = browser(cast.sam).post(address, {"note": "Twice", "version": "2"})
    assert "This action is closed already." in words(again)
    assert [deed for _, deed in deeds_done()] == ["added the action", "closed the action"]


def test_an_open_action_is_changed_and_the_second_saver_is_told(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    address = f"{ACTIONS}{action.pk}/"
    typed = recruit(cast, text="Recruit ten", version="1")
    assert browser(cast.sam).post(address, typed).status_code == 302
    stale = browser(cast.sam).post(address, typed | {"text": "Recruit twenty"})
    assert "What is to be done? Recruit ten" in words(stale)
    assert "Recruit twenty" in stale.content.decode()
    action.refresh_from_db()
    assert (action.text, action.version) == ("Recruit ten", 2)


def is_not_for(person: User, page: str) -> bool:
    return "CANARYTITLE" not in words(browser(person).get(page))


def restricted(by: User) -> Restriction:
    return Restriction.objects.create(
        kind="exempt",
        paragraphs=[1],
        public_interest="It is about one family.",
        review_on=date(2020, 10, 10),
        set_by=by,
        set_at=timezone.now(),
    )


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_who_changes_actions(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    foreign = "/desk/bodies/adults-improvement-board/actions/"
    for page in ("", "close/", "reopen/"):
        own = f"{ACTIONS}{action.pk}/{page}"
        assert codes(own, cast.sam, cast.mo, cast.chris, cast.otto, cast.lena) == [200, 403, 403, 404, 404]
        assert codes(own, cast.sam, method="delete") == [405]
        assert codes(f"{foreign}{action.pk}/{page}", cast.otto) == [404]


def test_an_empty_list_says_so(cast: Cast) -> None:
    assert "No action is open." in words(browser(cast.sam).get(ACTIONS))


# ---- typed during the meeting


def test_the_meetings_own_page_takes_one_action_after_another(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Workforce")
    client = browser(cast.sam)
    assert html.fromstring(client.get(meeting.get_desk_url()).content).xpath("//form[@action=$to]", to=ADD)
    client.post(ADD, recruit(cast, item=str(item.pk)))
    page = html.fromstring(client.get(meeting.get_desk_url()).content)
    form = page.xpath("//form[@action=$to]", to=ADD)[0]
    assert form.xpath(".//textarea[@id='action-text']")[0].value.strip() == ""
    assert form.xpath(".//select[@name='item']")[0].value == str(
        item.pk
    )  # the next is mostly of the same item
    assert [form.xpath(f".//input[@name='due_{part}']")[0].value for part in ("day", "month", "year")] == [
        *("10", "11", "2019")
    ]


def test_the_first_action_is_due_by_the_next_meeting(cast: Cast, meeting: Meeting) -> None:
    make_meeting(
        cast.board, "2019-10-24", standing="cancelled", standing_reason="Snow", standing_since=timezone.now()
    )
    make_meeting(cast.board, "2019-11-14")
    page = html.fromstring(browser(cast.sam).get(meeting.get_desk_url()).content)
    boxes = [page.xpath(f"//input[@name='due_{part}']")[0].value for part in ("day", "month", "year")]
    assert boxes == ["14", "11", "2019"]


def test_nobody_else_is_offered_the_form(cast: Cast, meeting: Meeting) -> None:
    for person in (cast.mo, cast.chris, cast.rae):
        page = html.fromstring(browser(person).get(meeting.get_desk_url()).content)
        assert page.xpath("//form[@action=$to]", to=ADD) == []


# ---- the list


def lay_actions(body: Body, owners: list[User], count: int, meetings: int = 10) -> None:
    """Many open actions, the last due first, spread over meetings and owners."""
    start = date(2015, 1, 5)
    held = Meeting.objects.bulk_create(
        Meeting(body=body, date=start + timedelta(days=number), starts_at="10:00", venue="Shire Hall")
        for number in range(meetings)
    )
    Action.objects.bulk_create(
        Action(
            body=body,
            meeting=held[number % meetings],
            text=f"Action {number:04}.",
            owner=owners[number % len(owners)],
            due=date(2030, 1, 1) - timedelta(days=number // 3),
        )
        for number in range(count)
    )


def listed(page: bytes) -> list[str]:
    """The actions of a page in its order."""
    found = html.fromstring(page).xpath("//table//th[@scope='row']")
    return [" ".join(cell.text_content().split()) for cell in found]


def next_page(page: bytes) -> str:
    return str(html.fromstring(page).xpath("//nav[@class='more']//a[@rel='next']/@href")[0])


def test_the_list_pages_by_key_through_everything_once(cast: Cast) -> None:
    lay_actions(cast.board, [cast.mo, cast.sam], 120)
    client = browser(cast.mo)
    first = client.get(ACTIONS).content
    second = client.get(ACTIONS + next_page(first)).content
    third = client.get(ACTIONS + next_page(second)).content
    pages = [listed(first), listed(second), listed(third)]
    assert [len(page) for page in pages] == [50, 50, 20]
    in_order = list(Action.objects.order_by("due", "pk").values_list("text", flat=True))
    assert [text for page in pages for text in page] == in_order
    assert b'rel="next"' not in third


def test_closed_actions_page_from_the_last_closed(cast: Cast) -> None:
    lay_actions(cast.board, [cast.mo], 60)
    for number, action in enumerate(Action.objects.order_by("pk")):
        moment = at(date(2020, 1, 1), 10) + timedelta(hours=number // 2)
        Action.objects.filter(pk=action.pk).update(
            closed_at=moment, closed_by=cast.sam, closing_note=f"Came of {number}"
        )
    client = browser(cast.mo)
    first = client.get(ACTIONS, {"show": "closed"}).content
    second = client.get(ACTIONS + next_page(first)).content
    assert parse_qs(next_page(first)[1:])["show"] == ["closed"]
    in_order = list(Action.objects.order_by("-closed_at", "-pk").values_list("text", flat=True))
    assert listed(first) + listed(second) == in_order


def test_filters_show_overdue_ones_and_those_of_one_owner(cast: Cast) -> None:
    today = timezone.localdate()
    meeting = make_meeting(cast.board, today - timedelta(days=30))
    for text, owner, due in (
        ("Late of Mo", cast.mo, today - timedelta(days=1)),
        ("Due today of Mo", cast.mo, today),
        ("Late of Sam", cast.sam, today - timedelta(days=2)),
    ):
        add_action(by=cast.sam, meeting=meeting, text=text, owner=owner, due=due)
    client = browser(cast.mo)
    assert listed(client.get(ACTIONS).content) == ["Late of Sam", "Late of Mo", "Due today of Mo"]
    assert listed(client.get(ACTIONS, {"show": "overdue"}).content) == ["Late of Sam", "Late of Mo"]
    mine = {"show": "overdue", "owner": str(cast.mo.pk)}
    assert listed(client.get(ACTIONS, mine).content) == ["Late of Mo"]


@pytest.mark.parametrize(
    "query",
    [
        {"after": "x"},
        {"after": "2019-02-30_1"},
        {"after": "2019-02-20_" + "9" * 40},
        {"owner": "x"},
        {"owner": "999999"},
        {"show": "<b>"},
        {"show": "closed", "after": "2019-10-10T10:00_1"},
        {"after": "\x00_1"},
    ],
)
def test_an_address_that_cannot_be_read_shows_the_list_from_its_start(
    cast: Cast, meeting: Meeting, query: Posted
) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    if query.get("show") == "closed":
        close_action(by=cast.sam, action=action, version=1, note="Done")
    response = browser(cast.sam).get(ACTIONS, query)
    assert (response.status_code, listed(response.content)) == (200, ["Recruit"])


def test_five_thousand_actions_of_five_hundred_meetings_stay_quick(cast: Cast) -> None:
    lay_actions(cast.board, [cast.mo, cast.sam, cast.chris], 5_000, meetings=500)
    client = browser(cast.sam)
    deep = Action.objects.order_by("due", "pk")[4_000]
    addresses = [
        ACTIONS,
        f"{ACTIONS}?after={deep.due}_{deep.pk}",
        f"{ACTIONS}?show=overdue&owner={cast.mo.pk}",
    ]
    counts = {queries_of(client, address) for address in addresses}
    assert len(counts) == 1
    assert counts.pop() < 12


def test_the_list_says_item_meeting_owner_and_the_last_word(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Workforce")
    action = add_action(
        by=cast.sam, meeting=meeting, text="Recruit", owner=cast.mo, due=meeting.date, item=item
    )
    note_progress(by=cast.mo, action=action, text="Advertised.")
    note_progress(by=cast.mo, action=action, text="Ten people applied.")
    page = words(browser(cast.sam).get(ACTIONS))
    assert "Recruit Item 1, Workforce Thursday 10 October 2019 Mo Member" in page
    assert "Ten people applied." in page
    assert "Advertised." not in page


# ---- a word on how it stands


def test_the_owner_and_the_secretariat_say_how_it_stands(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    address = f"{ACTIONS}{action.pk}/notes/"
    assert browser(cast.mo).post(address, {"text": " Advertised. "}).status_code == 302
    assert browser(cast.sam).post(address, {"text": "Seen."}).status_code == 302
    assert list(ActionNote.objects.values_list("text", "by__name", "kind")) == [
        ("Seen.", "Sam Secretary", "progress"),
        ("Advertised.", "Mo Member", "progress"),
    ]
    assert deeds_done()[1:] == [
        ("Mo Member", "added a word to the action"),
        ("Sam Secretary", "added a word to the action"),
    ]
    page = words(browser(cast.mo).get(address))
    assert page.index("Seen.") < page.index("Advertised.")


def test_nobody_else_says_how_an_action_stands(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    address = f"{ACTIONS}{action.pk}/notes/"
    people = (cast.mo, cast.sam, cast.chris, cast.rae, cast.otto, cast.lena)
    assert codes(address, *people) == [200, 200, 403, 403, 404, 404]
    with pytest.raises(PermissionDenied):
        note_progress(by=cast.chris, action=action, text="Mine")
    with pytest.raises(Http404):
        note_progress(by=cast.otto, action=action, text="Mine")
    assert not ActionNote.objects.exists()


def test_an_owner_who_has_left_still_answers_for_the_action(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    Membership.objects.filter(user=cast.mo).update(until=timezone.localdate() - timedelta(days=1))
    assert codes(ACTIONS, cast.mo) == [404]
    assert (
        browser(cast.mo).post(f"{ACTIONS}{action.pk}/notes/", {"text": "Done before I left."}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("  ", "Answer the question: How does it stand?"), ("x" * 2001, "must be 2000 characters or fewer")],
)
def test_a_word_that_cannot_be_kept_is_shown_back(
    cast: Cast, meeting: Meeting, text: str, sentence: str
) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    response = browser(cast.mo).post(f"{ACTIONS}{action.pk}/notes/", {"text": text})
    assert sentence in words(response)
    assert not ActionNote.objects.exists()


def test_the_same_word_sent_twice_is_kept_once_and_a_closed_action_takes_none(
    cast: Cast, meeting: Meeting
) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    for _ in range(2):
        browser(cast.mo).post(f"{ACTIONS}{action.pk}/notes/", {"text": "Advertised."})
    assert ActionNote.objects.count() == 1
    close_action(by=cast.sam, action=action, version=1, note="Done")
    with pytest.raises(Refused) as refusal:
        note_progress(by=cast.mo, action=action, text="More")
    assert refusal.value.sentence == "This action is closed already."


# ---- open again


def test_a_closed_action_is_opened_again_with_a_reason(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    close_action(by=cast.sam, action=action, version=1, note="Done")
    address = f"{ACTIONS}{action.pk}/reopen/"
    refused = browser(cast.sam).post(address, {"reason": "", "version": "2"})
    assert "Answer the question: Why is it open again?" in words(refused)
    reason = {"reason": "Two posts are vacant again.", "version": "2"}
    assert browser(cast.sam).post(address, reason).status_code == 302
    action.refresh_from_db()
    assert (action.closed_at, action.closed_by, action.closing_note, action.version) == (None, None, "", 3)
    assert "Opened again: Two posts are vacant again." in words(browser(cast.sam).get(ACTIONS))
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, entry.reason) == ("reopened the action", "Two posts are vacant again.")
    assert (entry.before or {})["closing_note"] == "Done"
    with pytest.raises(Refused):
        reopen_action(by=cast.sam, action=action, version=3, reason="Again")
    with pytest.raises(Stale):
        reopen_action(by=cast.sam, action=action, version=2, reason="Again")


# ---- chased by mail


def test_a_reminder_says_what_from_where_and_when(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    remind_owner(by=cast.sam, action=action)
    mail_reminder.call(action.pk)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (
        ["mo@marlshire.test"],
        "An action of the Children's Improvement Board is waiting for you",
    )
    body = str(sent.body)
    assert "Recruit" in body
    assert "the Children's Improvement Board on Thursday 10 October 2019" in body
    assert "It was due on Sunday 10 November 2019." in body
    assert f"http://127.0.0.1:8000{ACTIONS}{action.pk}/notes/" in body


def test_a_reminder_of_a_private_item_says_no_word_of_it(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "CANARYTITLE", restriction=restricted(cast.sam))
    action = add_action(
        by=cast.sam, meeting=meeting, text="CANARYTEXT", owner=cast.mo, due=date(2099, 1, 1), item=item
    )
    mail_reminder.call(action.pk)
    body = str(mail.outbox[0].body)
    assert "CANARY" not in body + mail.outbox[0].subject
    assert "an action that you took on at the meeting of the Children's Improvement Board" in body
    assert "is due on Thursday 1 January 2099." in body
    assert f"{ACTIONS}{action.pk}/notes/" in body


def test_a_reminder_is_sent_once_a_day_in_london(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    with clock.at(datetime(2019, 10, 20, 22, 30, tzinfo=UTC), because="A test."):  # 23.30 in London
        remind_owner(by=cast.sam, action=action)
        with pytest.raises(Refused) as refusal:
            remind_owner(by=cast.sam, action=action)
        assert refusal.value.sentence == "Mo Member was reminded of this action today already."
    with clock.at(datetime(2019, 10, 20, 23, 30, tzinfo=UTC), because="A test."):  # 0.30 on the 21st
        remind_owner(by=cast.sam, action=action)
    assert ActionNote.objects.filter(kind="reminder").count() == 2


def test_the_list_has_a_button_that_reminds(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    address = f"{ACTIONS}{action.pk}/remind/"
    assert address in browser(cast.sam).get(ACTIONS).content.decode()
    response = browser(cast.sam).post(f"{address}?show=overdue")
    assert response["Location"] == f"{ACTIONS}?show=overdue#action-{action.pk}"
    assert "Reminded by mail." in words(browser(cast.sam).get(ACTIONS))
    assert codes(address, cast.mo, cast.chris, cast.otto, method="post") == [403, 403, 404]
    assert codes(address, cast.sam) == [405]


@pytest.mark.parametrize("facts", [{"email": None}, {"is_active": False}])
def test_somebody_without_mail_is_spoken_to(cast: Cast, meeting: Meeting, facts: dict[str, object]) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    User.objects.filter(pk=cast.mo.pk).update(**facts)
    assert "Remind by mail" not in words(browser(cast.sam).get(ACTIONS))
    with pytest.raises(Refused) as refusal:
        remind_owner(by=cast.sam, action=action)
    assert refusal.value.sentence == "Mo Member cannot be reached by mail. Speak to them instead."


def test_an_action_closed_before_the_worker_comes_is_not_mailed(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    remind_owner(by=cast.sam, action=action)
    close_action(by=cast.sam, action=action, version=1, note="Done")
    mail_reminder.call(action.pk)
    assert mail.outbox == []


# ---- what is private


def test_an_action_of_a_private_item_is_for_those_who_may_read_it_and_its_owner(
    cast: Cast, meeting: Meeting
) -> None:
    item = make_item(meeting, "One family", restriction=restricted(cast.sam))
    for owner in (cast.mo, cast.rae):
        add_action(
            by=cast.sam,
            meeting=meeting,
            text=f"CANARY {owner.name}",
            owner=owner,
            due=meeting.date,
            item=item,
        )
    places = [ACTIONS, meeting.get_desk_url(), REGISTER, f"{REGISTER[:-1]}.csv"]

    def seen(person: User, place: str) -> list[str]:
        response = browser(person).get(place)
        page = response.getvalue() if response.streaming else response.content
        return [name for name in ("Mo Member", "Rae Reviewer") if f"CANARY {name}" in page.decode()]

    for place in places:
        assert seen(cast.sam, place) == ["Mo Member", "Rae Reviewer"]
        assert seen(cast.chris, place) == ["Mo Member", "Rae Reviewer"]
        assert seen(cast.rae, place) == ["Rae Reviewer"]  # a reviewer, who may not read what is restricted
        assert seen(cast.ada, place) == []
    Restriction.objects.update(lifted_by=cast.sam, lifted_at=timezone.now(), lifting_reason="It is over.")
    assert seen(cast.ada, ACTIONS) == ["Mo Member", "Rae Reviewer"]


def test_what_is_under_a_private_item_is_private_with_it(cast: Cast, meeting: Meeting) -> None:
    make_item(meeting, "Open to all")
    make_item(meeting, "One family", restriction=restricted(cast.sam))
    under = make_item(meeting, "CANARYTITLE", is_sub_item=True, number="2.1")
    beside = make_item(meeting, "After it", number="3")
    below = make_item(meeting, "Under the open one", is_sub_item=True, number="3.1")
    for item, owner in ((under, cast.mo), (under, cast.rae), (beside, cast.mo), (below, cast.mo)):
        text = f"{item.number} of {owner.name}"
        add_action(by=cast.sam, meeting=meeting, text=text, owner=owner, due=meeting.date, item=item)
    client = browser(cast.rae)
    assert sorted(listed(client.get(ACTIONS).content)) == [
        "2.1 of Rae Reviewer",
        "3 of Mo Member",
        "3.1 of Mo Member",
    ]
    own = Action.objects.get(text="2.1 of Rae Reviewer")
    for page in (ACTIONS, REGISTER, f"{ACTIONS}{own.pk}/notes/"):
        assert is_not_for(cast.rae, page)
        assert not is_not_for(cast.sam, page)
    mail_reminder.call(own.pk)
    assert "2.1 of" not in str(mail.outbox[0].body)


# ---- carried until done, and handed over


def test_open_actions_of_a_body_stay_until_they_are_closed(cast: Cast, meeting: Meeting) -> None:
    done, left = action_of(cast, meeting, date(2019, 11, 10)), action_of(cast, meeting, date(2019, 11, 11))
    close_action(by=cast.sam, action=done, version=1, note="Done")
    assert list(Action.objects.open().of(cast.board)) == [left]
    assert list(Action.objects.open().of(cast.other_board)) == []


def test_an_action_handed_over_is_followed_up_by_the_other_body(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    Action.objects.update(body=cast.other_board)
    theirs = "/desk/bodies/adults-improvement-board/actions/"
    page = words(browser(cast.otto).get(theirs))
    assert "Children's Improvement Board, Thursday 10 October 2019" in page
    assert "No action is open." in words(browser(cast.sam).get(ACTIONS))
    action.refresh_from_db()
    changed = change_action(
        by=cast.otto, action=action, version=1, text="Recruit", owner=cast.otto, due=action.due, item=None
    )
    assert changed.owner == cast.otto


# ---- the register


REGISTER = "/desk/bodies/childrens-improvement-board/registers/actions/"


def test_the_register_has_everything_as_a_table_and_as_a_file(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "=Workforce")
    action = add_action(
        by=cast.sam, meeting=meeting, text="=1+1", owner=cast.mo, due=date(2019, 11, 10), item=item
    )
    with clock.at(at(date(2019, 11, 1)), because="A test."):
        close_action(by=cast.sam, action=action, version=1, note="Café, ten posts")
    assert "Open" not in words(browser(cast.mo).get(REGISTER)).partition("Register of actions")[2]
    response = browser(cast.mo).get("/desk/bodies/childrens-improvement-board/registers/actions.csv")
    assert response["Content-Disposition"] == 'attachment; filename="actions-childrens-improvement-board.csv"'
    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert lines == [
        "Number,Agreed on,Item,Action,Owner,Due,Closed on,What came of it",
        f'{action.pk},2019-10-10,1 =Workforce,\'=1+1,Mo Member,2019-11-10,2019-11-01,"Café, ten posts"',
    ]


def test_the_register_pages_by_key_and_asks_as_often_for_any_page(cast: Cast) -> None:
    lay_actions(cast.board, [cast.mo], 250)
    client = browser(cast.mo)
    first = client.get(REGISTER).content
    second = client.get(REGISTER + next_page(first)).content
    third = client.get(REGISTER + next_page(second)).content
    assert [len(listed(page)) for page in (first, second, third)] == [100, 100, 50]
    assert len(set(listed(first) + listed(second) + listed(third))) == 250
    assert queries_of(client, REGISTER) == queries_of(client, REGISTER + next_page(second)) < 12
    assert codes(REGISTER, cast.otto, cast.lena) == [404, 404]
