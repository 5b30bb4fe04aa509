"""The main ways through the desk with the keyboard alone: every step sees where it is."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.accessibility import assert_focus_is_seen
from tests.journeys.conftest import NewVisitor
from tests.journeys.council import Council
from tests.journeys.demonstration import BOARD, BOARD_DESK
from tests.journeys.visitor import Visitor, spoken
from tests.journeys.writing import expect_saved, text_of

pytestmark = pytest.mark.journey

MOST_STEPS = 120  # Tab presses after which a thing counts as out of reach


@pytest.mark.usually("desktop")
def test_signing_in_and_editing_an_agenda_by_keyboard(
    council: Council, new_visitor: NewVisitor, size: str
) -> None:
    priya = new_visitor(size)
    priya.open("/desk/bodies/", "Sign in")
    skip_to_content(priya)
    tab_to(priya, "textbox", "Email address")
    priya.page.keyboard.type("secretariat@demo.invalid")
    tab_to(priya, "textbox", "Password")
    priya.page.keyboard.type(council.password)
    priya.page.keyboard.press("Enter")
    priya.arrives("Bodies")
    tab_to(priya, "link", BOARD)
    enter(priya, BOARD)
    tab_to(priya, "button", "Plan a meeting")
    enter(priya, f"Plan a meeting of {BOARD}")
    fill_in_meeting(priya, "16" if size == "phone" else "15")
    for title in ("Minutes", "Risks"):
        tab_to(priya, "textbox", "Title")
        priya.page.keyboard.type(title)
        tab_to(priya, "button", "Add the item")
        enter(priya, re.compile("July 2031$"))
    tab_to(priya, "button", "Up: move item 2 up")
    priya.page.keyboard.press("Enter")
    items = priya.page.locator("#agenda ol").get_by_role("heading", level=3)
    expect(items).to_contain_text(["Risks", "Minutes"])
    expect(priya.page.get_by_role("button", name=spoken("Down: move item 1 down"))).to_be_focused()
    assert_focus_is_seen(priya.page)
    tab_to(priya, "link", "Edit item 2")
    priya.page.keyboard.press("Enter")
    expect(priya.page.locator("[data-in-place]").get_by_label("Title")).to_be_focused()
    assert_focus_is_seen(priya.page)
    tab_to(priya, "radio", "For information")
    priya.page.keyboard.press("ArrowDown")
    assert_focus_is_seen(priya.page)
    expect(priya.page.get_by_role("radio", name="For decision")).to_be_checked()
    tab_to(priya, "button", "Save the item")
    priya.page.keyboard.press("Enter")
    expect(priya.page.get_by_role("link", name=spoken("Edit item 2"))).to_be_focused()
    priya.reads("For decision")


@pytest.mark.usually("desktop")
def test_writing_a_report_by_keyboard(signed_in: NewVisitor, size: str) -> None:
    helen, title = signed_in("chair@demo.invalid", size), f"Written without a mouse on a {size}"
    helen.open("/desk/reports/new/", "Start a report")
    skip_to_content(helen)
    tab_to(helen, "textbox", "Title of the report")
    helen.page.keyboard.type(title)
    tab_to(helen, "radio", re.compile("Improvement Board|Scrutiny Committee"))
    helen.page.keyboard.press("Space")
    helen.page.keyboard.press("Enter")
    helen.arrives(title)
    tab_to(helen, "textbox", re.compile("^Paragraph"))
    helen.page.keyboard.type("The first.\n\nThe second.")
    assert_focus_is_seen(helen.page)
    helen.page.keyboard.press("Alt+Shift+ArrowUp")
    expect(text_of(helen, "1.1")).to_have_value("The second.")
    expect(helen.page.get_by_role("textbox", name="Paragraph 1.1")).to_be_focused()
    helen.page.keyboard.press("End")
    helen.page.keyboard.type(" It moved.")
    helen.page.keyboard.press("Control+s")
    expect_saved(helen)
    helen.page.reload()
    expect(text_of(helen, "1.1")).to_have_value("The second. It moved.")
    expect(text_of(helen, "1.2")).to_have_value("The first.")


@pytest.mark.usually("desktop")
def test_recording_late_arrivals_by_keyboard(signed_in: NewVisitor, size: str) -> None:
    """The answers are saved as they are given; the times lie in a part that opens with the keyboard."""
    priya = signed_in("secretariat@demo.invalid", size)
    day = "17" if size == "desktop" else "18"
    priya.open(f"{BOARD_DESK}meetings/plan/", f"Plan a meeting of {BOARD}")
    fill_in_meeting(priya, day)
    tab_to(priya, "link", "Record the attendance")
    enter(priya, "Attendance")
    skip_to_content(priya)
    tab_to(priya, "radio", "Present")
    priya.page.keyboard.press("Space")
    assert_focus_is_seen(priya.page)
    expect(priya.page.locator("[data-save-as-you-go] .saved")).to_have_text(re.compile("^Saved at"))
    tab_until(priya, priya.page.locator("summary").first)
    priya.page.keyboard.press("Enter")
    tab_to(priya, "textbox", "Arrived late, at")
    priya.page.keyboard.type("10 past 12")
    enter(priya, "Attendance")
    priya.is_told("must be a time of day, such as 10am or 2.30pm")
    arrived = priya.page.get_by_label("Arrived late, at").first
    tab_until(priya, arrived)
    priya.page.keyboard.press("Control+a")
    priya.page.keyboard.type("12.10pm")
    enter(priya, "Attendance")
    priya.reads("The attendance is saved.")
    expect(arrived).to_have_value("12.10pm")


def fill_in_meeting(priya: Visitor, day: str) -> None:
    tab_to(priya, "textbox", "Day")
    priya.page.keyboard.type(day)
    tab_to(priya, "textbox", "Month")
    priya.page.keyboard.type("July")
    tab_to(priya, "textbox", "Year")
    priya.page.keyboard.type("2031")
    tab_to(priya, "textbox", "Start time")
    priya.page.keyboard.type("noon")
    tab_to(priya, "radio", re.compile(""))
    priya.page.keyboard.press("Space")
    tab_to(priya, "textbox", "Venue")
    priya.page.keyboard.type("Shire Hall")
    priya.page.keyboard.press("Enter")
    priya.arrives(re.compile("July 2031$"))


def skip_to_content(who: Visitor) -> None:
    """The first thing that Tab reaches leads past the navigation, and shows itself when it is reached."""
    who.page.keyboard.press("Tab")
    skip = who.page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    assert_focus_is_seen(who.page)
    who.page.keyboard.press("Enter")
    expect(who.page).to_have_url(re.compile("#main-content$"))


def tab_to(who: Visitor, role: str, name: str | re.Pattern[str]) -> None:
    """Press Tab until the thing has the focus; everything on the way shows that it has it."""
    tab_until(who, who.page.get_by_role(role, name=spoken(name) if isinstance(name, str) else name))  # type: ignore[arg-type]


def tab_until(who: Visitor, wanted: Locator) -> None:
    wanted.first.wait_for()
    for _ in range(MOST_STEPS):
        who.page.keyboard.press("Tab")
        if who.page.evaluate("() => document.activeElement === document.body"):
            continue  # past the last thing on the page, before the first
        assert_focus_is_seen(who.page)
        if wanted.evaluate_all("(things) => things.includes(document.activeElement)"):
            return
    raise AssertionError(f"{wanted} is not reached by Tab on {who.page.url}")


def enter(who: Visitor, heading: str | re.Pattern[str]) -> None:
    """Press Enter on what has the focus, and look at the page it leads to."""
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")
    who.arrives(heading)
