"""Boards and committees on the desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards.deeds import bodies as deeds
from boards.forms.bodies import BodyForm, NewBodyForm, RenameForm, TermsForm
from boards.forms.versions import accepted
from boards.models import Body, Meeting
from boards.permissions import Permission, bodies_where, body_or_refuse, permissions, person
from boards.views.form_page import form_page, under_bodies, under_body

PAST_MEETINGS = 12
"""How many past meetings a body's page lists before it links to the rest."""


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies on which the reader has a role; all of them for an administrator."""
    mine = list(bodies_where(request.user, Permission.SEE_DESK))
    mine.sort(key=lambda body: body.name.casefold())
    return render(request, "boards/bodies/bodies.html", {"bodies": with_next_meetings(mine)})


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
    """Next meetings first, then who serves, then what the body is."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    today = timezone.localdate()
    seats = body.memberships.select_related("user", "on_behalf_of")
    page = {
        "body": body,
        "may": permission_names(request, body),
        "upcoming": body.meetings.upcoming(today),
        "past": body.meetings.past(today)[:PAST_MEETINGS],
        "more_past": body.meetings.past(today)[PAST_MEETINGS : PAST_MEETINGS + 1].exists(),
        "members": [seat for seat in seats if seat.in_force(today)],
        "names": body.names.order_by("-since"),
        "terms": body.terms.filter(in_force_from__lte=today).first(),
        "later_terms": body.terms.filter(in_force_from__gt=today).last(),
        "crumbs": under_bodies(),
    }
    return render(request, "boards/bodies/body.html", page)


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


@require_http_methods(["GET", "HEAD", "POST"])
def rename_body(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    form = RenameForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.rename_body(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The new name is recorded.")
        return redirect(body.get_desk_url())
    return form_page(
        request,
        form,
        title=f"Rename {body.name}",
        verb="Rename the body",
        back=body.get_desk_url(),
        crumbs=under_body(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    form = TermsForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.set_terms(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The terms of reference are recorded.")
        return redirect(body.get_desk_url())
    return form_page(
        request,
        form,
        title=f"Terms of reference of {body.name}",
        verb="Put in force",
        back=body.get_desk_url(),
        crumbs=under_body(body),
    )


def with_next_meetings(bodies: list[Body]) -> list[tuple[Body, Meeting | None]]:
    """Each body with its next meeting, in one query for all."""
    coming = Meeting.objects.upcoming(timezone.localdate()).filter(body__in=bodies)
    next_of: dict[int, Meeting] = {}
    for meeting in coming:
        next_of.setdefault(meeting.body_id, meeting)
    return [(body, next_of.get(body.pk)) for body in bodies]


def permission_names(request: HttpRequest, body: Body) -> dict[str, bool]:
    """What the reader may do here, for a template: ``may.EDIT_MEETINGS``."""
    granted = permissions(request.user, body)
    return {permission.name: permission in granted for permission in Permission}
