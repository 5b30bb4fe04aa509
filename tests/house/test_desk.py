"""The front page of the desk says what needs this person now, soonest first."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from boards.models import Action, ClosedDay, User
from boards.needs import Need
from improvement_board.views.desk import DESKS
from reports.deeds.activity import log_activity
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
    assert [(need.day, need.verb) for need in told(cast.cleo)] == [
        (datetime.date(2019, 9, 26), "Write the minutes")
    ]


def test_an_action_is_told_to_its_owner_and_when_late_to_the_secretariat(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2019-09-10", published_by=cast.sam)
    Action.objects.create(
        body=meeting.body, meeting=meeting, text="Report on caseloads", owner=cast.mo, due="2019-09-24"
    )
    assert [(need.about, need.late) for need in told(cast.mo)] == [
        ("Action of Mo Member: Report on caseloads", True)
    ]
    assert [need.verb for need in told(cast.sam)] == ["See the action", "Write the minutes"]
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
    log_activity(by=cast.chris, body=cast.board, kind="visit", on=timezone.localdate(), sentence=said)
    browser = Client()
    browser.force_login(cast.chris)
    assert said in browser.get("/desk/").content.decode()
    browser.force_login(cast.sam)
    assert said not in browser.get("/desk/").content.decode()
