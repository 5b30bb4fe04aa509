"""The front page of the reading room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scrutiny import reading
from scrutiny.views.public_page import public_page

MEETINGS = 5
PAPERS = 6


@public_page
def front(request: HttpRequest) -> HttpResponse:
    papers = reading.new_papers(PAPERS)
    context = {"coming": reading.coming_meetings(MEETINGS), "papers": papers.rows, "more": papers.older}
    return render(request, "scrutiny/reading/front.html", context)
