"""Journey: a report starts from the last one, from the log, and from what the Board still waits for."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.demonstration import BOARD
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

LAST = "Report of the Independent Chair: ready to be inspected"
AUTUMN = datetime.timedelta(days=60)


def test_a_report_starts_from_the_last_one(signed_in: NewVisitor, size: str) -> None:
    helen = signed_in("chair@demo.invalid", size)
    title = f"Begun on a {size}"
    report = start(helen, title)
    tell_the_log(helen, report, title)
    carry_forward(helen, report, title)
    take_an_offer(helen, report, title)
    helen.open(f"{report}preview/", title)
    for said in (
        "In the period since my last report I have:",
        "Since then this has become better.",
        "promised",
    ):
        helen.reads(said)


def start(helen: Visitor, title: str) -> str:
    helen.open("/desk/reports/new/", "Start a report")
    expect(helen.page.get_by_label("Which report does it follow?")).to_contain_text("None: it begins a chain")
    helen.fill("Title of the report", title)
    helen.page.get_by_role("radio", name=re.compile(f"^{BOARD}, ")).first.check()
    follows = helen.page.get_by_label("Which report does it follow?")
    value = follows.locator("option", has_text=LAST).first.get_attribute("value")
    follows.select_option(value)  # whatever other journeys published today
    helen.fill_day("Since which day?", timezone.localdate() - AUTUMN)
    boxes = helen.group("Up to which day?")
    boxes.get_by_label("Year", exact=True).fill("2009")
    helen.press("Start the report", "Start a report")
    helen.is_told("cannot end before that")
    helen.fill_day("Up to which day?", timezone.localdate())
    helen.press("Start the report", title)
    report = helen.page.url.removeprefix(helen.url).removesuffix("write/")
    helen.open(report, title)
    helen.reads("Follows: ")
    helen.follow("Change what it follows and its period", "What it follows, and its period")
    helen.press("Save the period", title)
    return report


def tell_the_log(helen: Visitor, report: str, title: str) -> None:
    helen.follow("Since my last report", "Since my last report")
    first = helen.page.get_by_role("main").get_by_role("checkbox").first
    first.uncheck()
    helen.press("Show how it reads with these ticks", "Since my last report")
    helen.reads("Left out")
    helen.press("Insert what is ticked", title)
    helen.open(f"{report}since-last-report/", "Since my last report")
    expect(helen.page.get_by_role("main").get_by_role("checkbox")).to_have_count(1)


def carry_forward(helen: Visitor, report: str, title: str) -> None:
    helen.open(report, title)
    helen.follow("Carry forward", "Carry forward")
    helen.reads("3 of 3 still to say")
    helen.page.get_by_role("link", name=re.compile("^Better")).first.click()
    helen.arrives("Better")
    expect(helen.field("How the report says it")).to_have_value(re.compile("^In my last report I said"))
    helen.press("Carry it forward", "Carry forward")
    helen.reads("2 of 3 still to say")
    helen.reads("told in paragraph 3.1")
    helen.page.get_by_role("link", name=re.compile("^No longer reported")).last.click()
    helen.arrives("No longer reported")
    helen.press("Save the answer", "Carry forward")
    helen.reads("1 of 3 still to say")


def take_an_offer(helen: Visitor, report: str, title: str) -> None:
    helen.open(report, title)
    helen.follow("What could go in", "What could go into this report")
    helen.page.get_by_role("button", name=re.compile("^Put aside")).first.click()
    helen.arrives("What could go into this report")
    helen.reads("What you put aside")
    commitments = helen.page.get_by_role("heading", name="Commitments made at the last meeting")
    commitments.locator("xpath=following::a[1]").click()
    helen.arrives("Put it into the report")
    helen.press("Put it into the report", "What could go into this report")
    helen.reads("The paragraph is in the report.")
