"""Localities, services and teams."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from boards.dates import full_date
from boards.deeds.places import add_place
from boards.deeds.places import end_place as end_place_deed
from boards.forms.places import EndPlaceForm, PlaceForm
from boards.forms.versions import accepted
from boards.models import Place, Reader
from boards.permissions import Permission, bodies_where, person
from boards.views.form_page import form_page


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """All places for everybody with a desk; those who change a body, and administrators, add to them."""
    may_read_or_refuse(request)
    if request.method == "POST" and not may_add(request.user):
        raise PermissionDenied
    form = PlaceForm(request.POST or None)
    if form.is_valid() and accepted(form, lambda: add_place(by=person(request), **form.cleaned_data)):
        messages.success(request, f"{form.cleaned_data['name']} is in the list.")
        return redirect("boards:places")
    return form_page(
        request,
        form,
        title="Localities, services and teams",
        verb="Add the place",
        back=reverse("desk"),
        crumbs=[("My desk", reverse("desk"))],
        template="boards/places/places.html",
        places=in_tree(Place.objects.select_related("within").order_by("name")),
        may_add=may_add(request.user),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_place(request: HttpRequest, place_id: int) -> HttpResponse:
    may_read_or_refuse(request)
    place = get_object_or_404(Place.objects.select_related("within"), pk=place_id)
    if not may_add(request.user):
        raise PermissionDenied
    form = EndPlaceForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: end_place_deed(by=person(request), place=place, **form.cleaned_data)
    ):
        last_day = full_date(form.cleaned_data["ended_on"])
        messages.success(request, f"The last day of {place.name} is {last_day}.")
        return redirect("boards:places")
    return form_page(
        request,
        form,
        title=f"End {place}",
        lede="For a team or a service that is no more. Nothing is deleted.",
        verb="End the place",
        back=reverse("boards:places"),
        crumbs=[("My desk", reverse("desk")), ("Localities, services and teams", reverse("boards:places"))],
    )


def in_tree(places: Iterable[Place]) -> list[tuple[Place, list[Place]]]:
    """Localities, then services for the whole county, each with everything that is in it, however deep."""
    within: dict[int | None, list[Place]] = defaultdict(list)
    for place in places:
        within[place.within_id].append(place)
    tops = sorted(within[None], key=lambda place: place.kind != Place.Kind.LOCALITY)
    return [(top, everything_in(top, within)) for top in tops]


def everything_in(place: Place, within: dict[int | None, list[Place]]) -> list[Place]:
    return [each for part in within[place.pk] for each in (part, *everything_in(part, within))]


def may_read_or_refuse(request: HttpRequest) -> None:
    if not bodies_where(request.user, Permission.SEE_DESK).exists() and not person(request).is_staff:
        raise Http404


def may_add(user: Reader) -> bool:
    return getattr(user, "is_staff", False) or bodies_where(user, Permission.EDIT_BODY).exists()
