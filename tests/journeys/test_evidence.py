"""What stands behind a statement: linked by the Chair, kept with the paper, opened by a reader."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.test_chair import (
    agree,
    fill_in_cover,
    publish,
    send_for_review,
    start_report,
    write_introduction,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
SAID = "The lead inspector told the Chair that practice is better."


def test_what_a_statement_rests_on(signed_in: NewVisitor, new_visitor: NewVisitor, size: str) -> None:
    title = f"What a report rests on, from a {size}"
    helen = signed_in("chair@demo.invalid", size)
    helen.open("/desk/", "What needs you now")
    report = start_report(helen, title)
    write_introduction(helen)
    link_minutes(helen, report)
    link_what_was_said(helen)
    need_none(helen, report)
    fill_in_cover(helen, report, title)
    helen.open(f"{report}cover/", "Cover sheet")
    helen.reads("Listed by themselves, because the report rests on them:")

    send_for_review(helen, report, title)
    agree(signed_in("reviewer@demo.invalid", size), report, title)
    publish(signed_in("secretariat@demo.invalid", size), report, title)
    open_the_mark(new_visitor(size), f"/papers/{report.split('/')[-2]}/", title)


def link_minutes(helen: Visitor, report: str) -> None:
    helen.open(f"{report}evidence/", "What the report rests on")
    helen.reads("2 statements of 2 rest on nothing that is linked.")
    helen.follow("Link evidence to paragraph 1.1", "What paragraph 1.1 rests on")
    helen.follow("A paragraph of published minutes", "What paragraph 1.1 rests on")
    helen.press("Link what I ticked", "What paragraph 1.1 rests on")
    helen.is_told("Tick what the paragraph rests on")
    helen.page.get_by_role("checkbox").first.check()
    helen.press("Link what I ticked", "What paragraph 1.1 rests on")
    helen.reads("The paragraph is linked to it.")


def link_what_was_said(helen: Visitor) -> None:
    helen.follow("Verbal feedback: what somebody said", "What paragraph 1.1 rests on")
    helen.press("Link what was said", "What paragraph 1.1 rests on")
    helen.is_told("Answer the question: Who said what?")
    helen.fill("Who said what?", SAID)
    helen.fill_day("When was it said?", datetime.date.today())
    helen.press("Link what was said", "What paragraph 1.1 rests on")
    helen.reads(SAID)


def need_none(helen: Visitor, report: str) -> None:
    helen.open(f"{report}evidence/", "What the report rests on")
    helen.press("It needs none: paragraph 1.2", "What the report rests on")
    helen.reads("Every statement rests on something, or needs nothing.")


def open_the_mark(reader: Visitor, paper: str, title: str) -> None:
    """By the keyboard, as anything that opens."""
    reader.open(paper, title)
    mark = reader.page.locator("summary", has_text="What this rests on (2)")
    expect(reader.page.get_by_text(SAID)).to_be_hidden()
    mark.press("Enter")
    expect(reader.page.get_by_text(SAID)).to_be_visible()
    reader.look()
    reader.follow(re.compile("^Minutes of the .*paragraph"), re.compile("^Minutes of the"))
