"""What was agreed at meetings, until it is done."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards.deeds import actions as deeds
from boards.forms.actions import ActionForm, ChangeActionForm, CloseActionForm
from boards.forms.versions import accepted
from boards.models import Action, Body
from boards.permissions import Permission, body_or_refuse, meeting_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body, under_meeting

CLOSED = 50
"""How many closed actions the list shows, the last closed first."""


@require_safe
def actions(request: HttpRequest, slug: str) -> HttpResponse:
    """A body's open actions, the most overdue first, and those closed lately."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    of_body = Action.objects.filter(meeting__body=body).select_related("meeting", "item", "owner")
    today = timezone.localdate()
    page = {
        "body": body,
        "may": permission_names(request, body),
        "open": [(action, lateness(action, today)) for action in of_body.open()],
        "closed": of_body.filter(closed_at__isnull=False).order_by("-closed_at")[:CLOSED],
        "crumbs": under_body(body),
    }
    return render(request, "boards/actions/actions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_action(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = ActionForm(request.POST or None, meeting=meeting)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_action(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, f"The action of {form.cleaned_data['owner']} is recorded.")
        return redirect(f"{meeting.get_desk_url()}#actions")
    return form_page(
        request,
        form,
        title="Add an action",
        verb="Add the action",
        back=f"{meeting.get_desk_url()}#actions",
        crumbs=under_meeting(meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_action(request: HttpRequest, slug: str, action_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    action = action_or_404(body, action_id)
    form = ChangeActionForm(request.POST or None, row=action)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_action(by=person(request), action=action, **form.cleaned_data)
    ):
        messages.success(request, "The action is saved.")
        return redirect("boards:actions", slug)
    return form_page(
        request,
        form,
        title="Change the action",
        verb="Save the action",
        back=reverse("boards:actions", args=[slug]),
        crumbs=under_actions(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def close_action(request: HttpRequest, slug: str, action_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    action = action_or_404(body, action_id)
    form = CloseActionForm(request.POST or None, row=action)
    if form.is_valid() and accepted(
        form, lambda: deeds.close_action(by=person(request), action=action, **form.cleaned_data)
    ):
        messages.success(request, f"The action of {action.owner} is closed.")
        return redirect("boards:actions", slug)
    return form_page(
        request,
        form,
        title="Close the action",
        verb="Close the action",
        back=reverse("boards:actions", args=[slug]),
        crumbs=under_actions(body),
        template="boards/actions/close.html",
        action=action,
        lateness=lateness(action, timezone.localdate()),
    )


def action_or_404(body: Body, action_id: int) -> Action:
    of_body = Action.objects.filter(meeting__body=body).select_related("meeting", "owner", "item")
    action = get_object_or_404(of_body, pk=action_id)
    action.meeting.body = body
    return action


def lateness(action: Action, today: datetime.date) -> str:
    """ "3 days late", "due today", or nothing while there is time."""
    if action.closed_at is not None:
        return ""
    if action.due == today:
        return "due today"
    late = action.days_late(today)
    return f"{late} day{'' if late == 1 else 's'} late" if late else ""


def under_actions(body: Body) -> Crumbs:
    return [*under_body(body), ("Actions", reverse("boards:actions", args=[body.slug]))]
