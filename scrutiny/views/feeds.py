"""Addresses for machines: feeds, calendars, and the list of all pages."""

import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards import clock
from boards.models import Body
from scrutiny import reading
from scrutiny.calendar_file import calendar_of
from scrutiny.feeds import PapersFeed
from scrutiny.views.public_page import public_page

answer = PapersFeed()

A_YEAR: Final = datetime.timedelta(days=366)


@public_page
def papers(request: HttpRequest) -> HttpResponse:
    return answer(request)


@public_page
def body(request: HttpRequest, slug: str) -> HttpResponse:
    return answer(request, slug=slug)


@public_page
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a body from a year back, to subscribe to."""
    shown = get_object_or_404(Body.objects.prefetch_related("names"), slug=slug)
    meetings = reading.in_diaries().filter(body=shown, date__gte=clock.today() - A_YEAR)
    file = calendar_of(meetings, name=shown.name)
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"addresses": reading.all_addresses()}
    return render(request, "scrutiny/reading/sitemap.xml", context, content_type="application/xml")
