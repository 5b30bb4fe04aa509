"""Recording who was at a meeting."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from boards.deeds import attendance as deeds
from boards.deeds.refusals import Refused
from boards.forms.attendance import EVERYONE, AttendanceForm, ChangeGuestForm, GuestForm
from boards.forms.versions import accepted
from boards.models import Meeting
from boards.permissions import Permission, meeting_or_refuse, person
from boards.quorum import quorum_of
from boards.views.bodies import permission_names
from boards.views.form_page import form_page, under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """A row for each member of that day; one button marks all who have no answer as present.

    The page's script sends the same form after each answer, and reads the answer's page.
    """
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = AttendanceForm(request.POST or None, row=meeting)
    if form.is_valid() and accepted(form, lambda: save(request, meeting, form)):
        messages.success(request, "The attendance is saved.")
        return redirect("boards:attendance", slug, date)
    return attendance_page(request, meeting, form, GuestForm())


@require_POST
def add_guest(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Somebody who attended without being a member."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = GuestForm(request.POST)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_guest(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, f"{form.cleaned_data['name']} is recorded as in attendance.")
        return redirect("boards:attendance", slug, date)
    return attendance_page(request, meeting, AttendanceForm(row=meeting), form)


@require_http_methods(["GET", "HEAD", "POST"])
def change_guest(request: HttpRequest, slug: str, date: datetime.date, guest_id: int) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    guest = get_object_or_404(meeting.attendance.filter(how__in=deeds.GUESTS, user=None), pk=guest_id)
    guest.meeting = meeting
    form = ChangeGuestForm(request.POST or None, guest=guest)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_guest(by=person(request), guest=guest, **form.cleaned_data)
    ):
        messages.success(request, f"{form.cleaned_data['name']} is saved.")
        return redirect("boards:attendance", slug, date)
    return form_page(
        request,
        form,
        title=f"In attendance: {guest.name}",
        verb="Save the person",
        back=f"{reverse('boards:attendance', args=[slug, date])}#guests",
        crumbs=[*under_meeting(meeting), ("Attendance", reverse("boards:attendance", args=[slug, date]))],
    )


@require_POST
def remove_guest(request: HttpRequest, slug: str, date: datetime.date, guest_id: int) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    guest = get_object_or_404(meeting.attendance, pk=guest_id)
    try:
        deeds.remove_guest(by=person(request), guest=guest)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{guest.name} is no longer recorded as in attendance.")
    return redirect("boards:attendance", slug, date)


def save(request: HttpRequest, meeting: Meeting, form: AttendanceForm) -> None:
    deeds.record_attendance(
        by=person(request),
        meeting=meeting,
        version=form.cleaned_data["version"],
        answers=form.answers(),
        chair=form.chair(),
    )


def attendance_page(
    request: HttpRequest, meeting: Meeting, form: AttendanceForm, guest_form: GuestForm
) -> HttpResponse:
    page = {
        "meeting": meeting,
        "form": form,
        "guest_form": guest_form,
        "everyone": EVERYONE,
        "first_choice": form.choices[0][1].lower(),
        "guests": meeting.attendance.filter(how__in=deeds.GUESTS, user=None),
        "quorum": quorum_of(meeting),
        "may": permission_names(request, meeting.body),
        "crumbs": under_meeting(meeting),
    }
    return render(request, "boards/attendance/attendance.html", page)
