"""Logging on a phone: in a tunnel, signed out meanwhile, and from what the system knows already."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor, sign_in
from tests.journeys.council import Council
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

NEW, LIST = "/desk/activity/new/", "/desk/activity/"
KEPT = "Kept on this phone. It will be sent when you are connected."


def test_an_entry_typed_without_a_connection_is_sent_once(signed_in: NewVisitor, size: str) -> None:
    helen, met = signed_in("chair@demo.invalid", size), f"managers with a {size}"
    helen.open(NEW, "Log what I did")
    waits_until_the_page_is_kept(helen)
    helen.page.context.set_offline(True)
    helen.page.get_by_role("button", name="Save and log another").click()
    says(helen, re.compile("^Choose what it was, then save"))
    offline_is_no_fault(helen)
    pick_place(helen, "ear", "Early Help team, Cherwick")
    fill_in(helen, met)
    sentence = f"Visited the Early Help team in Cherwick and met {met}"
    expect(helen.field("One sentence for the report")).to_have_value(sentence)
    helen.page.get_by_role("button", name="Save", exact=True).click()
    says(helen, KEPT)
    expect(helen.field("What did you see?")).to_have_value("")
    expect(helen.page.get_by_role("heading", name="1 entry waits on this phone")).to_be_visible()
    offline_is_no_fault(helen)
    helen.look()

    helen.page.goto(f"{helen.url}{LIST}")  # the log page opens instead, and the entry still waits
    expect(helen.page.get_by_role("heading", name="Log what I did")).to_be_visible()
    expect(helen.page.get_by_role("link", name="Activity log (1 waiting)")).to_be_visible()
    helen.page.get_by_role("link", name=re.compile("^Open ?: Visit")).click()
    expect(helen.field("Who did you meet?")).to_have_value(met)
    expect(helen.field("Where, or with which team?")).to_have_value("Early Help team, Cherwick")
    helen.fill("What did you see?", "Put right in the tunnel")
    helen.page.get_by_role("button", name="Save", exact=True).click()
    says(helen, KEPT)
    offline_is_no_fault(helen)

    helen.page.context.set_offline(False)
    says(helen, re.compile(r"^Sent at \d\d:\d\d, and saved in your log\. Only you can read it\.$"))
    helen.look()
    helen.open(LIST, "Activity log")
    logged = helen.page.locator(".entries > li").filter(has_text=sentence)
    expect(logged).to_have_count(1)
    logged.get_by_role("link").click()
    expect(helen.field("What did you see?")).to_have_value("Put right in the tunnel")
    log_what_is_known(helen)


def test_what_is_typed_while_signed_out_or_wrong_is_kept(council: Council, new_visitor: NewVisitor) -> None:
    helen, met = new_visitor("phone"), "managers while signed out"
    sign_in(helen, "chair@demo.invalid", council.password)
    helen.open(NEW, "Log what I did")
    helen.page.context.clear_cookies(name="session")
    fill_in(helen, met)
    helen.page.locator("summary", has_text="More:").click()
    for part, wrong in (("Day", "1"), ("Month", "1"), ("Year", "1999")):
        helen.page.get_by_label(part, exact=True).last.fill(wrong)
    helen.page.get_by_role("button", name="Save", exact=True).click()
    says(helen, re.compile("^You are signed out. It is kept on this phone"))
    helen.look()

    sign_in(helen, "chair@demo.invalid", council.password)
    helen.open(LIST, "Activity log")
    sentence = "Check the year: that day is before the year 2000."
    waiting = helen.page.locator("[data-waiting-list] > li")
    expect(waiting).to_contain_text(sentence)
    helen.look()
    waiting.get_by_role("link", name=re.compile("^Open and put right")).click()
    helen.arrives("Log what I did")
    expect(helen.page.get_by_label("Year").last).to_have_value("1999")
    helen.press("Save", "Log what I did")  # still wrong: said by the service, beside the question
    helen.is_told(sentence)
    for part in ("Day", "Month", "Year"):
        helen.page.get_by_label(part, exact=True).last.fill("")
    helen.press("Save", "Activity log")
    expect(helen.page.locator("[data-waiting]")).to_be_hidden()
    expect(helen.page.locator(".entries > li").filter(has_text=f"Visited {met}")).to_have_count(1)

    helen.press("Sign out", "Meetings, papers and minutes")
    assert helen.page.evaluate("() => caches.keys()") == []


def log_what_is_known(helen: Visitor) -> None:
    """One click fills the form, and what is logged is suggested no more."""
    helen.open(LIST, "Activity log")
    known = helen.page.locator(".suggestions > li")
    before = known.count()
    known.first.get_by_role("link", name=re.compile("^log it")).click()
    helen.arrives("Log what I did")
    helen.press("Save", "Activity log")
    expect(known).to_have_count(before - 1)


def fill_in(helen: Visitor, met: str) -> None:
    helen.choose("Visit", "What was it?")
    helen.fill("Who did you meet?", met)
    helen.fill("What did you see?", "Typed in a tunnel")
    helen.choose("Better than before", "How is this team now?")
    helen.fill("Why do you say so?", "They smile.")


def pick_place(helen: Visitor, typed: str, place: str) -> None:
    """By keyboard alone: type, go down to it, take it."""
    box = helen.page.get_by_role("combobox", name="Where, or with which team?")
    box.press_sequentially(typed)
    choice = helen.page.get_by_role("option", name=re.compile(f"^{place}"))
    expect(choice).to_be_visible()
    helen.look()
    for _ in range(helen.page.get_by_role("option").count()):
        box.press("ArrowDown")
        if choice.get_attribute("aria-selected") == "true":
            break
    box.press("Enter")
    expect(box).to_have_value(place)


def says(helen: Visitor, sentence: str | re.Pattern[str]) -> None:
    expect(helen.page.locator("[data-waiting-says]")).to_have_text(sentence, timeout=10_000)


def waits_until_the_page_is_kept(helen: Visitor) -> None:
    """``wait_for_function`` takes the promise itself for an answer, so the page waits by itself."""
    helen.page.evaluate(
        """async () => {
          const isKept = async () => navigator.serviceWorker.controller
            && (await caches.match('/desk/activity/new/'))
            && (await (await caches.open('log-page')).keys()).length > 8;
          for (let tries = 0; tries < 100 && !(await isKept()); tries += 1)
            await new Promise((resolve) => setTimeout(resolve, 100));
        }"""
    )


def offline_is_no_fault(helen: Visitor) -> None:
    """The browser complains of what it could not fetch, as it should."""
    helen.complaints = [said for said in helen.complaints if "ERR_INTERNET_DISCONNECTED" not in said]
