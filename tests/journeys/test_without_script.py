"""Writing and reading in a browser that runs no scripts: slower, and nothing is missing."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.demonstration import BOARD, BOARD_DESK, PAPER
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey


@pytest.mark.usually("phone")
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
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    helen.fill_day("Since which day?", yesterday)  # whatever others published today
    helen.press("Start the report", title)
    boxes(helen, 0).first.fill("The first.\n\nThe second:\n- one\n- two")
    helen.press("Save", title)
    expect(paragraph(helen, "1.1")).to_have_value("The first.")
    expect(paragraph(helen, "1.2")).to_have_value("The second:\n- one\n- two")
    open_steps(helen, 1)
    helen.press(re.compile("^Move up 1.2"), title)
    expect(paragraph(helen, "1.2")).to_have_value("The first.")
    open_steps(helen, 1)
    helen.press(re.compile("^Remove 1.2"), title)
    expect(paragraph(helen, "1.2")).to_have_count(0)
    helen.follow("Since my last report", "Since my last report")
    helen.press("Insert what is ticked", title)
    expect(paragraph(helen, "2.1")).to_have_value(re.compile(re.escape(sentence)))
    helen.follow("Preview the paper", title)
    helen.reads("The second:")
    helen.reads(sentence)


@pytest.mark.usually("desktop")
def test_planning_proposed_meetings_without_script(signed_in: NewVisitor, size: str) -> None:
    priya = signed_in("secretariat@demo.invalid", size, java_script_enabled=False)
    set_rule(priya, timezone.localdate() + datetime.timedelta(days=120 if size == "desktop" else 240))
    priya.open(f"{BOARD_DESK}meetings/proposed/", "Proposed meetings")
    priya.press("Plan the chosen meetings", "Proposed meetings")
    expect(priya.page.get_by_role("alert")).to_contain_text("Tick the meetings that are to be planned.")
    proposal = priya.page.locator(".proposals > li").first
    proposal.get_by_label("Plan this meeting").check()
    proposal.locator("summary").click()
    proposal.get_by_label("Venue").fill("")
    priya.press("Plan the chosen meetings", "Proposed meetings")
    priya.is_told("Enter the venue, so that people know where to go")
    expect(proposal.get_by_label("Plan this meeting")).to_be_checked()
    proposal.get_by_label("Venue").fill(f"The {size} room")
    proposal.get_by_label("Start time").fill("3.15pm")
    priya.press("Plan the chosen meetings", "Meetings")
    priya.reads("1 meeting is planned.")
    expect(priya.page.get_by_role("listitem").filter(has_text=f"The {size} room")).to_contain_text("3.15pm")


def test_reading_without_script(new_visitor: NewVisitor, size: str) -> None:
    reader = new_visitor(size, java_script_enabled=False)
    reader.open("/", "Meetings, papers and minutes")
    reader.fill("Search papers and minutes", "Stonebeck")
    reader.press("Search", "Results for “Stonebeck”")
    reader.open("/papers/", "Papers and minutes")
    reader.follow_in_list(PAPER, PAPER)  # others publish, too
    reader.page.get_by_role("link", name="Link to paragraph 3.4").click()
    expect(reader.page).to_have_url(re.compile("#p-3-4$"))
    contents = reader.page.get_by_role("navigation", name="Contents")
    expect(contents).to_be_visible()
    reader.open("/boards/", "Boards")
    reader.follow(BOARD, BOARD)


def set_rule(priya: Visitor, begins: datetime.date) -> None:
    """Monthly from a day on, so that there is something to propose."""
    priya.open(f"{BOARD_DESK}frequency/set/", f"How often {BOARD} meets")
    priya.page.get_by_label("How often does it meet?").select_option(label="Monthly")
    priya.page.get_by_label("In which week of the month?").select_option(label="Second")
    priya.page.get_by_label("On which day of the week?").select_option(label="Wednesday")
    priya.fill("Start time", "10am")
    priya.fill_day("From which day?", begins)
    priya.fill("Why does the body meet this often from then?", "There is much to see through.")
    priya.press("Set the rule", "How often it meets")


def open_steps(helen: Visitor, place: int) -> None:
    helen.page.locator("[data-paragraph] summary").nth(place).click()


def boxes(helen: Visitor, section: int) -> Locator:
    return helen.page.locator("[data-section]").nth(section).locator("[data-paragraph] textarea")


def paragraph(helen: Visitor, number: str) -> Locator:
    return helen.page.get_by_role("textbox", name=f"Paragraph {number}", exact=True)
