"""A production start insists on its settings; every answer carries the headers that protect its reader."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from tests.house.test_arrows import ROOT

GOOD = {
    "PRODUCTION": "1",
    "SECRET_KEY": "k7!mQ2vZr9#xWp4&tLs8@hYc3^nBd6*gJf1%uEa5(oKi0)wTz-qRb2~eXl6",
    "DATABASE_URL": "postgres://board:secret@db.internal/board",
    "ALLOWED_HOSTS": "board.marlshire.test",
    "SITE_URL": "https://board.marlshire.test",
    "EMAIL_URL": "smtp+tls://board:secret@mail.internal:587",
    "MEDIA_ROOT": "/srv/board/media",
    "COUNCIL_NAME": "Marlshire County Council",
}


def start(**changed: str) -> subprocess.CompletedProcess[str]:
    """Load the settings as a production start does."""
    return subprocess.run(
        [sys.executable, "-c", "import improvement_board.settings"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **GOOD, **changed},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_complete_production_start_works() -> None:
    assert start().stderr == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": ""}, "PRODUCTION=1 needs these settings: SECRET_KEY."),
        (
            {"DATABASE_URL": "", "EMAIL_URL": ""},
            "PRODUCTION=1 needs these settings: DATABASE_URL, EMAIL_URL.",
        ),
        (
            {"SECRET_KEY": "abcabc" * 10},
            "SECRET_KEY is too weak for production: use 50 random characters or more.",
        ),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak for production: use 50 random characters or more."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name this service's hosts: '*' accepts any."),
        ({"SITE_URL": "http://board.marlshire.test"}, "SITE_URL must start with https:// in production."),
        ({"DEBUG": "1"}, "DEBUG must be off in production: it shows private text on error pages."),
    ],
)
def test_a_missing_or_weak_setting_stops_the_start(changed: dict[str, str], said: str) -> None:
    outcome = start(**changed)
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {said}"


ADDRESSES = [
    "/",
    "/health/",
    "/nowhere/",
    "/desk/",
    "/accounts/login/",
    "/search/?q=a",
    "/accessibility/",
    "/brand.css",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_protected(cast: Cast, address: str) -> None:
    answer = Client().get(address)
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_working_page_is_never_kept_by_a_cache(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.sam)
    assert browser.get("/desk/")["Cache-Control"] == "private, no-store"
    assert browser.get("/desk/bodies/none-such/")["Cache-Control"] == "private, no-store"


def test_production_cookies_bear_the_host_prefix() -> None:
    code = (
        "import improvement_board.settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS)"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **GOOD},
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout == "__Host-session __Host-csrf 31536000\n"
    assert settings.SESSION_COOKIE_NAME == "session"


def test_an_empty_setting_is_no_setting() -> None:
    """A line such as ``MEDIA_ROOT=`` in an environment file must not mean the folder one happens to be in."""
    code = "import improvement_board.settings as s; print(s.MEDIA_ROOT == s.BASE_DIR / 'var' / 'media')"
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "MEDIA_ROOT": "", "STATIC_ROOT": "", "VAR_DIR": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout == "True\n"
