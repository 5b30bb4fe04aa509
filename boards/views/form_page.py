"""The page that holds one form: what it is about, the form, the button and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from boards.dates import full_date
from boards.forms.base import HouseForm
from boards.models import Body, Meeting

Crumbs = list[tuple[str, str]]


def form_page(
    request: HttpRequest,
    form: HouseForm,
    *,
    title: str,
    verb: str,
    back: str,
    crumbs: Crumbs,
    lede: str = "",
    template: str = "boards/form_page.html",
    **more: object,
) -> HttpResponse:
    """Draw ``form`` under ``title``; ``verb`` is on the button, ``back`` the address of the way out."""
    page = {"form": form, "title": title, "verb": verb, "back": back, "crumbs": crumbs, "lede": lede}
    return render(request, template, page | more)


def under_bodies() -> Crumbs:
    return [("My desk", reverse("desk")), ("Bodies", reverse("boards:bodies"))]


def under_body(body: Body) -> Crumbs:
    return [*under_bodies(), (body.name, body.get_desk_url())]


def under_meeting(meeting: Meeting) -> Crumbs:
    return [*under_body(meeting.body), (full_date(meeting.date), meeting.get_desk_url())]
