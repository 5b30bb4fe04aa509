"""The administrators' page of closed days, and who is told of what they move."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from boards import clock
from boards.deeds.calendar import add_closed_day, remove_closed_day
from boards.models import ClosedDay, Meeting, Role
from tests.boards.pages import Posted, browser, codes, day, deeds_done, words
from tests.builders import make_meeting, make_member, make_person
from tests.cast import Cast

CLOSED = "/desk/closed-days/"
PASTE = "/desk/closed-days/paste/"
CHRISTMAS_EVE = date(2026, 12, 24)
CLOSURE: Posted = {"name": "Christmas closure", "kind": "council_closed"} | day("date", "2026-12-24")


def test_a_closed_day_moves_the_deadline_it_touches(cast: Cast) -> None:
    make_meeting(cast.committee, "2027-01-05")
    meeting = "/desk/meetings/children-and-families-scrutiny-committee/2027-01-05/"
    typed = {"name": "Christmas closure", "kind": "council_closed"} | day("date", "2026-12-24")
    before = words(browser(cast.cleo).get(meeting))
    assert browser(cast.ada).post(CLOSED, typed).status_code == 302
    after = words(browser(cast.cleo).get(meeting))
    assert ("Wednesday 23 December 2026" in before, "Tuesday 22 December 2026" in after) == (True, True)
    assert "Thursday 24 December 2026" in words(browser(cast.ada).get(CLOSED))


def test_bad_input_changes_nothing(cast: Cast) -> None:
    typed = {"name": "<i>Closure</i>", "kind": "council_closed"} | day("date", "2026-12-26")
    response = browser(cast.ada).post(CLOSED, typed)
    assert "Saturday 26 December 2026 is not counted in any case: weekend." in words(response)
    assert 'value="&lt;i&gt;Closure&lt;/i&gt;"' in response.content.decode()
    assert (ClosedDay.objects.count(), deeds_done()) == (0, [])


def test_a_day_counts_again_with_a_reason(cast: Cast) -> None:
    closed = add_closed_day(
        by=cast.ada, date=date(2026, 12, 24), name="Closure", kind=ClosedDay.Kind.COUNCIL_CLOSED
    )
    address = f"{CLOSED}{closed.pk}/open/"
    assert "Why does this day count again?" in words(browser(cast.ada).post(address, {"reason": ""}))
    assert ClosedDay.objects.count() == 1
    assert browser(cast.ada).post(address, {"reason": "Added by mistake"}).status_code == 302
    assert ClosedDay.objects.count() == 0
    assert browser(cast.ada).post(address, {"reason": "Again"}).status_code == 404


def test_only_administrators_keep_the_calendar(cast: Cast) -> None:
    closed = add_closed_day(
        by=cast.ada, date=date(2026, 12, 24), name="Closure", kind=ClosedDay.Kind.COUNCIL_CLOSED
    )
    for address in (CLOSED, f"{CLOSED}{closed.pk}/open/"):
        assert codes(address, cast.ada, cast.sam, cast.cleo, cast.stranger) == [200, 403, 403, 403]
        assert codes(address, cast.sam, method="post") == [403]
        assert codes(address, cast.ada, method="put") == [405]


# ---- what moved, and who is told


@contextmanager
def in_2020() -> Iterator[None]:
    """The meetings of 2026 and 2027 are to come, whenever these tests are run."""
    with clock.at(datetime(2020, 1, 2, 12, tzinfo=UTC), because="A test."):
        yield


@pytest.fixture
def sent_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def new_year(cast: Cast) -> Meeting:
    return make_meeting(cast.committee, "2027-01-05")


@pytest.mark.usefixtures("sent_at_once")
def test_the_deadlines_that_moved_are_listed_after_saving(cast: Cast, new_year: Meeting) -> None:
    make_meeting(cast.committee, "2027-03-09")
    client = browser(cast.ada)
    with in_2020():
        response = client.post(CLOSED, CLOSURE)
        assert response["Location"] == f"{CLOSED}?moved=2026-12-24"
        page = words(client.get(response["Location"]))
    assert "These deadlines moved" in page
    assert (
        "Children and Families Scrutiny Committee, Tuesday 5 January 2027 "
        "From Wednesday 23 December 2026 to Tuesday 22 December 2026."
    ) in page
    assert "9 March 2027" not in page


@pytest.mark.usefixtures("sent_at_once")
def test_a_day_that_counts_again_lists_what_moved_back(cast: Cast, new_year: Meeting) -> None:
    client = browser(cast.ada)
    with in_2020():
        client.post(CLOSED, CLOSURE)
        closed = ClosedDay.objects.get()
        response = client.post(f"{CLOSED}{closed.pk}/open/", {"reason": "Open after all"})
        page = words(client.get(response["Location"]))
    assert "From Tuesday 22 December 2026 to Wednesday 23 December 2026." in page


@pytest.mark.usefixtures("sent_at_once")
def test_a_day_that_moves_nothing_says_so(cast: Cast, new_year: Meeting) -> None:
    client = browser(cast.ada)
    with in_2020():
        response = client.post(CLOSED, CLOSURE | day("date", "2026-12-23"))
        assert "From" in words(client.get(response["Location"]))  # the 23rd was the last day itself
        response = client.post(CLOSED, CLOSURE | day("date", "2026-11-02"))
        assert "No deadline moved" in words(client.get(response["Location"]))


@pytest.mark.usefixtures("sent_at_once")
def test_those_who_publish_the_agenda_are_mailed_once(cast: Cast, new_year: Meeting) -> None:
    make_meeting(cast.committee, "2027-01-06")
    second = make_person("Sue Second", "sue@marlshire.test")
    make_member(cast.committee, second, Role.CLERK)
    make_member(cast.committee, second, Role.SECRETARIAT)
    make_meeting(cast.board, "2027-03-09")
    with in_2020():
        add_closed_day(by=cast.ada, date=CHRISTMAS_EVE, name="Christmas closure", kind="council_closed")
    assert sorted(sent.to for sent in mail.outbox) == [["cleo@marlshire.test"], ["sue@marlshire.test"]]
    body = str(mail.outbox[0].body)
    assert "Thursday 24 December 2026 no longer counts: Christmas closure." in body
    assert "Children and Families Scrutiny Committee, meeting of Tuesday 5 January 2027" in body
    assert (
        "The last day to publish moved from Wednesday 23 December 2026 to Tuesday 22 December 2026." in body
    )
    assert f"http://127.0.0.1:8000{new_year.get_desk_url()}" in body
    assert "meeting of Wednesday 6 January 2027" in body


@pytest.mark.usefixtures("sent_at_once")
def test_they_are_mailed_when_the_day_counts_again(cast: Cast, new_year: Meeting) -> None:
    with in_2020():
        closed = add_closed_day(by=cast.ada, date=CHRISTMAS_EVE, name="Closure", kind="council_closed")
        remove_closed_day(by=cast.ada, closed_day=closed, reason="The offices open after all.")
    assert "counts again. The offices open after all." in str(mail.outbox[1].body)
    assert "from Tuesday 22 December 2026 to Wednesday 23 December 2026." in str(mail.outbox[1].body)


@pytest.mark.usefixtures("sent_at_once")
def test_an_agenda_that_is_out_and_short_since_is_told_with_the_ways_on(cast: Cast) -> None:
    make_meeting(
        cast.committee,
        "2020-01-10",
        agenda_published_at=datetime(2020, 1, 2, 9, tzinfo=UTC),
        agenda_published_by=cast.cleo,
    )
    client = browser(cast.ada)
    with in_2020():
        response = client.post(CLOSED, CLOSURE | day("date", "2020-01-07"))
        page = words(client.get(response["Location"]))
    short = "Published on Thursday 2 January 2020: 4 clear days; the law asks for 5."
    assert short in page
    assert "Convene the meeting at short notice." in page
    body = str(mail.outbox[0].body)
    assert short in body
    assert "Take a late item as urgent: The chair of the meeting finds the item urgent" in body


@pytest.mark.usefixtures("sent_at_once")
def test_nobody_is_mailed_of_meetings_that_are_over_or_called_off(cast: Cast) -> None:
    make_meeting(cast.committee, "2019-10-10")
    called_off = datetime(2020, 1, 1, 12, tzinfo=UTC)
    make_meeting(
        cast.committee, "2027-01-05", standing="cancelled", standing_reason="Snow", standing_since=called_off
    )
    with in_2020():
        for date_ in (date(2019, 10, 7), CHRISTMAS_EVE):
            add_closed_day(by=cast.ada, date=date_, name="Closure", kind="council_closed")
    assert mail.outbox == []


def test_an_address_that_asks_for_nonsense_shows_the_plain_page(cast: Cast) -> None:
    page = words(browser(cast.ada).get(CLOSED, {"moved": "x,2026-02-30,%00"}))
    assert "deadlines moved" not in page
    assert "Closed days" in page


def test_a_year_that_is_not_known_draws_a_warning(cast: Cast) -> None:
    client = browser(cast.ada)
    with in_2020():
        assert "Warning" not in words(client.get(CLOSED))
        make_meeting(cast.committee, "2031-10-09")
        assert "Warning The bank holidays of 2031 are worked out by the usual rule;" in words(
            client.get(CLOSED)
        )


# ---- a year at once


@pytest.mark.usefixtures("sent_at_once")
def test_a_year_of_closed_days_is_pasted_at_once(cast: Cast, new_year: Meeting) -> None:
    client = browser(cast.ada)
    pasted = (
        "24 December 2026 Christmas closure\n\n  29 Dec 2026,   Christmas   closure\n30 dec. 2026: Closure"
    )
    with in_2020():
        response = client.post(PASTE, {"days": pasted})
        page = words(client.get(response["Location"]))
    assert list(ClosedDay.objects.values_list("date", "name", "kind")) == [
        (date(2026, 12, 24), "Christmas closure", "council_closed"),
        (date(2026, 12, 29), "Christmas closure", "council_closed"),
        (date(2026, 12, 30), "Closure", "council_closed"),
    ]
    assert "3 days no longer count." in page
    assert "From Wednesday 23 December 2026 to Friday 18 December 2026." in page
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (" ", "Enter at least one day, with its name"),
        ("Christmas closure", "Line 1 is not a day and its name, such as 24 December 2026 Christmas closure"),
        ("24 December 2026 Closure\n24 Decembre 2026 Closure", "Line 2 is not a day and its name"),
        ("30 February 2026 Closure", "Line 1 has no real date: “30 February 2026 Closure”"),
        ("26 December 2026 Closure", "Saturday 26 December 2026 is not counted in any case: weekend."),
        ("24 December 2026 A\n24 December 2026 B", "A day is in the list twice."),
        ("24 December 2026 " + "x" * 121, "Keep the name of the day to 120 characters."),
        ("1 June 2026 x\n" * 61, "Paste at most 60 days at a time"),
    ],
)
def test_a_list_with_one_wrong_line_adds_nothing_and_is_shown_back(
    cast: Cast, days: str, sentence: str
) -> None:
    response = browser(cast.ada).post(PASTE, {"days": days})
    assert sentence in words(response)
    assert (ClosedDay.objects.count(), deeds_done()) == (0, [])


def test_only_administrators_paste_days(cast: Cast) -> None:
    assert codes(PASTE, cast.ada, cast.sam, cast.cleo, cast.stranger) == [200, 403, 403, 403]
