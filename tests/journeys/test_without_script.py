"""Writing and reading in a browser that runs no scripts: slower, and nothing is missing."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.demonstration import BOARD, PAPER
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey


def test_writing_a_report_without_script(signed_in: NewVisitor, size: str) -> None:
    helen = signed_in("chair@demo.invalid", size, java_script_enabled=False)
    title, sentence = f"Written without script on a {size}", f"Met the front door team by {size}"
    helen.open("/desk/activity/new/", "Log what I did")
    helen.choose("Meeting", "What was it?")
    helen.fill("One sentence for the report", sentence)
    helen.press("Save", "Activity log")
    helen.open("/desk/reports/new/", "Start a report")
    helen.fill("Title of the report", title)
    helen.page.get_by_role("radio", name=re.compile(f"^{BOARD}, ")).first.check()
    helen.press("Start the report", title)
    boxes(helen, 0).first.fill("The first.\n\nThe second:\n- one\n- two")
    helen.press("Save", title)
    expect(paragraph(helen, "1.1")).to_have_value("The first.")
    expect(paragraph(helen, "1.2")).to_have_value("The second:\n- one\n- two")
    helen.press(re.compile("^Move up 1.2"), title)
    expect(paragraph(helen, "1.2")).to_have_value("The first.")
    helen.press(re.compile("^Remove 1.2"), title)
    expect(paragraph(helen, "1.2")).to_have_count(0)
    helen.press("Insert my activities", title)
    expect(paragraph(helen, "2.1")).to_have_value(re.compile(re.escape(sentence)))
    helen.follow("Preview the paper", title)
    helen.reads("The second:")
    helen.reads(sentence)


def test_reading_without_script(new_visitor: NewVisitor, size: str) -> None:
    reader = new_visitor(size, java_script_enabled=False)
    reader.open("/", "Meetings, papers and minutes")
    reader.fill("Search papers and minutes", "Stonebeck")
    reader.press("Search", "Results for “Stonebeck”")
    reader.open("/papers/", "Papers and minutes")
    reader.follow(PAPER, PAPER)
    reader.page.get_by_role("link", name="Link to paragraph 3.4").click()
    expect(reader.page).to_have_url(re.compile("#p-3-4$"))
    contents = reader.page.get_by_role("navigation", name="Contents")
    expect(contents).to_be_visible()
    reader.open("/boards/", "Boards")
    reader.follow(BOARD, BOARD)


def boxes(helen: Visitor, section: int) -> Locator:
    return helen.page.locator("[data-section]").nth(section).locator("[data-paragraph] textarea")


def paragraph(helen: Visitor, number: str) -> Locator:
    return helen.page.get_by_role("textbox", name=f"Paragraph {number}", exact=True)
