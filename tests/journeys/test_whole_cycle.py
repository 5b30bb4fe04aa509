"""A whole cycle in the browser: a rule changes, three meetings come of it, and their record is completed.

Each test tells the next part, in the order of this file, of one committee that is set up for a desktop and
of another for a phone. Nobody can hold a meeting that is still to come, so of the three that are planned
ahead the first is moved to yesterday and the third, when it is to confirm the minutes, to today. The agenda
of yesterday's meeting therefore goes out with less notice than the law asks for, and says so. The second
meeting stays in the future: its agenda and a paper that was to follow come in time, and then it is cancelled.
"""

import csv
import datetime
import io
import itertools
import re
from dataclasses import dataclass

import docx
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from boards.dates import full_date
from reports.deeds.papers import NO_REASON
from tests.journeys.conftest import SIZES, NewVisitor
from tests.journeys.visitor import Visitor, spoken
from tests.reports.documents.samples import pdf, saved, tracked_word

pytestmark = [pytest.mark.journey, pytest.mark.usually("desktop")]

BEGINNING = datetime.date(2024, 4, 1)
NAMES = {"desktop": "Fostering Scrutiny Committee", "phone": "Adoption Scrutiny Committee"}
CHAIR, MEMBER, SUBSTITUTED = "Councillor Ivo Marsh", "Councillor Edith Harrowby", "Councillor Ada Lunn"
THEME = "Homes near home"
STANDING = (
    "Apologies",
    "Declarations of interest",
    "Minutes of the last meeting",
    "Date of the next meeting",
)
HOMES, SIBLINGS, FEES = (
    "Homes for children in care",
    "Homes for brothers and sisters",
    "Fees paid to agencies",
)
AGENDA = (
    ("1", "Apologies for absence"),
    ("2", "Declarations of interest"),
    ("3", "Minutes of the last meeting"),
    ("4", HOMES),
    ("4.1", SIBLINGS),
    ("5", FEES),
    ("6", "Date of the next meeting"),
)
FEES_PURPOSE = "To compare what eleven agencies charge for a week."
WEIGHED = "The agencies bid again in spring: knowing each other’s fees they would all ask for the highest."
SHORT_NOTICE = "The secretariat changed hands, and the record is brought in after the day."
LATE = "The figures were agreed with the district on the morning of the meeting."
CANCELLED = "The inspectors are in the building all week."
RELEASED = "The contracts are signed, so nobody’s bid can be spoilt any more."
SUMMARY = "The committee compared what agencies charge, and asked for a report before the next contracts."
ACTION = "Ask the districts for homes with three bedrooms"
PDF_PATIENCE = 60_000  # milliseconds the worker may take to make a PDF


@dataclass
class Cycle:
    """One committee and its three meetings; ``fees`` is the address of the paper that is private at first."""

    size: str
    name: str
    today: datetime.date
    fees: str = ""
    waiting: int = 0

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")

    @property
    def proposed(self) -> list[datetime.date]:
        """Each second Wednesday: every month until the fourth, then every other month from the sixth.

        A second Wednesday is never a bank holiday, so that no proposal moves off its day.
        """
        days = [second_wednesday(months_on(self.today, count)) for count in (0, 1, 2, 3, 5, 7)]
        return [day for day in days if day >= self.today]

    @property
    def first(self) -> datetime.date:
        return self.today - datetime.timedelta(days=1)

    @property
    def second(self) -> datetime.date:
        return self.proposed[1]

    @property
    def third(self) -> datetime.date:
        return self.proposed[2]

    @property
    def desk(self) -> str:
        return f"/desk/bodies/{self.slug}/"

    def on_desk(self, day: datetime.date) -> str:
        return f"/desk/meetings/{self.slug}/{day}/"

    def in_public(self, day: datetime.date) -> str:
        return f"/meetings/{self.slug}/{day}/"


@pytest.fixture(scope="module", params=SIZES)
def cycle(request: pytest.FixtureRequest) -> Cycle:
    return Cycle(request.param, NAMES[request.param], timezone.localdate())


@pytest.fixture
def priya(signed_in: NewVisitor, cycle: Cycle) -> Visitor:
    """The secretary."""
    return signed_in("secretariat@demo.invalid", cycle.size)


@pytest.fixture
def joanna(signed_in: NewVisitor, cycle: Cycle) -> Visitor:
    """The clerk."""
    return signed_in("clerk@demo.invalid", cycle.size)


@pytest.fixture
def edith(signed_in: NewVisitor, cycle: Cycle) -> Visitor:
    """A member of the committee."""
    return signed_in("councillor@demo.invalid", cycle.size)


@pytest.fixture
def reader(new_visitor: NewVisitor, cycle: Cycle) -> Visitor:
    """Somebody who has not signed in."""
    return new_visitor(cycle.size)


def test_a_committee_is_set_up(priya: Visitor, cycle: Cycle) -> None:
    priya.open("/desk/bodies/new/", "Create a body")
    priya.fill("Name", cycle.name)
    priya.fill_day("From when does it have this name?", BEGINNING)
    priya.choose("Committee")
    priya.choose("Statutory: the access rules of the Local Government Act 1972 apply")
    priya.press("Create the body", "Bodies")
    add_member(priya, cycle, "", "Joanna Pell", "Scrutiny clerk", "Scrutiny Officer")
    add_member(priya, cycle, CHAIR, "", "Chair", "Chair of the committee")
    add_member(priya, cycle, "", MEMBER, "Councillor", "Vice-Chair of the committee")
    add_member(priya, cycle, SUBSTITUTED, "", "Councillor", "Stonebeck Rural division")
    priya.open(f"{cycle.desk}terms/new/", f"Terms of reference of {cycle.name}")
    priya.fill_day("In force from", BEGINNING)
    priya.fill("Quorum", "3")
    priya.fill("Terms of reference", "The committee looks at homes for children.")
    priya.press("Put in force", re.compile("."))
    priya.open("/desk/", "What needs you now")


def test_the_rule_changes_and_three_meetings_are_planned(priya: Visitor, cycle: Cycle) -> None:
    open_themes(priya, cycle)
    monthly, gap_from, sparse = (months_on(cycle.today, count) for count in (0, 4, 5))
    set_rule(priya, cycle, monthly, "Monthly", "So much has to be set up.")
    set_rule(
        priya,
        cycle,
        sparse,
        "Every other month",
        "What was begun needs time in between.",
        rule_before_until=gap_from - datetime.timedelta(days=1),
        review_on=months_on(cycle.today, 11),
    )
    priya.reads(f"from {full_date(monthly)} to {full_date(gap_from - datetime.timedelta(days=1))}")
    priya.follow("Meetings these rules propose", "Proposed meetings")
    priya.fill_day("Propose meetings until", months_on(cycle.today, 8) - datetime.timedelta(days=1))
    priya.press("Propose meetings until then", "Proposed meetings")
    expect(priya.page.locator(".proposals > li > fieldset > legend")).to_have_text(
        [f"{full_date(day)} at 10am" for day in cycle.proposed]
    )
    accept_three(priya, cycle)
    priya.open(f"{cycle.desk}themes/", "Themes")
    expect(priya.page.get_by_role("row").filter(has_text=THEME)).to_contain_text(full_date(cycle.first))


def test_a_template_becomes_an_agenda(priya: Visitor, cycle: Cycle) -> None:
    make_template(priya, cycle)
    priya.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    priya.follow("Build the agenda", "Build the agenda")
    expect(priya.page.get_by_label("Template")).to_have_value(re.compile(r"\d"))
    priya.press("Put these on the agenda", full_date(cycle.first))
    priya.reads("This body has no earlier meeting.")
    expect(item(priya, "Date of the next meeting")).to_contain_text(full_date(cycle.second))
    priya.fill("Title", FEES)
    priya.fill("Purpose", FEES_PURPOSE)
    priya.press("Add the item", full_date(cycle.first))
    move_up_by_keyboard(priya, "6", "5")
    priya.fill("Title", SIBLINGS)
    priya.page.get_by_label("Belongs under item 6").check()
    priya.press("Add the item", full_date(cycle.first))
    move_up_by_keyboard(priya, "6.1", "5.1", "4.1")
    form = priya.edit_in_place("Edit item 4")
    form.get_by_label("How long does it take?").fill("40")
    form.get_by_label("Presenter").fill("Head of Fostering")
    priya.saves_in_place(form)
    expect(item(priya, HOMES).first).to_contain_text("40 minutes")
    expect_agenda(priya)


def test_papers_come_in_and_are_looked_into(joanna: Visitor, cycle: Cycle) -> None:
    upload(joanna, cycle, "4", "Letter from the districts", "Letter", "letter.docx", marked_letter())
    joanna.reads("tracked change")
    joanna.reads("1 comment")
    expect(joanna.page.get_by_role("link", name="Publish the document")).to_have_count(0)
    joanna.press("Accept what was found", "Letter from the districts")
    joanna.is_told("The comments may go public")
    joanna.page.get_by_label("The tracked changes may go public").check()
    joanna.page.get_by_label("The comments may go public").check()
    joanna.press("Accept what was found", "Letter from the districts")
    publish_document(joanna, "Letter from the districts")
    upload(joanna, cycle, "4", "Homes by district", "Report", "homes.pdf", pdf(tagged=False))
    joanna.reads("This PDF is not tagged, so people who use a screen reader cannot read it.")
    publish_document(joanna, "Homes by district")


def test_an_item_and_its_paper_are_private(joanna: Visitor, cycle: Cycle) -> None:
    meeting = full_date(cycle.first)
    joanna.open(cycle.on_desk(cycle.first), meeting)
    joanna.follow("Make private: item 5", "Take this item in private")
    joanna.choose("Exempt: within one of the seven paragraphs, while the public interest asks for it")
    joanna.press("Take it in private", "Take this item in private")
    joanna.is_told("Choose at least one of the seven paragraphs")
    say_why(joanna)
    joanna.press("Take it in private", meeting)
    expect(item(joanna, FEES)).to_contain_text("Taken in private")
    drafted = joanna.page.get_by_role("region", name="Excluding the public")
    expect(drafted).to_contain_text(
        "under section 100A(4) of the Local Government Act 1972 the public be excluded"
    )
    expect(drafted).to_contain_text(f"item 5, “{FEES}” (paragraph 3: financial or business affairs)")
    upload(joanna, cycle, "5", f"Fees by agency, {cycle.name}", "Data or figures", "fees.pdf", pdf())
    joanna.follow(re.compile("^Not for publication"), "Keep this paper from the public")
    joanna.choose("Exempt: within one of the seven paragraphs, while the public interest asks for it")
    say_why(joanna)
    joanna.press("Keep it from the public", f"Fees by agency, {cycle.name}")
    publish_document(joanna, f"Fees by agency, {cycle.name}")
    cycle.fees = joanna.page.url.replace(f"{joanna.url}/desk/documents/", "/papers/")


def test_the_agenda_is_published_and_read(
    priya: Visitor, joanna: Visitor, edith: Visitor, reader: Visitor, cycle: Cycle
) -> None:
    publish_agenda(priya, cycle)
    reader.open(cycle.in_public(cycle.first), re.compile(full_date(cycle.first)))
    expect_agenda(reader)
    reader.reads(SHORT_NOTICE)
    reader.reads("Not for publication: exempt information under paragraph 3")
    for kept in (FEES_PURPOSE, "Fees by agency", WEIGHED):
        expect(reader.page.get_by_role("main")).not_to_contain_text(kept)
    reader.open(cycle.fees, "Page not found", status=404)
    assert "Fees by agency" not in reader.page.content()
    edith.open(cycle.fees, f"Fees by agency, {cycle.name}")
    edith.reads("Not for publication")

    bring_supplement(joanna, cycle)
    reader.open(cycle.in_public(cycle.first), re.compile(full_date(cycle.first)))
    supplement = item(reader, SIBLINGS)
    expect(supplement).to_contain_text(f"added on {full_date(cycle.today)}")
    expect(supplement).to_contain_text(f"Taken as urgent: {LATE}")
    in_time = item(reader, HOMES).locator(".item-papers > li").filter(has_text="Letter from the districts")
    expect(in_time).not_to_contain_text("added on")


def test_a_paper_to_follow_comes_in_time(
    priya: Visitor, joanna: Visitor, reader: Visitor, cycle: Cycle
) -> None:
    second, title = full_date(cycle.second), "The year in figures"
    priya.open(cycle.on_desk(cycle.second), second)
    priya.follow("Build the agenda", "Build the agenda")
    priya.press("Put these on the agenda", second)
    priya.follow("Add a paper to item 4", "Add a paper")
    priya.choose("A paper that is not ready: it is to follow")
    priya.press("Add the paper", "Add a paper")
    priya.is_told("Enter the title of the paper that is to follow")
    priya.fill("If it is to follow: what is it called?", title)
    priya.fill_day("If it is to follow: when is it expected?", cycle.today)
    priya.press("Add the paper", second)
    priya.follow("Publish the agenda", "Publish the agenda")
    priya.press("Publish the agenda", second)
    reader.open(cycle.in_public(cycle.second), re.compile(second))
    expect(item(reader, HOMES)).to_contain_text(f"{title} · to follow, expected {full_date(cycle.today)}")
    bring_what_was_to_follow(joanna, cycle, title)
    reader.open(cycle.in_public(cycle.second), re.compile(second))
    expect(item(reader, HOMES)).to_contain_text(f"added on {full_date(cycle.today)}")
    expect(reader.page.get_by_role("main")).not_to_contain_text("to follow")
    expect(reader.page.get_by_role("main")).not_to_contain_text("urgent:")


def test_the_second_meeting_is_cancelled(priya: Visitor, reader: Visitor, cycle: Cycle) -> None:
    priya.open(cycle.on_desk(cycle.second), full_date(cycle.second))
    priya.follow("Cancel or postpone", "Cancel or postpone the meeting")
    priya.choose("Cancel it")
    priya.press("Save and tell readers", "Cancel or postpone the meeting")
    priya.is_told("Say why. Readers see the reason")
    priya.fill("Why?", CANCELLED)
    priya.press("Save and tell readers", full_date(cycle.second))
    reader.open(cycle.in_public(cycle.second), re.compile(full_date(cycle.second)))
    said = reader.page.get_by_role("region", name="This meeting does not take place")
    expect(said).to_contain_text(f"Cancelled on {full_date(cycle.today)}: {CANCELLED}")
    expect(item(reader, HOMES)).to_contain_text("The year in figures")
    for address in (f"{cycle.in_public(cycle.second)}meeting.ics", f"/calendars/{cycle.slug}.ics"):
        answer = reader.page.request.get(f"{reader.url}{address}")
        assert answer.headers["content-type"].startswith("text/calendar")
        events = [part for part in answer.text().split("BEGIN:VEVENT") if f"{cycle.second:%Y%m%d}T" in part]
        assert [("STATUS:CANCELLED" in event) for event in events] == [True]
    reader.open(cycle.in_public(cycle.first), re.compile(full_date(cycle.first)))
    expect(item(reader, "Date of the next meeting")).to_contain_text(full_date(cycle.third))


def test_at_the_meeting(priya: Visitor, cycle: Cycle) -> None:
    record_attendance(priya, cycle)
    declare_interest(priya, cycle)
    add_action(priya, cycle)
    decide_items(priya, cycle)


def test_the_meeting_is_closed_when_nothing_is_undecided(priya: Visitor, cycle: Cycle) -> None:
    meeting = full_date(cycle.first)
    priya.open("/desk/?all=1", "What needs you now")
    cycle.waiting = own_needs(priya, cycle).count()
    priya.follow(
        f"Close the meeting: Meeting of the {cycle.name}, {cycle.first:%-d %B %Y}", "Close the meeting"
    )
    priya.reads("Quorate")
    priya.reads("Item 6, “Date of the next meeting”, has no outcome.")
    expect(priya.page.get_by_role("button", name="Close the meeting")).to_have_count(0)
    priya.follow(re.compile("^Decide item 6"), "Outcome of item 6: Date of the next meeting")
    priya.choose("Dealt with")
    priya.press("Record the outcome", meeting)
    priya.follow("What is still undecided, and closing the meeting", "Close the meeting")
    expect(priya.page.get_by_role("heading", name="Still undecided")).to_have_count(0)
    priya.press("Close the meeting", re.compile("closed|" + meeting))
    priya.open(cycle.on_desk(cycle.first), meeting)
    priya.reads(f"Closed on {full_date(cycle.today)}")
    priya.open("/desk/?all=1", "What needs you now")
    expect(own_needs(priya, cycle).filter(has_text="Close the meeting")).to_have_count(0)
    assert own_needs(priya, cycle).count() < cycle.waiting


def test_minutes_are_written_and_published(joanna: Visitor, reader: Visitor, cycle: Cycle) -> None:
    write_minutes(joanna, cycle)
    publish_minutes(joanna)
    reader.open(cycle.in_public(cycle.first), re.compile(full_date(cycle.first)))
    reader.follow("Read the minutes", re.compile("^Minutes"))
    reader.reads("These are draft minutes until a later meeting confirms them.")
    reader.reads(SUMMARY)
    reader.reads(LATE)
    assert "Said behind closed doors" not in reader.page.content()


def test_the_third_meeting_confirms_them(
    priya: Visitor, joanna: Visitor, reader: Visitor, cycle: Cycle
) -> None:
    hold_third_meeting(priya, cycle)
    joanna.open(f"{cycle.on_desk(cycle.first)}minutes/", "Minutes")
    joanna.follow("Confirm the minutes", f"Confirm the minutes of {full_date(cycle.first)}")
    expect(joanna.field("Who was in the chair and signed them?")).to_have_value(CHAIR)
    joanna.press("Confirm the minutes", "Minutes")
    joanna.reads(f"Confirmed by the meeting on {full_date(cycle.today)}, signed by {CHAIR}.")
    reader.open(f"{cycle.in_public(cycle.first)}minutes/", re.compile("^Minutes"))
    reader.reads(f"Confirmed by the meeting on {full_date(cycle.today)} and signed by its chair, {CHAIR}.")
    reader.open(cycle.in_public(cycle.first), re.compile(full_date(cycle.first)))
    expect(reader.page.get_by_text("Confirmed", exact=True)).to_be_visible()


def test_the_item_and_its_paper_are_released(joanna: Visitor, reader: Visitor, cycle: Cycle) -> None:
    title = f"Fees by agency, {cycle.name}"
    reader.open(cycle.fees, "Page not found", status=404)
    release_item(joanna, cycle)
    joanna.follow(title, title)
    joanna.follow("Release it to everybody", "Release this paper to everybody")
    joanna.fill("Why can it be public now?", RELEASED)
    joanna.press("Prepare the release", "Release this paper to everybody")
    joanna.press("Release it to everybody", title)
    reader.open(cycle.fees, title)
    reader.reads(f"Released: {RELEASED}")
    expect(reader.page.get_by_role("main")).not_to_contain_text("Not for publication")
    reader.open(cycle.in_public(cycle.first), re.compile(full_date(cycle.first)))
    expect(item(reader, FEES)).to_contain_text(FEES_PURPOSE)
    reader.follow(title, title)


def test_the_registers(priya: Visitor, cycle: Cycle) -> None:
    open_register(priya, cycle, "attendance")
    expect(row_of(priya, CHAIR)).to_contain_text("100%, 1 of 1 meeting")
    sent = row_of(priya, SUBSTITUTED).locator("[data-label='Substitute sent']")
    expect(sent).to_have_text("1")
    rows = table(priya)
    assert [row["Member"] for row in rows] == sorted([CHAIR, MEMBER, SUBSTITUTED])
    open_register(priya, cycle, "declarations")
    expect(row_of(priya, MEMBER)).to_contain_text("Disclosable pecuniary interest")
    rows = table(priya)
    assert [row["Person"] for row in rows] == [MEMBER]
    priya.open(f"{cycle.desk}registers/actions/", "Register of actions")
    expect(row_of(priya, ACTION)).to_contain_text(MEMBER)
    rows = table(priya)
    assert [(row["Action"], row["Owner"]) for row in rows] == [(ACTION, MEMBER)]


# ---- Setting up


def add_member(priya: Visitor, cycle: Cycle, name: str, known: str, role: str, office: str) -> None:
    priya.open(f"{cycle.desk}members/add/", f"Add a member to {cycle.name}")
    if known:
        person = priya.page.get_by_label("Person").get_by_role("option").filter(has_text=known)
        priya.page.get_by_label("Person").select_option(value=person.first.get_attribute("value"))
    else:
        priya.fill("Name of somebody new", name)
    priya.choose(role)
    if role == "Chair":
        priya.page.get_by_label("What kind of chair?").select_option(label="Elected")
    priya.fill("Office", office)
    priya.fill_day("First day", BEGINNING)
    priya.press("Add the member", "Members")


def open_themes(priya: Visitor, cycle: Cycle) -> None:
    priya.open(f"{cycle.desk}themes/", "Themes")
    priya.follow("Add a theme", "Add a theme")
    priya.fill("Name of the theme", THEME)
    priya.press("Add the theme", "Themes")
    priya.reads("1 theme never came up.")


def set_rule(
    priya: Visitor,
    cycle: Cycle,
    begins: datetime.date,
    how_often: str,
    reason: str,
    rule_before_until: datetime.date | None = None,
    review_on: datetime.date | None = None,
) -> None:
    priya.open(f"{cycle.desk}frequency/", "How often it meets")
    priya.follow("Set a new rule", f"How often {cycle.name} meets")
    priya.page.get_by_label("How often does it meet?").select_option(label=how_often)
    priya.page.get_by_label("In which week of the month?").select_option(label="Second")
    priya.page.get_by_label("On which day of the week?").select_option(label="Wednesday")
    priya.fill("Start time", "10am")
    priya.fill_day("From which day?", begins)
    if rule_before_until:
        priya.fill_day("Last day of the rule before", rule_before_until)
    priya.fill("Why does the body meet this often from then?", reason)
    if review_on:
        priya.fill_day("To be reviewed on", review_on)
    priya.press("Set the rule", "How often it meets")


def accept_three(priya: Visitor, cycle: Cycle) -> None:
    lines = priya.page.locator(".proposals > li")
    for count in range(3):
        line = lines.nth(count)
        line.get_by_label("Plan this meeting").check()
        line.locator("summary").click()
        line.get_by_label("Venue").fill("Committee Room 1, Shire Hall")
    moved = lines.first
    for part in ("day", "month", "year"):
        moved.get_by_label(part.capitalize(), exact=True).fill(str(getattr(cycle.first, part)))
    moved.get_by_label(re.compile("^Theme")).select_option(label=THEME)
    priya.look()
    priya.press("Plan the chosen meetings", "Meetings")
    priya.reads("3 meetings are planned.")
    for day in (cycle.first, cycle.second, cycle.third):
        expect(priya.page.get_by_role("link", name=full_date(day))).to_be_visible()


# ---- Agenda and papers


def make_template(priya: Visitor, cycle: Cycle) -> None:
    priya.open(f"{cycle.desk}agenda-templates/", "Templates of agendas")
    priya.fill("Name", "Ordinary meeting")
    priya.press("Create the template", "Ordinary meeting")
    for kind in STANDING[:3]:
        add_standing(priya, kind)
    priya.fill("Title", HOMES)
    priya.press("Add the item", "Ordinary meeting")
    add_standing(priya, STANDING[3])
    expect(titles(priya)).to_contain_text(["Apologies", "Declarations", "Minutes", HOMES, "Date of the next"])


def add_standing(priya: Visitor, kind: str) -> None:
    priya.page.get_by_label("What arrives under it by itself?").select_option(label=kind)
    priya.press("Add the item", "Ordinary meeting")


def move_up_by_keyboard(priya: Visitor, *numbers: str) -> None:
    """Enter on the button "Up": the item goes from one of these numbers to the next, and keeps the focus."""
    for number, to in itertools.pairwise(numbers):
        button = priya.page.get_by_role("button", name=spoken(f"Up: move item {number} up"))
        if number == numbers[0]:
            button.focus()
        expect(button).to_be_focused()
        priya.page.keyboard.press("Enter")
        expect(priya.page.get_by_role("button", name=spoken(f"Up: move item {to} up"))).to_be_focused()
    priya.look()


def upload(
    joanna: Visitor, cycle: Cycle, number: str, title: str, kind: str, filename: str, content: bytes
) -> None:
    joanna.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    joanna.follow(f"Upload a document to item {number}", "Upload a document")
    choose_file(joanna, filename, content)
    joanna.fill("Title", title)
    joanna.choose(kind)
    joanna.fill("What does it show?", "How many homes there are, and where.")
    joanna.press("Upload the document", title)


def choose_file(who: Visitor, filename: str, content: bytes) -> None:
    who.page.get_by_label("The file").set_input_files(
        {"name": filename, "mimeType": "application/octet-stream", "buffer": content}
    )


def marked_letter() -> bytes:
    """A letter in which Ann and Ben left their changes, and Cleo a comment."""
    letter = docx.Document(io.BytesIO(tracked_word()))
    letter.add_comment(letter.paragraphs[0].runs[0], text="Is this so?", author="Cleo Reader", initials="CR")
    return saved(letter)


def publish_document(joanna: Visitor, title: str) -> None:
    joanna.follow("Publish the document", "Publish the document")
    joanna.press("Publish", title)
    expect(joanna.page.get_by_text("Published", exact=True).first).to_be_visible()


def say_why(joanna: Visitor) -> None:
    joanna.page.get_by_label("3. Financial or business affairs").check()
    joanna.fill("Exempt: why does keeping it outweigh disclosing it?", WEIGHED)


def publish_agenda(priya: Visitor, cycle: Cycle) -> None:
    priya.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    priya.follow("Publish the agenda", "Publish the agenda")
    priya.press("Publish the agenda", "Publish the agenda")
    priya.is_told("Enter why the meeting is convened at short notice")
    priya.fill("Why is the meeting convened at short notice?", SHORT_NOTICE)
    priya.fill_day("On which day was it convened?", cycle.first - datetime.timedelta(days=2))
    priya.fill("At what time was it convened?", "9am")
    priya.press("Publish the agenda", full_date(cycle.first))
    expect(priya.page.get_by_text("Agenda published", exact=True)).to_be_visible()


def bring_supplement(joanna: Visitor, cycle: Cycle) -> None:
    """A paper after publication: with so little notice left, the chair has to say why."""
    title = "Brothers and sisters placed apart"
    joanna.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    joanna.follow("Upload a document to item 4.1", "Upload a document")
    choose_file(joanna, "siblings.pdf", pdf())
    joanna.fill("Title", title)
    joanna.choose("Report")
    joanna.press("Upload the document", "Upload a document")
    joanna.is_told(NO_REASON.rstrip("."))
    choose_file(joanna, "siblings.pdf", pdf())
    joanna.fill("The special circumstances by which the chair finds the paper urgent", LATE)
    joanna.press("Upload the document", title)
    publish_document(joanna, title)


def bring_what_was_to_follow(joanna: Visitor, cycle: Cycle, title: str) -> None:
    joanna.open(cycle.on_desk(cycle.second), full_date(cycle.second))
    joanna.follow("Upload a document to item 4", "Upload a document")
    choose_file(joanna, "figures.pdf", pdf())
    joanna.fill("Title", title)
    joanna.choose("Data or figures")
    joanna.choose(f"Yes: “{title}”")
    joanna.press("Upload the document", title)
    publish_document(joanna, title)


# ---- At the meeting


def record_attendance(priya: Visitor, cycle: Cycle) -> None:
    priya.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    priya.follow("Record the attendance", "Attendance")
    priya.reads("The attendance is not recorded yet; 3 voting members are needed")
    answer(priya, CHAIR, "Present")
    answer(priya, MEMBER, "Present")
    late = priya.group(MEMBER)
    late.locator("summary").click()
    late.get_by_label("Arrived late, at").fill("10.20am")
    answer(priya, SUBSTITUTED, "Sent a substitute")
    priya.fill(f"Who came instead of {SUBSTITUTED}?", "Councillor Sol Adeyemi")
    priya.look()
    priya.press("Save the attendance", "Attendance")
    priya.reads("The attendance is saved.")
    priya.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    priya.reads(f"{MEMBER}, Vice-Chair of the committee, arrived at 10.20am")
    priya.reads(f"Councillor Sol Adeyemi (for {SUBSTITUTED})")
    priya.reads(f"{CHAIR} (in the chair)")
    priya.reads("Quorate from 10.20am: 3 of the 3 needed.")


def answer(priya: Visitor, name: str, how: str) -> None:
    priya.group(name).get_by_role("radio", name=how, exact=True).check()


def declare_interest(priya: Visitor, cycle: Cycle) -> None:
    last_day = cycle.first + datetime.timedelta(days=27)
    priya.follow("Declare an interest on item 4", "Declarations of interest on item 4")
    priya.reads("within 28 days")
    priya.reads(f"Declared at this meeting, the last day is {full_date(last_day)}.")
    chosen = priya.page.get_by_label("Who declares it?").get_by_role("option").filter(has_text=MEMBER)
    priya.page.get_by_label("Who declares it?").select_option(value=chosen.get_attribute("value"))
    priya.choose("Disclosable pecuniary interest")
    priya.fill("What is the interest?", "I let a house to a foster carer.")
    priya.page.get_by_label("Left the room for this item").check()
    priya.press("Record the declaration", "Declarations of interest on item 4")
    priya.reads("not in the register yet")


def add_action(priya: Visitor, cycle: Cycle) -> None:
    priya.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    priya.fill("What is to be done?", ACTION)
    priya.page.get_by_label("Who does it?").select_option(label=MEMBER)
    priya.fill_day("By when?", cycle.today + datetime.timedelta(days=14))
    priya.page.get_by_label("Agreed under").select_option(label=f"Item 4: {HOMES}")
    priya.press("Add the action", full_date(cycle.first))
    expect(priya.page.get_by_role("listitem").filter(has_text=ACTION)).to_contain_text(MEMBER)


def decide_items(priya: Visitor, cycle: Cycle) -> None:
    """All but the last; the sub-item is carried, and an item decided too soon is reopened."""
    meeting = full_date(cycle.first)
    priya.follow("Carried or withdrawn: item 4.1", f"Outcome of item 4.1: {SIBLINGS}")
    priya.choose("Carried to a later meeting")
    priya.fill("Note", "The author was ill.")
    priya.press("Record the outcome", meeting)
    for number in ("1", "2", "3", "4", "5"):
        priya.press(f"Dealt with: item {number}", meeting)
    expect(priya.page.get_by_role("link", name=spoken("Declare an interest on item 4"))).to_have_count(0)
    priya.follow("Reopen item 3", "Reopen item 3: Minutes of the last meeting")
    priya.press("Reopen the item", "Reopen item 3: Minutes of the last meeting")
    priya.is_told("Say why it is reopened")
    priya.fill("Why is it reopened?", "A member had a question after all.")
    priya.press("Reopen the item", meeting)
    expect(item(priya, "Minutes of the last meeting")).to_contain_text("A member had a question after all.")
    priya.press("Dealt with: item 3", meeting)


def own_needs(who: Visitor, cycle: Cycle) -> Locator:
    return who.page.locator("ul.needs > li").filter(has_text=cycle.name)


# ---- Minutes


def write_minutes(joanna: Visitor, cycle: Cycle) -> None:
    heading = f"Minutes of {full_date(cycle.first)}"
    joanna.open(f"{cycle.on_desk(cycle.first)}minutes/", "Minutes")
    joanna.press("Start the minutes", heading)
    sections = joanna.page.locator("[data-section]")
    for place, (number, title) in enumerate(AGENDA):
        section = sections.nth(place)
        said = "Said behind closed doors." if title == FEES else f"The committee spoke of item {number}."
        section.locator("[data-paragraph] textarea").first.fill(said)
        section.get_by_label(re.compile("^What was resolved on item")).select_option("To note")
        section.get_by_label(re.compile("^In words")).fill("that it be noted")
        if title == FEES:
            section.get_by_label(re.compile("^Public summary")).fill(SUMMARY)
    joanna.press("Save", heading)
    joanna.reads("7 of 7 items done")


def publish_minutes(joanna: Visitor) -> None:
    joanna.press("Finish the minutes", "Finish the minutes")
    joanna.press("Finish the minutes", "Minutes")
    expect(joanna.page.get_by_role("button", name="Publish the draft minutes")).to_be_visible(
        timeout=PDF_PATIENCE
    )
    joanna.follow("Publish the draft minutes", "Publish the draft minutes")
    joanna.press("Publish the draft minutes", "Minutes")
    joanna.reads("They are draft minutes until a later meeting confirms them.")


def release_item(joanna: Visitor, cycle: Cycle) -> None:
    """Before its paper: what is on a private item cannot be public."""
    joanna.open(cycle.on_desk(cycle.first), full_date(cycle.first))
    joanna.follow("Release item 5", "Release this item")
    joanna.fill("Why can it be public now?", RELEASED)
    joanna.press("Release the item", full_date(cycle.first))


def hold_third_meeting(priya: Visitor, cycle: Cycle) -> None:
    """It is put on today; its agenda is built from the template, and the minutes are on it by themselves."""
    today = full_date(cycle.today)
    priya.open(f"{cycle.on_desk(cycle.third)}change/", "Change the date, time or place")
    priya.fill_day("Date", cycle.today)
    priya.press("Save the meeting", today)
    priya.follow("Build the agenda", "Build the agenda")
    expect(priya.page.get_by_label(re.compile(SIBLINGS))).to_be_checked()
    priya.press("Put these on the agenda", today)
    brought = item(priya, "Minutes of the last meeting")
    expect(brought).to_contain_text(f"Minutes of the {cycle.name}, {cycle.first:%-d %B %Y}")
    expect(item(priya, SIBLINGS)).to_contain_text(f"Carried forward from {full_date(cycle.first)}")
    priya.follow("Record the attendance", "Attendance")
    priya.press("Mark everyone without an answer as present", "Attendance")
    priya.reads("Quorate: 3 of the 3 needed.")


# ---- Finding things


def item(who: Visitor, title: str) -> Locator:
    """An item of an agenda with what is under it, on the desk or in public."""
    heading = who.page.get_by_role("heading", level=3).filter(has_text=title)
    return who.page.locator("ol.agenda li").filter(has=heading).last


def titles(who: Visitor) -> Locator:
    return who.page.locator("ol.agenda").first.get_by_role("heading", level=3)


def expect_agenda(who: Visitor) -> None:
    expect(titles(who)).to_have_text([f"Item {number}: {title}" for number, title in AGENDA])


def row_of(who: Visitor, name: str) -> Locator:
    return who.page.get_by_role("row").filter(has=who.page.get_by_role("rowheader").filter(has_text=name))


def open_register(priya: Visitor, cycle: Cycle, name: str) -> None:
    """For the days of this cycle alone: by itself a register covers the municipal year."""
    priya.open(f"{cycle.desk}registers/{name}/", f"Register of {name}")
    priya.fill_day("From", cycle.first)
    priya.fill_day("To", cycle.today)
    priya.press("Show this period", f"Register of {name}")


def table(who: Visitor) -> list[dict[str, str]]:
    """The register on the page as the file that a spreadsheet opens."""
    address = who.page.get_by_role("link", name=re.compile(r"\(CSV\)$")).get_attribute("href")
    answer = who.page.request.get(f"{who.url}{address}")
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text().removeprefix("\ufeff"))))


def months_on(day: datetime.date, count: int) -> datetime.date:
    """The first day of the month that comes ``count`` months after that of ``day``."""
    years, month = divmod(day.month - 1 + count, 12)
    return datetime.date(day.year + years, month + 1, 1)


def second_wednesday(month: datetime.date) -> datetime.date:
    return month + datetime.timedelta(days=(2 - month.weekday()) % 7 + 7)
