"""The end of a body, its successor, and an end that was a mistake."""

from datetime import date, time

import pytest
from django.test import Client

from boards.deeds.endings import end_body, name_successor, reopen_body
from boards.deeds.meetings import plan_meeting
from boards.deeds.refusals import Refused, Stale
from boards.models import Body, LogEntry, Role
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.builders import make_body, make_meeting, make_member, make_person
from tests.cast import Cast

BOARD = "/desk/bodies/childrens-improvement-board/"
LAST_DAY = date(2026, 3, 31)


def ending(cast: Cast, **other: str) -> Posted:
    return (
        {
            "reason": "The partnership took it over.",
            "successor": str(cast.other_board.pk),
            "version": str(Body.objects.get(pk=cast.board.pk).version),
        }
        | day("ended_on", LAST_DAY)
        | other
    )


def end(cast: Cast, body: Body, on: date = LAST_DAY, successor: Body | None = None) -> Body:
    version = Body.objects.get(pk=body.pk).version
    return end_body(by=cast.ada, body=body, version=version, ended_on=on, reason="Done", successor=successor)


def refusal(cast: Cast, body: Body, on: date = LAST_DAY, successor: Body | None = None) -> str:
    with pytest.raises(Refused) as refused:
        end(cast, body, on, successor)
    return refused.value.sentence


def test_a_body_ends_with_a_day_a_reason_and_a_successor(cast: Cast) -> None:
    response = browser(cast.sam).post(BOARD + "end/", ending(cast))
    assert response["Location"] == BOARD + "handover/"
    body = Body.objects.get(pk=cast.board.pk)
    assert (body.ended_on, body.end_reason, body.successor, body.version) == (
        LAST_DAY,
        "The partnership took it over.",
        cast.other_board,
        2,
    )
    entry = only_entry()
    assert (entry.deed, entry.reason) == ("ended the body", "The partnership took it over.")
    assert (entry.before["ended_on"], entry.after["ended_on"]) == (None, "2026-03-31")
    assert entry.after["successor_id"] == cast.other_board.pk


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": " "}, "Enter the reason"),
        (day("ended_on", "2014-12-31"), "Its first name begins on Thursday 1 January 2015"),
        ({"version": "9"}, "Somebody else changed this body while you were working on it."),
        ({"successor": "999999"}, "from the list"),
    ],
)
def test_a_wrong_end_is_refused_and_changes_nothing(cast: Cast, wrong: Posted, sentence: str) -> None:
    response = browser(cast.sam).post(BOARD + "end/", ending(cast) | wrong)
    assert sentence in words(response)
    assert (Body.objects.get(pk=cast.board.pk).ended_on, deeds_done()) == (None, [])


def test_a_body_that_is_still_to_meet_does_not_end_and_is_told_when(cast: Cast) -> None:
    make_meeting(cast.board, LAST_DAY)
    make_meeting(cast.board, "2026-04-01")
    make_meeting(cast.board, "2026-05-06", standing="cancelled", standing_reason="Snow")
    make_meeting(cast.other_board, "2026-05-07")
    sentence = refusal(cast, cast.board)
    assert "on Wednesday 1 April 2026. Cancel or move" in sentence
    cast.board.meetings.filter(date="2026-04-01").update(standing="postponed", standing_reason="Snow")
    assert end(cast, cast.board).ended_on == LAST_DAY


def test_of_many_meetings_to_come_the_first_three_are_named(cast: Cast) -> None:
    for month in (4, 5, 6, 7):
        make_meeting(cast.board, date(2026, month, 1))
    sentence = refusal(cast, cast.board)
    assert "on Wednesday 1 April 2026, Friday 1 May 2026, Monday 1 June 2026 and later days." in sentence


def plan(cast: Cast, on: date) -> None:
    plan_meeting(
        by=cast.sam, body=cast.board, date=on, starts_at=time(10), mode="in-person", venue="Shire Hall"
    )


def test_after_its_end_a_body_does_not_meet(cast: Cast) -> None:
    end(cast, cast.board)
    with pytest.raises(Refused) as refused:
        plan(cast, date(2026, 4, 1))
    assert (refused.value.field, refused.value.sentence) == (
        "date",
        "This body ended on Tuesday 31 March 2026, so it does not meet after that day.",
    )
    plan(cast, LAST_DAY)
    assert list(cast.board.meetings.values_list("date", flat=True)) == [LAST_DAY]


# ---- successors


def test_successors_never_make_a_ring(cast: Cast) -> None:
    third = make_body("Third Board")
    end(cast, cast.board, date(2020, 1, 1), cast.other_board)
    end(cast, cast.other_board, date(2021, 1, 1), third)
    assert refusal(cast, third, date(2019, 1, 1), cast.board) == (
        "Children's Improvement Board would succeed itself. Choose another body."
    )
    with pytest.raises(Refused, match="would succeed itself"):
        name_successor(by=cast.ada, body=cast.board, version=2, successor=cast.board)


def test_a_body_that_had_ended_by_then_succeeds_nothing(cast: Cast) -> None:
    end(cast, cast.other_board, date(2020, 1, 1))
    assert refusal(cast, cast.board, date(2020, 1, 1), Body.objects.get(pk=cast.other_board.pk)) == (
        "Adults' Improvement Board ended on Wednesday 1 January 2020, so it cannot go on with the work."
    )


def test_the_lineage_reaches_to_any_depth_and_over_mergers(cast: Cast) -> None:
    bodies = [make_body(f"Board {number}") for number in range(4)]
    end(cast, bodies[0], date(2016, 1, 1), bodies[1])
    end(cast, bodies[1], date(2018, 1, 1), bodies[2])
    end(cast, bodies[3], date(2017, 1, 1), bodies[2])
    assert bodies[2].lineage() == [bodies[1], bodies[3], bodies[0]]
    assert bodies[1].lineage() == [bodies[0]]
    assert bodies[0].lineage() == []
    page = words(Client().get(bodies[2].get_absolute_url()))
    assert "It succeeded Board 1 , which ended on Monday 1 January 2018" in page
    assert "Before that: Board 0 , which ended on Friday 1 January 2016" in page


def test_a_successor_is_named_later(cast: Cast) -> None:
    end(cast, cast.board)
    typed = {"successor": str(cast.other_board.pk), "version": "2"}
    assert browser(cast.sam).post(BOARD + "successor/", typed).status_code == 302
    assert Body.objects.get(pk=cast.board.pk).successor == cast.other_board
    assert deeds_done()[-1] == ("Sam Secretary", "named the successor of")


# ---- memberships


def test_the_members_end_with_the_body_and_the_secretariat_stays(cast: Cast) -> None:
    make_member(cast.board, make_person("Past Member"), until=date(2020, 1, 1))
    browser(cast.sam).post(BOARD + "end/", ending(cast, end_memberships="on"))
    ends = dict(cast.board.memberships.values_list("user__name", "until"))
    assert (ends["Chris Chair"], ends["Mo Member"], ends["Past Member"]) == (
        LAST_DAY,
        LAST_DAY,
        date(2020, 1, 1),
    )
    assert (ends["Sam Secretary"], ends["Rae Reviewer"]) == (None, None)
    assert [done for _, done in deeds_done()].count("ended the membership") == 2


def test_a_member_who_begins_after_the_end_is_named_and_nothing_is_done(cast: Cast) -> None:
    make_member(cast.board, make_person("Late Member"), since=date(2026, 4, 1))
    response = browser(cast.sam).post(BOARD + "end/", ending(cast, end_memberships="on"))
    assert "The membership of Late Member begins on Wednesday 1 April 2026" in words(response)
    assert Body.objects.get(pk=cast.board.pk).ended_on is None
    assert cast.board.memberships.get(user=cast.mo).until is None
    assert deeds_done() == []


# ---- taking it back


def test_an_end_that_was_a_mistake_is_taken_back(cast: Cast) -> None:
    end(cast, cast.board, successor=cast.other_board)
    typed = {"reason": "The wrong board", "version": "2"}
    assert browser(cast.sam).post(BOARD + "reopen/", typed).status_code == 302
    body = Body.objects.get(pk=cast.board.pk)
    assert (body.ended_on, body.end_reason, body.successor) == (None, "", None)
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, entry.reason) == ("reopened the body", "The wrong board")
    plan(cast, date(2026, 4, 1))


def test_what_is_drawn_from_an_old_page_is_refused(cast: Cast) -> None:
    end(cast, cast.board)
    with pytest.raises(Stale):
        reopen_body(by=cast.sam, body=cast.board, version=1, reason="Mistake")
    with pytest.raises(Stale):
        name_successor(by=cast.sam, body=cast.board, version=1, successor=None)


@pytest.mark.parametrize("page", ["successor/", "reopen/", "handover/actions/"])
def test_what_needs_an_end_is_not_now_before_it(cast: Cast, page: str) -> None:
    assert codes(BOARD + page, cast.sam) == [409]
    assert codes(BOARD + page, cast.mo, cast.otto) == [403, 404]


def test_a_body_ends_once(cast: Cast) -> None:
    end(cast, cast.board)
    assert codes(BOARD + "end/", cast.sam, cast.mo, cast.otto) == [409, 403, 404]
    assert refusal(cast, cast.board) == "It ended on Tuesday 31 March 2026 already."


# ---- what is said of it


def test_the_pages_of_an_ended_body_say_so_to_everybody(cast: Cast) -> None:
    end(cast, cast.board, successor=cast.other_board)
    for page in (words(browser(cast.mo).get(BOARD)), words(Client().get(cast.board.get_absolute_url()))):
        assert (
            "This board ended on Tuesday 31 March 2026 . Its successor is Adults' Improvement Board" in page
        )
        assert "It does not meet any more." in page
    assert "Plan a meeting" not in words(browser(cast.sam).get(BOARD))
    heir = words(browser(cast.otto).get("/desk/bodies/adults-improvement-board/"))
    assert "Children's Improvement Board, which ended on Tuesday 31 March 2026" in heir


def test_a_last_day_to_come_is_told_as_one(cast: Cast) -> None:
    end(cast, cast.board, date(2999, 1, 1))
    page = words(Client().get(cast.board.get_absolute_url()))
    assert "The last day of this board is Tuesday 1 January 2999" in page
    assert "ended on" not in page


def test_ended_bodies_stand_at_the_end_of_the_list(cast: Cast) -> None:
    make_member(cast.other_board, cast.sam, Role.SECRETARIAT)
    end(cast, cast.other_board)
    page = words(browser(cast.sam).get("/desk/bodies/"))
    assert page.index("Children's Improvement Board") < page.index("Ended")
    assert "Adults' Improvement Board Board ended on Tuesday 31 March 2026" in page
