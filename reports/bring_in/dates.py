"""Dates as they are written on reports and minutes."""

import datetime as dt
import re

MONTHS = "january february march april may june july august september october november december".split()
WRITTEN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTHS)}),? (\d{{4}})\b", re.I)
NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
MEETING = re.compile(r"\bmeeting(?: to be)?(?: held)? on (?:\w+day,? )?(?P<date>\d.{0,30})", re.I)


def read_date(text: str) -> dt.date | None:
    """The first date in a text, day before month as in England; None when there is none that exists."""
    if found := WRITTEN.search(text):
        return _date(found[3], str(MONTHS.index(found[2].lower()) + 1), found[1])
    if found := NUMERIC.search(text):
        return _date(found[3], found[2], found[1])
    if found := ISO.search(text):
        return _date(found[1], found[2], found[3])
    return None


def read_meeting_date(text: str) -> dt.date | None:
    """The date in "its meeting on 10 October 2019"."""
    for found in MEETING.finditer(text):
        if (date := read_date(found["date"])) and re.match(r"\d", found["date"]):
            return date
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
