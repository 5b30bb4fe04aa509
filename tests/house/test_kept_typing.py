"""Nothing typed is lost to a session that ran out, and nobody but its typist sees it."""

import pytest
from django.test import Client

from boards.models import Place, User
from tests.builders import PASSWORD
from tests.cast import Cast

# Any form of the desk will do; this one is an administrator's.
ADDRESS = "/desk/places/"
TYPED = {"name": "Early Help, Cherwick", "kind": "team", "within": ""}


@pytest.fixture
def browser(cast: Cast) -> Client:
    """Ada's browser, some time after she worked at the desk in it: her session has run out."""
    browser = Client()
    browser.force_login(cast.ada)
    browser.get("/desk/")
    del browser.cookies["session"]
    return browser


def sign_in(browser: Client, person: User) -> str:
    answer = browser.post("/accounts/login/?next=/desk/kept/", {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_form_sent_after_the_session_ran_out_waits_behind_the_sign_in(browser: Client, cast: Cast) -> None:
    answer = browser.post(ADDRESS, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/desk/kept/")
    assert Place.objects.count() == 0

    assert sign_in(browser, cast.ada) == "/desk/kept/"
    page = browser.get("/desk/kept/")
    assert "Early Help, Cherwick" in page.content.decode()
    assert page.context["kept"].fields == [("name", "Early Help, Cherwick"), ("kind", "team"), ("within", "")]


def test_what_was_kept_is_not_shown_to_the_next_person(browser: Client, cast: Cast) -> None:
    browser.post(ADDRESS, TYPED)
    sign_in(browser, cast.sam)
    page = browser.get("/desk/kept/")
    assert page.context["kept"] is None
    assert "Cherwick" not in page.content.decode()


def test_it_is_let_go_once_it_is_saved(browser: Client, cast: Cast) -> None:
    browser.post(ADDRESS, TYPED)
    sign_in(browser, cast.ada)
    assert browser.post(ADDRESS, TYPED).status_code == 302
    assert browser.get("/desk/kept/").context["kept"] is None


def test_it_can_be_discarded(browser: Client, cast: Cast) -> None:
    browser.post(ADDRESS, TYPED)
    sign_in(browser, cast.ada)
    assert browser.post("/desk/kept/discard/")["Location"] == "/desk/"
    assert browser.get("/desk/kept/").context["kept"] is None


def test_a_stranger_s_form_is_not_kept(cast: Cast) -> None:
    browser = Client()
    assert browser.post(ADDRESS, TYPED)["Location"] == "/accounts/login/?next=/desk/"
    assert "session" not in browser.cookies


def test_a_page_left_open_until_its_form_is_stale_is_offered_again(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.ada)
    assert browser.post(ADDRESS, TYPED)["Location"] == "/desk/kept/"
    assert browser.get("/desk/kept/").context["kept"].address == ADDRESS


def test_a_form_from_elsewhere_without_cookies_is_refused(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(ADDRESS, TYPED).status_code == 403
