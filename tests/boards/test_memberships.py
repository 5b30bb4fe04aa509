"""Members serve on behalf of organisations from a day to a day, and are never deleted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.deeds.memberships import (
    add_membership,
    correct_membership,
    end_membership,
    succeed_chair,
)
from boards.deeds.refusals import Refused
from boards.eligibility import membership_warning
from boards.models import LogEntry, Membership, Organisation, User
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.boards.test_composition import make_seat
from tests.builders import make_meeting, make_member, make_organisation, make_person
from tests.cast import Cast

MEMBERS = "/desk/bodies/childrens-improvement-board/members/"
ADD = MEMBERS + "add/"


def nurse(**other: str) -> Posted:
    return {
        "name": "Nora Nurse",
        "email": "nora@health.test",
        "role": "board-member",
        "office": "Chief Nurse",
        "organisation": "NHS Marlshire",
        "voting": "yes",
        **day("since", "2026-01-01"),
    } | other


def test_a_new_person_from_a_new_organisation_joins_in_one_step(cast: Cast) -> None:
    response = browser(cast.sam).post(ADD, nurse())
    assert (response.status_code, response["Location"]) == (302, MEMBERS)
    seat = Membership.objects.get(user__name="Nora Nurse")
    assert (seat.body, seat.role, seat.office, seat.voting) == (
        cast.board,
        "board-member",
        "Chief Nurse",
        True,
    )
    assert str(seat.on_behalf_of) == "NHS Marlshire"
    assert (seat.since, seat.until) == (date(2026, 1, 1), None)
    assert (seat.user.email, seat.user.has_usable_password()) == ("nora@health.test", False)
    assert [deed for _, deed in deeds_done()] == [
        "added the person",
        "added the organisation",
        "added the member",
    ]
    page = words(browser(cast.mo).get(MEMBERS))
    assert "Chief Nurse Nora Nurse NHS Marlshire Board member from Thursday 1 January 2026" in page


def test_a_known_person_joins_without_a_vote_until_a_day(cast: Cast) -> None:
    police = Organisation.objects.get()
    typed = {"user": str(cast.con.pk), "role": "reviewer", "on_behalf_of": str(police.pk), "voting": "no"}
    typed |= day("since", "2026-01-01") | day("until", "2026-12-31")
    assert browser(cast.sam).post(ADD, typed).status_code == 302
    seat = Membership.objects.get(body=cast.board, user=cast.con)
    assert (seat.voting, seat.until, seat.on_behalf_of) == (False, date(2026, 12, 31), police)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"role": "queen"}, "Choose the role from the list"),
        ({"role": ""}, "Choose the role"),
        ({"name": ""}, "Choose a person from the list, or enter the name of somebody new"),
        ({"name": "x" * 151}, "must be 150 characters or fewer. It has 151."),
        ({"email": "nora"}, "in the form name@example.org"),
        ({"email": "SAM@marlshire.test"}, "Somebody with this email address is known already"),
        ({"organisation": "marlshire police"}, "marlshire police is in the list already: choose it there."),
        ({"user": "99999999999999999999999"}, "Choose the person from the list"),
        (day("until", "2025-12-31"), "The last day must not be before the first day"),
        ({"since_day": "x"}, "The first day must have a day in numbers"),
    ],
)
def test_bad_input_leaves_no_stray_person_or_organisation(cast: Cast, wrong: Posted, sentence: str) -> None:
    people, seats = User.objects.count(), Membership.objects.count()
    response = browser(cast.sam).post(ADD, nurse(**wrong))
    assert response.status_code == 200
    assert sentence in words(response)
    assert 'value="Chief Nurse"' in response.content.decode()
    assert (User.objects.count(), Membership.objects.count()) == (people, seats)
    assert (Organisation.objects.count(), deeds_done()) == (1, [])


def test_a_known_person_and_a_new_name_together_are_refused(cast: Cast) -> None:
    response = browser(cast.sam).post(ADD, nurse(user=str(cast.con.pk)))
    assert "Leave this empty when you choose a person from the list" in words(response)
    assert deeds_done() == []


def test_a_role_is_held_once_at_a_time(cast: Cast) -> None:
    typed = {"user": str(cast.mo.pk), "role": "board-member"} | day("since", "2026-01-01")
    response = browser(cast.sam).post(ADD, typed)
    assert "Mo Member already has the role Board member from Thursday 1 January 2015." in words(response)
    assert cast.mo.memberships.count() == 1


def test_a_role_can_be_taken_up_again_after_it_ended(cast: Cast) -> None:
    seat = cast.mo.memberships.get()
    end_membership(by=cast.sam, membership=seat, until=date(2025, 12, 31))
    with pytest.raises(Refused):
        add_membership(
            by=cast.sam, body=cast.board, user=cast.mo, role="board-member", since=date(2025, 12, 31)
        )
    add_membership(by=cast.sam, body=cast.board, user=cast.mo, role="board-member", since=date(2026, 1, 1))
    assert cast.mo.memberships.count() == 2


def test_an_ended_membership_stays_on_record(cast: Cast) -> None:
    seat = cast.mo.memberships.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    response = browser(cast.sam).post(f"{MEMBERS}{seat.pk}/end/", day("until", yesterday))
    assert response.status_code == 302
    seat.refresh_from_db()
    assert seat.until == yesterday
    entry = only_entry()
    assert (entry.deed, entry.before["until"], entry.after["until"]) == (
        "ended the membership",
        None,
        yesterday.isoformat(),
    )
    page = words(browser(cast.sam).get(MEMBERS))
    assert page.index("Before") < page.index("Mo Member")
    assert codes(MEMBERS, cast.mo) == [404]


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2014-12-31", "The membership began on Thursday 1 January 2015: it cannot end before."),
        ("2026-07-01", "The membership already ends on Tuesday 30 June 2026."),
        ("2026-06-30", "The membership already ends on Tuesday 30 June 2026."),
    ],
)
def test_a_membership_ends_once_and_after_it_began(cast: Cast, until: str, sentence: str) -> None:
    seat = make_member(cast.board, cast.con, "reviewer", until=date(2026, 6, 30))
    response = browser(cast.sam).post(f"{MEMBERS}{seat.pk}/end/", day("until", until))
    assert sentence in words(response)
    seat.refresh_from_db()
    assert (seat.until, deeds_done()) == (date(2026, 6, 30), [])


def test_memberships_are_reached_through_their_own_body_only(cast: Cast) -> None:
    seat = cast.otto.memberships.get()
    address = f"{MEMBERS}{seat.pk}/end/"
    assert codes(address, cast.sam) == [404]
    assert browser(cast.sam).post(address, day("until", "2026-01-01")).status_code == 404
    own = f"{MEMBERS}{cast.mo.memberships.get().pk}/end/"
    assert codes(own, cast.sam, cast.ada, cast.chris, cast.mo, cast.otto) == [200, 200, 403, 403, 404]


def test_members_of_a_meeting_are_those_of_its_day_once_each_and_the_chair_first(cast: Cast) -> None:
    make_member(cast.board, cast.chris, "board-member")
    late = make_person("Lou Late")
    make_member(cast.board, late, "board-member", since=date(2020, 1, 1))
    make_member(cast.board, make_person("Ed Early"), "board-member", until=date(2019, 10, 9))
    make_member(cast.board, make_person("Lara Last"), "board-member", until=date(2019, 10, 10))
    meeting = make_meeting(cast.board, "2019-10-10")
    assert [(seat.user.name, seat.role) for seat in meeting.members()] == [
        ("Chris Chair", "chair"),
        ("Lara Last", "board-member"),
        ("Mo Member", "board-member"),
    ]


# ---- seats


def test_a_seat_fills_in_organisation_and_vote(cast: Cast) -> None:
    schools = make_organisation("Schools", "education")
    seat = make_seat(cast.board, "Headteacher", organisation=schools, voting=False)
    browser(cast.sam).post(ADD, nurse(organisation="", seat=str(seat.pk), voting=""))
    member = Membership.objects.get(user__name="Nora Nurse")
    assert (member.seat, member.on_behalf_of, member.voting) == (seat, schools, False)


def test_what_is_said_goes_before_what_the_seat_says(cast: Cast) -> None:
    schools = make_organisation("Schools", "education")
    seat = make_seat(cast.board, "Headteacher", organisation=schools, voting=False)
    police = str(Organisation.objects.get(name="Marlshire Police").pk)
    browser(cast.sam).post(ADD, nurse(organisation="", on_behalf_of=police, seat=str(seat.pk), voting="yes"))
    member = Membership.objects.get(user__name="Nora Nurse")
    assert (str(member.on_behalf_of), member.voting) == ("Marlshire Police", True)


def test_a_member_without_a_seat_votes_when_nothing_is_said(cast: Cast) -> None:
    assert browser(cast.sam).post(ADD, nurse(voting="")).status_code == 302
    assert Membership.objects.get(user__name="Nora Nurse").voting is True


@pytest.mark.parametrize(
    ("facts", "service", "sentence"),
    [
        ({"agreed_on": None}, {}, "only proposed. Record that it is agreed"),
        ({"agreed_on": date(2024, 3, 2)}, {}, "was agreed on Saturday 2 March 2024: not before"),
        ({"since": date(2024, 3, 2)}, {}, "stands from Saturday 2 March 2024: not before"),
        ({"until": date(2024, 12, 31)}, {}, "ends on Tuesday 31 December 2024: let the membership end"),
        ({"until": date(2024, 12, 31)}, {"until": date(2025, 1, 1)}, "let the membership end by then"),
        ({}, {"role": "reviewer"}, "The role Reviewer has no seat"),
    ],
)
def test_a_seat_is_filled_only_while_it_stands_and_is_agreed(
    cast: Cast, facts: dict[str, Any], service: dict[str, Any], sentence: str
) -> None:
    seat = make_seat(cast.board, "Headteacher", **facts)
    given: dict[str, Any] = {"role": "board-member", "since": date(2024, 3, 1)} | service
    with pytest.raises(Refused, match=sentence) as refused:
        add_membership(by=cast.sam, body=cast.board, user=cast.con, seat=seat, **given)
    assert refused.value.field == "seat"


def test_a_seat_is_filled_by_one_member_at_a_time(cast: Cast) -> None:
    seat = make_seat(cast.board, "Headteacher")
    given: dict[str, Any] = {"by": cast.sam, "body": cast.board, "role": "board-member", "seat": seat}
    first = add_membership(user=cast.con, since=date(2024, 3, 1), **given)
    with pytest.raises(Refused, match="Con Councillor fills this seat from Friday 1 March 2024"):
        add_membership(user=cast.cleo, since=date(2025, 1, 1), **given)
    end_membership(by=cast.sam, membership=first, until=date(2024, 12, 31))
    with pytest.raises(Refused, match="to Tuesday 31 December 2024"):
        add_membership(user=cast.cleo, since=date(2024, 12, 31), **given)
    add_membership(user=cast.cleo, since=date(2025, 1, 1), **given)
    add_membership(user=cast.rae, since=date(2024, 2, 1), until=date(2024, 2, 29), **given)


def test_the_seat_of_another_body_is_refused(cast: Cast) -> None:
    elsewhere = make_seat(cast.other_board, "Elsewhere")
    assert "Choose the seat from the list" in words(
        browser(cast.sam).post(ADD, nurse(seat=str(elsewhere.pk)))
    )
    with pytest.raises(Refused, match="Choose a seat of this body"):
        add_membership(
            by=cast.sam,
            body=cast.board,
            user=cast.con,
            role="board-member",
            seat=elsewhere,
            since=date(2024, 3, 1),
        )


# ---- kinds of chair, co-optees and members of the cabinet (rule 18)


def test_a_chair_is_of_a_kind_and_nobody_else_is(cast: Cast) -> None:
    sam = browser(cast.sam)
    refused = sam.post(ADD, nurse(role="chair"))
    assert "Choose whether the chair is independent, an officer or elected." in words(refused)
    refused = sam.post(ADD, nurse(chair_kind="elected"))
    assert "Only a chair is independent, an officer or elected." in words(refused)
    assert Membership.objects.filter(user__name="Nora Nurse").count() == 0
    assert sam.post(ADD, nurse(role="chair", chair_kind="independent")).status_code == 302
    assert "Independent Chair" in words(sam.get(MEMBERS))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"co_opted": True, "voting": True}, "Co-opted, with a vote"),
        ({"co_opted": True, "voting": False}, "Co-opted, without a vote"),
        ({"voting": False}, "Without a vote"),
        ({}, ""),
        ({"role": "reviewer", "voting": False}, ""),
    ],
)
def test_co_optees_are_voting_or_not_in_words(facts: dict[str, Any], said: str) -> None:
    assert Membership(**({"role": "councillor"} | facts)).vote_in_words == said


WARNING = "A member of the cabinet is not to sit on a committee that scrutinises the cabinet."


def test_a_member_of_the_cabinet_on_a_scrutiny_committee_is_warned_of(cast: Cast) -> None:
    address = "/desk/bodies/children-and-families-scrutiny-committee/members/add/"
    typed = nurse(role="councillor", in_cabinet="on")
    cleo = browser(cast.cleo)
    assert WARNING not in words(cleo.get(address))
    warned = cleo.post(address, typed)
    assert WARNING in words(warned)
    assert Membership.objects.filter(user__name="Nora Nurse").count() == 0
    assert cleo.post(address, typed | {"confirmed": "on"}).status_code == 302
    member = Membership.objects.get(user__name="Nora Nurse")
    assert (member.in_cabinet, member.body) == (True, cast.committee)
    entry = LogEntry.objects.get(deed="added the member")
    assert entry.reason == "Confirmed after the warning about members of the cabinet on a scrutiny committee."


def test_the_warning_is_about_those_who_sit_on_a_statutory_committee(cast: Cast) -> None:
    assert membership_warning(cast.committee, "councillor", True).startswith(WARNING)
    assert membership_warning(cast.committee, "chair", True).startswith(WARNING)
    assert membership_warning(cast.committee, "councillor", False) == ""
    assert membership_warning(cast.committee, "clerk", True) == ""
    assert membership_warning(cast.board, "board-member", True) == ""


# ---- put right


def correction(**other: str) -> Posted:
    return {
        "office": "Area Commander",
        "seat": "",
        "on_behalf_of": "",
        "voting": "no",
        "co_opted": "on",
        "reason": "Typed wrong.",
        **day("since", "2019-10-11"),
    } | other


def test_a_membership_is_put_right_with_a_reason(cast: Cast) -> None:
    member = cast.mo.memberships.get()
    make_meeting(cast.board, "2019-10-10")
    address = f"{MEMBERS}{member.pk}/"
    assert "Correct the membership of Mo Member" in words(browser(cast.sam).get(address))
    assert browser(cast.sam).post(address, correction()).status_code == 302
    member.refresh_from_db()
    assert (member.office, member.on_behalf_of, member.voting, member.co_opted, member.since) == (
        "Area Commander",
        None,
        False,
        True,
        date(2019, 10, 11),
    )
    entry = only_entry()
    assert (entry.deed, entry.reason) == ("corrected the membership", "Typed wrong.")
    assert (entry.before["since"], entry.after["since"]) == ("2015-01-01", "2019-10-11")
    assert cast.mo not in [each.user for each in cast.board.meetings.get().members()]
    again = browser(cast.sam).post(address, correction())
    assert "Nothing here differs from what is recorded." in words(again)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": " "}, "Answer the question: Why is the record changed?"),
        ({"voting": ""}, "Choose the vote"),
        (day("until", "2019-10-10"), "The last day must not be before the first day"),
    ],
)
def test_a_wrong_correction_is_answered_in_words(cast: Cast, wrong: Posted, sentence: str) -> None:
    member = cast.mo.memberships.get()
    response = browser(cast.sam).post(f"{MEMBERS}{member.pk}/", correction(**wrong))
    assert sentence in words(response)
    assert deeds_done() == []


def test_a_correction_cannot_make_what_could_not_be_added(cast: Cast) -> None:
    first = make_member(cast.board, cast.con, since=date(2020, 1, 1), until=date(2020, 12, 31))
    make_member(cast.board, cast.con, since=date(2022, 1, 1))
    with pytest.raises(Refused, match="already has the role Board member from Saturday 1 January 2022"):
        correct_membership(by=cast.sam, membership=first, since=date(2020, 1, 1), reason="Wrong.")


def test_a_secretariat_has_no_seat_to_correct(cast: Cast) -> None:
    member = cast.sam.memberships.get()
    page = browser(cast.ada).get(f"{MEMBERS}{member.pk}/").content.decode()
    assert ('name="office"' in page, 'name="seat"' in page, 'name="co_opted"' in page) == (True, False, False)


def test_corrections_are_for_those_who_keep_the_members(cast: Cast) -> None:
    own = f"{MEMBERS}{cast.mo.memberships.get().pk}/"
    assert codes(own, cast.sam, cast.ada, cast.chris, cast.mo, cast.otto) == [200, 200, 403, 403, 404]
    assert codes(own.replace("childrens", "adults"), cast.otto) == [404]


# ---- the chair handed over

HAND_OVER = MEMBERS + "chair/"


def successor(**other: str) -> Posted:
    return {
        "name": "Nell Newchair",
        "chair_kind": "independent",
        "voting": "",
        **day("since", "2026-04-01"),
    } | other


def test_the_chair_is_handed_over_in_one_step(cast: Cast) -> None:
    seat = make_seat(cast.board, "Chair")
    Membership.objects.filter(user=cast.chris).update(seat=seat, chair_kind="officer")
    sam = browser(cast.sam)
    page = sam.get(HAND_OVER)
    assert "Chris Chair chairs today." in words(page)
    assert f'<option value="{seat.pk}" selected>' in page.content.decode()
    assert sam.post(HAND_OVER, successor(seat=str(seat.pk))).status_code == 302
    outgoing = Membership.objects.get(user=cast.chris)
    incoming = Membership.objects.get(user__name="Nell Newchair")
    assert (outgoing.until, incoming.since, incoming.until) == (date(2026, 3, 31), date(2026, 4, 1), None)
    assert (incoming.role, incoming.chair_kind, incoming.seat) == ("chair", "independent", seat)
    assert [deed for _, deed in deeds_done()] == [
        "ended the membership",
        "added the person",
        "added the member",
    ]
    chairs = words(sam.get(MEMBERS))
    assert (
        "Officer Chair Chris Chair from Thursday 1 January 2015 to Tuesday 31 March 2026 "
        "Independent Chair Nell Newchair from Wednesday 1 April 2026"
    ) in chairs


def test_a_handover_that_is_refused_ends_nobody_s_chair(cast: Cast) -> None:
    response = browser(cast.sam).post(HAND_OVER, successor(email="sam@marlshire.test"))
    assert "Somebody with this email address is known already" in words(response)
    assert Membership.objects.get(user=cast.chris).until is None
    assert deeds_done() == []


def test_a_handover_needs_a_chair_before_and_none_after(cast: Cast) -> None:
    browser(cast.sam).post(HAND_OVER, successor())
    again = browser(cast.sam).post(HAND_OVER, successor())
    assert "Nell Newchair is to chair from Wednesday 1 April 2026 already." in words(again)
    with pytest.raises(Refused, match="Nobody chairs on Tuesday 31 March 2026"):
        succeed_chair(
            by=cast.cleo,
            body=cast.committee,
            user=cast.con,
            chair_kind="elected",
            since=date(2026, 4, 1),
        )


def test_a_handover_says_what_kind_of_chair(cast: Cast) -> None:
    response = browser(cast.sam).post(HAND_OVER, successor(chair_kind=""))
    assert "Choose whether the chair is independent, an officer or elected" in words(response)
    assert codes(HAND_OVER, cast.sam, cast.chris, cast.otto) == [200, 403, 404]


# ---- telling people apart without their addresses


def test_people_of_one_name_are_told_apart_by_what_they_do(cast: Cast) -> None:
    other = make_person("Mo Member", "other-mo@marlshire.test")
    make_member(cast.committee, other, "councillor", office="Riverside division")
    page = browser(cast.sam).get(ADD).content.decode()
    assert "Mo Member (Marlshire Police, Children&#x27;s Improvement Board)" in page
    assert "Mo Member (Riverside division, Children and Families Scrutiny Committee)" in page
    assert f'<option value="{cast.rae.pk}">Rae Reviewer</option>' in page


def test_no_address_stands_in_the_list_of_people(cast: Cast) -> None:
    make_person("Mo Member", "other-mo@marlshire.test")
    page = browser(cast.sam).get(ADD).content.decode()
    assert page.count("@marlshire.test") == 0
    assert "Mo Member (serves no body, known since" in page


# ---- long lists


def test_former_members_come_by_the_page_the_latest_first(cast: Cast) -> None:
    person = make_person("Fay Former")
    for number in range(60):
        begins = date(2000, 1, 1) + timedelta(days=30 * number)
        make_member(cast.board, person, since=begins, until=begins + timedelta(days=9))
    sam = browser(cast.sam)
    first = sam.get(MEMBERS)
    assert (len(first.context["before"]), len(first.context["now"])) == (50, 4)
    key = first.context["older"]
    second = sam.get(MEMBERS, {"before": key})
    shown = [*first.context["before"], *second.context["before"]]
    assert shown == list(
        cast.board.memberships.filter(until__lt=timezone.localdate()).order_by("-until", "-pk")
    )
    assert "Back to the members today" in words(second)
    assert second.context["older"] == ""


@pytest.mark.parametrize("before", ["", "x", "2024-02-31_1", "2024-01-01_x", "_", "9" * 40, "2024-01-01_²"])
def test_a_key_that_is_none_shows_the_latest(cast: Cast, before: str) -> None:
    response = browser(cast.sam).get(MEMBERS, {"before": before})
    assert (response.status_code, len(response.context["before"])) == (200, 1)


@pytest.mark.parametrize("address", [MEMBERS, ADD])
def test_fifty_members_take_as_many_queries_as_one(cast: Cast, address: str) -> None:
    def queries() -> int:
        visitor = browser(cast.sam)
        visitor.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(address).status_code == 200
        return len(asked)

    def one_more(number: int) -> None:
        organisation = make_organisation(f"Organisation {number}")
        seat = make_seat(cast.board, f"Seat {number}", organisation=organisation)
        same = make_person("Same Name")
        make_member(cast.board, same, seat=seat, on_behalf_of=organisation)
        make_member(cast.board, same, until=date(2015, 6, 1), since=date(2014, 1, 1))

    for number in (0, 1):
        one_more(number)
    of_two = queries()
    for number in range(2, 52):
        one_more(number)
    assert queries() == of_two
