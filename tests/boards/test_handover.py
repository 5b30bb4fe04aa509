"""What a body leaves open, and handing its open actions over to the body that succeeds."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone

from boards import handover
from boards.deeds.actions import close_action
from boards.deeds.endings import end_body
from boards.deeds.handover import hand_over_actions
from boards.deeds.refusals import Refused
from boards.models import Action, Body, LogEntry, Restriction, User
from tests.boards.pages import browser, codes, queries_of, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

BOARD = "/desk/bodies/childrens-improvement-board/handover/"


def add_actions(cast: Cast, count: int) -> list[Action]:
    """Agreed on 10 October 2019."""
    meeting = cast.board.meetings.first() or make_meeting(cast.board, "2019-10-10")
    return [
        Action.objects.create(
            body=cast.board,
            meeting=meeting,
            text=f"Action {number}",
            owner=cast.mo,
            due=date(2019, 11, number),
        )
        for number in range(1, count + 1)
    ]


def end(cast: Cast, successor: Body | None) -> None:
    end_body(
        by=cast.sam,
        body=cast.board,
        version=1,
        ended_on=date(2026, 3, 31),
        reason="Done",
        successor=successor,
    )


@pytest.fixture
def questions() -> Iterator[None]:
    """Another desk registers open business of its own."""

    def open_questions(body: Body, user: User) -> list[handover.OpenBusiness]:
        return [handover.OpenBusiness(f"Why, {body.name}?", "/desk/questions/7/", f"for {user.name}")]

    handover.register("Open questions", open_questions)
    yield
    del handover._sources["Open questions"]


def test_open_actions_are_listed_for_whoever_sees_the_desk(cast: Cast) -> None:
    actions = add_actions(cast, 2)
    close_action(by=cast.sam, action=actions[0], version=1, note="Done.")
    end(cast, cast.other_board)
    page = words(browser(cast.mo).get(BOARD))
    assert "Its successor is Adults' Improvement Board." in page
    assert "Open actions (1) Mo Member: Action 2 agreed on Thursday 10 October 2019" in page
    assert "due Saturday 2 November 2019" in page
    assert "Action 1" not in page
    assert "Hand over actions" not in page
    assert "Hand over actions" in words(browser(cast.sam).get(BOARD))
    assert codes(BOARD, cast.otto, cast.stranger) == [404, 404]


def test_what_another_desk_registers_joins_the_list(cast: Cast, questions: None) -> None:
    content = browser(cast.mo).get(BOARD)
    page = words(content)
    assert "Open questions (1) Why, Children's Improvement Board? for Mo Member" in page
    assert 'href="/desk/questions/7/"' in content.content.decode()
    assert "Open actions (0) Nothing is left open." in page


def test_nothing_is_shown_of_what_no_desk_registers(cast: Cast) -> None:
    page = words(browser(cast.mo).get(BOARD))
    assert "Nothing is left open." in page
    for heading in ("Open questions", "Recommendations", "Promises"):
        assert heading not in page


def test_without_a_successor_the_page_says_what_is_missing(cast: Cast) -> None:
    add_actions(cast, 1)
    assert "if this board ended today" in words(browser(cast.sam).get(BOARD))
    end(cast, None)
    page = words(browser(cast.sam).get(BOARD))
    assert "No successor is named, so nothing can be handed over yet. Name its successor" in page
    assert "Hand over actions" not in page


def test_every_action_is_ticked_and_handed_over_in_one_entry(cast: Cast) -> None:
    first, second = add_actions(cast, 2)
    end(cast, cast.other_board)
    form = browser(cast.sam).get(BOARD + "actions/").content.decode()
    assert form.count("checked") == 2
    chosen = {"actions": [str(first.pk), str(second.pk)]}
    assert browser(cast.sam).post(BOARD + "actions/", chosen).status_code == 302
    meeting = cast.board.meetings.get()
    assert (
        list(Action.objects.values_list("body", "meeting", "version"))
        == [(cast.other_board.pk, meeting.pk, 2)] * 2
    )
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, entry.name) == ("handed over the actions of", "Children's Improvement Board")
    befores, afters = entry.before or {}, entry.after or {}
    assert {key: (befores[key]["body_id"], afters[key]["body_id"]) for key in befores} == {
        str(action.pk): (cast.board.pk, cast.other_board.pk) for action in (first, second)
    }
    assert "Nothing is left open." in words(browser(cast.sam).get(BOARD))
    successor = "/desk/bodies/adults-improvement-board/handover/"
    assert "Mo Member: Action 1" in words(browser(cast.otto).get(successor))


def test_what_is_not_ticked_stays(cast: Cast) -> None:
    first, second = add_actions(cast, 2)
    end(cast, cast.other_board)
    browser(cast.sam).post(BOARD + "actions/", {"actions": [str(second.pk)]})
    assert [Action.objects.get(pk=each.pk).body for each in (first, second)] == [
        cast.board,
        cast.other_board,
    ]


def test_a_choice_of_nothing_or_of_what_is_not_there_is_refused(cast: Cast) -> None:
    action = add_actions(cast, 1)[0]
    end(cast, cast.other_board)
    elsewhere = Action.objects.create(
        body=cast.other_board,
        meeting=make_meeting(cast.other_board, "2019-10-10"),
        text="Theirs",
        owner=cast.otto,
        due=date(2020, 1, 1),
    )
    for chosen, sentence in (
        ([], "Choose at least one action"),
        ([str(elsewhere.pk)], "was closed or handed over in the meantime"),
        (["x"], "Choose from the actions below"),
    ):
        assert sentence in words(browser(cast.sam).post(BOARD + "actions/", {"actions": chosen}))
    close_action(by=cast.sam, action=action, version=1, note="Done.")
    with pytest.raises(Refused, match="closed or handed over in the meantime"):
        hand_over_actions(by=cast.sam, body=cast.board, to=cast.other_board, actions=[action])


def test_an_action_agreed_in_private_is_handed_over_only_by_those_who_may_read_it(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2019-10-10")
    private = Restriction.objects.create(
        kind="confidential", source="law", set_by=cast.sam, set_at=timezone.now()
    )
    Action.objects.create(
        body=cast.board,
        meeting=meeting,
        item=make_item(meeting, "In private", restriction=private),
        text="Write to the family",
        owner=cast.chris,
        due=date(2019, 11, 1),
    )
    end(cast, cast.other_board)
    reads = {
        person.name: "Write to the family" in words(browser(person).get(BOARD))
        for person in (cast.sam, cast.mo, cast.chris, cast.rae, cast.ada)
    }
    assert reads == {
        "Sam Secretary": True,
        "Mo Member": True,
        "Chris Chair": True,
        "Rae Reviewer": False,
        "Ada Administrator": False,
    }
    assert "Write to the family" in words(browser(cast.sam).get(BOARD + "actions/"))
    assert "Write to the family" not in words(browser(cast.ada).get(BOARD + "actions/"))


def test_actions_go_to_the_successor_and_to_nobody_else(cast: Cast) -> None:
    action = add_actions(cast, 1)[0]
    end(cast, cast.other_board)
    with pytest.raises(Refused, match="does not succeed"):
        hand_over_actions(by=cast.sam, body=cast.board, to=cast.committee, actions=[action])
    assert codes(BOARD + "actions/", cast.sam, cast.mo, cast.otto) == [200, 403, 404]


def test_the_list_asks_as_often_for_many_as_for_one(cast: Cast) -> None:
    end(cast, cast.other_board)
    client = browser(cast.sam)
    add_actions(cast, 1)
    few = [queries_of(client, BOARD), queries_of(client, BOARD + "actions/")]
    add_actions(cast, 25)
    assert [queries_of(client, BOARD), queries_of(client, BOARD + "actions/")] == few
