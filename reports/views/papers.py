"""Papers on an agenda item."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.models import AgendaItem
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.form_page import under_meeting
from reports.deeds import papers as deeds
from reports.forms.papers import MOST, PaperForm
from reports.models import Paper, Publication


@require_http_methods(["GET", "HEAD", "POST"])
def add_paper(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """Choose a paper for an item, or say that one is to follow."""
    item = item_or_refuse(request, slug, date, item_id)
    form = PaperForm(request.POST or None, publications=to_choose(request, item))
    if form.is_valid() and accepted(form, lambda: put(request, item, form)):
        messages.success(request, "The paper is on the agenda.")
        return redirect(item.meeting.get_desk_url())
    return page(request, item, form, "add")


@require_http_methods(["GET", "HEAD", "POST"])
def bring_paper(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, paper_id: int
) -> HttpResponse:
    """Put the paper that was to follow in its place."""
    item = item_or_refuse(request, slug, date, item_id)
    paper = get_object_or_404(item.papers, pk=paper_id, publication=None)
    form = PaperForm(request.POST or None, publications=to_choose(request, item), may_follow=False)
    if form.is_valid() and accepted(form, lambda: bring(request, paper, form)):
        messages.success(request, "The paper is on the agenda.")
        return redirect(item.meeting.get_desk_url())
    return page(request, item, form, "bring", paper=paper)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_paper(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, paper_id: int
) -> HttpResponse:
    """Take a paper off an agenda that is not published yet."""
    item = item_or_refuse(request, slug, date, item_id)
    paper = get_object_or_404(item.papers, pk=paper_id)
    if request.method == "POST":
        try:
            deeds.remove_paper(by=person(request), paper=paper)
            messages.success(request, "The paper is off the agenda.")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        return redirect(item.meeting.get_desk_url())
    return page(request, item, None, "remove", paper=paper)


def item_or_refuse(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> AgendaItem:
    """The item of this meeting, for those who edit its agenda; an id of another meeting is not found."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = get_object_or_404(meeting.items, pk=item_id)
    item.meeting = meeting
    return item


def to_choose(request: HttpRequest, item: AgendaItem) -> list[Publication]:
    """The newest papers first; more than a hundred are not a list to choose from."""
    chosen = deeds.papers_to_choose(request.user, item).select_related("report").order_by("-pk")
    return list(chosen.prefetch_related("editions", "body__names")[:MOST])


def put(request: HttpRequest, item: AgendaItem, form: PaperForm) -> Paper:
    said, by = form.cleaned_data, person(request)
    if form.publication:
        return deeds.add_paper(by=by, item=item, publication=form.publication)
    return deeds.add_to_follow(by=by, item=item, title=said["title"], expected_on=said["expected_on"])


def bring(request: HttpRequest, paper: Paper, form: PaperForm) -> Paper | None:
    if form.publication is None:
        raise Refused("Choose a paper from the list.", field="which")
    return deeds.bring_paper(by=person(request), paper=paper, publication=form.publication)


def page(
    request: HttpRequest, item: AgendaItem, form: PaperForm | None, name: str, paper: Paper | None = None
) -> HttpResponse:
    facts = {"item": item, "form": form, "paper": paper, "crumbs": under_meeting(item.meeting)}
    return render(request, f"reports/papers/{name}.html", facts)
