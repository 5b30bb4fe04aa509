"""People's records: who may put a name or an address right, and who may switch a sign-in off."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from boards.deeds.invitations import invite
from boards.deeds.people import change_person, switch_sign_in
from boards.deeds.refusals import Refused, Stale
from boards.models import Attendance, Membership, User
from tests.boards.pages import browser, codes, deeds_done, only_entry, words
from tests.builders import PASSWORD, make_meeting, make_member, make_person
from tests.cast import Cast


def page_of(user: User) -> str:
    return f"/desk/people/{user.pk}/"


@pytest.fixture
def ina(cast: Cast) -> User:
    """Somebody on the board who has an address and never signed in."""
    ina = make_person("Ina Invited", "ina@marlshire.test")
    ina.set_unusable_password()
    ina.save()
    make_member(cast.board, ina)
    return ina


# ---- who may


def test_a_record_is_kept_by_those_who_keep_the_members_of_a_body_served(cast: Cast) -> None:
    page = page_of(cast.mo)
    keepers = (cast.sam, cast.ada)
    insiders = (cast.chris, cast.mo, cast.rae)
    outsiders = (cast.cleo, cast.otto, cast.lena, cast.stranger)
    for method in ("get", "post"):
        assert codes(page, *keepers, method=method) == [200, 200]
        assert codes(page, *insiders, method=method) == [403] * 3
        assert codes(page, *outsiders, method=method) == [404] * 4
    assert codes(page + "sign-in/", *insiders, method="post") == [403] * 3
    assert codes(page + "sign-in/", *outsiders, method="post") == [404] * 4


def test_a_record_is_no_longer_kept_when_the_person_has_left(cast: Cast) -> None:
    assert codes(page_of(cast.lena), cast.sam, cast.ada) == [404, 200]


def test_the_record_of_an_administrator_is_kept_by_administrators(cast: Cast) -> None:
    make_member(cast.board, cast.ada, "board-member")
    assert codes(page_of(cast.ada), cast.sam, cast.ada, cast.otto) == [403, 200, 404]
    with pytest.raises(Refused, match="Only an administrator can change an administrator"):
        change_person(by=cast.sam, person=cast.ada, version=1, name="Ada")
    with pytest.raises(Refused, match="Only an administrator can change an administrator"):
        switch_sign_in(by=cast.sam, person=cast.ada, version=1, on=False)


def test_a_superuser_is_an_administrator_too(cast: Cast) -> None:
    root = make_person("Sue Peruser", "root@marlshire.test", is_superuser=True)
    make_member(cast.board, root)
    assert codes(page_of(root), cast.sam, cast.ada) == [403, 200]


# ---- names


def test_a_name_is_put_right_and_old_attendance_keeps_the_old_one(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2026-01-15")
    Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo Member", how="present")
    response = browser(cast.sam).post(page_of(cast.mo), {"name": "Mo Married", "version": "1"})
    assert response.status_code == 302
    cast.mo.refresh_from_db()
    assert (cast.mo.name, cast.mo.email, cast.mo.version) == ("Mo Married", "mo@marlshire.test", 2)
    assert meeting.attendance.get().name == "Mo Member"
    entry = only_entry()
    assert (entry.deed, entry.before["name"], entry.after["name"]) == (
        "changed the person",
        "Mo Member",
        "Mo Married",
    )
    assert "password" not in entry.after


def test_the_second_saver_of_a_person_is_told(cast: Cast) -> None:
    change_person(by=cast.sam, person=cast.mo, version=1, name="Mo Married")
    with pytest.raises(Stale):
        change_person(by=cast.sam, person=cast.mo, version=1, name="Mo Misspelt")
    late = browser(cast.sam).post(page_of(cast.mo), {"name": "Mo Misspelt", "version": "1"})
    assert "Somebody else changed this person" in words(late)
    assert ("Mo Married" in words(late), 'value="Mo Misspelt"' in late.content.decode()) == (True, True)


# ---- addresses


def test_a_secretariat_puts_the_address_of_somebody_right_who_never_signed_in(cast: Cast, ina: User) -> None:
    invitation = invite(by=cast.sam, user=ina)
    typed = {"name": ina.name, "email": "Ina.Invited@marlshire.test", "version": "1"}
    assert browser(cast.sam).post(page_of(ina), typed).status_code == 302
    ina.refresh_from_db()
    invitation.refresh_from_db()
    assert ina.email == "ina.invited@marlshire.test"
    assert invitation.is_open is False


def test_a_secretariat_cannot_take_over_the_account_of_somebody_who_signs_in(cast: Cast) -> None:
    page = browser(cast.sam).get(page_of(cast.mo))
    assert "Mo Member signs in with this address. Ask an administrator to change it." in words(page)
    assert 'name="email"' not in page.content.decode()
    typed = {"name": "Mo Member", "email": "sam@evil.test", "version": "1"}
    browser(cast.sam).post(page_of(cast.mo), typed)
    cast.mo.refresh_from_db()
    assert cast.mo.email == "mo@marlshire.test"
    with pytest.raises(Refused, match="Ask an administrator") as refused:
        change_person(by=cast.sam, person=cast.mo, version=2, name="Mo", email="sam@evil.test")
    assert refused.value.field == "email"


def test_switching_a_sign_in_off_opens_no_way_to_its_address(cast: Cast) -> None:
    switch_sign_in(by=cast.sam, person=cast.mo, version=1, on=False)
    with pytest.raises(Refused, match="Ask an administrator"):
        change_person(by=cast.sam, person=cast.mo, version=2, name="Mo", email="sam@evil.test")


def test_one_body_cannot_come_by_the_rights_that_another_gave(cast: Cast, ina: User) -> None:
    """Ina is to be the secretariat of another board: its invitation must not go to Sam."""
    soon = timezone.localdate() + timedelta(days=9)
    make_member(cast.other_board, ina, "secretariat", since=soon)
    sentence = "Ina Invited also serves a body whose members you do not keep. Ask an administrator."
    page = words(browser(cast.sam).get(page_of(ina)))
    assert page.count(sentence) == 2
    with pytest.raises(Refused, match="Ask an administrator"):
        change_person(by=cast.sam, person=ina, version=1, name="Ina", email="sam@evil.test")
    with pytest.raises(Refused, match="Ask an administrator"):
        switch_sign_in(by=cast.sam, person=ina, version=1, on=False)
    change_person(by=cast.sam, person=ina, version=1, name="Ina Renamed")


def test_an_administrator_changes_an_address_and_the_old_one_opens_nothing(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.mo, email="mo@marlshire.test", verified=True, primary=True)
    typed = {"name": "Mo Member", "email": "mo.member@police.test", "version": "1"}
    assert browser(cast.ada).post(page_of(cast.mo), typed).status_code == 302
    addresses = EmailAddress.objects.filter(user=cast.mo)
    assert [address.email for address in addresses] == ["mo.member@police.test"]
    Client().post("/accounts/password/reset/", {"email": "mo@marlshire.test"})
    assert [sent.to for sent in mail.outbox if "mo.member@police.test" in sent.to] == []
    assert can_sign_in("mo@marlshire.test") is False
    assert can_sign_in("mo.member@police.test") is True


def can_sign_in(address: str) -> bool:
    response = Client().post("/accounts/login/", {"login": address, "password": PASSWORD})
    return response.status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Enter the name"),
        ({"email": "mo"}, "in the form name@example.org"),
        ({"email": "SAM@marlshire.test"}, "Somebody else has this email address already."),
        (
            {"email": ""},
            "Mo Member signs in with this address. Enter another one, or switch the sign-in off.",
        ),
    ],
)
def test_a_wrong_record_is_answered_in_words(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    given: dict[str, Any] = {"name": "Mo Member", "email": "mo@marlshire.test", "version": "1"} | typed
    assert sentence in words(browser(cast.ada).post(page_of(cast.mo), given))
    assert deeds_done() == []


def test_an_address_that_another_account_still_holds_is_refused(cast: Cast, ina: User) -> None:
    EmailAddress.objects.create(user=cast.mo, email="second@marlshire.test", verified=True)
    with pytest.raises(Refused, match="Somebody else has this email address already"):
        change_person(by=cast.ada, person=ina, version=1, name="Ina", email="second@marlshire.test")


# ---- sign-in switched off and on


def test_a_sign_in_is_switched_off_and_on_again(cast: Cast) -> None:
    mo = browser(cast.mo)
    assert mo.get("/desk/").status_code == 200
    page = page_of(cast.mo)
    typed = {"to": "off", "version": "1"}
    assert browser(cast.sam).post(page + "sign-in/", typed)["Location"] == page
    assert mo.get("/desk/").status_code == 302
    assert "Switched off" in words(browser(cast.sam).get(page))
    assert Membership.objects.get(user=cast.mo).until is None
    browser(cast.sam).post(page + "sign-in/", {"to": "on", "version": "2"})
    cast.mo.refresh_from_db()
    assert (cast.mo.is_active, cast.mo.version) == (True, 3)
    assert [deed for _, deed in deeds_done()] == [
        "switched off the sign-in of",
        "switched on the sign-in of",
    ]


def test_an_open_invitation_ends_with_the_sign_in(cast: Cast, ina: User) -> None:
    invitation = invite(by=cast.sam, user=ina)
    switch_sign_in(by=cast.sam, person=ina, version=1, on=False)
    switch_sign_in(by=cast.sam, person=ina, version=2, on=True)
    invitation.refresh_from_db()
    assert invitation.is_open is False


def test_nobody_switches_off_their_own_sign_in(cast: Cast) -> None:
    for person in (cast.sam, cast.ada):
        page = browser(person).get(page_of(person))
        assert "You cannot switch off your own sign-in." in words(page)
        browser(person).post(page_of(person) + "sign-in/", {"to": "off", "version": "1"})
        person.refresh_from_db()
        assert person.is_active is True
    assert deeds_done() == []


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"to": "off"},
        {"to": "away", "version": "1"},
        {"to": "off", "version": "x"},
        {"to": "on", "version": "1"},
    ],
)
def test_a_switch_that_says_too_little_changes_nothing(cast: Cast, typed: dict[str, str]) -> None:
    response = browser(cast.sam).post(page_of(cast.mo) + "sign-in/", typed, follow=True)
    assert "Not done" in words(response)
    assert deeds_done() == []


# ---- what the page shows


def test_the_page_lists_memberships_on_bodies_of_the_reader(cast: Cast) -> None:
    make_member(cast.committee, cast.mo, "councillor", until=date(2020, 1, 1))
    page = words(browser(cast.sam).get(page_of(cast.mo)))
    assert "Children's Improvement Board Board member Marlshire Police from Thursday 1 January 2015" in page
    assert "Scrutiny Committee" not in page
    assert "Children and Families Scrutiny Committee" in words(browser(cast.ada).get(page_of(cast.mo)))


def test_an_address_is_on_no_page_of_the_desk_for_those_who_do_not_keep_members(cast: Cast) -> None:
    board = "/desk/bodies/childrens-improvement-board/"
    for page in (board, f"{board}members/", f"{board}composition/", "/desk/organisations/"):
        for person in (cast.mo, cast.chris, cast.rae):
            assert "@marlshire.test" not in browser(person).get(page).content.decode()
