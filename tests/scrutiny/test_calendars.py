"""Calendar files, read back by a strict little reader of RFC 5545."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from boards.dates import full_date
from boards.deeds.meetings import cancel_meeting, change_meeting, postpone_meeting, reinstate_meeting
from boards.models import Meeting
from scrutiny import reading
from scrutiny.calendar_file import calendar_of
from tests.builders import make_item, make_meeting
from tests.cast import Cast

BOARD = "childrens-improvement-board"
CALENDAR = f"/calendars/{BOARD}.ics"
SOON = timezone.localdate() + datetime.timedelta(days=20)
DAY = datetime.timedelta(days=1)

Event = dict[str, str]
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "LAST-MODIFIED", "DESCRIPTION"}
INSTANT = re.compile(r"[0-9]{8}T[0-9]{6}Z")


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = "https://boards.marlshire.example"


# ---- the reader


def read(content: bytes) -> tuple[Event, list[Event]]:
    """The properties of the calendar and of its events; fails on what RFC 5545 does not allow."""
    assert content.endswith(b"\r\n")
    raw = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line for line in raw)
    assert max(len(line) for line in raw) <= 75
    lines = unfolded([line.decode() for line in raw])
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    calendar: Event = {}
    events: list[Event] = []
    here = calendar
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            events.append(here := {})
        elif line == "END:VEVENT":
            here = calendar
        else:
            name, value = property_of(line)
            assert name not in here, f"{name} twice"
            here[name] = value
    assert {"VERSION", "PRODID"} <= set(calendar)
    for event in events:
        check(event)
    return calendar, events


def unfolded(raw: list[str]) -> list[str]:
    lines: list[str] = []
    for line in raw:
        assert line.strip(), "an empty line"
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def property_of(line: str) -> tuple[str, str]:
    found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", line)
    assert found, line
    name, value = found[1], found[3]
    if name in ("SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME"):
        return name, text_of(value)
    return name, value


def text_of(value: str) -> str:
    """A value of type TEXT without its escapes; a bare comma, semicolon or backslash is an error."""
    pieces = re.findall(r"\\[\\;,nN]|[^\\;,]", value)
    assert "".join(pieces) == value, value
    marks = {"\\n": "\n", "\\N": "\n"}
    return "".join(marks.get(piece, piece[-1]) if piece.startswith("\\") else piece for piece in pieces)


def check(event: Event) -> None:
    assert set(event) >= ONCE
    assert all(INSTANT.fullmatch(event[name]) for name in ("DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"))
    assert event["DTSTART"] < event["DTEND"]
    assert event["STATUS"] in ("CONFIRMED", "CANCELLED")
    assert int(event["SEQUENCE"]) >= 0


@pytest.mark.parametrize(
    "broken",
    [
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n",
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{'x' * 80}\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nNAME:a,b\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_reader_notices_what_is_not_allowed(broken: str) -> None:
    with pytest.raises(AssertionError):
        read(broken.encode())


def subscribed() -> list[Event]:
    response = Client().get(CALENDAR)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return read(response.content)[1]


def of(meeting: Meeting) -> Event:
    [event] = read(Client().get(f"{meeting.get_absolute_url()}meeting.ics").content)[1]
    return event


# ---- what they say


def test_hostile_and_long_words_survive_the_file(cast: Cast) -> None:
    cast.board.contact = "Board support; 01632 960001, weekdays"
    cast.board.save()
    directions = "Entrance at the back:\nring \\ knock, then wait; " + "Großer Saal – naïve ü" * 9
    venue = "Room 1, Shire Hall; END:VEVENT"
    meeting = make_meeting(cast.board, SOON, venue=venue, directions=directions, link="https://meet.test/a,b")
    event = of(meeting)
    assert event["LOCATION"] == venue
    assert event["DESCRIPTION"].split("\n") == [
        "Join or watch: https://meet.test/a,b",
        "Entrance at the back:",
        "ring \\ knock, then wait; " + "Großer Saal – naïve ü" * 9,
        "Contact: Board support; 01632 960001, weekdays",
        f"Agenda and papers: https://boards.marlshire.example{meeting.get_absolute_url()}",
    ]
    assert (event["SUMMARY"], event["STATUS"]) == ("Children's Improvement Board", "CONFIRMED")


def test_times_are_those_of_london_in_summer_and_in_winter(cast: Cast) -> None:
    at: dict[str, Any] = {"starts_at": datetime.time(14, 30)}
    assert of(make_meeting(cast.board, "2019-10-10", **at))["DTSTART"] == "20191010T133000Z"
    assert of(make_meeting(cast.board, "2019-11-14", **at))["DTSTART"] == "20191114T143000Z"


def test_the_end_is_that_of_the_agenda_once_readers_may_know_it(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2019-11-14")
    make_item(meeting, "One", minutes_planned=20)
    two = make_item(meeting, "Two")
    assert of(meeting)["DTEND"] == "20191114T120000Z"
    two.minutes_planned = 25
    two.save()
    assert of(meeting)["DTEND"] == "20191114T120000Z"  # the agenda is not published
    Meeting.objects.update(agenda_published_at=timezone.now(), agenda_published_by=cast.sam)
    assert of(meeting)["DTEND"] == "20191114T104500Z"
    assert in_subscription(meeting)["DTEND"] == "20191114T104500Z"


def in_subscription(meeting: Meeting) -> Event:
    """The meeting as a subscription has it, however long ago it was."""
    file = calendar_of(reading.in_diaries().filter(pk=meeting.pk), name="Name; of, it")
    calendar, [event] = read(file.encode())
    assert calendar["NAME"] == "Name; of, it"
    return event


def test_a_cancelled_meeting_says_so_in_every_diary(cast: Cast) -> None:
    meeting = make_meeting(cast.board, SOON, link="https://meet.test/")
    before = of(meeting)
    cancel_meeting(by=cast.sam, meeting=meeting, version=1, reason="Snow, and ice.")
    [event] = subscribed()
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Cancelled: Children's Improvement Board")
    assert event["DESCRIPTION"].startswith("Cancelled: Snow, and ice.\n")
    assert "Join or watch" not in event["DESCRIPTION"]
    assert event["UID"] == before["UID"]
    assert int(event["SEQUENCE"]) > int(before["SEQUENCE"])
    assert event["LAST-MODIFIED"] >= before["LAST-MODIFIED"]
    assert event == of(meeting)
    reinstate_meeting(by=cast.sam, meeting=meeting, version=2, reason="Thaw.")
    [again] = subscribed()
    assert (again["STATUS"], again["SUMMARY"]) == ("CONFIRMED", "Children's Improvement Board")
    assert int(again["SEQUENCE"]) > int(event["SEQUENCE"])


def test_a_postponed_meeting_names_its_new_date_and_the_new_one_is_there(cast: Cast) -> None:
    meeting = make_meeting(cast.board, SOON)
    off = postpone_meeting(by=cast.sam, meeting=meeting, version=1, reason="Snow.", new_date=SOON + 7 * DAY)
    old, new = subscribed()
    assert (old["STATUS"], old["SUMMARY"]) == ("CANCELLED", "Postponed: Children's Improvement Board")
    assert f"The new date is {full_date(SOON + 7 * DAY)}." in old["DESCRIPTION"]
    assert (new["STATUS"], new["SUMMARY"]) == ("CONFIRMED", "Children's Improvement Board")
    assert new["UID"] != old["UID"]
    assert off.moved_to is not None
    assert new["DTSTART"].startswith(off.moved_to.date.strftime("%Y%m%d"))


def test_a_meeting_keeps_its_identity_when_it_moves_to_another_day(cast: Cast) -> None:
    meeting = make_meeting(cast.board, SOON)
    before = of(meeting)
    facts: dict[str, Any] = {"starts_at": datetime.time(10), "mode": "in-person", "venue": "Shire Hall"}
    moved = change_meeting(by=cast.sam, meeting=meeting, version=1, date=SOON + DAY, **facts)
    after = of(moved)
    assert after["UID"] == before["UID"]
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (1, 2)
    assert after["DTSTART"] > before["DTSTART"]


def test_an_extraordinary_meeting_and_the_name_of_its_day(cast: Cast) -> None:
    meeting = make_meeting(cast.board, SOON, extraordinary_reason="The letter came.")
    cast.board.names.create(name="Improvement Board", since=SOON)
    assert of(meeting)["SUMMARY"] == "Improvement Board (extraordinary meeting)"


def test_the_calendar_of_a_body_goes_back_one_year_and_has_its_own_meetings_only(cast: Cast) -> None:
    today = timezone.localdate()
    make_meeting(cast.board, today - 400 * DAY)
    make_meeting(cast.board, today - 300 * DAY)
    make_meeting(cast.board, today + 300 * DAY)
    make_meeting(cast.committee, today + 5 * DAY)
    days = [event["DTSTART"][:8] for event in subscribed()]
    assert days == [(today - 300 * DAY).strftime("%Y%m%d"), (today + 300 * DAY).strftime("%Y%m%d")]


def test_an_empty_calendar_is_a_calendar_and_an_unknown_body_has_none(cast: Cast) -> None:
    assert subscribed() == []
    assert Client().get("/calendars/never-existed.ics").status_code == 404
    assert Client().post(CALENDAR).status_code == 405


def test_nothing_of_an_agenda_is_in_it(cast: Cast) -> None:
    meeting = make_meeting(cast.board, SOON)
    make_item(meeting, "canaryitem", purpose="canarypurpose")
    assert b"canary" not in Client().get(CALENDAR).content


def test_the_page_of_the_body_leads_to_it(cast: Cast) -> None:
    page = Client().get(cast.board.get_absolute_url()).content.decode()
    assert f'href="{CALENDAR}">Subscribe to its calendar' in page


def test_fifty_meetings_take_as_many_queries_as_one(cast: Cast) -> None:
    counts = []
    for number in range(50):
        if number in (1, 49):
            with CaptureQueriesContext(connection) as queries:
                Client().get(CALENDAR)
            counts.append(len(queries))
        make_item(make_meeting(cast.board, SOON + number * DAY), "Welcome")
    assert counts[0] == counts[1]
