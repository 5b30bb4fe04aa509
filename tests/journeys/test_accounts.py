"""Coming in, and being kept out."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.council import Council

pytestmark = pytest.mark.journey


def test_signing_in_and_out(council: Council, new_visitor: NewVisitor, size: str) -> None:
    someone = new_visitor(size)
    someone.open("/desk/", "Sign in")
    someone.fill("Email address", "secretariat@demo.invalid")
    someone.fill("Password", "not the password")
    someone.press("Sign in", "Sign in")
    someone.reads("There is a problem")
    expect(someone.page.get_by_label("Email address")).to_have_value("secretariat@demo.invalid")
    someone.fill("Password", council.password)
    someone.press("Sign in", "What needs you now")
    someone.press("Sign out", "Meetings, papers and minutes")
    someone.open("/desk/bodies/", "Sign in")


def test_an_address_that_leads_nowhere(new_visitor: NewVisitor, size: str) -> None:
    someone = new_visitor(size)
    for address in (
        "/nowhere/",
        "/papers/no-such-paper/",
        "/meetings/no-such-body/2019-10-10/",
    ):
        someone.open(address, "Page not found", status=404)
