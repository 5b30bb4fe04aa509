"""Taking an item in private, and releasing it."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards import clock
from boards.deeds import restrictions as deeds
from boards.forms.restrictions import ReleaseForm, RestrictForm
from boards.forms.versions import accepted, draw_with
from boards.models import AgendaItem
from boards.permissions import Permission, meeting_or_refuse, person
from boards.restrictions import is_private, public_reason
from boards.views.agenda import item_or_404
from boards.views.form_page import under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def restrict_item(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """Say what will happen and who will still see it, ask for the reason, and do it."""
    item = item_or_refuse(request, slug, date, item_id)
    if is_private(item):
        messages.error(request, f"Item {item.number} is private already.")
        return redirect(item.meeting.get_desk_url())
    form = RestrictForm(request.POST or None, today=clock.today(), initial={"version": item.version})
    if form.is_valid() and accepted(
        form, lambda: deeds.restrict_item(by=person(request), item=item, **form.told)
    ):
        messages.success(request, f"Item {item.number} is taken in private.")
        return redirect(f"{item.meeting.get_desk_url()}#item-{item.pk}")
    page = {"item": item, "meeting": item.meeting, "form": form, "crumbs": under_meeting(item.meeting)}
    return render(request, "boards/restrictions/restrict_item.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def release_item(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    item = item_or_refuse(request, slug, date, item_id)
    if item.restriction is None or not is_private(item):
        messages.error(request, f"Item {item.number} is not private.")
        return redirect(item.meeting.get_desk_url())
    form = ReleaseForm(request.POST or None, initial={"version": item.version})
    form.fields["reason"].help_text = "Kept in the log. Readers do not see it."
    if form.is_valid() and accepted(
        form, lambda: deeds.release_item(by=person(request), item=item, **form.cleaned_data)
    ):
        messages.success(request, f"Item {item.number} is released.")
        return redirect(f"{item.meeting.get_desk_url()}#item-{item.pk}")
    if form.is_bound:
        item.refresh_from_db(fields=["version"])
        draw_with(form, version=str(item.version))
    page = {
        "item": item,
        "meeting": item.meeting,
        "reason": public_reason(item.restriction, item.meeting.body),
        "form": form,
        "crumbs": under_meeting(item.meeting),
    }
    return render(request, "boards/restrictions/release_item.html", page)


def item_or_refuse(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> AgendaItem:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    return item_or_404(meeting, item_id)
