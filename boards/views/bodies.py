"""Boards and committees on the desk."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.deeds import bodies as deeds
from boards.forms.bodies import BodyForm, NewBodyForm
from boards.forms.versions import accepted
from boards.models import Body, Meeting
from boards.permissions import Permission, bodies_where, body_or_refuse, permissions, person
from boards.views.form_page import form_page, under_bodies, under_body

PAST_MEETINGS = 3
"""How many past meetings a body's page lists before it links to the rest."""


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies on which the reader has a role, those that ended last; all of them for an administrator."""
    today = clock.today()
    mine = list(bodies_where(request.user, Permission.SEE_DESK))
    mine.sort(key=lambda body: body.name.casefold())
    page = {
        "bodies": with_next_meetings([body for body in mine if not body.has_ended(today)]),
        "ended": [body for body in mine if body.has_ended(today)],
    }
    return render(request, "boards/bodies/bodies.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_body(request: HttpRequest) -> HttpResponse:
    """Administrators set up bodies."""
    creator = person(request)
    if not creator.is_staff:
        raise PermissionDenied
    form = NewBodyForm(request.POST or None)
    if form.is_valid() and accepted(form, lambda: deeds.create_body(by=creator, **form.cleaned_data)):
        messages.success(request, f"{form.cleaned_data['name']} is set up, and you are its secretariat.")
        return redirect("boards:bodies")
    return form_page(
        request,
        form,
        title="Create a body",
        verb="Create the body",
        back=reverse("boards:bodies"),
        crumbs=under_bodies(),
    )


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Next meetings first, then who serves, then what the body is and was."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    today = clock.today()
    seats = body.memberships.select_related("user", "on_behalf_of")
    page = {
        "body": body,
        "may": permission_names(request, body),
        "today": today,
        "upcoming": body.meetings.upcoming(today).select_related("theme", "moved_to"),
        "past": body.meetings.past(today).select_related("theme", "moved_to")[:PAST_MEETINGS],
        "more_past": body.meetings.past(today)[PAST_MEETINGS : PAST_MEETINGS + 1].exists(),
        "members": [seat for seat in seats if seat.in_force(today)],
        "crumbs": under_bodies(),
    }
    return render(request, "boards/bodies/body.html", page | over_time(body, today))


def over_time(body: Body, today: datetime.date) -> dict[str, object]:
    """What the body is called, bound by, related to and succeeded by, as of today."""
    names = body.names_over_time()
    return {
        "earlier_names": [name for name in names if name.is_past(today)],
        "later_names": [name for name in names if name.is_to_come(today)],
        "terms": body.terms_on(today),
        "later_terms": body.terms.filter(in_force_from__gt=today).last(),
        "reports_to": body.reports_to.on(today).select_related("to").prefetch_related("to__names"),
        "hears_from": body.hears_from.on(today).select_related("body").prefetch_related("body__names"),
        "lineage": body.lineage(),
        "under_discussion": body.consultations.undecided().filter(opened_on__lte=today),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def change_body(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    form = BodyForm(request.POST or None, row=body)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_body(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The changes are saved.")
        return redirect(body.get_desk_url())
    return form_page(
        request,
        form,
        title=f"Change the details of {body.name}",
        verb="Save the details",
        back=body.get_desk_url(),
        crumbs=under_body(body),
    )


def with_next_meetings(bodies: list[Body]) -> list[tuple[Body, Meeting | None]]:
    """Each body with its next meeting, in one query for all."""
    coming = Meeting.objects.taking_place().upcoming(clock.today()).filter(body__in=bodies)
    next_of: dict[int, Meeting] = {}
    for meeting in coming:
        next_of.setdefault(meeting.body_id, meeting)
    return [(body, next_of.get(body.pk)) for body in bodies]


def permission_names(request: HttpRequest, body: Body) -> dict[str, bool]:
    """What the reader may do here, for a template: ``may.EDIT_MEETINGS``."""
    granted = permissions(request.user, body)
    return {permission.name: permission in granted for permission in Permission}
