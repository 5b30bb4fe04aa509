"""Declarations of interest on an item of a meeting."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from boards.dates import full_date
from boards.deeds import declarations as deeds
from boards.forms.declarations import ChangeDeclarationForm, DeclarationForm, ReasonForm, RegistrationForm
from boards.forms.versions import accepted
from boards.interests import registration_due
from boards.models import AgendaItem, Attendance, Declaration
from boards.permissions import Permission, meeting_or_refuse, person
from boards.standing_items import INTERESTS, NOT_REGISTERED
from boards.views.agenda import item_or_404
from boards.views.form_page import Crumbs, form_page, under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def declarations(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """What was declared on the item, and the form for one more."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = item_or_404(meeting, item_id)
    form = DeclarationForm(request.POST or None, item=item)
    if form.is_valid() and accepted(
        form, lambda: deeds.declare(by=person(request), item=item, **form.cleaned_data)
    ):
        messages.success(request, f"The declaration of {form.cleaned_data['person'].name} is recorded.")
        return redirect("boards:declarations", slug, date, item_id)
    page = {
        "meeting": meeting,
        "item": item,
        "form": form,
        "declared": item.declarations.select_related("person"),
        "is_settled": item.is_decided or meeting.is_closed,
        "anybody_there": Attendance.objects.attending().filter(meeting=meeting).exists(),
        "reminder": [INTERESTS, NOT_REGISTERED],
        "last_day": registration_due(meeting.date),
        "crumbs": under_meeting(meeting),
    }
    return render(request, "boards/declarations/declarations.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change_declaration(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, declaration_id: int
) -> HttpResponse:
    declaration = declaration_or_refuse(request, slug, date, item_id, declaration_id)
    form = ChangeDeclarationForm(request.POST or None, row=declaration)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.change_declaration(by=person(request), declaration=declaration, **form.cleaned_data),
    ):
        messages.success(request, f"The declaration of {declaration.person.name} is saved.")
        return redirect(of_item(declaration.item))
    return declaration_page(
        request,
        form,
        declaration,
        title=f"Put right the declaration of {declaration.person.name}",
        verb="Save the declaration",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove_declaration(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, declaration_id: int
) -> HttpResponse:
    declaration = declaration_or_refuse(request, slug, date, item_id, declaration_id)
    form = ReasonForm(request.POST or None, row=declaration)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.remove_declaration(by=person(request), declaration=declaration, **form.cleaned_data),
    ):
        messages.success(request, f"The declaration of {declaration.person.name} is removed.")
        return redirect(of_item(declaration.item))
    return declaration_page(
        request,
        form,
        declaration,
        title=f"Remove the declaration of {declaration.person.name}",
        lede="Remove it only if it was never made. What it said stays in the log.",
        verb="Remove the declaration",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def register_interest(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, declaration_id: int
) -> HttpResponse:
    declaration = declaration_or_refuse(request, slug, date, item_id, declaration_id)
    form = RegistrationForm(request.POST or None, row=declaration)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.record_registration(by=person(request), declaration=declaration, **form.cleaned_data),
    ):
        messages.success(request, f"The interest of {declaration.person.name} is in the register.")
        return redirect(of_item(declaration.item))
    last_day = full_date(registration_due(date))
    return declaration_page(
        request,
        form,
        declaration,
        title=f"Register of interests: {declaration.person.name}",
        lede=f"Declared on {full_date(date)}. The last of the 28 days is {last_day}.",
        verb="Record the registration",
    )


def declaration_or_refuse(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, declaration_id: int
) -> Declaration:
    """The declaration through its item and meeting, for those who keep the meeting's record."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = item_or_404(meeting, item_id)
    found = get_object_or_404(item.declarations.select_related("person"), pk=declaration_id)
    found.item = item
    return found


def declaration_page(
    request: HttpRequest,
    form: ReasonForm | RegistrationForm,
    declaration: Declaration,
    *,
    title: str,
    verb: str,
    lede: str = "",
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lede=lede,
        verb=verb,
        back=of_item(declaration.item),
        crumbs=under_declarations(declaration.item),
        template="boards/declarations/one.html",
        declaration=declaration,
    )


def of_item(item: AgendaItem) -> str:
    return reverse("boards:declarations", args=[item.meeting.body.slug, item.meeting.date, item.pk])


def under_declarations(item: AgendaItem) -> Crumbs:
    return [*under_meeting(item.meeting), (f"Declarations on item {item.number}", of_item(item))]
