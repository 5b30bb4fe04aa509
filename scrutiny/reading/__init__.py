"""What the reading room asks the database: as a reader without a name, in a fixed number of queries."""

from scrutiny.reading.agenda_items import agenda, ends_at
from scrutiny.reading.attended import attendance
from scrutiny.reading.body import all_bodies, bodies, members_now, over_time
from scrutiny.reading.edition import (
    all_addresses,
    discussions,
    editions,
    history,
    minutes_of,
    new_papers,
    withdrawal,
)
from scrutiny.reading.meeting import coming_meetings, in_diaries, meetings, neighbours, past_meetings
from scrutiny.reading.pages import PAGE, Page
from scrutiny.reading.reader import READER

__all__ = [
    "PAGE",
    "READER",
    "Page",
    "agenda",
    "all_addresses",
    "all_bodies",
    "attendance",
    "bodies",
    "coming_meetings",
    "discussions",
    "editions",
    "ends_at",
    "history",
    "in_diaries",
    "meetings",
    "members_now",
    "minutes_of",
    "neighbours",
    "new_papers",
    "over_time",
    "past_meetings",
    "withdrawal",
]
