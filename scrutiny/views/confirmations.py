"""Recording at the desk that a later meeting confirmed the minutes, and taking that back."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from boards.dates import full_date
from boards.forms.versions import accepted
from boards.permissions import person
from boards.views.form_page import form_page
from scrutiny.deeds import confirmations as deeds
from scrutiny.forms.confirmations import ConfirmForm, TakeBackForm
from scrutiny.models import Confirmation, Minutes
from scrutiny.views.publishing_minutes import minutes_or_refuse, under_minutes

NOT_CONFIRMED = "These minutes are not confirmed, so there is nothing to take back."


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Say what confirming does, then do it."""
    found = minutes_or_refuse(request, slug, date)
    form = ConfirmForm(request.POST or None, row=found)
    if form.is_valid() and accepted(
        form, lambda: deeds.confirm_minutes(by=person(request), minutes=found, **form.cleaned_data)
    ):
        messages.success(request, "The minutes are confirmed.")
        return redirect("minutes:minutes", slug, date)
    return form_page(
        request,
        form,
        title=f"Confirm the minutes of {full_date(date)}",
        verb="Confirm the minutes",
        back=found.get_desk_url(),
        crumbs=under_minutes(found),
        template="scrutiny/desk/confirm.html",
        not_now=why_not_now(found, form),
    )


def why_not_now(found: Minutes, form: ConfirmForm) -> str:
    """Why there is nothing to fill in yet, or any more; else empty."""
    if Confirmation.objects.filter(minutes=found).exists():
        return "These minutes are confirmed already."
    if found.state != Minutes.State.PUBLISHED:
        return "These minutes are not published yet. Publish them as draft minutes first."
    if not form.meetings:
        return "No later meeting of this body has been held yet. Minutes are confirmed by the next meeting."
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    found = minutes_or_refuse(request, slug, date)
    form = TakeBackForm(request.POST or None, row=found)
    if form.is_valid() and accepted(
        form, lambda: deeds.take_back_confirmation(by=person(request), minutes=found, **form.cleaned_data)
    ):
        messages.success(request, "The confirmation is taken back. Readers see draft minutes.")
        return redirect("minutes:minutes", slug, date)
    return form_page(
        request,
        form,
        title=f"Take back the confirmation of the minutes of {full_date(date)}",
        lede="For a confirmation that was recorded by mistake. Readers see draft minutes again.",
        verb="Take back the confirmation",
        back=found.get_desk_url(),
        crumbs=under_minutes(found),
        template="boards/outcomes/reopen.html",
        not_now="" if Confirmation.objects.filter(minutes=found).exists() else NOT_CONFIRMED,
    )
