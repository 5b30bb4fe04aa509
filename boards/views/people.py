"""A person of the service: name, address, sign-in, and where they serve."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from boards import clock
from boards.deeds import people as deeds
from boards.deeds.refusals import Refused
from boards.forms.people import PersonForm
from boards.forms.versions import accepted
from boards.models import Membership, User
from boards.permissions import Permission, bodies_where
from boards.permissions import person as signed_in
from boards.sent_values import read_number
from boards.views.form_page import form_page


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Put a name or an address right, and see where somebody serves."""
    by, known = signed_in(request), person_or_refuse(request, person_id)
    form = PersonForm(request.POST or None, row=known, by=by)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_person(by=by, person=known, **form.cleaned_data)
    ):
        messages.success(request, f"The record of {form.cleaned_data['name']} is changed.")
        return redirect("boards:person", known.pk)
    readable = bodies_where(by, Permission.SEE_DESK)
    memberships = known.memberships.filter(body__in=readable).select_related("body", "on_behalf_of")
    return form_page(
        request,
        form,
        title=known.name,
        verb="Save",
        back=reverse("desk"),
        crumbs=[("My desk", reverse("desk"))],
        template="boards/people/person.html",
        person=known,
        memberships=memberships.order_by("-since", "pk").prefetch_related("body__names"),
        today=clock.today(),
        why_not_address=deeds.why_not_address(by, known),
        why_not_account=why_not_switch(by, known),
    )


@require_POST
def switch_sign_in(request: HttpRequest, person_id: int) -> HttpResponse:
    """Switch a person's sign-in off, or on again (``to`` is "off" or "on")."""
    by, known = signed_in(request), person_or_refuse(request, person_id)
    to, version = request.POST.get("to", ""), read_number(request.POST.get("version", ""))
    if to not in ("on", "off") or version is None:
        messages.error(request, "Choose whether the sign-in is to be switched on or off.")
        return redirect("boards:person", known.pk)
    try:
        deeds.switch_sign_in(by=by, person=known, version=version, on=to == "on")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"The sign-in of {known} is switched {to}.")
    return redirect("boards:person", known.pk)


def person_or_refuse(request: HttpRequest, person_id: int) -> User:
    """Somebody whose record the reader keeps: on a body whose members they keep, or as an administrator.

    Raises:
        Http404: no such person, or nobody who serves a body of the reader.
        PermissionDenied: for those on the same body who do not keep its members; for an administrator's
            record, unless the reader is one.
    """
    by = signed_in(request)
    serving = Membership.objects.exclude(until__lt=clock.today()).filter(user=person_id)
    known = User.objects.filter(pk=person_id)
    if not by.is_staff and not serving.filter(body__in=bodies_where(by, Permission.SEE_DESK)).exists():
        raise Http404
    found = get_object_or_404(known)
    if by.is_staff:
        return found
    keeps = serving.filter(body__in=bodies_where(by, Permission.EDIT_MEMBERS)).exists()
    if found.is_administrator or not keeps:
        raise PermissionDenied
    return found


def why_not_switch(by: User, known: User) -> str:
    if by.pk == known.pk:
        return "You cannot switch off your own sign-in. Ask an administrator."
    return deeds.why_not_account(by, known)
