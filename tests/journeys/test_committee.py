"""Journey C: the public reads a paper and finds it, and a committee puts on record what it made of it."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from boards.dates import full_date
from tests.journeys.conftest import NewVisitor
from tests.journeys.demonstration import (
    BOARD,
    COMMITTEE,
    COMMITTEE_DESK,
    COMMITTEE_MEETINGS,
    COMMITTEE_MEETINGS_DESK,
    PAPER,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

ATOM = "{http://www.w3.org/2005/Atom}"
DAYS_AGO = {"desktop": 1, "phone": 0}  # one meeting a day; minutes are numbered in the order of meetings
PDF_PATIENCE = 60_000  # milliseconds the worker may take to make a PDF


def test_the_public_reads_a_paper_and_finds_it(new_visitor: NewVisitor, size: str) -> None:
    reader = new_visitor(size)
    reader.open("/", "Meetings, papers and minutes")
    reader.follow("Boards", "Boards", within=reader.page.get_by_role("navigation", name="Reading room"))
    reader.follow(BOARD, BOARD)
    reader.follow(
        "Committees", "Committees", within=reader.page.get_by_role("navigation", name="Reading room")
    )
    reader.follow(COMMITTEE, COMMITTEE)
    reader.open("/papers/", re.compile("papers", re.IGNORECASE))
    reader.follow_in_list(PAPER, PAPER)  # others publish, too
    read_one_paragraph(reader)
    download(reader, "Download as PDF")
    reader.follow(
        re.compile(r"^\w+day \d"),
        re.compile(BOARD),
        within=reader.page.get_by_role("navigation", name="Breadcrumb"),
    )
    reader.reads(PAPER)
    search(reader, "supervision", PAPER)
    take_the_feed(reader)


@pytest.mark.usually("desktop")
def test_a_committee_minutes_a_paper(signed_in: NewVisitor, new_visitor: NewVisitor, size: str) -> None:
    joanna, reader = signed_in("clerk@demo.invalid", size), new_visitor(size)
    day = timezone.localdate() - datetime.timedelta(days=DAYS_AGO[size])
    question = f"Members asked, from a {size}, when the Stonebeck team would be whole again."
    hold_meeting(joanna, day)
    number = write_minutes(joanna, day, question)
    publish_minutes(joanna, day)

    reader.open(f"{COMMITTEE_MEETINGS}{day}/", re.compile(full_date(day)))
    reader.reads("that the report be noted")
    reader.follow("Read the minutes", re.compile("^Minutes"))
    reader.reads("These are draft minutes until a later meeting confirms them.")
    anchor = f"#m-{number.replace('.', '-')}"
    expect(reader.page.locator(anchor)).to_contain_text(question)
    search(reader, f'"asked, from a {size}"', f"paragraph {number}")
    reader.follow(re.compile(f"paragraph {number}"), re.compile("^Minutes"))
    expect(reader.page.locator(f"{anchor}:target")).to_be_in_viewport()


def read_one_paragraph(reader: Visitor) -> None:
    """By its number on the page, which copies its address, and by that address from elsewhere."""
    reader.page.context.grant_permissions(["clipboard-write"])
    number = reader.page.get_by_role("link", name="Link to paragraph 3.4")
    number.hover()
    expect(reader.page.locator("#p-3-4")).to_contain_text("Copy link to 3.4")
    number.click()
    expect(reader.page.get_by_role("status")).to_have_text("Link to 3.4 copied")
    expect(reader.page.locator("#p-3-4")).to_contain_text("Link copied")
    expect(reader.page).to_have_url(re.compile("#p-3-4$"))
    expect(reader.page.locator(".paper-contents [aria-current=true]")).to_have_text(re.compile(r"^3\."))
    reader.look()
    address = reader.page.url.removeprefix(reader.url)
    reader.open("/search/", "Search papers and minutes")
    reader.open(address, PAPER)
    expect(reader.page.locator("#p-3-4:target")).to_be_in_viewport()
    expect(reader.page.locator("#p-3-4")).to_contain_text("In Stonebeck I found a team")


def download(reader: Visitor, link: str) -> None:
    address = reader.page.get_by_role("link", name=link).get_attribute("href")
    answer = reader.page.request.get(f"{reader.url}{address}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF")


def search(reader: Visitor, words: str, found: str) -> None:
    reader.open("/", "Meetings, papers and minutes")
    reader.fill("Search papers and minutes", words)
    reader.press("Search", f"Results for “{words}”")
    results = reader.page.get_by_role("main").locator("ol.results > li")
    expect(results.filter(has_text=found)).not_to_have_count(0)
    expect(results.locator("mark")).not_to_have_count(0)


def take_the_feed(reader: Visitor) -> None:
    answer = reader.page.request.get(f"{reader.url}/feeds/papers.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.body())
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert titles
    assert any("Minutes of the" in title for title in titles)


def hold_meeting(joanna: Visitor, day: datetime.date) -> None:
    joanna.open(COMMITTEE_DESK, COMMITTEE)
    joanna.follow("Plan a meeting", f"Plan a meeting of {COMMITTEE}")
    joanna.fill_day("Date", day)
    joanna.fill("Start time", "2pm")
    joanna.choose("In person", "How is it held?")
    joanna.fill("Venue", "Committee Room 2, Shire Hall")
    joanna.press("Plan the meeting", full_date(day))
    joanna.fill("Title", "Report of the Independent Chair")
    joanna.press("Add the item", full_date(day))
    joanna.follow("Add a paper to item 1", "Add a paper")
    joanna.press("Add the paper", "Add a paper")
    joanna.is_told("Choose a paper, or say that it is to follow")
    joanna.page.get_by_role("radio", name=re.compile(re.escape(PAPER))).check()
    joanna.press("Add the paper", full_date(day))
    joanna.follow("Publish the agenda", "Publish the agenda")
    joanna.press("Publish the agenda", "Publish the agenda")
    joanna.is_told("Enter why the meeting is convened at short notice")
    joanna.fill("Why is the meeting convened at short notice?", "The report came after the notice was due.")
    joanna.fill_day("On which day was it convened?", day - datetime.timedelta(days=2))
    joanna.fill("At what time was it convened?", "9am")
    joanna.press("Publish the agenda", full_date(day))
    joanna.follow("Record the attendance", "Attendance")
    joanna.press("Mark everyone without an answer as present", re.compile(f"Attendance|{full_date(day)}"))


def write_minutes(joanna: Visitor, day: datetime.date, question: str) -> str:
    """Write three paragraphs and a resolution; return the number of the question."""
    joanna.open(f"{COMMITTEE_MEETINGS_DESK}{day}/", full_date(day))
    joanna.follow("Write the minutes", "Minutes")
    joanna.press("Start the minutes", f"Minutes of {full_date(day)}")
    boxes(joanna).first.fill("The Chair introduced the report.")
    joanna.page.get_by_role("button", name=re.compile("^Add a paragraph after")).click()
    joanna.page.get_by_label(re.compile("^Kind of paragraph")).nth(1).select_option("Question")
    boxes(joanna).nth(1).fill(question)
    joanna.press("Save", f"Minutes of {full_date(day)}")
    joanna.press(re.compile("^Add the answer"), f"Minutes of {full_date(day)}")
    boxes(joanna).nth(2).fill("The Director answered that two posts were filled and one was advertised.")
    joanna.page.get_by_label(re.compile("^What was resolved on item 1")).select_option("To note")
    joanna.page.get_by_label(re.compile("^In words")).fill("that the report be noted")
    joanna.press("Save", f"Minutes of {full_date(day)}")
    joanna.reads("1 of 1 item done")
    numbers = joanna.page.locator("[data-paragraph] label.number [data-number]").all_text_contents()
    assert [number.partition(".")[2] for number in numbers] == ["1", "2", "3"]
    return numbers[1]


def publish_minutes(joanna: Visitor, day: datetime.date) -> None:
    joanna.press("Finish the minutes", "Finish the minutes")
    joanna.press("Finish the minutes", "Minutes")
    link = joanna.page.get_by_role("button", name="Publish the draft minutes")
    expect(link).to_be_visible(timeout=PDF_PATIENCE)
    joanna.follow("Publish the draft minutes", "Publish the draft minutes")
    joanna.press("Publish the draft minutes", "Minutes")
    joanna.reads("The draft minutes are published.")


def boxes(joanna: Visitor) -> Locator:
    return joanna.page.locator("[data-paragraph] textarea")
