"""The close-out list of a meeting, closing it, and reopening it."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards import clock
from boards.business import reopenings
from boards.closing import what_is_undecided
from boards.deeds import closing as deeds
from boards.forms.outcomes import CloseForm, ReopenForm
from boards.forms.versions import accepted
from boards.models import Meeting
from boards.permissions import Permission, meeting_or_refuse, person
from boards.quorum import quorum_of
from boards.views.form_page import form_page, under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def close_meeting(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """What is still undecided, with a link to mend each; then the button."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = CloseForm(request.POST or None, row=meeting)
    if form.is_valid() and accepted(
        form, lambda: deeds.close_meeting(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, "The meeting is closed. Its actions go on.")
        return redirect(meeting.get_desk_url())
    undecided = what_is_undecided(meeting)
    page = {
        "meeting": meeting,
        "form": form,
        "required": [each for each in undecided if each.required],
        "warnings": [each for each in undecided if not each.required],
        "quorum": quorum_of(meeting),
        "is_held": meeting.date <= clock.today(),
        "reopened": reopenings(Meeting, [meeting.pk], deeds.REOPENED),
        "crumbs": under_meeting(meeting),
    }
    return render(request, "boards/closing/close.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_meeting(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = ReopenForm(request.POST or None, row=meeting)
    if form.is_valid() and accepted(
        form, lambda: deeds.reopen_meeting(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, "The meeting is open again.")
        return redirect(meeting.get_desk_url())
    return form_page(
        request,
        form,
        title="Reopen the meeting",
        lede="Attendance, declarations and votes can be changed until it is closed again. "
        "Decided items stay locked.",
        verb="Reopen the meeting",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
        template="boards/outcomes/reopen.html",
        not_now="" if meeting.is_closed else "This meeting is open: its record can be changed.",
    )
