"""What people type, paste and press by mistake or on purpose: one plain sentence, and nothing is lost."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.demonstration import BOARD, BOARD_DESK, BOARD_MEETINGS, BOARD_MEETINGS_DESK
from tests.journeys.visitor import Visitor
from tests.journeys.writing import shown_in, write_over

pytestmark = pytest.mark.journey

MARKUP = (
    """<script>document.title = 1</script><img src=x onerror="document.title=1">&lt;b&gt; {{ 7|add:7 }}"""
)
WRONG_DAYS = (
    (("31", "9", "2031"), "31 September 2031 is not a real date"),
    (("soon", "9", "2031"), "must have a day in numbers"),
    (("3", "", "2031"), "must include a month"),
    (("3", "9", "31"), "must have a year between 1900 and 2100"),
)


def test_wrong_dates_stay_in_their_boxes(signed_in: NewVisitor) -> None:
    priya = signed_in("secretariat@demo.invalid")
    priya.open(f"{BOARD_DESK}meetings/plan/", f"Plan a meeting of {BOARD}")
    priya.fill("Start time", "half past")
    for typed, sentence in WRONG_DAYS:
        for part, text in zip(("Day", "Month", "Year"), typed, strict=True):
            priya.group("Date").get_by_label(part, exact=True).fill(text)
        priya.press("Plan the meeting", f"Plan a meeting of {BOARD}")
        priya.is_told(sentence)
        priya.is_told("The start time must be a time of day, such as 10am or 2.30pm")
        for part, text in zip(("Day", "Month", "Year"), typed, strict=True):
            expect(priya.group("Date").get_by_label(part, exact=True)).to_have_value(text)


@pytest.mark.usually("desktop")
def test_markup_is_shown_as_the_text_it_is(signed_in: NewVisitor, new_visitor: NewVisitor, size: str) -> None:
    priya, day = (
        signed_in("secretariat@demo.invalid", size),
        "2032-03-11" if size == "desktop" else "2032-03-18",
    )
    plan(priya, day, venue=MARKUP)
    for text in (MARKUP, "A second item"):
        priya.fill("Title", text)
        priya.fill("Purpose", text)
        priya.press("Add the item", re.compile("March 2032$"))
    expect_inert(priya)
    priya.follow("Publish the agenda", "Publish the agenda")
    expect_inert(priya)
    priya.press("Publish the agenda", re.compile("March 2032$"))
    expect_inert(priya)
    reader = new_visitor(size)
    reader.open(f"{BOARD_MEETINGS}{day}/", re.compile("March 2032$"))
    expect_inert(reader)
    reader.open("/search/", "Search papers and minutes")
    reader.fill("Search papers and minutes", MARKUP)
    reader.press("Search", f"Results for “{MARKUP}”")
    expect_inert(reader)


@pytest.mark.usually("desktop")
def test_markup_in_a_report(signed_in: NewVisitor, size: str) -> None:
    helen = signed_in("chair@demo.invalid", size)
    helen.open("/desk/activity/new/", "Log what I did")
    helen.choose("Something else", "What was it?")
    for label in ("Who did you meet?", "What did you see?", "One sentence for the report"):
        helen.fill(label, f"{MARKUP} {size}")
    helen.press("Save", "Activity log")
    expect_inert(helen)
    helen.open("/desk/reports/new/", "Start a report")
    helen.fill("Title of the report", MARKUP)
    helen.page.get_by_role("group", name="Which meeting is it for?").get_by_role("radio").first.check()
    helen.press("Start the report", MARKUP)
    write_over(helen, shown_in(helen, 0).first, f"{MARKUP}\n- [a link](javascript:alert(1))\n- {MARKUP}")
    helen.press("Save", MARKUP)
    helen.follow("Preview the paper", MARKUP)
    expect_inert(helen)
    expect(helen.page.locator("article.paper a[href^=javascript]")).to_have_count(0)


@pytest.mark.usually("desktop")
def test_two_tabs_and_both_texts(signed_in: NewVisitor, size: str) -> None:
    """Whoever saves second sees what was saved first beside their own words, and decides."""
    priya, day = (
        signed_in("secretariat@demo.invalid", size),
        "2032-05-13" if size == "desktop" else "2032-05-20",
    )
    plan(priya, day)
    priya.fill("Title", "Risks")
    priya.press("Add the item", re.compile("May 2032$"))
    other = signed_in("secretariat@demo.invalid", size)
    forms = []
    for tab in (priya, other):
        tab.open(f"{BOARD_MEETINGS_DESK}{day}/", re.compile("May 2032$"))
        forms.append(tab.edit_in_place("Edit item 1"))
    first, second = forms
    first.get_by_label("Purpose").fill("To see what has become worse.")
    priya.saves_in_place(first)
    second.get_by_label("Purpose").fill("To agree who owns each risk.")
    second.get_by_role("button").click()
    other.reads("Somebody else changed this agenda item")
    other.reads("To see what has become worse.")
    other.look()
    expect(second.get_by_label("Purpose")).to_have_value("To agree who owns each risk.")
    other.saves_in_place(second)
    other.reads("To agree who owns each risk.")


def test_a_form_sent_twice_changes_nothing_more(signed_in: NewVisitor) -> None:
    """Somebody presses Back after planning a meeting, and the button again."""
    priya = signed_in("secretariat@demo.invalid")
    plan(priya, "2032-06-10")
    priya.page.go_back()
    plan_again = priya.page.get_by_role("button", name="Plan the meeting")
    priya.fill_day("Date", datetime.date(2032, 6, 10))
    priya.fill("Start time", "10am")
    priya.choose("In person", "How is it held?")
    priya.fill("Venue", "Shire Hall")
    plan_again.click()
    priya.arrives(f"Plan a meeting of {BOARD}")
    priya.reads("There is a problem")
    expect(priya.field("Venue")).to_have_value("Shire Hall")


def plan(priya: Visitor, day: str, venue: str = "Shire Hall") -> None:
    priya.open(f"{BOARD_DESK}meetings/plan/", f"Plan a meeting of {BOARD}")
    priya.fill_day("Date", datetime.date.fromisoformat(day))
    priya.fill("Start time", "10am")
    priya.choose("In person", "How is it held?")
    priya.fill("Venue", venue)
    priya.press("Plan the meeting", re.compile(r"^\w+day \d+ \w+ 2032$"))


def expect_inert(who: Visitor) -> None:
    """The words are on the page as they were typed, and made no element of it."""
    who.reads("<script>document.title = 1</script><img src=x")
    who.reads("&lt;b&gt; {{ 7|add:7 }}")
    assert who.page.title() != "1"
    expect(who.page.locator("main script:not([type='application/json']), main img")).to_have_count(0)
