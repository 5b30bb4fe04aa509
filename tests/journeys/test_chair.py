"""Journey B: what the Chair saw becomes a paper that the public reads, corrected once and then withdrawn."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor, sign_in
from tests.journeys.council import Council
from tests.journeys.demonstration import BOARD
from tests.journeys.visitor import Visitor
from tests.journeys.writing import SAVE_PATIENCE, expect_saved, paragraph, shown_in, text_of, write_over

pytestmark = pytest.mark.journey

PDF_PATIENCE = 60_000  # milliseconds the worker may take to make a PDF
AUTUMN = datetime.timedelta(days=60)
PRIVATE = "Two of the nine desks were empty."


def test_from_a_visit_to_a_published_report_and_its_withdrawal(
    council: Council, signed_in: NewVisitor, new_visitor: NewVisitor, size: str
) -> None:
    title, visit = f"Progress seen from a {size}", f"Visited the front door team, as told from a {size}"
    helen = signed_in("chair@demo.invalid", size)
    martin = signed_in("reviewer@demo.invalid", size)
    priya = signed_in("secretariat@demo.invalid", size)
    reader = new_visitor(size)

    log_visit(helen, visit)
    report = start_report(helen, title)
    write_introduction(helen)
    insert_activities(helen, title, visit)
    leave_and_come_back(helen, report, title)
    outlive_the_session(council, helen, report, title)
    fill_in_cover(helen, report, title)
    add_conclusion(helen, report, title, "The direction is right.")

    send_for_review(helen, report, title)
    helen.open(f"{report}agree/", "You cannot do this", status=403)
    return_with_note(martin, title, "Say how many desks there are.")
    helen.open(f"{report}write/", title)
    helen.reads("Say how many desks there are.")
    add_conclusion(helen, report, title, "The direction is right, and nine desks are set up.")
    previewed = preview(helen, report, title)
    send_for_review(helen, report, title)
    agree(martin, report, title)
    publish(priya, report, title)

    paper = f"/papers/{report.split('/')[-2]}/"
    reader.open(paper, title)
    assert paper_text(reader) == previewed
    assert PRIVATE not in reader.page.content()
    download_pdf(reader)

    correct(helen, report, title, "The number of desks was wrong.")
    add_conclusion(helen, report, title, "The direction is right, and eight desks are set up.")
    send_for_review(helen, report, title)
    agree(martin, report, title)
    publish(priya, report, title)
    reader.open(paper, title)
    reader.reads("eight desks")
    reader.reads("What this edition corrects: The number of desks was wrong.")
    reader.follow("Edition 1", title)
    reader.reads("This is edition 1, which is no longer current.")
    reader.reads("nine desks")

    withdraw(priya, report, title)
    for address in (paper, f"{paper}1/"):
        reader.open(address, "This paper was withdrawn", status=410)
        reader.reads("It named a service that had asked not to be named.")


def log_visit(helen: Visitor, sentence: str) -> None:
    helen.open("/desk/", "What needs you now")
    helen.follow("Log what I did", "Log what I did", within=helen.page.get_by_role("main"))
    helen.press("Save", "Log what I did")
    helen.is_told("Choose what it was")
    helen.choose("Visit", "What was it?")
    helen.fill("Who did you meet?", "the front door team")
    expect(helen.field("One sentence for the report")).to_have_value("Visited the front door team")
    helen.fill("One sentence for the report", sentence)
    helen.fill("What did you see?", PRIVATE)
    helen.press("Save", "Activity log")
    helen.reads(sentence)


def start_report(helen: Visitor, title: str) -> str:
    """Start a report from the template; return its address on the desk."""
    helen.follow("Reports", "Reports", within=helen.page.get_by_role("navigation", name="Desk pages"))
    helen.follow("Start a report", "Start a report")
    helen.press("Start the report", "Start a report")
    helen.is_told("Enter the title of the report")
    helen.fill("Title of the report", title)
    helen.page.get_by_role("radio", name=re.compile(f"^{BOARD}, ")).first.check()
    helen.fill_day("Since which day?", timezone.localdate() - AUTUMN)  # whatever others published today
    helen.press("Start the report", title)
    return helen.page.url.removeprefix(helen.url).removesuffix("write/")


def write_introduction(helen: Visitor) -> None:
    """Numbers appear while one types: an empty line begins the next paragraph, a dash a bullet."""
    shown_in(helen, 0).first.click()
    helen.page.keyboard.type("This report covers the autumn.\n\nIt tells of:\n- visits\n- cases")
    expect(text_of(helen, "1.1")).to_have_value("This report covers the autumn.")
    expect(text_of(helen, "1.2")).to_have_value("It tells of:\n- visits\n- cases")
    expect(paragraph(helen, "1.2")).to_be_focused()
    expect_saved(helen)
    helen.look()


def insert_activities(helen: Visitor, title: str, visit: str) -> None:
    helen.follow("Since my last report", "Since my last report")
    helen.press("Insert what is ticked", title)
    expect(text_of(helen, "2.1")).to_have_value(re.compile(re.escape(f"- {visit}")))
    expect(text_of(helen, "2.1")).not_to_have_value(re.compile(re.escape(PRIVATE)))
    helen.reads("from your activity log")


def leave_and_come_back(helen: Visitor, report: str, title: str) -> None:
    """Away in the very moment of the last word."""
    write_over(helen, shown_in(helen, 2).first, "The front door answers within a day.")
    helen.open("/desk/", "What needs you now")
    helen.open(f"{report}write/", title)
    expect(text_of(helen, "3.1")).to_have_value("The front door answers within a day.")


def outlive_the_session(council: Council, helen: Visitor, report: str, title: str) -> None:
    helen.page.context.clear_cookies(name="session")
    write_over(helen, paragraph(helen, "3.1"), "The front door answers within a day, and the rest waits.")
    expect(helen.page.locator("[data-saving]")).to_contain_text(
        "Not saved: you are signed out.", timeout=SAVE_PATIENCE
    )
    helen.look()
    sign_in(helen, "chair@demo.invalid", council.password)
    helen.open(f"{report}write/", title)
    expect(text_of(helen, "3.1")).to_have_value("The front door answers within a day, and the rest waits.")
    helen.press("Save", title)
    expect(text_of(helen, "3.1")).to_have_value("The front door answers within a day, and the rest waits.")
    expect(helen.page.get_by_text("Restored what you typed")).to_have_count(0)


def fill_in_cover(helen: Visitor, report: str, title: str) -> None:
    helen.open(report, title)
    helen.reads("The purpose of the report: not filled in")
    helen.follow("Fill in the cover sheet", "Cover sheet")
    helen.fill("Purpose of report", "To tell the Board what its Chair saw.")
    helen.choose("For information")
    helen.fill("Key issues", "Some teams are short of people.")
    helen.page.get_by_label(re.compile("^Recommendations")).fill("To note the report.")
    helen.page.get_by_label(re.compile("implications$")).fill("None.")
    helen.press("Save the cover sheet", title)
    expect(helen.page.get_by_role("main")).not_to_contain_text("The purpose of the report: not filled in")


def add_conclusion(helen: Visitor, report: str, title: str, text: str) -> None:
    helen.open(f"{report}write/", title)
    write_over(helen, shown_in(helen, 3).first, text)
    helen.press("Save", title)
    expect(text_of(helen, "4.1")).to_have_value(text)


def preview(helen: Visitor, report: str, title: str) -> str:
    helen.open(report, title)
    helen.follow("Preview the paper", title)
    assert PRIVATE not in helen.page.content()
    return paper_text(helen)


def send_for_review(helen: Visitor, report: str, title: str) -> None:
    make_move(helen, report, title, "Send for review")
    expect(helen.page.get_by_role("link", name="Write the report")).to_have_count(0)


def return_with_note(martin: Visitor, title: str, note: str) -> None:
    martin.open("/desk/reports/", "Reports")
    martin.follow(title, title)
    martin.follow("Return with notes", "Return with notes")
    martin.press("Return with notes", "Return with notes")
    martin.reads("There is a problem")
    martin.fill("What should change?", note)
    martin.press("Return with notes", "Reports")


def agree(martin: Visitor, report: str, title: str) -> None:
    make_move(martin, report, title, "Agree the report")


def publish(priya: Visitor, report: str, title: str) -> None:
    """Wait on the page, as the person would, until the worker has made the PDF."""
    priya.open(report, title)
    priya.follow("Publish the report", "Publish the report")
    button = priya.page.get_by_role("button", name="Publish the report")
    expect(button).to_be_visible(timeout=PDF_PATIENCE)
    priya.press("Publish the report", title)
    priya.reads("The report is published.")


def correct(helen: Visitor, report: str, title: str, reason: str) -> None:
    helen.open(report, title)
    helen.follow("Correct the report", "Correct the report")
    helen.press("Correct the report", "Correct the report")
    helen.is_told("Say what was wrong")
    helen.fill("What was wrong?", reason)
    helen.press("Correct the report", title)


def withdraw(priya: Visitor, report: str, title: str) -> None:
    priya.open(report, title)
    priya.follow("Withdraw the report", "Withdraw the report")
    priya.fill("Why is it withdrawn?", "It named a service that had asked not to be named.")
    priya.press("Withdraw the report", title)


def make_move(who: Visitor, report: str, title: str, verb: str) -> None:
    who.open(report, title)
    who.follow(verb, verb)
    who.press(verb, title)


def download_pdf(reader: Visitor) -> None:
    address = reader.page.get_by_role("link", name="Download as PDF").get_attribute("href")
    answer = reader.page.request.get(f"{reader.url}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def paper_text(who: Visitor) -> str:
    """The words of the paper, but for the line that first says "Draft" and what is told of evidence."""
    words: str = who.page.locator("article.paper").evaluate(
        "(page) => { const paper = page.cloneNode(true);"
        "for (const each of paper.querySelectorAll('details.rests-on')) each.remove();"
        "return [...paper.children].flatMap((part) => part.matches('.paper-head')"
        " ? [...part.children].filter((line) => !line.matches('.paper-place')) : [part])"
        ".map((part) => part.textContent).join(' ').replace(/\\s+/g, ' '); }"
    )
    return words
