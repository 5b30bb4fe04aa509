"""The front page of the desk says what needs this person now, soonest first."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from boards.models import Action, Body, ClosedDay, User
from boards.needs import Need
from improvement_board.views.desk import DESKS, in_groups, in_words
from reports.deeds.activity import Entry, log_activity
from reports.models import Paper
from tests.boards.pages import browser, queries_of, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

TODAY = datetime.date(2019, 9, 30)


def told(user: User, today: datetime.date = TODAY) -> list[Need]:
    return sorted(need for desk in DESKS for need in desk.needs(user, today))


def test_an_agenda_is_due_on_its_last_publication_day(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10")
    assert told(cast.cleo) == [
        Need(
            datetime.date(2019, 10, 2),
            "Agenda of the Children and Families Scrutiny Committee",
            "Publish the agenda",
            meeting.get_desk_url(),
        )
    ]


def test_a_day_the_council_closes_moves_the_deadline(cast: Cast) -> None:
    make_meeting(cast.committee, "2019-10-10")
    ClosedDay.objects.create(date="2019-10-04", name="Council closed", kind="council_closed")
    assert [need.day for need in told(cast.cleo)] == [datetime.date(2019, 10, 1)]


def test_a_missed_deadline_is_told_as_late(cast: Cast) -> None:
    make_meeting(cast.committee, "2019-10-10")
    assert [need.late for need in told(cast.cleo, datetime.date(2019, 10, 3))] == [True]


def test_a_published_agenda_needs_nobody(cast: Cast) -> None:
    make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    assert told(cast.cleo) == []


def test_a_held_meeting_wants_minutes(cast: Cast) -> None:
    make_meeting(cast.committee, "2019-09-12", published_by=cast.cleo)
    assert (datetime.date(2019, 9, 26), "Write the minutes") in [
        (need.day, need.verb) for need in told(cast.cleo)
    ]


def test_an_action_is_told_to_its_owner_and_when_late_to_the_secretariat(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2019-09-10", published_by=cast.sam)
    Action.objects.create(
        body=meeting.body, meeting=meeting, text="Report on caseloads", owner=cast.mo, due="2019-09-24"
    )
    assert [(need.about, need.late) for need in told(cast.mo)] == [("Your action: Report on caseloads", True)]
    about = {need.about: need.verb for need in told(cast.sam)}
    assert about["Action of Mo Member: Report on caseloads"] == "Chase or close it"
    assert told(cast.chris) == []


@pytest.mark.parametrize("who", ["otto", "stranger", "lena"])
def test_other_bodies_needs_are_not_told(cast: Cast, who: str) -> None:
    make_item(make_meeting(cast.committee, "2019-10-10"), "Private until published")
    make_meeting(cast.board, "2019-10-08")
    assert told(getattr(cast, who)) == []


def test_the_page_has_the_needs_and_the_bodies(cast: Cast) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    make_meeting(cast.committee, tomorrow)
    browser = Client()
    browser.force_login(cast.cleo)
    page = browser.get("/desk/").content.decode()
    assert "Agenda of the Children and Families Scrutiny Committee" in page
    assert "Publish the agenda" in page
    assert "Next meeting" in page


def test_an_empty_desk_says_what_comes(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.stranger)
    page = browser.get("/desk/").content.decode()
    assert "Nothing is waiting for you today." in page
    assert "You have no role on a body today." in page


def test_a_chair_sees_what_was_done_since_the_last_report_and_nobody_else_does(cast: Cast) -> None:
    said = "Visited the Early Help service in Cherwick"
    entry = Entry(body=cast.board, kind="visit", on=timezone.localdate(), sentence=said)
    log_activity(by=cast.chris, entry=entry)
    browser = Client()
    browser.force_login(cast.chris)
    assert said in browser.get("/desk/").content.decode()
    browser.force_login(cast.sam)
    assert said not in browser.get("/desk/").content.decode()


# ---- how it is put


def need(day: str, *, late: bool = False) -> Need:
    return Need(datetime.date.fromisoformat(day), f"About {day}", "Do it", "/desk/", late=late)


def test_what_needs_doing_is_grouped_late_today_this_week_and_later() -> None:
    needs = [need(f"2019-{day}") for day in ("09-27", "09-30", "10-01", "10-06", "10-07")]
    assert (
        [(group.heading, list(group.needs)) for group in in_groups(needs, TODAY)]
        == [
            ("Late", needs[:1]),
            ("Today", needs[1:2]),
            ("This week", needs[2:4]),  # Monday 30 September: until Sunday 6 October
            ("Later", needs[4:]),
        ]
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        (["2019-09-27"], "1 is late."),
        (["2019-09-30", "2019-09-30"], "2 are due today."),
        (["2019-09-27", "2019-09-28", "2019-10-04"], "2 are late and 1 is to come."),
        (["2019-09-27", "2019-09-30", "2019-10-04"], "1 is late, 1 is due today and 1 is to come."),
    ],
)
def test_how_much_there_is_to_do_is_said_in_words(days: list[str], said: str) -> None:
    assert in_words([need(day) for day in days], TODAY) == said


def with_actions(body: Body, owner: User, count: int) -> None:
    meeting = make_meeting(body, "2019-01-10")
    for number in range(count):
        Action.objects.create(
            body=body, meeting=meeting, text=f"Task number {number:02}", owner=owner, due="2019-02-01"
        )


def test_the_first_fifteen_are_shown_and_the_rest_is_a_link_away(cast: Cast) -> None:
    with_actions(cast.board, cast.mo, 18)
    page = words(browser(cast.mo).get("/desk/"))
    assert page.count("Your action: Task number") == 2 * 15  # the line, and its link for screen readers
    assert "Show the rest of what needs you: 3 more" in page
    assert "18 are late." in page
    whole = words(browser(cast.mo).get("/desk/?all=1"))
    assert whole.count("Your action: Task number") == 2 * 18
    assert "Show the rest" not in whole


def test_each_line_says_its_full_date(cast: Cast) -> None:
    with_actions(cast.board, cast.mo, 1)
    assert "Friday 1 February 2019 Your action: Task number 00" in words(browser(cast.mo).get("/desk/"))


# ---- papers awaited


def awaited(cast: Cast, title: str = "The improvement plan", on: str = "2019-10-04") -> Paper:
    item = make_item(make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo), "The plan")
    return Paper.objects.create(item=item, title=title, expected_on=on, added_by=cast.cleo)


def test_a_paper_awaited_is_told_on_the_day_it_is_expected(cast: Cast) -> None:
    paper = awaited(cast)
    about = "Paper awaited: The improvement plan, expected Friday 4 October 2019"
    address = f"{paper.item.meeting.get_desk_url()}items/{paper.item_id}/papers/{paper.pk}/bring/"
    day = datetime.date(2019, 10, 4)
    assert Need(day, about, "Bring the paper", address) in told(cast.cleo)
    assert Need(day, about, "Bring the paper", address, late=True) in told(
        cast.cleo, datetime.date(2019, 10, 7)
    )
    assert told(cast.con) == []


def test_after_the_meeting_no_paper_is_awaited(cast: Cast) -> None:
    awaited(cast)
    later = told(cast.cleo, datetime.date(2019, 10, 11))
    assert not [need for need in later if need.about.startswith("Paper awaited")]


# ---- quick however long it is


def one_of_each(cast: Cast, number: int) -> None:
    """An agenda to publish, a paper awaited, an action of mine, one of somebody else's and minutes."""
    today = timezone.localdate()
    coming = make_meeting(cast.board, today + datetime.timedelta(days=number + 1))
    item = make_item(coming, f"Item {number}")
    Paper.objects.create(item=item, title=f"Paper {number}", expected_on=today, added_by=cast.sam)
    held = make_meeting(cast.board, today - datetime.timedelta(days=number + 1), published_by=cast.sam)
    for owner in (cast.sam, cast.mo):
        Action.objects.create(
            body=cast.board, meeting=held, text=f"Action {number}", owner=owner, due=held.date
        )


def test_the_page_asks_as_often_for_fifty_of_each_as_for_one(cast: Cast) -> None:
    one_of_each(cast, 0)
    few = queries_of(browser(cast.sam), "/desk/?all=1")
    for number in range(1, 51):
        one_of_each(cast, number)
    assert queries_of(browser(cast.sam), "/desk/?all=1") == few
