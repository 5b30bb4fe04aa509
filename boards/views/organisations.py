"""Partner organisations: the list, one of them, and what becomes of it."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.dates import full_date
from boards.deeds import organisations as deeds
from boards.forms.organisations import (
    ChangeOrganisationForm,
    EndOrganisationForm,
    OrganisationForm,
    SuccessionForm,
)
from boards.forms.versions import accepted
from boards.models import Membership, Organisation, Reader, Seat
from boards.permissions import Permission, bodies_where, person
from boards.sent_values import read_number
from boards.views.form_page import Crumbs, form_page

PAGE: Final = 50


@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    """All of them for everybody with a desk, by name and by the page (``?after=``); some may add to them."""
    may_read_or_refuse(request)
    if request.method == "POST" and not may_change(request.user):
        raise PermissionDenied
    form = OrganisationForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_organisation(by=person(request), **form.cleaned_data)
    ):
        messages.success(request, f"{form.cleaned_data['name']} is in the list.")
        return redirect("boards:organisations")
    rows = list(listed(request.GET.get("after", ""))[: PAGE + 1])
    return form_page(
        request,
        form,
        title="Organisations",
        verb="Add the organisation",
        back=reverse("desk"),
        crumbs=[("My desk", reverse("desk"))],
        template="boards/organisations/organisations.html",
        organisations=rows[:PAGE],
        later=rows[PAGE - 1].pk if len(rows) > PAGE else "",
        is_first_page="after" not in request.GET,
        may_change=may_change(request.user),
    )


@require_safe
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """One organisation: the seats that are its own on bodies of the reader, and who sits for it."""
    may_read_or_refuse(request)
    organisation = organisation_or_404(organisation_id)
    today = clock.today()
    mine = bodies_where(request.user, Permission.SEE_DESK)
    page = {
        "organisation": organisation,
        "predecessors": organisation.predecessors.all(),
        "exists": organisation.exists_on(today),
        "seats": organisation.seats.on(today)
        .filter(body__in=mine)
        .select_related("body")
        .prefetch_related("body__names"),
        "members": organisation.memberships.on(today)
        .seated()
        .select_related("user", "body")
        .prefetch_related("body__names"),
        "may_change": may_change(request.user),
        "crumbs": under_organisations(),
    }
    return render(request, "boards/organisations/organisation.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change_organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = organisation_to_change(request, organisation_id)
    form = ChangeOrganisationForm(request.POST or None, row=organisation)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.change_organisation(by=person(request), organisation=organisation, **form.cleaned_data),
    ):
        messages.success(request, "The organisation is changed.")
        return redirect(organisation.get_desk_url())
    return form_page(
        request,
        form,
        title=f"Rename {organisation}",
        lede=(
            "The same organisation under another name: lists of members show the new one from now on. "
            "Papers, minutes and attendance keep the name they were made with."
        ),
        verb="Save the organisation",
        back=organisation.get_desk_url(),
        crumbs=under_organisation(organisation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def succeed_organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = organisation_to_change(request, organisation_id)
    form = SuccessionForm(request.POST or None, organisation=organisation)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.succeed_organisation(
            by=person(request), organisation=organisation, **form.cleaned_data
        ),
    ):
        successor = form.cleaned_data["successor"] or form.cleaned_data["name"]
        first_day = full_date(form.cleaned_data["on"])
        messages.success(request, f"{successor} takes the place of {organisation} on {first_day}.")
        return redirect(organisation.get_desk_url())
    return form_page(
        request,
        form,
        title=f"Who succeeds {organisation}?",
        lede=(
            "Every seat and membership of that day goes on for the successor, on all bodies. The days before "
            "stay as they were: minutes and attendance keep the old name."
        ),
        verb="Record the succession",
        back=organisation.get_desk_url(),
        crumbs=under_organisation(organisation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = organisation_to_change(request, organisation_id)
    form = EndOrganisationForm(request.POST or None)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.end_organisation(by=person(request), organisation=organisation, **form.cleaned_data),
    ):
        messages.success(
            request, f"The last day of {organisation} is {full_date(form.cleaned_data['until'])}."
        )
        return redirect(organisation.get_desk_url())
    return form_page(
        request,
        form,
        title=f"End {organisation} without a successor",
        lede="Its seats and memberships must have ended by then. Nothing is deleted.",
        verb="End the organisation",
        back=organisation.get_desk_url(),
        crumbs=under_organisation(organisation),
    )


def listed(after: str) -> QuerySet[Organisation]:
    """Organisations by name, each with how many seats it has and who sits for it today. 1 query."""
    today = clock.today()
    seats = Seat.objects.on(today).filter(organisation=OuterRef("pk"), agreed_on__lte=today)
    members = Membership.objects.on(today).seated().filter(on_behalf_of=OuterRef("pk"))
    rows = (
        Organisation.objects.select_related("successor")
        .annotate(
            seats_now=Coalesce(Subquery(counted(seats, "organisation")), 0),
            members_now=Coalesce(Subquery(counted(members, "on_behalf_of")), 0),
        )
        .order_by("name", "pk")
    )
    if (number := read_number(after)) is not None:
        last = Organisation.objects.filter(pk=number).values("name")
        rows = rows.filter(name__gt=Subquery(last))
    return rows


def counted(rows: QuerySet[Any], of: str) -> QuerySet[Any, Any]:
    """How many ``rows`` belong to each ``of``, to be read as a subquery."""
    counts: QuerySet[Any, Any] = rows.order_by().values(of).annotate(count=Count("pk")).values("count")
    return counts


def may_change(user: Reader) -> bool:
    """Whoever keeps the members of some body keeps the organisations too, which bodies share."""
    return getattr(user, "is_staff", False) or bodies_where(user, Permission.EDIT_MEMBERS).exists()


def may_read_or_refuse(request: HttpRequest) -> None:
    if not person(request).is_staff and not bodies_where(request.user, Permission.SEE_DESK).exists():
        raise Http404


def organisation_or_404(organisation_id: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("successor"), pk=organisation_id)


def organisation_to_change(request: HttpRequest, organisation_id: int) -> Organisation:
    may_read_or_refuse(request)
    organisation = organisation_or_404(organisation_id)
    if not may_change(request.user):
        raise PermissionDenied
    return organisation


def under_organisations() -> Crumbs:
    return [("My desk", reverse("desk")), ("Organisations", reverse("boards:organisations"))]


def under_organisation(organisation: Organisation) -> Crumbs:
    return [*under_organisations(), (organisation.name, organisation.get_desk_url())]
