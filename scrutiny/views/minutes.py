"""Published minutes, at the address of their meeting."""

import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from reports.models import Publication
from scrutiny.views import editions
from scrutiny.views.public_page import public_page


@public_page
def minutes(request: HttpRequest, body: str, day: datetime.date, number: int | None = None) -> HttpResponse:
    return editions.edition_page(request, number, **of_meeting(body, day))


@public_page
def minutes_pdf(
    request: HttpRequest, body: str, day: datetime.date, number: int | None = None
) -> HttpResponseBase:
    return editions.edition_file(request, number, "pdf", **of_meeting(body, day))


@public_page
def minutes_docx(
    request: HttpRequest, body: str, day: datetime.date, number: int | None = None
) -> HttpResponseBase:
    return editions.edition_file(request, number, "docx", **of_meeting(body, day))


@public_page
def minutes_json(
    request: HttpRequest, body: str, day: datetime.date, number: int | None = None
) -> HttpResponse:
    return editions.edition_json(request, number, **of_meeting(body, day))


def of_meeting(body: str, day: datetime.date) -> dict[str, object]:
    return {"kind": Publication.Kind.MINUTES, "meeting__body__slug": body, "meeting__date": day}
