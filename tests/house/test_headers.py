"""The headers of every answer: at every address, of every refusal, and of files."""

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponseBase
from pytest_django.fixtures import Settings

from improvement_board.policy import PUBLIC
from tests.house.addresses import ADDRESSES, Address
from tests.house.test_doors import OURS
from tests.house.world import Browser, World, undone

PUBLIC_PAGES = sorted(
    name
    for name, address in ADDRESSES.items()
    if name in OURS and address.policy == PUBLIC and "invitation" not in name
)
"""What readers read: accounts and invitations are public too, but need a session by nature."""


def protects(answer: HttpResponseBase) -> dict[str, str]:
    """What is wrong with an answer's headers; empty when nothing is."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wrong = {}
    if "unsafe" in policy or "*" in policy:
        wrong["Content-Security-Policy"] = policy
    for directive in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ):
        if directive not in policy:
            wrong[directive] = policy
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
    }
    for header, value in wanted.items():
        if answer.headers.get(header) != value:
            wrong[header] = answer.headers.get(header, "")
    return wrong


def visits(world: World, address: Address) -> list[tuple[str, str, str]]:
    """A page in each state of its report; a form, and a method that no view takes, in one state."""
    return [
        (name, method, address.at(world, state))
        for name in ("anonymous", "stranger", "secretariat here", "chair here")
        for method, states in (
            ("GET", address.states),
            ("POST", address.states[:1]),
            ("PUT", address.states[:1]),
        )
        for state in states
    ]


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_every_answer_protects_its_reader(world: World, name: str) -> None:
    address = ADDRESSES[name]
    wrong = {}
    for who, method, url in visits(world, address):
        browser = world.visitors[who].browser
        with undone(browser):
            answer = browser.generic(method, url)
            faults = protects(answer)
            cached = answer.headers.get("Cache-Control", "")
            is_kept = not {"private", "no-store"} <= set(cached.replace(" ", "").split(","))
            if is_kept and name not in PUBLIC_PAGES:
                faults["Cache-Control"] = cached
        if faults:
            wrong[who, method, url] = faults
    assert wrong == {}


@pytest.mark.parametrize(
    "url", ["/nowhere/", "/desk/nowhere/", "/nowhere", "/meetings/a/2019-13-01/", "/%00/"]
)
def test_a_page_that_is_not_there_protects_its_reader(world: World, url: str) -> None:
    for who in ("anonymous", "secretariat here"):
        answer = world.visitors[who].browser.get(url, follow=True)
        assert answer.status_code == 404
        assert protects(answer) == {}
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_fault_protects_its_reader(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("boards.views.bodies.bodies_where", fault)
    answer = world.visitors["secretariat here"].browser.get("/desk/bodies/")
    assert (answer.status_code, protects(answer)) == (500, {})
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_reading_needs_no_cookie_and_opens_no_session(world: World, name: str) -> None:
    """So that a cache may keep a page for everybody, and nobody is followed."""
    address = ADDRESSES[name]
    before = Session.objects.count()
    for state in address.states:
        answer = Browser().get(address.at(world, state))
        assert "Set-Cookie" not in answer.headers
        assert answer.cookies == {}
        assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert Session.objects.count() == before


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_a_page_for_readers_is_the_same_for_somebody_signed_in(world: World, name: str) -> None:
    """A cache that kept it from somebody at work gives away nothing of theirs."""
    address = ADDRESSES[name]
    for state in address.states:
        url = address.at(world, state)
        mine = world.visitors["chair here"].browser.get(url)
        theirs = Browser().get(url)
        assert mine.status_code == theirs.status_code
        assert b"".join(mine) == b"".join(theirs)
        assert "Set-Cookie" not in mine.headers


@pytest.mark.parametrize("url", ["/static/css/boards.css", "/static/js/writing.js"])
def test_a_static_file_protects_its_reader(db: None, settings: Settings, url: str) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    answer = Browser().get(url)
    assert (answer.status_code, len(b"".join(answer)) > 100) == (200, True)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
