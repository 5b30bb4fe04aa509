"""The items of an agenda, and publishing it."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from boards.agenda_order import branches
from boards.deeds import agenda as deeds
from boards.deeds.refusals import Refused
from boards.forms.agenda import (
    AddItemForm,
    ChangeItemForm,
    MoveForm,
    PublishForm,
    RemoveItemForm,
    UrgentItemForm,
)
from boards.forms.versions import accepted, draw_with
from boards.models import AgendaItem, Meeting
from boards.notice import deadline_of
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.form_page import form_page, under_meeting
from boards.views.meetings import page_of


@require_POST
def add_item(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """The short form on the meeting's page: title and purpose now, the rest when it is known."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = AddItemForm(request.POST, meeting=meeting)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_item(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, f"“{form.cleaned_data['title']}” is on the agenda.")
        return redirect(f"{meeting.get_desk_url()}#add-item")
    return render(request, "boards/meetings/meeting.html", page_of(request, meeting, form))


@require_http_methods(["GET", "HEAD", "POST"])
def change_item(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = item_or_404(meeting, item_id)
    form = ChangeItemForm(request.POST or None, row=item)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_item(by=person(request), item=item, **form.cleaned_data)
    ):
        item.refresh_from_db(fields=["number"])
        messages.success(request, f"Item {item.number} is saved.")
        return redirect(f"{meeting.get_desk_url()}#item-{item.pk}")
    return form_page(
        request,
        form,
        title=f"Item {item.number}: {item.title}",
        verb="Save the item",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
    )


@require_POST
def move_item(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """One step up or down, or to a position; the page's script sends the same when an item is dragged."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item, form = item_or_404(meeting, item_id), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Enter the position as a whole number, such as 3.")
    else:
        was, to = form.cleaned_data["was"], form.cleaned_data["to"]
        try:
            moved = deeds.move_item(by=person(request), item=item, seen=was, to=to)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"“{moved.title}” is now item {moved.number}.")
    return redirect(f"{meeting.get_desk_url()}#item-{item.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_item(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = item_or_404(meeting, item_id)
    form = RemoveItemForm(request.POST or None)
    if form.is_valid():
        try:
            deeds.remove_item(by=person(request), item=item, version=form.cleaned_data["version"])
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"“{item.title}” is off the agenda.")
        return redirect(meeting.get_desk_url())
    page = {"meeting": meeting, "item": item, "crumbs": under_meeting(meeting)}
    return render(request, "boards/agenda/remove_item.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_urgent_item(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = UrgentItemForm(request.POST or None, statutory=meeting.body.is_statutory)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_urgent_item(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, f"“{form.cleaned_data['title']}” is on the agenda. Readers see it now.")
        return redirect(meeting.get_desk_url())
    return form_page(
        request,
        form,
        title="Add a late item",
        lede=(
            "The agenda is published. Readers see this item as soon as you add it, marked as added after "
            "publication. It cannot be taken off again."
        ),
        verb="Add the late item",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publish_agenda(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Say exactly what publishing does, then do it."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.PUBLISH_AGENDA)
    deadline = deadline_of(meeting)
    seen = {"seen": deeds.agenda_state(meeting)}
    form = PublishForm(request.POST or None, deadline=deadline, initial=seen)
    if form.is_valid() and accepted(
        form, lambda: deeds.publish_agenda(by=person(request), meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, "The agenda is published.")
        return redirect(meeting.get_desk_url())
    if form.is_bound:
        draw_with(form, **seen)
    page = {
        "form": form,
        "meeting": meeting,
        "deadline": deadline,
        "items": branches(meeting.items.prefetch_related("papers")),
        "crumbs": under_meeting(meeting),
    }
    return render(request, "boards/agenda/publish.html", page)


def item_or_404(meeting: Meeting, item_id: int) -> AgendaItem:
    item = get_object_or_404(meeting.items, pk=item_id)
    item.meeting = meeting
    return item
