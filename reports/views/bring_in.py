"""Bringing in a report: choose the file, check what was recognised, then keep it as a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from boards.forms.versions import accepted
from boards.models import Body, Meeting
from boards.permissions import Permission, bodies_where, person
from reports.bring_in import BroughtInReport, read_report
from reports.bring_in.sealed import Brought
from reports.deeds.bring_in import bring_in_report, cut_short, numbers_that_differ
from reports.destinations import body_named, meeting_if_any
from reports.forms.bring_in import PlaceForm, UploadForm
from reports.forms.reports import destinations, label
from reports.models import Report

QUESTION = "Which meeting is it for?"
Places = dict[str, tuple[Body, Meeting | None]]


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """The file, and what was recognised in it. Nothing is written."""
    bodies = bodies_or_refuse(request)
    form = UploadForm(
        request.POST or None, request.FILES or None, read=read_report, user_id=person(request).pk
    )
    if not form.is_valid() or form.brought is None:
        return render(request, "reports/bring_in/upload.html", {"form": form, "kind": "report"})
    places = places_for(form.brought, bodies)
    first = next(iter(places))
    checked = place_form(request, places, initial={"sealed": form.sealed, "place": first})
    return review(request, checked, form.brought)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Write what was checked, as a draft of the person who brought it in."""
    bodies = bodies_or_refuse(request)
    sealed = PlaceForm({"sealed": request.POST.get("sealed", "")}, **asked(request, {}))
    sealed.is_valid()
    if not isinstance(sealed.brought, BroughtInReport):
        messages.error(request, "What was read from the file is no longer here. Choose the file again.")
        return redirect("reports:bring_in")
    brought = sealed.brought
    places = places_for(brought, bodies)
    form = place_form(request, places, request.POST)
    kept: list[Report] = []
    if form.is_valid() and accepted(form, lambda: kept.append(write(request, form, brought, places))):
        messages.success(request, "The report is brought in as your draft.")
        for sentence in (*cut_short(brought), *numbers_that_differ(kept[0], brought)):
            messages.info(request, sentence)
        return redirect(kept[0].get_desk_url())
    return review(request, form, brought)


def write(request: HttpRequest, form: PlaceForm, brought: BroughtInReport, places: Places) -> Report:
    body, meeting = places[form.cleaned_data["place"]]
    return bring_in_report(
        by=person(request), body=body, brought=brought, meeting=meeting, file_name=form.file_name
    )


def bodies_or_refuse(request: HttpRequest) -> QuerySet[Body]:
    bodies = bodies_where(request.user, Permission.WRITE_REPORTS)
    if not bodies:
        raise PermissionDenied
    return bodies


def places_for(brought: Brought, bodies: QuerySet[Body]) -> Places:
    """The meeting that the document speaks of first, when it is one of mine; then those to come."""
    places: Places = {}
    named = body_named(brought.body_name)
    mine = [body for body in bodies if named is None or body == named]
    for body in mine:
        if meeting := meeting_if_any(body, brought.meeting_date):
            places[f"meeting-{meeting.pk}"] = (body, meeting)
    return places | {key: place for key, place in destinations(bodies) if key not in places}


def asked(request: HttpRequest, places: Places) -> dict[str, Any]:
    choices = [(value, label(*place)) for value, place in places.items()]
    return {"question": QUESTION, "places": choices, "user_id": person(request).pk}


def place_form(request: HttpRequest, places: Places, data: Any = None, **kwargs: Any) -> PlaceForm:
    return PlaceForm(data, **asked(request, places), **kwargs)


def review(request: HttpRequest, form: PlaceForm, brought: Brought) -> HttpResponse:
    return render(request, "reports/bring_in/review.html", {"form": form, "brought": brought})
