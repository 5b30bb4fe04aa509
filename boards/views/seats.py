"""How a body is made up: its seats, who fills them, and the deeds that change them."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.composition import chairs_of
from boards.composition import composition as composition_of
from boards.dates import full_date
from boards.deeds import seats as deeds
from boards.forms.seats import AgreeSeatForm, ChangeSeatForm, EndSeatForm, NewSeatForm, OnDayForm
from boards.forms.versions import accepted
from boards.forms.widgets import PARTS
from boards.models import Body, Seat
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body


@require_safe
def composition(request: HttpRequest, slug: str) -> HttpResponse:
    """Seats by sector and organisation, as they stand today or stood on another day (``?on=2024-05-01``)."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    form = day_asked_for(request.GET)
    asked: datetime.date | None = form.cleaned_data["on"] if form.is_valid() else None
    if asked and "on" not in request.GET:
        return redirect(f"{request.path}?on={asked.isoformat()}")
    day = asked or clock.today()
    page = {
        "body": body,
        "may": permission_names(request, body),
        "day": day,
        "is_today": day == clock.today(),
        "called": body.name_on(day),
        "made_up": composition_of(body, day),
        "to_come": body.seats.filter(since__gt=day).select_related("organisation").order_by("since", "pk"),
        "chairs": chairs_of(body),
        "form": form,
        "crumbs": under_body(body),
    }
    return render(request, "boards/seats/composition.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def propose_seat(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    form = NewSeatForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.propose_seats(by=person(request), body=body, **form.cleaned_data)
    ):
        said = "agreed" if form.cleaned_data["agreed_on"] else "proposed"
        messages.success(request, f"{form.cleaned_data['title']} is entered as {said}.")
        return redirect("boards:composition", body.slug)
    return form_page(
        request,
        form,
        title="Propose a seat",
        lede="A seat is proposed until its agreement is recorded. Then it is vacant until somebody fills it.",
        verb="Propose the seat",
        back=reverse("boards:composition", args=[body.slug]),
        crumbs=under_composition(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_seat(request: HttpRequest, slug: str, seat_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    seat = seat_of(body, seat_id)
    form = ChangeSeatForm(request.POST or None, row=seat)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_seat(by=person(request), seat=seat, **form.cleaned_data)
    ):
        messages.success(request, "The seat is changed.")
        return redirect("boards:composition", body.slug)
    return form_page(
        request,
        form,
        title=f"Change the seat: {seat}",
        verb="Save the seat",
        back=reverse("boards:composition", args=[body.slug]),
        crumbs=under_composition(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agree_seat(request: HttpRequest, slug: str, seat_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    seat = seat_of(body, seat_id)
    form = AgreeSeatForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.agree_seat(by=person(request), seat=seat, **form.cleaned_data)
    ):
        agreed = full_date(form.cleaned_data["agreed_on"])
        messages.success(request, f"{seat} was agreed on {agreed}. Now it can be filled.")
        return redirect("boards:composition", body.slug)
    return form_page(
        request,
        form,
        title=f"Agree the seat: {seat}",
        lede=f"Proposed to stand from {full_date(seat.since)}.",
        verb="Record the agreement",
        back=reverse("boards:composition", args=[body.slug]),
        crumbs=under_composition(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_seat(request: HttpRequest, slug: str, seat_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    seat = seat_of(body, seat_id)
    form = EndSeatForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.end_seat(by=person(request), seat=seat, **form.cleaned_data)
    ):
        messages.success(request, f"The last day of {seat} is {full_date(form.cleaned_data['until'])}.")
        return redirect("boards:composition", body.slug)
    return form_page(
        request,
        form,
        title=f"End the seat: {seat}",
        lede="Nothing is deleted: the composition of an earlier day still shows the seat.",
        verb="End the seat",
        back=reverse("boards:composition", args=[body.slug]),
        crumbs=under_composition(body),
    )


def seat_of(body: Body, seat_id: int) -> Seat:
    seat = get_object_or_404(body.seats.select_related("organisation"), pk=seat_id)
    seat.body = body
    return seat


def day_asked_for(asked: QueryDict) -> OnDayForm:
    """The form of the day, filled from its three boxes or from a day in the address."""
    boxes = {f"on_{part}": asked[f"on_{part}"] for part in PARTS if f"on_{part}" in asked}
    if not boxes and "on" in asked:
        year, month, day = (*str(asked["on"]).split("-", 2), "", "")[:3]
        boxes = {"on_day": day.lstrip("0"), "on_month": month.lstrip("0"), "on_year": year}
    return OnDayForm(boxes or None)


def under_composition(body: Body) -> Crumbs:
    return [*under_body(body), ("Composition", reverse("boards:composition", args=[body.slug]))]
