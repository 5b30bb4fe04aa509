"""Seats are proposed, agreed, changed and ended, and the desk says which are vacant."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.deeds.refusals import Refused, Stale
from boards.deeds.seats import agree_seat, change_seat, end_seat, propose_seat
from boards.models import Membership, Organisation, Seat
from boards.needs.need import Need
from boards.needs.seats import needs
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.boards.test_composition import make_seat
from tests.builders import make_body, make_member, make_organisation, make_person
from tests.cast import Cast

BODY = "/desk/bodies/childrens-improvement-board/"
PROPOSE = BODY + "seats/propose/"


def headteacher(**other: str) -> Posted:
    return {
        "title": "Headteacher",
        "organisation": "",
        "sector": "education",
        "voting": "on",
        "how_many": "1",
        **day("since", "2024-01-01"),
    } | other


def test_a_seat_is_proposed_and_then_agreed(cast: Cast) -> None:
    sam = browser(cast.sam)
    response = sam.post(PROPOSE, headteacher())
    assert (response.status_code, response["Location"]) == (302, BODY + "composition/")
    seat = Seat.objects.get()
    assert (seat.body, seat.title, seat.sector, seat.organisation) == (
        cast.board,
        "Headteacher",
        "education",
        None,
    )
    assert (seat.voting, seat.since, seat.until, seat.agreed_on) == (True, date(2024, 1, 1), None, None)
    assert "Headteacher Proposed Nobody" in words(sam.get(BODY + "composition/"))
    assert sam.post(f"{BODY}seats/{seat.pk}/agree/", day("agreed_on", "2024-01-15")).status_code == 302
    seat.refresh_from_db()
    assert seat.agreed_on == date(2024, 1, 15)
    assert deeds_done() == [("Sam Secretary", "proposed the seat"), ("Sam Secretary", "agreed the seat")]
    assert "Headteacher Vacant Nobody" in words(sam.get(BODY + "composition/"))


def test_the_seat_of_an_organisation_is_in_its_sector(cast: Cast) -> None:
    police = Organisation.objects.get()
    browser(cast.sam).post(PROPOSE, headteacher(organisation=str(police.pk), sector=""))
    assert (Seat.objects.get().sector, Seat.objects.get().organisation) == ("police", police)


def test_nine_councillors_are_proposed_at_once_and_only_once(cast: Cast) -> None:
    sam, typed = browser(cast.sam), headteacher(how_many="9", title="Councillor", sector="council")
    assert sam.post(PROPOSE, typed).status_code == 302
    assert Seat.objects.filter(title="Councillor").count() == 9
    again = sam.post(PROPOSE, typed)
    assert "Councillor begins on that day already." in words(again)
    assert Seat.objects.count() == 9


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Enter the title"),
        ({"sector": ""}, "Choose the organisation, or else the sector."),
        ({"sector": "sea"}, "Choose the sector from the list"),
        ({"organisation": "999999"}, "Choose the organisation from the list"),
        ({"how_many": "0"}, "must be 1 or more"),
        ({"how_many": "31"}, "must be 30 or fewer"),
        ({"since_day": ""}, "The first day must include a day"),
        (day("agreed_on", timezone.localdate() + timedelta(days=2)), "it cannot be in the future"),
    ],
)
def test_a_seat_that_says_too_little_is_refused_in_words(cast: Cast, wrong: Posted, sentence: str) -> None:
    response = browser(cast.sam).post(PROPOSE, headteacher(**wrong))
    assert sentence in words(response)
    assert (Seat.objects.count(), deeds_done()) == (0, [])


def test_an_organisation_that_has_ended_gets_no_seat(cast: Cast) -> None:
    gone = make_organisation("NHS Marlshire CCG", "health")
    gone.ended_on = date(2022, 6, 30)
    gone.save()
    with pytest.raises(Refused, match="NHS Marlshire CCG no longer exists on that day"):
        propose_seat(by=cast.sam, body=cast.board, title="Nurse", organisation=gone, since=date(2022, 7, 1))
    propose_seat(by=cast.sam, body=cast.board, title="Nurse", organisation=gone, since=date(2022, 6, 30))


def test_a_seat_is_agreed_once(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    with pytest.raises(Refused, match="was agreed on Monday 15 January 2024 already"):
        agree_seat(by=cast.sam, seat=seat, agreed_on=date(2024, 2, 1))


# ---- changed


def test_a_seat_is_put_right_with_before_and_after_in_the_log(cast: Cast) -> None:
    seat = make_seat(cast.board, "Hedteacher")
    typed = {"version": "1", "title": "Headteacher", "organisation": "", "sector": "education"}
    typed |= day("since", "2024-01-01")
    assert browser(cast.sam).post(f"{BODY}seats/{seat.pk}/", typed).status_code == 302
    seat.refresh_from_db()
    assert (seat.title, seat.voting, seat.version) == ("Headteacher", False, 2)
    entry = only_entry()
    assert (entry.deed, entry.before["title"], entry.after["title"]) == (
        "changed the seat",
        "Hedteacher",
        "Headteacher",
    )


def test_the_second_saver_of_a_seat_is_told(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    again: dict[str, Any] = {
        "by": cast.sam,
        "seat": seat,
        "version": 1,
        "sector": "education",
        "since": date(2024, 1, 1),
    }
    change_seat(title="Head", **again)
    with pytest.raises(Stale):
        change_seat(title="Primary head", **again)


def test_a_seat_that_somebody_took_stays_with_its_organisation(cast: Cast) -> None:
    police = Organisation.objects.get()
    seat = make_seat(cast.board, "Chief", sector="police", organisation=police)
    make_member(
        cast.board, make_person("Pat Police"), seat=seat, since=date(2024, 2, 1), until=date(2024, 3, 1)
    )
    given: dict[str, Any] = {"by": cast.sam, "seat": seat, "version": 1, "title": "Chief"}
    with pytest.raises(Refused, match="Pat Police took this seat on Thursday 1 February 2024") as refused:
        change_seat(since=date(2024, 1, 1), sector="health", **given)
    assert refused.value.field == "organisation"
    with pytest.raises(Refused, match="it cannot begin after"):
        change_seat(since=date(2024, 2, 2), organisation=police, **given)
    change_seat(since=date(2024, 2, 1), organisation=police, **given)


# ---- ended


def test_a_seat_ends_only_when_nobody_fills_it_any_more(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    member = make_member(cast.board, make_person("Hal Head"), seat=seat, since=date(2024, 2, 1))
    address = f"{BODY}seats/{seat.pk}/end/"
    refused = browser(cast.sam).post(address, day("until", "2024-12-31"))
    assert "Hal Head fills this seat with no last day. End that membership first." in words(refused)
    Membership.objects.filter(pk=member.pk).update(until=date(2025, 1, 1))
    refused = browser(cast.sam).post(address, day("until", "2024-12-31"))
    assert "Hal Head fills this seat until Wednesday 1 January 2025." in words(refused)
    Membership.objects.filter(pk=member.pk).update(until=date(2024, 12, 31))
    assert browser(cast.sam).post(address, day("until", "2024-12-31")).status_code == 302
    seat.refresh_from_db()
    assert (seat.until, only_entry().deed) == (date(2024, 12, 31), "ended the seat")


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (date(2023, 12, 31), "stands from Monday 1 January 2024: it cannot end before"),
        (date(2024, 6, 30), "already ends on Sunday 30 June 2024"),
        (date(2024, 7, 1), "already ends on Sunday 30 June 2024"),
    ],
)
def test_a_seat_ends_once_and_after_it_began(cast: Cast, until: date, sentence: str) -> None:
    seat = make_seat(cast.board, "Headteacher", until=date(2024, 6, 30))
    with pytest.raises(Refused, match=sentence):
        end_seat(by=cast.sam, seat=seat, until=until)


def test_seats_are_reached_through_their_own_body_by_those_who_keep_its_members(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    for verb in ("", "agree/", "end/"):
        own = f"{BODY}seats/{seat.pk}/{verb}"
        assert codes(own, cast.sam, cast.ada, cast.chris, cast.mo, cast.otto) == [200, 200, 403, 403, 404]
        assert codes(own.replace("childrens", "adults"), cast.otto) == [404]
    assert codes(PROPOSE, cast.sam, cast.mo, cast.otto) == [200, 403, 404]


# ---- what the front page of the desk says


def vacant(cast: Cast, today: date) -> list[Need]:
    return needs(cast.sam, today)


def test_a_vacant_seat_is_needed_from_the_day_it_fell_vacant(cast: Cast) -> None:
    schools = make_organisation("Schools", "education")
    seat = make_seat(cast.board, "Headteacher", organisation=schools)
    make_member(
        cast.board, make_person("Hal Head"), seat=seat, since=date(2024, 2, 1), until=date(2024, 6, 30)
    )
    assert vacant(cast, date(2024, 6, 30)) == []
    assert vacant(cast, date(2024, 7, 1)) == [
        Need(
            date(2024, 7, 1),
            "Seat vacant: Headteacher, Schools",
            "Fill the seat",
            f"{BODY}members/add/?seat={seat.pk}",
        )
    ]


@pytest.mark.parametrize(
    ("since", "agreed_on", "day"),
    [
        (date(2024, 1, 1), date(2024, 1, 15), date(2024, 1, 15)),
        (date(2024, 2, 1), date(2024, 1, 15), date(2024, 2, 1)),
    ],
)
def test_a_seat_nobody_ever_filled_is_needed_since_it_was_agreed_and_stood(
    cast: Cast, since: date, agreed_on: date, day: date
) -> None:
    make_seat(cast.board, "Headteacher", since=since, agreed_on=agreed_on)
    assert [need.day for need in vacant(cast, date(2024, 3, 1))] == [day]


def test_a_seat_that_is_proposed_ended_or_to_be_taken_is_not_needed(cast: Cast) -> None:
    make_seat(cast.board, "Proposed", agreed_on=None)
    make_seat(cast.board, "Ended", until=date(2024, 2, 29))
    taken = make_seat(cast.board, "Taken")
    make_member(cast.board, make_person("Fay Future"), seat=taken, since=date(2024, 9, 1))
    assert vacant(cast, date(2024, 3, 1)) == []


def test_a_seat_of_a_body_that_ended_or_is_not_mine_is_not_needed(cast: Cast) -> None:
    make_seat(cast.other_board, "Elsewhere")
    gone = make_body("A Board That Ended", ended_on=date(2024, 2, 29))
    make_member(gone, cast.sam, "secretariat")
    make_seat(gone, "Headteacher")
    make_seat(cast.board, "Headteacher")
    assert len(vacant(cast, date(2024, 3, 1))) == 1
    assert needs(cast.mo, date(2024, 3, 1)) == []
    assert len(needs(cast.otto, date(2024, 3, 1))) == 1


def test_the_front_page_of_the_desk_leads_to_the_form_with_the_seat_chosen(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    sam = browser(cast.sam)
    assert "Seat vacant: Headteacher" in words(sam.get("/desk/"))
    page = sam.get(f"{BODY}members/add/?seat={seat.pk}").content.decode()
    assert f'<option value="{seat.pk}" selected>' in page


@pytest.mark.parametrize("seat", ["x", "-1", "9" * 40, "999999", "²"])
def test_a_seat_that_is_none_is_not_chosen(cast: Cast, seat: str) -> None:
    assert browser(cast.sam).get(f"{BODY}members/add/", {"seat": seat}).status_code == 200


def test_the_seat_of_another_body_is_not_chosen(cast: Cast) -> None:
    elsewhere = make_seat(cast.other_board, "Elsewhere")
    page = browser(cast.sam).get(f"{BODY}members/add/?seat={elsewhere.pk}")
    assert "Elsewhere" not in words(page)


def test_fifty_vacant_seats_take_as_many_queries_as_one(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            needs(cast.sam, date(2024, 3, 1))
        return len(asked)

    make_seat(cast.board, "Seat 0")
    of_one = queries()
    for number in range(1, 50):
        make_seat(cast.board, f"Seat {number}")
    assert queries() == of_one
    assert len(needs(cast.sam, date(2024, 3, 1))) == 20
