"""A meeting as a calendar file (RFC 5545), so that it can be put into anybody's diary."""

import datetime
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.conf import settings

from boards.models import Meeting

LENGTH = datetime.timedelta(hours=2)
"""How long a meeting is taken to last: agendas say when it starts, not when it ends."""

LONGEST_LINE = 75
"""Bytes, by RFC 5545 section 3.1; a longer line goes on in the next one after a space."""


def calendar_of(meeting: Meeting) -> str:
    """The file for one meeting. Its identity stays when the meeting moves to another hour or room."""
    london = ZoneInfo(settings.TIME_ZONE)
    starts = datetime.datetime.combine(meeting.date, meeting.starts_at, tzinfo=london)
    url = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Improvement Board//Meetings//EN",
        "BEGIN:VEVENT",
        f"UID:{url}",
        f"DTSTAMP:{_instant(meeting.agenda_published_at or starts)}",
        f"DTSTART:{_instant(starts)}",
        f"DTEND:{_instant(starts + LENGTH)}",
        f"SEQUENCE:{meeting.version}",
        f"SUMMARY:{_escaped(meeting.body_name)}",
        f"LOCATION:{_escaped(meeting.venue or meeting.get_mode_display())}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _instant(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", " ".join(text.split()))


def _folded(line: str) -> Iterator[str]:
    """The line in pieces that are short enough, cut between characters."""
    piece = ""
    for character in line:
        if len(f"{piece}{character}".encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
