"""What came of an item, and reopening one."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from boards.business import reopenings
from boards.deeds import outcomes as deeds
from boards.forms.outcomes import OutcomeForm, ReopenForm
from boards.forms.versions import accepted
from boards.models import AgendaItem
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.agenda import item_or_404
from boards.views.form_page import form_page, under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def decide_item(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """Dealt with, carried or withdrawn; the button on the meeting's page posts here too."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = item_or_404(meeting, item_id)
    form = OutcomeForm(request.POST or None, row=item)
    if form.is_valid() and accepted(
        form, lambda: deeds.decide_item(by=person(request), item=item, **form.cleaned_data)
    ):
        label = AgendaItem.Outcome(form.cleaned_data["outcome"]).label.lower()
        messages.success(request, f"Item {item.number}: {label}. It is locked now.")
        return redirect(f"{meeting.get_desk_url()}#item-{item.pk}")
    return form_page(
        request,
        form,
        title=f"Outcome of item {item.number}: {item.title}",
        lede="The item is locked with its outcome. It can be reopened with a reason.",
        verb="Record the outcome",
        back=f"{meeting.get_desk_url()}#item-{item.pk}",
        crumbs=under_meeting(meeting),
        template="boards/outcomes/decide.html",
        item=item,
        meeting=meeting,
        reopened=reopenings(AgendaItem, [item.pk], deeds.REOPENED),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_item(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = item_or_404(meeting, item_id)
    form = ReopenForm(request.POST or None, row=item)
    if form.is_valid() and accepted(
        form, lambda: deeds.reopen_item(by=person(request), item=item, **form.cleaned_data)
    ):
        messages.success(request, f"Item {item.number} is open again.")
        return redirect(f"{meeting.get_desk_url()}#item-{item.pk}")
    return form_page(
        request,
        form,
        title=f"Reopen item {item.number}: {item.title}",
        lede="Its outcome is taken back, and it can be changed until it is decided again.",
        verb="Reopen the item",
        back=f"{meeting.get_desk_url()}#item-{item.pk}",
        crumbs=under_meeting(meeting),
        template="boards/outcomes/reopen.html",
        not_now="" if item.is_decided else "This item is open: nothing is decided on it.",
    )
