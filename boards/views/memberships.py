"""Who serves a body, now and before."""

import datetime
from typing import Final

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.composition import chairs_of
from boards.dates import full_date
from boards.deeds import memberships as deeds
from boards.forms.memberships import CorrectionForm, EndMembershipForm, MemberForm, SuccessorForm
from boards.forms.versions import accepted
from boards.models import Body, Membership, Role
from boards.permissions import Permission, body_or_refuse, person
from boards.sent_values import read_day_key, read_number
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body

PAGE: Final = 50
"""How many former members one page lists."""


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who serves or is going to serve; those who served, the latest first, by the page."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    today = clock.today()
    rows = body.memberships.select_related("user", "on_behalf_of", "seat")
    before = former(rows, today, request.GET.get("before", ""))
    page = {
        "body": body,
        "may": permission_names(request, body),
        "chairs": chairs_of(body),
        "now": rows.on(today),
        "later": rows.filter(since__gt=today),
        "before": before[:PAGE],
        "older": key_of(before[PAGE - 1]) if len(before) > PAGE else "",
        "is_first_page": "before" not in request.GET,
        "crumbs": under_body(body),
    }
    return render(request, "boards/memberships/members.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest, slug: str) -> HttpResponse:
    """``?seat=`` chooses a seat to fill."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    form = MemberForm(request.POST or None, body=body, initial=for_seat(body, request.GET.get("seat", "")))
    if form.is_valid() and accepted(
        form, lambda: deeds.add_new_member(by=person(request), body=body, **form.cleaned_data)
    ):
        name = form.cleaned_data["user"] or form.cleaned_data["name"]
        messages.success(request, f"{name} serves from {full_date(form.cleaned_data['since'])}.")
        return redirect("boards:members", body.slug)
    return form_page(
        request,
        form,
        title=f"Add a member to {body.name}",
        verb="Add the member",
        back=reverse("boards:members", args=[body.slug]),
        crumbs=under_members(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def succeed_chair(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand the chair over, in one step."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    chairs = list(body.memberships.on(clock.today()).filter(role=Role.CHAIR).select_related("user"))
    form = SuccessorForm(
        request.POST or None, body=body, initial={"seat": chairs[0].seat_id} if chairs else {}
    )
    if form.is_valid() and accepted(
        form, lambda: deeds.succeed_chair(by=person(request), body=body, **form.cleaned_data)
    ):
        name = form.cleaned_data["user"] or form.cleaned_data["name"]
        messages.success(request, f"{name} chairs from {full_date(form.cleaned_data['since'])}.")
        return redirect("boards:members", body.slug)
    return form_page(
        request,
        form,
        title="Hand the chair over",
        lede=who_chairs(chairs),
        verb="Hand the chair over",
        back=reverse("boards:members", args=[body.slug]),
        crumbs=under_members(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_membership(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    membership = membership_of(body, membership_id)
    form = CorrectionForm(request.POST or None, membership=membership)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.correct_membership(by=person(request), membership=membership, **form.cleaned_data),
    ):
        messages.success(request, f"The membership of {membership.user} is put right.")
        return redirect("boards:members", body.slug)
    return form_page(
        request,
        form,
        title=f"Correct the membership of {membership.user}",
        lede=(
            f"{membership.role_in_words}, from {full_date(membership.since)}. Put right what was entered "
            "wrongly. When something changed on a day, end this membership and add another instead."
        ),
        verb="Save the correction",
        back=reverse("boards:members", args=[body.slug]),
        crumbs=under_members(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_membership(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    membership = membership_of(body, membership_id)
    form = EndMembershipForm(request.POST or None)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.end_membership(by=person(request), membership=membership, **form.cleaned_data),
    ):
        last_day = full_date(form.cleaned_data["until"])
        messages.success(request, f"The last day of {membership.user} in this role is {last_day}.")
        return redirect("boards:members", body.slug)
    return form_page(
        request,
        form,
        title=f"End the membership of {membership.user}",
        lede=(
            f"{membership.get_role_display()} since {full_date(membership.since)}. From the day after the "
            "last day, this role opens nothing any more. Nothing is deleted: old papers and minutes keep "
            "the name."
        ),
        verb="End the membership",
        back=reverse("boards:members", args=[body.slug]),
        crumbs=under_members(body),
    )


def former(rows: QuerySet[Membership], today: datetime.date, before: str) -> list[Membership]:
    """Memberships that are over, the latest first: one page and one more. ``before`` is a key or nothing."""
    over = rows.filter(until__lt=today).order_by("-until", "-pk")
    if key := read_day_key(before):
        day, last = key
        over = over.filter(Q(until__lt=day) | Q(until=day, pk__lt=last))
    return list(over[: PAGE + 1])


def key_of(membership: Membership) -> str:
    return f"{membership.until}_{membership.pk}"


def for_seat(body: Body, seat: str) -> dict[str, object]:
    """What a form begins with to fill a seat of this body; nothing for any other key."""
    number = read_number(seat)
    chosen = None if number is None else body.seats.filter(pk=number).first()
    return {"seat": chosen} if chosen else {}


def who_chairs(chairs: list[Membership]) -> str:
    if not chairs:
        return "Nobody chairs today. If nobody chairs on the day before, add the chair as a member instead."
    names = " and ".join(str(chair.user) for chair in chairs)
    return f"{names} chair{'s' if len(chairs) == 1 else ''} today."


def membership_of(body: Body, membership_id: int) -> Membership:
    rows = body.memberships.select_related("user", "on_behalf_of", "seat")
    membership = get_object_or_404(rows, pk=membership_id)
    membership.body = body
    return membership


def under_members(body: Body) -> Crumbs:
    return [*under_body(body), ("Members", reverse("boards:members", args=[body.slug]))]
