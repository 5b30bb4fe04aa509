"""The Chair's report to the Board becomes one to the scrutiny committee, and speaks to it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.demonstration import COMMITTEE
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SOURCE = "Report of the Independent Chair: ready to be inspected"
CHECK = "Check for the new audience"
PDF_PATIENCE = 60_000  # milliseconds the worker may take to make a PDF


def test_a_report_to_the_board_becomes_one_to_the_committee(signed_in: NewVisitor, size: str) -> None:
    title = f"How the service stands, made on a {size}"
    helen = signed_in("chair@demo.invalid", size)
    nadia = signed_in("clerk@demo.invalid", size)

    report = derive(helen, title)
    many = findings(helen).count()
    assert many >= 4
    expect(helen.page.get_by_text(f"0 of {many} dealt with")).to_be_visible()
    take(helen, many)
    word_it(helen)
    leave(helen)
    expect(helen.page.get_by_text(f"3 of {many} dealt with")).to_be_visible()
    reopen(helen)
    expect(helen.page.get_by_text(f"2 of {many} dealt with")).to_be_visible()

    fill_in_cover(helen, report, title)
    for who, verb in ((helen, "Send for review"), (nadia, "Agree the report")):
        who.open(report, title)
        who.follow(verb, verb)
        who.press(verb, title)
    publish_asked_twice(nadia, report, title, many - 2)


def derive(helen: Visitor, title: str) -> str:
    """Make the version for the committee's next meeting; return its address on the desk."""
    helen.open("/desk/reports/", "Reports")
    helen.page.get_by_role("link", name=SOURCE).last.click()  # the Board's: the Committee's is newer
    helen.arrives(SOURCE)
    helen.follow("Make the version for another body", "Make the version for another body")
    helen.press("Make the version", "Make the version for another body")
    helen.is_told("Answer the question: Which meeting is it for?")
    later = -1 if "phone" in title else 0  # one meeting for each size, for the two walk the same council
    meetings = helen.page.get_by_role("radio", name=re.compile(rf"^{COMMITTEE}, \w+day "))
    (meetings.first if later == 0 else meetings.last).check()
    helen.fill("Title of the report", title)
    helen.fill("Who presents it?", "Independent Chair of the Improvement Board")
    helen.press("Make the version", CHECK)
    helen.reads("The version for the other body is made.")
    return helen.page.url.removeprefix(helen.url).partition("check/")[0]


def findings(helen: Visitor) -> Locator:
    return helen.page.locator("section.finding")


def take(helen: Visitor, many: int) -> None:
    """With the keyboard alone."""
    button = helen.page.get_by_role("button", name=re.compile("^Take this wording")).first
    button.focus()
    with helen.page.expect_navigation():
        helen.page.keyboard.press("Enter")
    helen.arrives(CHECK)
    helen.reads("The sentence is reworded.")
    expect(findings(helen)).to_have_count(many - 1)


def word_it(helen: Visitor) -> None:
    finding = helen.page.locator("section.finding", has_text="Word it yourself").first
    finding.get_by_text("Word it yourself").click()
    finding.get_by_label("Your wording").fill("")
    helen.press(re.compile("^Put it into the report"), CHECK, within=finding)
    helen.reads("Write the sentence as it should be, or leave it and say why.")
    box = helen.page.get_by_label("Your wording").locator("visible=true")
    box.fill("This is for the Committee to judge.")
    helen.press(re.compile("^Put it into the report"), CHECK, within=findings(helen).filter(has=box))
    helen.reads("This is for the Committee to judge.")


def leave(helen: Visitor) -> None:
    finding = findings(helen).last
    finding.get_by_text("Leave it as it is").click()
    finding.get_by_label("Why it stays as it is").fill("The Board is meant.")
    helen.press(re.compile("^Leave it"), CHECK, within=finding)
    helen.reads("Why it stays: The Board is meant.")


def reopen(helen: Visitor) -> None:
    helen.press(re.compile("^Open it again"), CHECK)
    helen.reads("The finding is open again.")


def fill_in_cover(helen: Visitor, report: str, title: str) -> None:
    """What the Board did not ask for and a statutory committee does."""
    helen.open(f"{report}cover/", "Cover sheet")
    expect(helen.field("Presenter")).to_have_value("Independent Chair of the Improvement Board")
    helen.fill("Presenter", "Director of Children’s Services")
    helen.press("Save the cover sheet", title)
    helen.reads("may be wrong for this audience or day")


def publish_asked_twice(nadia: Visitor, report: str, title: str, many: int) -> None:
    nadia.open(report, title)
    nadia.follow("Publish the report", "Publish the report")
    button = nadia.page.get_by_role("button", name="Publish the report")
    expect(button).to_be_visible(timeout=PDF_PATIENCE)
    nadia.press("Publish the report", "Publish the report")
    nadia.reads(f"Nothing is published yet. {many} sentences may be wrong for this audience or day.")
    nadia.press("Publish all the same", title)
    nadia.reads("The report is published.")
