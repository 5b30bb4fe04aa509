"""What was agreed at meetings, until it is done."""

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import clock
from boards.action_lists import CLOSED, OPEN, SHOWN, lateness, page_of
from boards.csv_files import csv_response
from boards.deadlines import publication_day
from boards.deeds import actions as deeds
from boards.deeds.refusals import Refused
from boards.forms.actions import (
    ActionForm,
    ChangeActionForm,
    CloseActionForm,
    FilterForm,
    ReopenActionForm,
    WordForm,
)
from boards.forms.base import HouseForm
from boards.forms.versions import accepted
from boards.models import Action, Body, User
from boards.models.actions import ActionQuerySet
from boards.permissions import (
    Permission,
    body_or_refuse,
    may,
    meeting_or_refuse,
    permissions,
    person,
)
from boards.sent_values import read_number
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body, under_meeting


@require_safe
def actions(request: HttpRequest, slug: str) -> HttpResponse:
    """A body's actions by key and filter: open ones first, the most overdue at the top."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    of_body = readable(request, body)
    owners = list(User.objects.filter(pk__in=of_body.order_by().values("owner")))
    form = FilterForm(request.GET, owners=owners)
    show = request.GET.get("show", OPEN)
    show = show if show in SHOWN else OPEN
    chosen = of_body.filter(owner=form.person) if form.person else of_body
    page = {
        "body": body,
        "may": permission_names(request, body),
        "form": form if len(owners) > 1 else None,
        "show": show,
        "shown": SHOWN,
        "is_closed": show == CLOSED,
        "owner": form.person,
        "page": page_of(chosen, show=show, today=clock.today(), after=request.GET.get("after", "")),
        "is_first_page": "after" not in request.GET,
        "crumbs": under_body(body),
    }
    return render(request, "boards/actions/actions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_action(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """The short form of a meeting's page is sent here, and shown here again when something is missing."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = ActionForm(request.POST or None, meeting=meeting)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_action(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, f"The action of {form.cleaned_data['owner']} is recorded.")
        return redirect(f"{meeting.get_desk_url()}#action-text")
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
    return step(
        request,
        action,
        form,
        lambda: deeds.change_action(by=person(request), action=action, **form.cleaned_data),
        title="Change the action",
        verb="Save the action",
        done="The action is saved.",
        template="boards/form_page.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def close_action(request: HttpRequest, slug: str, action_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    action = action_or_404(body, action_id)
    form = CloseActionForm(request.POST or None, row=action)
    return step(
        request,
        action,
        form,
        lambda: deeds.close_action(by=person(request), action=action, **form.cleaned_data),
        title="Close the action",
        verb="Close the action",
        done=f"The action of {action.owner} is closed.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_action(request: HttpRequest, slug: str, action_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    action = action_or_404(body, action_id)
    form = ReopenActionForm(request.POST or None, row=action)
    return step(
        request,
        action,
        form,
        lambda: deeds.reopen_action(by=person(request), action=action, **form.cleaned_data),
        title="Reopen the action",
        verb="Reopen the action",
        done=f"The action of {action.owner} is open again.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def action_notes(request: HttpRequest, slug: str, action_id: int) -> HttpResponse:
    """One action with every word on it, for its owner and for those who run the body's meetings."""
    action = owned_or_refuse(request, slug, action_id)
    form = WordForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.note_progress(by=person(request), action=action, **form.cleaned_data)
    ):
        messages.success(request, "Your word is with the action.")
        return redirect("boards:action_notes", slug, action_id)
    return form_page(
        request,
        form,
        title="How it stands",
        verb="Add it",
        back=reverse("desk"),
        crumbs=crumbs_of(request, action),
        template="boards/actions/notes.html",
        action=action,
        may=permission_names(request, action.body),
        lateness=lateness(action, clock.today()),
        notes=action.notes.select_related("by"),
    )


@require_POST
def remind_owner(request: HttpRequest, slug: str, action_id: int) -> HttpResponse:
    """Leads back to the page of the list it was asked on, which the address says as the list's own does."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    action = action_or_404(body, action_id)
    try:
        deeds.remind_owner(by=person(request), action=action)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"A reminder goes to {action.owner} by mail.")
    page = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('boards:actions', args=[slug])}{page}#action-{action.pk}")


@require_safe
def actions_register(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was ever agreed, in the order it was agreed: the latest page first, by key."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    before = read_number(request.GET.get("before", ""))
    rows = in_register(readable(request, body))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: REGISTER_PAGE + 1])
    page = {
        "body": body,
        "rows": found[:REGISTER_PAGE],
        "may": permission_names(request, body),
        "before": found[REGISTER_PAGE - 1].pk if len(found) > REGISTER_PAGE else None,
        "is_first_page": "before" not in request.GET,
        "crumbs": under_actions(body),
    }
    return render(request, "boards/actions/register.html", page)


@require_safe
def actions_register_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    restricted = may(request.user, Permission.READ_RESTRICTED, body)
    rows = in_register(readable(request, body)).iterator(chunk_size=500)
    lines = (as_line(action, restricted=restricted) for action in rows)
    return csv_response(f"Actions, {body.name}", REGISTER, lines)


REGISTER = ("Number", "Agreed on", "Item", "Action", "Owner", "Due", "Closed on", "What came of it")
REGISTER_PAGE = 100


def in_register(actions: ActionQuerySet) -> ActionQuerySet:
    return actions.select_related("meeting", "item", "owner").with_privacy().order_by("-pk")


def as_line(action: Action, *, restricted: bool) -> tuple[object, ...]:
    return (
        action.pk,
        action.meeting.date,
        item_of(action, restricted=restricted),
        action.text,
        action.owner.name,
        action.due,
        publication_day(action.closed_at) if action.closed_at else None,
        action.closing_note,
    )


def item_of(action: Action, *, restricted: bool) -> str:
    """The item's number, and its title as far as this reader may know it."""
    if action.item is None:
        return ""
    is_told = restricted or not getattr(action, "in_private")  # noqa: B009 (annotated)
    return f"{action.item.number} {action.item.title}" if is_told else action.item.number


def readable(request: HttpRequest, body: Body) -> ActionQuerySet:
    """The actions of a body, without what this reader may not see."""
    restricted = may(request.user, Permission.READ_RESTRICTED, body)
    return Action.objects.of(body).readable_by(person(request), restricted=restricted)


def step(
    request: HttpRequest,
    action: Action,
    form: HouseForm,
    act: Callable[[], object],
    *,
    title: str,
    verb: str,
    done: str,
    template: str = "boards/actions/step.html",
) -> HttpResponse:
    """One form about one action, which leads back to the list."""
    if form.is_valid() and accepted(form, act):
        messages.success(request, done)
        return redirect("boards:actions", action.body.slug)
    return form_page(
        request,
        form,
        title=title,
        verb=verb,
        back=reverse("boards:actions", args=[action.body.slug]),
        crumbs=under_actions(action.body),
        template=template,
        action=action,
        lateness=lateness(action, clock.today()),
    )


def action_or_404(body: Body, action_id: int) -> Action:
    """An action that ``body`` follows up, which may be one that another body agreed and handed over."""
    told = Action.objects.of(body).select_related("meeting__body", "owner", "item")
    action = get_object_or_404(told, pk=action_id)
    action.body = body
    return action


def owned_or_refuse(request: HttpRequest, slug: str, action_id: int) -> Action:
    """An action for its owner, who may have left the body, or for those who run the body's meetings."""
    told = Action.objects.select_related("body", "meeting__body", "owner", "item")
    action = told.filter(body__slug=slug, pk=action_id).first()
    if action is not None and action.owner_id == person(request).pk:
        return action
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    return action_or_404(body, action_id)


def crumbs_of(request: HttpRequest, action: Action) -> Crumbs:
    """The way up, as far as this person may go: an owner who has left has only their own desk."""
    if Permission.SEE_DESK in permissions(request.user, action.body):
        return under_actions(action.body)
    return [("My desk", reverse("desk"))]


def under_actions(body: Body) -> Crumbs:
    return [*under_body(body), ("Actions", reverse("boards:actions", args=[body.slug]))]
