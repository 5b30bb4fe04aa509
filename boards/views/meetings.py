"""A meeting on the desk: planning it, changing it, and the page that is its agenda with handles."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.agenda_on_desk import agenda_on_desk
from boards.business import business_of
from boards.dates import full_date
from boards.deeds import meetings as deeds
from boards.forms.agenda import AddItemForm
from boards.forms.meetings import ChangeForm, MeetingsFilter, PlanForm
from boards.forms.versions import accepted
from boards.meeting_lists import page_of_meetings, years_of
from boards.missing import what_is_missing
from boards.models import Attendance, Body, Meeting
from boards.notice import deadline_of
from boards.permissions import Permission, body_or_refuse, may, meeting_or_refuse, person
from boards.quorum import quorum_of
from boards.restrictions import as_public, exclusion_part, with_parents
from boards.views.bodies import permission_names
from boards.views.form_page import form_page, under_body, under_meeting
from boards.views.meeting_actions import actions_part


@require_safe
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a body, the latest first (those to come soonest first), page by page."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    form = MeetingsFilter(request.GET, body=body, years=years_of(body))
    chosen = form.cleaned_data if form.is_valid() else {}
    after = request.GET.get("after", "")
    page = {
        "body": body,
        "may": permission_names(request, body),
        "page": page_of_meetings(body.meetings.select_related("theme", "moved_to"), chosen, after),
        "is_first_page": not after,
        "form": form,
        "is_filtered": any(chosen.values()),
        "crumbs": under_body(body),
    }
    return render(request, "boards/meetings/meetings.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    form = PlanForm(request.POST or None, body=body, initial=as_last_time(body))
    if form.is_valid() and accepted(
        form, lambda: deeds.plan_meeting(by=person(request), body=body, **form.cleaned_data)
    ):
        date: datetime.date = form.cleaned_data["date"]
        messages.success(request, f"The meeting of {full_date(date)} is planned. Now build its agenda.")
        return redirect("boards:meeting", body.slug, date)
    return form_page(
        request,
        form,
        title=f"Plan a meeting of {body.name}",
        lede="Readers see the date, time and place at once. They see the agenda when you publish it.",
        verb="Plan the meeting",
        back=body.get_desk_url(),
        crumbs=under_body(body),
    )


@require_safe
def meeting(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """What readers will see, with handles for those who edit it."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.SEE_DESK)
    return render(request, "boards/meetings/meeting.html", page_of(request, meeting))


@require_http_methods(["GET", "HEAD", "POST"])
def change_meeting(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = ChangeForm(request.POST or None, row=meeting)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_meeting(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, "The meeting is changed. Readers see it at once.")
        return redirect("boards:meeting", slug, form.cleaned_data["date"])
    return form_page(
        request,
        form,
        title="Change the date, time or place",
        verb="Save the meeting",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
    )


def page_of(request: HttpRequest, meeting: Meeting, add_form: AddItemForm | None = None) -> dict[str, object]:
    """Everything on a meeting's page; ``add_form`` keeps what was typed when an item was refused."""
    rows = meeting.items.select_related("carried_from__meeting", "restriction")
    papers = (
        "papers__publication__report",
        "papers__publication__restriction",
        "papers__publication__meeting__body",
    )
    items = with_parents(rows.prefetch_related(*papers))
    granted = permission_names(request, meeting.body)
    items = items if granted["READ_RESTRICTED"] else as_public(items)
    return {
        "meeting": meeting,
        "body": meeting.body,
        "may": granted,
        "items": items,
        "agenda": agenda_on_desk(meeting, items, request.user),
        "form": add_form or AddItemForm(meeting=meeting),
        "deadline": deadline_of(meeting),
        "missing": what_is_missing(meeting, items),
        **(exclusion_part(meeting, items) if granted["READ_RESTRICTED"] else {}),
        "business": business_of(
            meeting, items, reads_restricted=may(request.user, Permission.READ_RESTRICTED, meeting.body)
        ),
        "attendance": by_how(meeting),
        "quorum": quorum_of(meeting),
        "attendance_is_due": meeting.date <= clock.today(),
        **actions_part(request, meeting),
        "crumbs": under_body(meeting.body),
    }


def as_last_time(body: Body) -> dict[str, object]:
    """Time and place of the body's latest meeting, which the next one usually shares."""
    last = body.meetings.order_by("date").last()
    if last is None:
        return {}
    shared = ("starts_at", "mode", "venue", "link", "directions", "contact")
    return {name: getattr(last, name) for name in shared}


def by_how(meeting: Meeting) -> list[tuple[str, list[Attendance]]]:
    """Who was there, grouped as minutes print it; groups without anybody are left out."""
    rows = list(meeting.attendance.all())
    groups = [(how.label, [row for row in rows if row.how == how]) for how in Attendance.How]
    return [(label, people) for label, people in groups if people]
