"""Organisations end and are succeeded; what was said on behalf of the old one stays so (rule 19)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.composition import composition
from boards.deeds.attendance import Answer, record_attendance
from boards.deeds.memberships import add_membership
from boards.deeds.organisations import (
    add_organisation,
    change_organisation,
    end_organisation,
    succeed_organisation,
)
from boards.deeds.refusals import Refused, Stale
from boards.models import LogEntry, Membership, Organisation, Seat
from tests.boards.pages import browser, codes, day, deeds_done, only_entry, words
from tests.boards.test_composition import make_seat
from tests.builders import make_meeting, make_member, make_organisation, make_person
from tests.cast import Cast

LIST = "/desk/organisations/"
FIRST_DAY = date(2022, 7, 1)
LAST_DAY = date(2022, 6, 30)


class Commissioners:
    """A clinical commissioning group with a seat each on two bodies, before it became a care board."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.ccg = make_organisation("NHS Marlshire CCG", "health")
        seat: dict[str, Any] = {"organisation": self.ccg, "sector": "health", "since": date(2020, 1, 1)}
        seat |= {"agreed_on": date(2019, 12, 1)}
        self.seat = make_seat(cast.board, "Chief Nurse", **seat)
        self.proposed = make_seat(cast.board, "Finance", **(seat | {"agreed_on": None}))
        self.nora = make_member(
            cast.board,
            make_person("Nora Nurse"),
            seat=self.seat,
            on_behalf_of=self.ccg,
            office="Chief Nurse",
            since=date(2020, 1, 1),
            until=date(2023, 12, 31),
        )
        self.co_optee = make_member(
            cast.committee,
            make_person("Cora Coopted"),
            "councillor",
            on_behalf_of=self.ccg,
            co_opted=True,
            voting=False,
        )
        self.before = make_member(
            cast.board, make_person("Ben Before"), on_behalf_of=self.ccg, until=date(2021, 3, 31)
        )

    def succeed(self) -> Organisation:
        icb: Organisation = succeed_organisation(
            by=self.cast.sam, organisation=self.ccg, on=FIRST_DAY, name="NHS Marlshire ICB"
        )
        self.ccg.refresh_from_db()
        return icb


@pytest.fixture
def commissioners(cast: Cast) -> Commissioners:
    return Commissioners(cast)


def spoke_for(cast: Cast, day: date) -> list[tuple[str, str]]:
    """Who is a member of a meeting on that day, and for whom."""
    meeting = make_meeting(cast.board, day)
    return [(seat.user.name, seat.on_behalf_of.name) for seat in meeting.members() if seat.on_behalf_of]


def test_on_the_last_day_members_speak_for_the_old_and_the_day_after_for_the_new(
    commissioners: Commissioners, cast: Cast
) -> None:
    icb = commissioners.succeed()
    assert (commissioners.ccg.ended_on, commissioners.ccg.successor) == (LAST_DAY, icb)
    assert (icb.sector, icb.ended_on) == ("health", None)
    police = ("Mo Member", "Marlshire Police")
    assert spoke_for(cast, LAST_DAY) == [police, ("Nora Nurse", "NHS Marlshire CCG")]
    assert spoke_for(cast, FIRST_DAY) == [police, ("Nora Nurse", "NHS Marlshire ICB")]


def test_an_equal_membership_goes_on_to_the_same_last_day(commissioners: Commissioners, cast: Cast) -> None:
    icb = commissioners.succeed()
    commissioners.nora.refresh_from_db()
    follower = Membership.objects.get(on_behalf_of=icb, body=cast.board)
    assert commissioners.nora.until == LAST_DAY
    assert (follower.user, follower.office, follower.since, follower.until) == (
        commissioners.nora.user,
        "Chief Nurse",
        FIRST_DAY,
        date(2023, 12, 31),
    )
    on_committee = Membership.objects.get(on_behalf_of=icb, body=cast.committee)
    assert (on_committee.role, on_committee.co_opted, on_committee.voting, on_committee.until) == (
        "councillor",
        True,
        False,
        None,
    )


def test_seats_go_on_for_the_successor_and_are_filled_by_the_same_people(
    commissioners: Commissioners, cast: Cast
) -> None:
    icb = commissioners.succeed()
    commissioners.seat.refresh_from_db()
    assert (commissioners.seat.until, commissioners.seat.organisation) == (LAST_DAY, commissioners.ccg)
    nurse, finance = Seat.objects.filter(organisation=icb).order_by("title")
    assert (nurse.title, nurse.since, nurse.until, nurse.agreed_on) == (
        "Chief Nurse",
        FIRST_DAY,
        None,
        date(2019, 12, 1),
    )
    assert (finance.title, finance.agreed_on, finance.sector) == ("Finance", None, "health")

    def seats_on(day: date) -> list[tuple[str, str, str]]:
        [sector] = composition(cast.board, day).sectors
        return [
            (str(each.seat), each.state.label, each.filled_by.user.name if each.filled_by else "")
            for each in sector.seats
        ]

    assert seats_on(LAST_DAY) == [
        ("Chief Nurse, NHS Marlshire CCG", "Filled", "Nora Nurse"),
        ("Finance, NHS Marlshire CCG", "Proposed", ""),
    ]
    assert seats_on(FIRST_DAY) == [
        ("Chief Nurse, NHS Marlshire ICB", "Filled", "Nora Nurse"),
        ("Finance, NHS Marlshire ICB", "Proposed", ""),
    ]


def test_what_ended_before_stays_as_it_was(commissioners: Commissioners) -> None:
    commissioners.succeed()
    commissioners.before.refresh_from_db()
    assert (commissioners.before.until, commissioners.before.on_behalf_of) == (
        date(2021, 3, 31),
        commissioners.ccg,
    )


def test_attendance_of_june_keeps_the_old_name_even_when_it_is_saved_again(
    commissioners: Commissioners, cast: Cast
) -> None:
    june, july = make_meeting(cast.board, LAST_DAY), make_meeting(cast.board, FIRST_DAY)
    nora = commissioners.nora.user_id
    here, away = {nora: Answer("present")}, {nora: Answer("apologies")}
    record_attendance(by=cast.sam, meeting=june, version=1, answers=here)
    commissioners.succeed()
    record_attendance(by=cast.sam, meeting=july, version=1, answers=here)
    assert june.attendance.get().office == "Chief Nurse, NHS Marlshire CCG"
    assert july.attendance.get().office == "Chief Nurse, NHS Marlshire ICB"
    record_attendance(by=cast.sam, meeting=june, version=2, answers=away)
    assert june.attendance.get().office == "Chief Nurse, NHS Marlshire CCG"


def test_what_begins_after_the_first_day_goes_to_the_successor_as_it_is(
    commissioners: Commissioners, cast: Cast
) -> None:
    later = make_member(
        cast.board,
        make_person("Lou Later"),
        on_behalf_of=commissioners.ccg,
        since=date(2022, 9, 1),
    )
    seat = make_seat(
        cast.board, "Later seat", organisation=commissioners.ccg, sector="health", since=FIRST_DAY
    )
    icb = commissioners.succeed()
    later.refresh_from_db()
    seat.refresh_from_db()
    assert (later.since, later.on_behalf_of, later.until) == (date(2022, 9, 1), icb, None)
    assert (seat.since, seat.organisation, seat.until) == (FIRST_DAY, icb, None)
    assert Membership.objects.filter(user=later.user).count() == 1


def test_somebody_else_on_its_seat_keeps_whom_they_speak_for(
    commissioners: Commissioners, cast: Cast
) -> None:
    hospital = make_organisation("Marlshire Hospitals", "health")
    Membership.objects.filter(pk=commissioners.nora.pk).update(on_behalf_of=hospital)
    icb = commissioners.succeed()
    follower = Membership.objects.get(seat__organisation=icb)
    assert (follower.since, follower.on_behalf_of) == (FIRST_DAY, hospital)


def test_every_step_of_a_succession_is_in_the_log(commissioners: Commissioners) -> None:
    commissioners.succeed()
    assert [deed for _, deed in deeds_done()] == [
        "added the organisation",
        "ended the organisation",
        *["ended the seat", "handed on the seat"] * 2,
        *["ended the membership", "handed on the membership"] * 2,
    ]
    assert LogEntry.objects.filter(actor="Sam Secretary").count() == 10


def test_a_succession_is_recorded_on_its_page(commissioners: Commissioners, cast: Cast) -> None:
    address = f"{LIST}{commissioners.ccg.pk}/succeed/"
    typed = {"name": "NHS Marlshire ICB", "successor": "", "sector": ""} | day("on", FIRST_DAY)
    sam = browser(cast.sam)
    assert sam.post(address, typed).status_code == 302
    page = words(sam.get(f"{LIST}{commissioners.ccg.pk}/"))
    assert "Its last day was Thursday 30 June 2022. NHS Marlshire ICB took its place." in page
    icb = Organisation.objects.get(name="NHS Marlshire ICB")
    page = words(sam.get(f"{LIST}{icb.pk}/"))
    assert "It took the place of NHS Marlshire CCG , whose last day is Thursday 30 June 2022." in page
    again = sam.post(address, typed | {"name": "Another"})
    assert "The last day of NHS Marlshire CCG is recorded already: Thursday 30 June 2022." in words(again)
    assert Organisation.objects.filter(name="Another").count() == 0


def test_a_successor_may_be_there_already_with_members_of_its_own(
    commissioners: Commissioners, cast: Cast
) -> None:
    icb = make_organisation("NHS Marlshire ICB", "health")
    typed = {"name": "", "successor": str(icb.pk), "sector": ""} | day("on", FIRST_DAY)
    browser(cast.sam).post(f"{LIST}{commissioners.ccg.pk}/succeed/", typed)
    assert Membership.objects.filter(on_behalf_of=icb).count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Choose an organisation from the list, or enter the name of a new one"),
        ({"name": "marlshire police"}, "marlshire police is in the list already: choose it there."),
        ({"on_day": ""}, "The first day must include a day"),
        ({"successor": "itself"}, "Choose the successor from the list"),
        ({"successor": "police"}, "Leave this empty when you choose an organisation from the list"),
    ],
)
def test_a_succession_that_says_too_little_is_answered_in_words(
    commissioners: Commissioners, cast: Cast, wrong: dict[str, str], sentence: str
) -> None:
    keys = {
        "itself": str(commissioners.ccg.pk),
        "police": str(Organisation.objects.get(name="Marlshire Police").pk),
    }
    typed = {"name": "NHS Marlshire ICB", "successor": "", "sector": ""} | day("on", FIRST_DAY)
    typed |= {name: keys.get(value, value) for name, value in wrong.items()}
    response = browser(cast.sam).post(f"{LIST}{commissioners.ccg.pk}/succeed/", typed)
    assert sentence in words(response)
    assert deeds_done() == []


def test_a_successor_is_another_that_exists_on_that_day(commissioners: Commissioners, cast: Cast) -> None:
    gone = make_organisation("Gone", "health")
    gone.ended_on = date(2022, 1, 1)
    gone.save()
    given: dict[str, Any] = {"by": cast.sam, "organisation": commissioners.ccg, "on": FIRST_DAY}
    with pytest.raises(Refused, match="Gone no longer exists on Friday 1 July 2022"):
        succeed_organisation(successor=gone, **given)
    with pytest.raises(Refused, match="cannot take its own place"):
        succeed_organisation(successor=commissioners.ccg, **given)


def test_nobody_serves_for_an_organisation_beyond_its_last_day(
    commissioners: Commissioners, cast: Cast
) -> None:
    commissioners.succeed()
    given: dict[str, Any] = {"by": cast.sam, "body": cast.board, "user": cast.con, "role": "board-member"}
    given |= {"on_behalf_of": commissioners.ccg, "since": date(2021, 1, 1)}
    with pytest.raises(Refused, match="The last day of NHS Marlshire CCG is Thursday 30 June 2022"):
        add_membership(**given)
    add_membership(until=LAST_DAY, **given)


# ---- ended without a successor


def test_an_end_without_a_successor_names_what_stands_in_its_way(
    commissioners: Commissioners, cast: Cast
) -> None:
    address = f"{LIST}{commissioners.ccg.pk}/end/"
    refused = words(browser(cast.sam).post(address, day("until", LAST_DAY)))
    assert (
        "These go on for NHS Marlshire CCG after Thursday 30 June 2022: "
        "the seat Chief Nurse on Children's Improvement Board, "
        "the seat Finance on Children's Improvement Board, "
        "Cora Coopted on Children and Families Scrutiny Committee and "
        "Nora Nurse on Children's Improvement Board."
    ) in refused
    Seat.objects.update(until=LAST_DAY)
    Membership.objects.filter(on_behalf_of=commissioners.ccg).update(until=LAST_DAY)
    assert browser(cast.sam).post(address, day("until", LAST_DAY)).status_code == 302
    commissioners.ccg.refresh_from_db()
    assert (commissioners.ccg.ended_on, commissioners.ccg.successor) == (LAST_DAY, None)
    assert only_entry().deed == "ended the organisation"
    with pytest.raises(Refused, match="is recorded already"):
        end_organisation(by=cast.sam, organisation=commissioners.ccg, until=LAST_DAY)


def test_a_long_list_of_what_stands_in_its_way_is_counted(cast: Cast) -> None:
    police = Organisation.objects.get()
    for number in range(9):
        make_seat(cast.board, f"Seat {number}", organisation=police, sector="police")
    with pytest.raises(Refused, match="the seat Seat 4 on Children's Improvement Board and 5 more"):
        end_organisation(by=cast.sam, organisation=police, until=LAST_DAY)


# ---- known, renamed


def test_an_organisation_is_added_and_renamed(cast: Cast) -> None:
    sam = browser(cast.sam)
    assert sam.post(LIST, {"name": "NHS Marlshire", "sector": "health"}).status_code == 302
    added = Organisation.objects.get(name="NHS Marlshire")
    page = words(sam.get(LIST))
    assert "NHS Marlshire Health 0 0" in page
    assert "Marlshire Police Police 0 1" in page
    typed = {"name": "NHS Marlshire ICB", "sector": "health", "version": "1"}
    assert sam.post(f"{LIST}{added.pk}/change/", typed).status_code == 302
    added.refresh_from_db()
    assert (added.name, added.version) == ("NHS Marlshire ICB", 2)
    with pytest.raises(Stale):
        change_organisation(by=cast.sam, organisation=added, version=1, name="X", sector="health")


def test_a_name_is_borne_once_whatever_its_capitals(cast: Cast) -> None:
    response = browser(cast.sam).post(LIST, {"name": "MARLSHIRE POLICE", "sector": "police"})
    assert "MARLSHIRE POLICE is in the list already: choose it there." in words(response)
    other = add_organisation(by=cast.sam, name="Other", sector="health")
    with pytest.raises(Refused, match="is in the list already"):
        change_organisation(
            by=cast.sam, organisation=other, version=1, name="Marlshire police", sector="police"
        )
    change_organisation(by=cast.sam, organisation=other, version=1, name="OTHER", sector="health")


def test_seats_follow_their_organisation_into_its_sector(cast: Cast) -> None:
    police = Organisation.objects.get()
    seat = make_seat(cast.board, "Chief", organisation=police, sector="police")
    change_organisation(
        by=cast.sam, organisation=police, version=1, name="Marlshire Police", sector="government"
    )
    seat.refresh_from_db()
    assert (seat.sector, seat.version) == ("government", 2)
    assert [deed for _, deed in deeds_done()] == ["changed the organisation", "changed the seat"]


def test_everybody_with_a_desk_reads_and_those_who_keep_members_change(cast: Cast) -> None:
    own = f"{LIST}{Organisation.objects.get().pk}/"
    people = (cast.sam, cast.ada, cast.cleo, cast.otto, cast.chris, cast.mo, cast.lena, cast.stranger)
    for page in (LIST, own):
        assert codes(page, *people) == [200] * 6 + [404] * 2
    for verb in ("change/", "succeed/", "end/"):
        assert codes(own + verb, *people) == [200] * 4 + [403] * 2 + [404] * 2
    assert codes(LIST, cast.mo, cast.stranger, method="post") == [403, 404]
    assert "Add an organisation" not in words(browser(cast.mo).get(LIST))
    assert "Change the name" not in words(browser(cast.mo).get(own))


def test_the_page_of_an_organisation_shows_seats_of_one_s_own_bodies_only(cast: Cast) -> None:
    police = Organisation.objects.get()
    make_seat(cast.board, "Chief Superintendent", organisation=police, sector="police")
    address = f"{LIST}{police.pk}/"
    assert "Chief Superintendent Children's Improvement Board with a vote" in words(
        browser(cast.mo).get(address)
    )
    assert "Chief Superintendent" not in words(browser(cast.otto).get(address))
    assert "Mo Member Board member, Children's Improvement Board" in words(browser(cast.otto).get(address))


# ---- long lists


def test_organisations_come_by_the_page(cast: Cast) -> None:
    for number in range(60):
        make_organisation(f"Organisation {number:02}")
    sam = browser(cast.sam)
    first = sam.get(LIST)
    second = sam.get(LIST, {"after": first.context["later"]})
    names = [row.name for row in [*first.context["organisations"], *second.context["organisations"]]]
    assert names == list(Organisation.objects.order_by("name").values_list("name", flat=True))
    assert (len(first.context["organisations"]), second.context["later"]) == (50, "")


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 40, "²", "\0"])
def test_a_key_that_is_none_shows_the_first_page(cast: Cast, after: str) -> None:
    response = browser(cast.sam).get(LIST, {"after": after})
    assert (response.status_code, len(response.context["organisations"])) == (200, 1)


def test_fifty_organisations_take_as_many_queries_as_one(cast: Cast) -> None:
    police = Organisation.objects.get()
    pages = [LIST, f"{LIST}{police.pk}/"]

    def queries() -> list[int]:
        visitor = browser(cast.sam)
        counts = []
        for page in pages:
            visitor.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert visitor.get(page).status_code == 200
            counts.append(len(asked))
        return counts

    make_seat(cast.board, "Seat", organisation=police)
    of_one = queries()
    for number in range(45):
        another = make_organisation(f"Organisation {number}")
        make_seat(cast.board, f"Seat {number}", organisation=another)
        make_seat(cast.board, f"Seat {number}", organisation=police)
        make_member(cast.board, make_person(f"Person {number}"), on_behalf_of=police)
    assert queries() == of_one
