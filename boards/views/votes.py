"""The recorded vote on an item."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards.deeds import votes as deeds
from boards.forms.versions import accepted
from boards.forms.votes import VotesForm
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.agenda import item_or_404
from boards.views.form_page import under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def votes(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """A row for each voting member who was present; who has a pecuniary interest has no choice."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = item_or_404(meeting, item_id)
    form = VotesForm(request.POST or None, row=item)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.record_votes(
            by=person(request), item=item, version=form.cleaned_data["version"], votes=form.votes()
        ),
    ):
        messages.success(request, f"The votes on item {item.number} are saved.")
        return redirect(f"{meeting.get_desk_url()}#item-{item.pk}")
    page = {
        "meeting": meeting,
        "item": item,
        "form": form,
        "is_settled": item.is_decided or meeting.is_closed,
        "crumbs": under_meeting(meeting),
    }
    return render(request, "boards/votes/votes.html", page)
