"""A body's meetings for its list on the desk: filtered, and page by page."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from boards import clock
from boards.models import Body, Meeting
from boards.models.meetings import MeetingQuerySet
from boards.sent_values import read_day_key

PAGE: Final = 30
UPCOMING: Final = "upcoming"
PAST: Final = "past"
CALLED_OFF: Final = "off"


@dataclass(frozen=True, slots=True)
class PageOfMeetings:
    """Some meetings of a list, and the key with which the following ones are asked for; empty at the end."""

    rows: Sequence[Meeting]
    after: str = ""


def page_of_meetings(meetings: MeetingQuerySet, chosen: dict[str, Any], after: str) -> PageOfMeetings:
    """What ``chosen`` (``show``, ``year``, ``theme``) leaves, from the key ``after`` on. 1 query.

    Those to come stand soonest first, all others latest first.
    """
    soonest_first = chosen.get("show") == UPCOMING
    rows = filtered(meetings, chosen)
    if key := read_day_key(after):
        rows = rows.filter(beyond(*key, later=soonest_first))
    order = ("date", "pk") if soonest_first else ("-date", "-pk")
    found = list(rows.order_by(*order)[: PAGE + 1])
    return PageOfMeetings(found[:PAGE], key_of(found[PAGE - 1]) if len(found) > PAGE else "")


def filtered(meetings: MeetingQuerySet, chosen: dict[str, Any]) -> MeetingQuerySet:
    show, today = chosen.get("show"), clock.today()
    if show == UPCOMING:
        meetings = meetings.upcoming(today)
    elif show == PAST:
        meetings = meetings.past(today)
    elif show == CALLED_OFF:
        meetings = meetings.called_off()
    if year := chosen.get("year"):
        meetings = meetings.filter(date__year=year)
    if theme := chosen.get("theme"):
        meetings = meetings.filter(theme=theme)
    return meetings


def years_of(body: Body) -> list[int]:
    """The years in which the body has a meeting, the latest first. 1 query."""
    return [day.year for day in body.meetings.dates("date", "year", order="DESC")]


def key_of(meeting: Meeting) -> str:
    return f"{meeting.date.isoformat()}_{meeting.pk}"


def beyond(day: datetime.date, pk: int, *, later: bool) -> Q:
    """Past the meeting with this key, in the order of the list."""
    if later:
        return Q(date__gt=day) | Q(date=day, pk__gt=pk)
    return Q(date__lt=day) | Q(date=day, pk__lt=pk)
