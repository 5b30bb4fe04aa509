"""Actions: agreed at a meeting, owned by somebody who served that day, closed with one sentence."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from boards.deeds.actions import add_action
from boards.deeds.refusals import Refused
from boards.models import Action, Meeting
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
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
    assert response["Location"] == meeting.get_desk_url() + "#actions"
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
    page = browser(cast.sam).get(ACTIONS).content.decode()
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


def test_who_changes_actions(cast: Cast, meeting: Meeting) -> None:
    action = action_of(cast, meeting, date(2019, 11, 10))
    foreign = "/desk/bodies/adults-improvement-board/actions/"
    for page in ("", "close/"):
        own = f"{ACTIONS}{action.pk}/{page}"
        assert codes(own, cast.sam, cast.mo, cast.chris, cast.otto, cast.lena) == [200, 403, 403, 404, 404]
        assert codes(own, cast.sam, method="delete") == [405]
        assert codes(f"{foreign}{action.pk}/{page}", cast.otto) == [404]


def test_an_empty_list_says_so(cast: Cast) -> None:
    assert "No action is open." in words(browser(cast.sam).get(ACTIONS))
