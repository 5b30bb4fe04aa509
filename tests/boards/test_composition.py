"""How a body is made up on a day is worked out from dates and memberships, in one place."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import clock
from boards.composition import Chairing, State, chairs_of, composition, with_gaps
from boards.dates import full_date
from boards.models import Body, BodyName, Membership, Organisation, Seat
from tests.boards.pages import browser, codes, words
from tests.builders import make_body, make_member, make_organisation, make_person
from tests.cast import Cast

PAGE = "/desk/bodies/childrens-improvement-board/composition/"


def make_seat(body: Body, title: str, **facts: Any) -> Seat:
    given: dict[str, Any] = {
        "sector": "education",
        "since": date(2024, 1, 1),
        "agreed_on": date(2024, 1, 15),
    } | facts
    return Seat.objects.create(body=body, title=title, **given)


def state_on(seat: Seat, day: date) -> str:
    [sector] = composition(seat.body, day).sectors
    [on_day] = [each for each in sector.seats if each.seat == seat]
    return on_day.state.label


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 1, 1), "Proposed"),
        (date(2024, 1, 14), "Proposed"),
        (date(2024, 1, 15), "Vacant"),
        (date(2024, 2, 29), "Vacant"),
        (date(2024, 3, 1), "Filled"),
        (date(2024, 6, 30), "Filled"),
        (date(2024, 7, 1), "Vacant"),
        (date(2024, 12, 31), "Vacant"),
    ],
)
def test_a_seat_is_proposed_then_vacant_then_filled_by_its_dates(cast: Cast, day: date, state: str) -> None:
    seat = make_seat(cast.board, "Headteacher", until=date(2024, 12, 31))
    make_member(
        cast.board, make_person("Hal Head"), seat=seat, since=date(2024, 3, 1), until=date(2024, 6, 30)
    )
    assert state_on(seat, day) == state


def test_a_seat_is_not_there_before_its_first_day_and_after_its_last(cast: Cast) -> None:
    make_seat(cast.board, "Headteacher", until=date(2024, 12, 31))
    assert composition(cast.board, date(2023, 12, 31)).sectors == []
    assert composition(cast.board, date(2025, 1, 1)).sectors == []


def test_a_role_that_sits_nowhere_fills_no_seat(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    make_member(cast.board, make_person("Rob Reviewer"), "reviewer", seat=seat)
    assert state_on(seat, date(2024, 3, 1)) == "Vacant"


def test_sectors_stand_in_their_order_with_their_totals(cast: Cast) -> None:
    police = Organisation.objects.get()
    school = make_seat(cast.board, "Headteacher", voting=False)
    make_seat(cast.board, "Governor", agreed_on=None)
    chief = make_seat(cast.board, "Chief Superintendent", sector="police", organisation=police)
    make_member(cast.board, make_person("Hal Head"), seat=school, voting=False)
    made_up = composition(cast.board, date(2024, 3, 1))
    assert [sector.label for sector in made_up.sectors] == ["Police", "Schools and education"]
    assert [[each.seat for each in sector.seats] for sector in made_up.sectors] == [
        [chief],
        [Seat.objects.get(title="Governor"), school],
    ]
    totals = made_up.totals
    assert (totals.seats, totals.filled, totals.vacant, totals.proposed, totals.voting) == (3, 1, 1, 1, 1)
    in_schools = made_up.sectors[1].totals
    assert (in_schools.seats, in_schools.filled, in_schools.vacant, in_schools.voting) == (2, 1, 0, 0)


def test_members_without_a_seat_are_listed_apart_the_chair_first(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    make_member(cast.board, make_person("Hal Head"), seat=seat)
    made_up = composition(cast.board, date(2024, 3, 1))
    assert [member.user.name for member in made_up.unseated] == ["Chris Chair", "Mo Member"]
    assert made_up.sectors[0].seats[0].state == State.FILLED


# ---- who chairs


def test_chairs_stand_in_order_with_the_time_in_which_nobody_chaired() -> None:
    body = Body(slug="a-body")
    assert gaps_between(body, ("2023-01-01", "2024-02-29"), ("2024-04-15", None)) == [
        "from Friday 1 March 2024 to Sunday 14 April 2024"
    ]


def gaps_between(body: Body, *times: tuple[str, str | None]) -> list[str]:
    chairs = [
        Membership(
            body=body,
            role="chair",
            since=date.fromisoformat(since),
            until=date.fromisoformat(until) if until else None,
        )
        for since, until in times
    ]
    return [each.in_words for each in with_gaps(chairs) if each.membership is None]


@pytest.mark.parametrize(
    ("times", "gaps"),
    [
        ([("2023-01-01", "2024-02-29"), ("2024-03-01", None)], []),
        ([("2023-01-01", "2024-02-29"), ("2024-03-02", None)], ["on Friday 1 March 2024"]),
        ([("2023-01-01", "2024-02-29")], ["from Friday 1 March 2024"]),
        ([("2023-01-01", "2025-02-28"), ("2023-06-01", "2024-01-31"), ("2025-03-01", None)], []),
        ([("2023-01-01", None), ("2024-01-01", "2024-03-31")], []),
        ([], []),
    ],
)
def test_a_gap_is_a_day_on_which_no_chair_was_in_office(
    times: list[tuple[str, str | None]], gaps: list[str]
) -> None:
    assert gaps_between(Body(slug="a-body"), *times) == gaps


def test_the_chairs_of_a_body_are_its_own(cast: Cast) -> None:
    first = Membership.objects.get(user=cast.chris)
    make_member(cast.other_board, make_person("Olga Other"), "chair")
    assert chairs_of(cast.board) == [Chairing(first.since, None, first)]


# ---- the page


def test_the_page_says_who_fills_what_and_since_when(cast: Cast) -> None:
    police = Organisation.objects.get()
    seat = make_seat(cast.board, "Chief Superintendent", sector="police", organisation=police)
    make_seat(cast.board, "Headteacher", voting=False)
    Membership.objects.filter(user=cast.mo).update(seat=seat, since=date(2024, 2, 1), office="Area Commander")
    page = words(browser(cast.mo).get(PAGE))
    assert (
        "Chief Superintendent Marlshire Police Filled Area Commander, Mo Member "
        "since Thursday 1 February 2024 Votes"
    ) in page
    assert "Headteacher Vacant Nobody Without a vote" in page
    assert "Police 1 1 0 0 1" in page
    assert "Schools and education 1 0 1 0 0" in page
    assert "All sectors 2 1 1 0 1" in page
    assert "Members without a seat" in page
    assert "Chairs Chair Chris Chair from Thursday 1 January 2015" in page


def test_the_page_shows_a_day_of_the_past_under_the_name_of_that_day(cast: Cast) -> None:
    BodyName.objects.create(body=cast.board, name="Families First Board", since=date(2024, 6, 1))
    seat = make_seat(cast.board, "Headteacher")
    make_member(cast.board, make_person("Hal Head"), seat=seat, until=date(2024, 4, 30))
    on_may_day = words(browser(cast.mo).get(PAGE + "?on=2024-05-01"))
    assert "Children's Improvement Board Composition As it stood on Wednesday 1 May 2024" in on_may_day
    assert "Headteacher Vacant Nobody" in on_may_day
    assert "Headteacher Filled Hal Head" in words(browser(cast.mo).get(PAGE + "?on=2024-04-30"))
    assert "Families First Board Composition" in words(browser(cast.mo).get(PAGE + "?on=2024-06-01"))


def test_the_day_is_typed_into_three_boxes_and_stands_in_the_address(cast: Cast) -> None:
    response = browser(cast.mo).get(PAGE, {"on_day": "1", "on_month": "May", "on_year": "2024"})
    assert (response.status_code, response["Location"]) == (302, PAGE + "?on=2024-05-01")


@pytest.mark.parametrize("on", ["", "x", "2024-02-31", "2024", "0000-00-00", "2024-05-01-02", "\0", "9" * 40])
def test_a_day_that_is_none_is_answered_in_words(cast: Cast, on: str) -> None:
    response = browser(cast.mo).get(PAGE, {"on": on})
    assert response.status_code == 200
    assert "Seats and who fills them today" in words(response)
    assert "There is a problem" in words(response)


def test_a_page_without_seats_says_what_comes_next(cast: Cast) -> None:
    assert "No seats are entered." in words(browser(cast.sam).get(PAGE))
    assert "Propose a seat" in words(browser(cast.sam).get(PAGE))
    assert "Propose a seat" not in words(browser(cast.mo).get(PAGE))
    assert codes(PAGE, cast.mo, cast.ada, cast.otto, cast.stranger) == [200, 200, 404, 404]


def test_fifty_seats_take_as_many_queries_as_one(cast: Cast) -> None:
    def queries() -> int:
        visitor = browser(cast.sam)
        visitor.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(PAGE).status_code == 200
        return len(asked)

    fill_one_more(cast.board, 0)
    of_one = queries()
    for number in range(1, 50):
        fill_one_more(cast.board, number)
    assert queries() == of_one


def fill_one_more(body: Body, number: int) -> None:
    """A seat of an organisation of its own, filled, and a chair of the past."""
    organisation = make_organisation(f"Organisation {number}", sector="health")
    seat = make_seat(body, f"Seat {number}", sector="health", organisation=organisation)
    make_member(body, make_person(f"Person {number}"), seat=seat, on_behalf_of=organisation)
    begins = date(1990, 1, 1) + timedelta(days=10 * number)
    make_member(body, make_person(f"Chair {number}"), "chair", since=begins, until=begins + timedelta(days=5))


def test_a_body_s_composition_is_asked_in_two_queries(cast: Cast) -> None:
    body = make_body("Another Board")
    for number in range(3):
        fill_one_more(body, number)
    with CaptureQueriesContext(connection) as asked:
        made_up = composition(body, date(2024, 3, 1))
        said = [(str(each.seat), str(each.filled_by)) for each in made_up.sectors[0].seats]
    assert (len(asked), len(said)) == (2, 3)


def test_seats_to_come_are_listed_so_that_they_can_be_agreed(cast: Cast) -> None:
    soon = clock.today() + timedelta(days=30)
    seat = make_seat(cast.board, "Headteacher", since=soon, agreed_on=None)
    page = browser(cast.sam).get(PAGE)
    assert f"Seats to come Headteacher from {full_date(soon)} proposed with a vote Agree" in words(page)
    assert f"/seats/{seat.pk}/agree/" in page.content.decode()
    assert "Seats to come" not in words(browser(cast.sam).get(PAGE + "?on=2024-05-01"))
