"""Cancelling, postponing and reinstating a meeting."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from boards.deeds import meetings as deeds
from boards.forms.calling_off import CallOffForm, ReinstateForm
from boards.forms.versions import accepted
from boards.models import Meeting
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.form_page import form_page, under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Cancel or postpone, with what follows from it."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = CallOffForm(request.POST or None, row=meeting)
    if form.is_valid() and accepted(form, lambda: do_call_off(request, meeting, form)):
        messages.success(request, "The page of the meeting says so now, and so do the calendars.")
        return redirect(meeting.get_desk_url())
    return form_page(
        request,
        form,
        title="Cancel or postpone the meeting",
        verb="Save and tell readers",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
        template="boards/meetings/call_off.html",
        meeting=meeting,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reinstate(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = ReinstateForm(request.POST or None, row=meeting)
    if form.is_valid() and accepted(
        form, lambda: deeds.reinstate_meeting(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, "The meeting takes place again. Readers see it at once.")
        return redirect(meeting.get_desk_url())
    return form_page(
        request,
        form,
        title="Reinstate the meeting",
        lede="Its page and the calendars say again that it takes place. Its notice counts from now.",
        verb="Reinstate the meeting",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
    )


def do_call_off(request: HttpRequest, meeting: Meeting, form: CallOffForm) -> None:
    said = form.cleaned_data
    told = {"by": person(request), "meeting": meeting, "version": said["version"], "reason": said["reason"]}
    if said["how"] == CallOffForm.CANCELLED:
        deeds.cancel_meeting(**told)
    elif said["how"] == CallOffForm.POSTPONED:
        deeds.postpone_meeting(**told)
    else:
        deeds.postpone_meeting(
            **told,
            new_date=said["new_date"],
            starts_at=said["starts_at"],
            confirmed=said.get("confirmed", False),
        )
