"""One page with every coming deadline of the bodies a person works for."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from boards import clock
from boards.clocks import Clock, Kind, clocks_of
from boards.deadlines import warning_of
from boards.missing import missing_on_agenda
from boards.models import Meeting
from boards.permissions import Permission, body_ids_where, person


@dataclass(frozen=True, slots=True)
class Line:
    """A clock on the page, and what its agenda still lacks."""

    clock: Clock
    missing: Sequence[str]


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Soonest first, with the days that were counted. A deadline that was met stands at the end, in short."""
    today = clock.today()
    meetings = coming_meetings(request, today)
    clocks = clocks_of(meetings)
    open_ones = [each for each in clocks if not each.is_met]
    page = {
        "today": today,
        "by_day": by_day([line(each) for each in open_ones]),
        "met": [each for each in clocks if each.is_met],
        "warning": warning_of(year for each in clocks for year in years_of(each)),
        "crumbs": [("My desk", reverse("desk"))],
    }
    return render(request, "boards/deadlines/deadlines.html", page)


def coming_meetings(request: HttpRequest, today: datetime.date) -> list[Meeting]:
    """Meetings to come of the bodies where this person edits meetings or publishes agendas."""
    user = person(request)
    bodies = body_ids_where(user, Permission.EDIT_MEETINGS, Permission.PUBLISH_AGENDA)
    return list(
        Meeting.objects.filter(body__in=bodies)
        .taking_place()
        .upcoming(today)
        .select_related("body")
        .prefetch_related("body__names", "items__papers")
    )


def years_of(each: Clock) -> tuple[int, int]:
    return each.deadline.publish_by.year, each.deadline.meeting.year


def line(each: Clock) -> Line:
    """What is missing belongs to the agenda's own line."""
    if each.kind is not Kind.AGENDA:
        return Line(each, [])
    return Line(each, missing_on_agenda(each.meeting, list(each.meeting.items.all())))


def by_day(lines: list[Line]) -> list[tuple[datetime.date, list[Line]]]:
    days = groupby(lines, key=lambda line: line.clock.deadline.publish_by)
    return [(day, list(of_day)) for day, of_day in days]
