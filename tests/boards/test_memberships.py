"""Members serve on behalf of organisations from a day to a day, and are never deleted."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from boards.deeds.memberships import add_membership, end_membership
from boards.deeds.refusals import Refused
from boards.models import Membership, Organisation, User
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.builders import make_meeting, make_member, make_person
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
        "voting": "on",
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
    typed = {"user": str(cast.con.pk), "role": "reviewer", "on_behalf_of": str(police.pk)}
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
