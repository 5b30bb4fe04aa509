"""Journey A: a body is set up, meets, and tells the public in time."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from boards.dates import full_date
from boards.deadlines import last_publication_day
from tests.journeys.conftest import NewVisitor
from tests.journeys.council import Council
from tests.journeys.visitor import Visitor, spoken

pytestmark = pytest.mark.journey

BEGINNING = datetime.date(2024, 4, 1)
NAMES = {"desktop": "Youth Justice Scrutiny Committee", "phone": "Early Years Scrutiny Committee"}
ITEMS = ("Welcome and apologies", "Minutes of the last meeting", "Report of the Independent Chair")
PASSWORD = "lantern pebble orchard"


@pytest.mark.usually("phone")
def test_from_a_new_body_to_a_published_agenda(
    council: Council, signed_in: NewVisitor, new_visitor: NewVisitor, size: str
) -> None:
    name = NAMES[size]
    invited = f"robin.{size}@police.invalid"
    meeting_day = timezone.localdate() + datetime.timedelta(days=30)
    sam = signed_in("secretariat@demo.invalid", size)

    create_body(sam, name)
    add_member(sam, name, "Robin Hartley", invited, "Superintendent", f"Marlshire Police ({size})")
    add_member(sam, name, "Jo Whitfield", "", "Governor", f"Fellside Academies ({size})")
    sam.follow("Members now, before and to come", "Members")
    sam.press("Invite to sign in: Robin Hartley", name)
    sam.reads(f"An invitation is on its way to Robin Hartley at {invited}.")
    accept_invitation(council, new_visitor(size), invited)

    plan_meeting(sam, name, meeting_day)
    for title in ITEMS:
        add_item(sam, meeting_day, title)
    complete_last_item(sam, meeting_day)
    move_by_keyboard(sam)
    if size == "desktop":  # a finger scrolls: on a phone the buttons are the way
        move_by_dragging(sam)
    else:
        sam.page.get_by_role("button", name=spoken("Up: move item 3 up")).click()
        expect_items(sam, ITEMS[0], ITEMS[2], ITEMS[1])
    record_attendance(sam, meeting_day)
    publish_agenda(sam, name, meeting_day)
    act(sam, name, meeting_day)
    the_public_reads_it(new_visitor(size), name, meeting_day)


def create_body(sam: Visitor, name: str) -> None:
    sam.open("/desk/", "What needs you now")
    sam.follow("Bodies", "Bodies")
    sam.follow("Create a body", "Create a body")
    sam.press("Create the body", "Create a body")
    sam.is_told("Choose which rules bind it")
    sam.fill("Name", name)
    sam.fill_day("From when does it have this name?", BEGINNING)
    sam.choose("Committee")
    sam.choose("Statutory: the access rules of the Local Government Act 1972 apply")
    sam.fill("Purpose", "To ask how well children are served, and to say so in public.")
    sam.fill("Contact", "Democratic Services, 01632 960123")
    sam.press("Create the body", "Bodies")
    sam.follow(name, name)


def add_member(sam: Visitor, body: str, name: str, email: str, office: str, organisation: str) -> None:
    sam.follow("Members now, before and to come", "Members")
    sam.follow("Add a member", f"Add a member to {body}")
    sam.fill("Name of somebody new", name)
    sam.fill("Email address of somebody new", email)
    sam.choose("Board member")
    sam.fill("Office", office)
    sam.fill("An organisation that is not in the list", organisation)
    sam.fill_day("First day", BEGINNING)
    sam.fill_day("Last day", BEGINNING - datetime.timedelta(days=1))
    sam.press("Add the member", f"Add a member to {body}")
    sam.is_told("The last day must not be before the first day")
    sam.fill_day("Last day", datetime.date(2035, 3, 31))
    sam.press("Add the member", "Members")
    entry = sam.page.get_by_role("listitem").filter(has_text=name)
    expect(entry).to_contain_text(organisation)
    expect(entry).to_contain_text("from Monday 1 April 2024 to Saturday 31 March 2035")
    sam.follow(body, body)


def accept_invitation(council: Council, robin: Visitor, address: str) -> None:
    link = re.search(r"http://\S+", council.letter_to(address))
    assert link is not None
    robin.open(link.group().removeprefix(council.url), "Welcome, Robin Hartley")
    robin.fill("Choose a password", "short")
    robin.fill("Type the password again", "short")
    robin.press("Save and sign in", "Welcome, Robin Hartley")
    robin.is_told("too short")
    robin.fill("Choose a password", PASSWORD)
    robin.fill("Type the password again", PASSWORD)
    robin.press("Save and sign in", "What needs you now")
    robin.open(link.group().removeprefix(council.url), "This invitation cannot be used", status=404)


def plan_meeting(sam: Visitor, body: str, day: datetime.date) -> None:
    sam.follow("Plan a meeting", f"Plan a meeting of {body}")
    sam.fill_day("Date", day)
    sam.fill("Start time", "10.30am")
    sam.choose("In person", "How is it held?")
    sam.press("Plan the meeting", f"Plan a meeting of {body}")
    sam.is_told("Enter the venue, so that people know where to go")
    sam.fill("Venue", "Council Chamber, Shire Hall")
    sam.press("Plan the meeting", full_date(day))
    expect(sam.page.get_by_role("region", name="State of this meeting")).to_contain_text(
        f"Publish by {full_date(last_publication_day(day))}. Counted: "
    )


def add_item(sam: Visitor, day: datetime.date, title: str) -> None:
    sam.fill("Title", title)
    sam.press("Add the item", full_date(day))


def complete_last_item(sam: Visitor, day: datetime.date) -> None:
    form = sam.edit_in_place("Edit item 3")
    form.get_by_label("Purpose").fill("To receive what the Chair saw since June.")
    sam.choose("For discussion")
    sam.fill("Presenter", "Independent Chair")
    sam.page.get_by_label("A verbal update, without a paper").check()
    sam.saves_in_place(form)
    sam.reads("For discussion")


def move_by_keyboard(sam: Visitor) -> None:
    expect_items(sam, *ITEMS)
    up = sam.page.get_by_role("button", name=spoken("Up: move item 3 up"))
    up.focus()
    sam.page.keyboard.press("Enter")
    expect_items(sam, ITEMS[0], ITEMS[2], ITEMS[1])
    expect(sam.page.get_by_role("button", name=spoken("Up: move item 2 up"))).to_be_focused()
    sam.page.keyboard.press("Enter")
    expect_items(sam, ITEMS[2], ITEMS[0], ITEMS[1])
    to = sam.page.get_by_label("To position (item 1 of 3)")
    to.fill("3")
    to.press("Enter")
    expect_items(sam, *ITEMS[:2], ITEMS[2])
    sam.look()


def move_by_dragging(sam: Visitor) -> None:
    rows = sam.page.locator("#agenda ol > li")
    drag(rows.nth(2), rows.nth(0), after=False)
    expect_items(sam, ITEMS[2], ITEMS[0], ITEMS[1])
    drag(rows.nth(0), rows.nth(1), after=True)
    expect_items(sam, ITEMS[0], ITEMS[2], ITEMS[1])
    sam.page.reload()
    expect_items(sam, ITEMS[0], ITEMS[2], ITEMS[1])


def drag(row: Locator, target: Locator, *, after: bool) -> None:
    """Drag a row by its edge, to the upper or the lower half of another.

    Both are in view first: a page that scrolls under a pressed button starts no drag.
    """
    row.page.locator("#agenda").evaluate("(agenda) => agenda.scrollIntoView({ block: 'center' })")
    box = target.bounding_box()
    assert box is not None
    row.drag_to(
        target,
        source_position={"x": 4, "y": 4},
        target_position={"x": 4, "y": box["height"] - 6 if after else 6},
    )


def expect_items(sam: Visitor, *titles: str) -> None:
    """Item headings read "2. Title", whatever marks the number."""
    expect(sam.page.locator("#agenda ol").get_by_role("heading", level=3)).to_contain_text(list(titles))


def record_attendance(sam: Visitor, day: datetime.date) -> None:
    sam.follow("Record the attendance", "Attendance")
    robin = sam.page.get_by_role("group", name=re.compile("Robin Hartley"))
    robin.get_by_role("radio", name="Sent a substitute").check()
    sam.press("Save the attendance", "Attendance")
    sam.is_told("Enter who came instead of Robin Hartley")
    sam.fill("Who came instead of Robin Hartley?", "Chief Inspector Lee")
    sam.press("Save the attendance", re.compile("Attendance|" + full_date(day)))


def publish_agenda(sam: Visitor, body: str, day: datetime.date) -> None:
    sam.open(meeting_address(sam, body, day), full_date(day))
    sam.follow("Publish the agenda", "Publish the agenda")
    sam.reads(f"Publish by {full_date(last_publication_day(day))}")
    sam.press("Publish the agenda", full_date(day))
    expect(sam.page.get_by_text("Agenda published", exact=True)).to_be_visible()
    expect(sam.page.get_by_role("button", name=re.compile("^Up"))).to_have_count(0)


def act(sam: Visitor, body: str, day: datetime.date) -> None:
    for text in ("Send the survey to schools", "Book the chamber for June"):
        sam.fill("What is to be done?", text)
        sam.page.get_by_label("Who does it?").select_option(label="Jo Whitfield")
        sam.fill_day("By when?", day + datetime.timedelta(days=14))
        sam.press("Add the action", full_date(day))
    sam.follow("All actions of this body", "Actions")
    sam.follow(re.compile("^Close ?: Send the survey"), re.compile("Close"))
    sam.fill("What came of it?", "Sent to all 41 schools.")
    sam.press(re.compile("^Close the action"), "Actions")
    expect(sam.page.get_by_role("table", name=re.compile("Open actions"))).not_to_contain_text("survey")
    sam.follow("Closed", "Actions")
    expect(sam.page.get_by_role("row").filter(has_text="survey")).to_contain_text("Sent to all 41 schools.")


def the_public_reads_it(reader: Visitor, body: str, day: datetime.date) -> None:
    reader.open("/committees/", "Committees")
    reader.follow(body, body)
    reader.reads("Marlshire Police")
    reader.follow(full_date(day), re.compile(full_date(day)))
    main = reader.page.get_by_role("main")
    expect(main.get_by_role("list").get_by_role("heading", level=3)).to_contain_text(
        [ITEMS[0], ITEMS[2], ITEMS[1]]
    )
    expect(main).to_contain_text("To receive what the Chair saw since June.")
    expect(main).to_contain_text("clear days before")
    expect(main).not_to_contain_text("Book the chamber")


def meeting_address(sam: Visitor, body: str, day: datetime.date) -> str:
    return f"/desk/meetings/{body.lower().replace(' ', '-')}/{day:%Y-%m-%d}/"
