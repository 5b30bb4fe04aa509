"""The only way in for a person without a password is a link that works once."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from boards.deeds.invitations import accept, hashed, invitation_of, invite
from boards.deeds.refusals import Refused
from boards.models import Invitation, LogEntry, Role, User
from boards.tasks import send_invitation
from tests.builders import make_member, make_person
from tests.cast import Cast

GOOD = "plover kettle ninety"


@pytest.fixture
def newcomer(cast: Cast) -> User:
    person = make_person("Nia Newcomer")
    person.email = "nia@marlshire.test"
    person.save()
    make_member(cast.board, person, Role.BOARD_MEMBER)
    return person


def mailed_link(cast: Cast, person: User) -> str:
    """The path of the link that the worker mails to ``person``."""
    send_invitation.call(invite(by=cast.sam, user=person).pk)
    found = re.search(r"http://127\.0\.0\.1:8000(/accounts/invitation/\S+/)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_the_whole_way_in(cast: Cast, newcomer: User) -> None:
    link = mailed_link(cast, newcomer)
    assert mail.outbox[0].to == ["nia@marlshire.test"]
    browser = Client()
    assert browser.get(link)["Location"] == "/accounts/invitation/"
    assert "Welcome, Nia Newcomer" in browser.get("/accounts/invitation/").content.decode()
    assert browser.post("/accounts/invitation/", {"password": GOOD, "again": GOOD})["Location"] == "/desk/"
    assert browser.get("/desk/").status_code == 200

    again = Client()
    answer = again.post("/accounts/login/", {"login": "nia@marlshire.test", "password": GOOD})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_the_link_works_once(cast: Cast, newcomer: User) -> None:
    link = mailed_link(cast, newcomer)
    browser = Client()
    browser.get(link)
    browser.post("/accounts/invitation/", {"password": GOOD, "again": GOOD})
    assert Client().get(link).status_code == 404


def test_a_second_invitation_closes_the_first(cast: Cast, newcomer: User) -> None:
    first = mailed_link(cast, newcomer)
    second = mailed_link(cast, newcomer)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 302


def test_an_old_invitation_is_closed(cast: Cast, newcomer: User) -> None:
    link = mailed_link(cast, newcomer)
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert Client().get(link).status_code == 404


def test_the_token_is_kept_nowhere(cast: Cast, newcomer: User) -> None:
    token = mailed_link(cast, newcomer).split("/")[-2]
    assert invitation_of(token) == Invitation.objects.get()
    assert Invitation.objects.get().token_sha256 == hashed(token)
    entries = [f"{entry.before} {entry.after}" for entry in LogEntry.objects.all()]
    assert [entry for entry in entries if token in entry or hashed(token) in entry] == []


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        (GOOD, "something else altogether", "The two passwords differ. Type the same one twice."),
        ("short", "short", "This password is too short. It must contain at least 12 characters."),
        ("123456789012345", "123456789012345", "This password is entirely numeric."),
    ],
)
def test_a_poor_password_is_refused(cast: Cast, newcomer: User, password: str, again: str, said: str) -> None:
    browser = Client()
    browser.get(mailed_link(cast, newcomer))
    page = browser.post("/accounts/invitation/", {"password": password, "again": again})
    assert page.status_code == 200
    assert said in page.content.decode()
    newcomer.refresh_from_db()
    assert not newcomer.can_sign_in


def test_who_signs_in_already_is_not_invited(cast: Cast) -> None:
    with pytest.raises(Refused, match="Mo Member signs in already"):
        invite(by=cast.sam, user=cast.mo)


def test_a_used_invitation_is_not_accepted_again(cast: Cast, newcomer: User) -> None:
    invitation = invite(by=cast.sam, user=newcomer)
    accept(by=newcomer, invitation=invitation, password=GOOD)
    with pytest.raises(Refused):
        accept(by=newcomer, invitation=invitation, password="another plover kettle")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/accounts/signup/", 200), ("/accounts/sso/signup/", 404), ("/accounts/email/", 404)],
)
def test_nobody_signs_up_without_an_invitation(cast: Cast, path: str, status: int) -> None:
    people = User.objects.count()
    answer = Client().post(path, {"email": "new@marlshire.test", "password1": GOOD})
    assert answer.status_code == status
    assert User.objects.count() == people
