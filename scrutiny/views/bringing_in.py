"""Bringing in the minutes of an item: choose the file, check what was recognised, then keep it."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.models import Meeting
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.form_page import under_meeting
from reports.bring_in import BroughtInMinutes, read_minutes
from reports.forms.bring_in import PlaceForm, UploadForm
from scrutiny.deeds.bring_in import bring_in_minutes
from scrutiny.destinations import item_titled

QUESTION = "Which item of the agenda is it?"


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """The file, and what was recognised in it. Nothing is written."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.WRITE_MINUTES)
    form = UploadForm(
        request.POST or None, request.FILES or None, read=read_minutes, user_id=person(request).pk
    )
    facts = {"form": form, "meeting": meeting, "crumbs": under_meeting(meeting)}
    if not form.is_valid() or not isinstance(form.brought, BroughtInMinutes):
        return render(request, "scrutiny/desk/bring_in/upload.html", facts)
    initial = {"sealed": form.sealed, "place": likely_item(meeting, form.brought)}
    checked = PlaceForm(initial=initial, **asked(request, meeting))
    return review(request, meeting, checked, form.brought)


@require_POST
def keep(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Write what was checked into the minute of the item that was chosen."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.WRITE_MINUTES)
    form = PlaceForm(request.POST, **asked(request, meeting))
    is_valid, brought = form.is_valid(), form.brought
    if not isinstance(brought, BroughtInMinutes):
        messages.error(request, "What was read from the file is no longer here. Choose the file again.")
        return redirect("minutes:bring_in", slug, date)
    if is_valid and accepted(form, lambda: write(request, meeting, form, brought)):
        messages.success(
            request, "The minutes of the item are brought in. Say which paragraphs are questions."
        )
        return redirect("minutes:minutes", slug, date)
    return review(request, meeting, form, brought)


def write(request: HttpRequest, meeting: Meeting, form: PlaceForm, brought: BroughtInMinutes) -> None:
    item = meeting.items.get(position=int(form.cleaned_data["place"]))
    bring_in_minutes(by=person(request), meeting=meeting, item=item, brought=brought)


def asked(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    places = [(str(item.position), str(item)) for item in meeting.items.all()]
    return {"question": QUESTION, "places": places, "user_id": person(request).pk}


def likely_item(meeting: Meeting, brought: BroughtInMinutes) -> str:
    """The item of the document's title, to be ticked already; "" when none or more than one fits."""
    try:
        return str(item_titled(meeting, brought.title).position)
    except Refused:
        return ""


def review(
    request: HttpRequest, meeting: Meeting, form: PlaceForm, brought: BroughtInMinutes
) -> HttpResponse:
    facts = {"form": form, "brought": brought, "meeting": meeting, "crumbs": under_meeting(meeting)}
    return render(request, "scrutiny/desk/bring_in/review.html", facts)
