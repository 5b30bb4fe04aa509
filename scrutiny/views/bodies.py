"""Boards and committees, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards.models import Body
from scrutiny import reading
from scrutiny.views.public_page import public_page

NEXT = 4
PAPERS = 5
PAST = 8


@public_page
def boards(request: HttpRequest) -> HttpResponse:
    return bodies(request, Body.Kind.BOARD)


@public_page
def committees(request: HttpRequest) -> HttpResponse:
    return bodies(request, Body.Kind.COMMITTEE)


@public_page
def board(request: HttpRequest, slug: str) -> HttpResponse:
    return body(request, slug, Body.Kind.BOARD)


@public_page
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    return body(request, slug, Body.Kind.COMMITTEE)


def bodies(request: HttpRequest, kind: Body.Kind) -> HttpResponse:
    context = {"kind": kind, "bodies": reading.bodies(kind)}
    return render(request, "scrutiny/reading/bodies.html", context)


def body(request: HttpRequest, slug: str, kind: Body.Kind) -> HttpResponse:
    shown = get_object_or_404(Body.objects.prefetch_related("names"), slug=slug, kind=kind)
    before = request.GET.get("before", "")
    context = {
        "body": shown,
        "kinds": f"{kind.label}s",
        "kinds_url": f"/{kind.value}s/",
        "coming": reading.coming_meetings(NEXT, shown),
        "past": reading.past_meetings(shown, before, reading.PAGE if before else PAST),
        "is_first_page": not before,
        "papers": reading.new_papers(PAPERS, shown),
        "members": reading.members_now(shown),
    } | reading.over_time(shown, request.GET.get("terms", ""))
    return render(request, "scrutiny/reading/body.html", context)
