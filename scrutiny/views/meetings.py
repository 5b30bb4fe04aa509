"""All meetings, and one: its agenda, its papers and what became of them."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards import clock
from boards.agenda_order import branches
from scrutiny import reading
from scrutiny.calendar_file import calendar_of
from scrutiny.notice_line import notice_line
from scrutiny.views.public_page import public_page

NEXT = 50


@public_page
def meetings(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    context = {
        "coming": reading.coming_meetings(NEXT),
        "past": reading.past_meetings(before=before),
        "is_first_page": not before,
    }
    return render(request, "scrutiny/reading/meetings.html", context)


@public_page
def meeting(request: HttpRequest, body: str, day: datetime.date) -> HttpResponse:
    shown = get_object_or_404(reading.meetings(), body__slug=body, date=day)
    minutes = reading.minutes_of(shown)
    agenda = reading.agenda(shown, minutes)
    previous, following = reading.neighbours(shown)
    context = {
        "meeting": shown,
        "minutes": minutes,
        "is_coming": shown.date >= clock.today(),
        "notice": notice_line(shown),
        "agenda": branches(agenda),
        "ends_at": reading.ends_at(shown, agenda),
        "attendance": reading.attendance(shown, minutes),
        "previous": previous,
        "following": following,
    }
    return render(request, "scrutiny/reading/meeting.html", context)


@public_page
def calendar(request: HttpRequest, body: str, day: datetime.date) -> HttpResponse:
    shown = get_object_or_404(reading.in_diaries(), body__slug=body, date=day)
    return HttpResponse(calendar_of([shown]), content_type="text/calendar; charset=utf-8")
