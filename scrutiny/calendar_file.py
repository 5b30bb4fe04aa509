"""Meetings as a calendar file (RFC 5545), for one entry in a diary or a subscription to a body's calendar."""

import datetime
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from boards.dates import full_date
from boards.models import Meeting
from boards.timings import timetable

LENGTH = datetime.timedelta(hours=2)
"""How long a meeting is taken to last while its agenda does not say."""

LONGEST_LINE = 75
"""Bytes, by RFC 5545 section 3.1; a longer line goes on in the next one after a space."""

ASK_AGAIN = "PT12H"
"""How often a calendar program is asked to fetch a subscription again (RFC 7986 section 5.7)."""


def calendar_of(meetings: Iterable[Meeting], *, name: str = "") -> str:
    """The file for these meetings; ``name`` is that of a subscription, which is fetched again and again.

    Fetch the meetings by ``reading.in_diaries``, so that each comes with all that is told of it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Improvement Board//Meetings//EN",
        "CALSCALE:GREGORIAN",
    ]
    if name:
        lines += [f"NAME:{_escaped(name)}", f"X-WR-CALNAME:{_escaped(name)}"]
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{ASK_AGAIN}", f"X-PUBLISHED-TTL:{ASK_AGAIN}"]
    for meeting in meetings:
        lines += _event(meeting)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(meeting: Meeting) -> list[str]:
    """One meeting. Its identity stays when it moves to another day, hour or room; its sequence rises."""
    starts = datetime.datetime.combine(meeting.date, meeting.starts_at, tzinfo=ZoneInfo(settings.TIME_ZONE))
    changed = _instant(_last_changed(meeting))
    address = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    return [
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{meeting.version}",
        f"DTSTART:{_instant(starts)}",
        f"DTEND:{_instant(_ends(meeting, starts))}",
        f"STATUS:{'CONFIRMED' if meeting.takes_place else 'CANCELLED'}",
        f"TRANSP:{'OPAQUE' if meeting.takes_place else 'TRANSPARENT'}",
        f"SUMMARY:{_escaped(_summary(meeting))}",
        f"LOCATION:{_escaped(_place(meeting))}",
        f"DESCRIPTION:{_escaped(_description(meeting, address))}",
        f"URL:{address}",
        "END:VEVENT",
    ]


def _summary(meeting: Meeting) -> str:
    prefix = "" if meeting.takes_place else f"{meeting.get_standing_display()}: "
    extraordinary = " (extraordinary meeting)" if meeting.is_extraordinary else ""
    return f"{prefix}{meeting.body_name}{extraordinary}"


def _place(meeting: Meeting) -> str:
    if meeting.mode == Meeting.Mode.VIRTUAL or not meeting.venue:
        return meeting.link or meeting.get_mode_display()
    return meeting.venue


def _description(meeting: Meeting, address: str) -> str:
    """What a diary should show: first that it does not take place, then how to come, and whom to ask."""
    said = []
    if not meeting.takes_place:
        said.append(f"{meeting.get_standing_display()}: {meeting.standing_reason}")
    if meeting.moved_to:
        said.append(f"The new date is {full_date(meeting.moved_to.date)}.")
    if meeting.takes_place:
        said.append(f"Join or watch: {meeting.link}" if meeting.link else "")
        said.append(meeting.directions)
    contact = meeting.contact or meeting.body.contact
    said.append(f"Contact: {contact}" if contact else "")
    said.append(f"Agenda and papers: {address}")
    return "\n".join(filter(None, said))


def _ends(meeting: Meeting, starts: datetime.datetime) -> datetime.datetime:
    """By the minutes planned for each item once the agenda is public and all of them have theirs."""
    items = list(meeting.items.all()) if meeting.agenda_is_published else []
    ends_at = timetable(meeting.starts_at, items).ends_at
    if ends_at is None:
        return starts + LENGTH
    ends = datetime.datetime.combine(meeting.date, ends_at, tzinfo=starts.tzinfo)
    return ends if ends > starts else ends + datetime.timedelta(days=1)


def _last_changed(meeting: Meeting) -> datetime.datetime:
    return max(filter(None, [meeting.changed_at, meeting.agenda_published_at]))


def _instant(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A value of type TEXT (section 3.3.11): a line break is written as a backslash and an n."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\\n".join(re.sub(r"([\\;,])", r"\\\1", line) for line in lines if line)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces that are short enough, cut between characters."""
    piece = ""
    for character in line:
        if len(f"{piece}{character}".encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
