"""Papers on an agenda item."""

import datetime

from django.contrib import messages
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from boards import clock
from boards.dates import full_date
from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.models import AgendaItem
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.form_page import form_page, under_meeting
from reports.clocks import comes_late
from reports.deeds import papers as deeds
from reports.forms.papers import MOST, ExpectForm, MovePaperForm, PaperForm, UrgentPaperForm
from reports.models import Paper, Publication


@require_http_methods(["GET", "HEAD", "POST"])
def add_paper(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """Choose a paper for an item, or say that one is to follow or that the update is verbal."""
    item = item_or_refuse(request, slug, date, item_id)
    form = PaperForm(
        request.POST or None,
        publications=to_choose(request, item),
        late=comes_late(item.meeting),
        may_follow=item.meeting.date >= clock.today(),
        may_be_verbal=may_be_verbal(item),
    )
    if form.is_valid() and accepted(form, lambda: put(request, item, form)):
        said = "The item is a verbal update." if form.is_verbal else "The paper is on the agenda."
        messages.success(request, said)
        return redirect(address_of(item))
    return page(request, item, form, "add")


@require_http_methods(["GET", "HEAD", "POST"])
def bring_paper(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, paper_id: int
) -> HttpResponse:
    """Put the paper that was to follow in its place."""
    item = item_or_refuse(request, slug, date, item_id)
    paper = get_object_or_404(item.papers, pk=paper_id, publication=None)
    paper.item = item
    form = PaperForm(
        request.POST or None,
        publications=to_choose(request, item),
        late=comes_late(item.meeting),
        may_follow=False,
    )
    if form.is_valid() and accepted(form, lambda: bring(request, paper, form)):
        messages.success(request, "The paper is on the agenda.")
        return redirect(address_of(item))
    return page(request, item, form, "bring", paper=paper)


@require_http_methods(["GET", "HEAD", "POST"])
def expect_later(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, paper_id: int
) -> HttpResponse:
    """Another day for a paper that is to follow."""
    item = item_or_refuse(request, slug, date, item_id)
    paper = get_object_or_404(item.papers, pk=paper_id, publication=None)
    paper.item = item
    day = full_date(paper.expected_on) if paper.expected_on else "no day yet"
    form = ExpectForm(request.POST or None, initial={"expected_on": paper.expected_on})
    if form.is_valid() and accepted(
        form, lambda: deeds.expect_later(by=person(request), paper=paper, **form.cleaned_data)
    ):
        new_day = full_date(form.cleaned_data["expected_on"])
        messages.success(request, f"“{paper.title}” is now expected on {new_day}.")
        return redirect(address_of(item))
    return form_page(
        request,
        form,
        title="Expect the paper on another day",
        lede=f"“{paper.title}” is expected on {day}.{seen(item)}",
        verb="Save the day",
        back=address_of(item),
        crumbs=under_meeting(item.meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_as_urgent(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, paper_id: int
) -> HttpResponse:
    """The chair's reason for a paper that became public too late for the notice the law asks for."""
    item = item_or_refuse(request, slug, date, item_id)
    paper = get_object_or_404(item.papers, pk=paper_id, publication__isnull=False)
    paper.item = item
    form = UrgentPaperForm(request.POST or None, initial={"urgency_reason": paper.urgency_reason})
    if form.is_valid() and accepted(
        form, lambda: deeds.take_as_urgent(by=person(request), paper=paper, **form.cleaned_data)
    ):
        messages.success(request, f"“{paper.title}” is taken as urgent.")
        return redirect(address_of(item))
    return form_page(
        request,
        form,
        title="Take the paper as urgent",
        lede=f"“{paper.title}”, item {item.number}.{seen(item)}",
        verb="Save the reason",
        back=address_of(item),
        crumbs=under_meeting(item.meeting),
    )


@require_POST
def move_paper(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, paper_id: int
) -> HttpResponse:
    """One step up or down among the papers of the item."""
    item = item_or_refuse(request, slug, date, item_id)
    paper, form = get_object_or_404(item.papers, pk=paper_id), MovePaperForm(request.POST)
    paper.item = item
    if not form.is_valid():
        messages.error(request, "Enter the position as a whole number, such as 2.")
        return redirect(address_of(item))
    was, to = form.cleaned_data["was"], form.cleaned_data["to"]
    try:
        deeds.move_paper(by=person(request), paper=paper, from_position=was, to_position=to)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"“{paper.title}” is moved.")
    return redirect(address_of(item))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_paper(
    request: HttpRequest, slug: str, date: datetime.date, item_id: int, paper_id: int
) -> HttpResponse:
    """Take a paper off an agenda that is not published yet."""
    item = item_or_refuse(request, slug, date, item_id)
    paper = get_object_or_404(item.papers, pk=paper_id)
    paper.item = item
    if request.method == "POST":
        try:
            deeds.remove_paper(by=person(request), paper=paper)
            messages.success(request, "The paper is off the agenda.")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        return redirect(address_of(item))
    return page(request, item, None, "remove", paper=paper)


def item_or_refuse(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> AgendaItem:
    """The item of this meeting, for those who edit its agenda; an id of another meeting is not found."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    item = get_object_or_404(meeting.items, pk=item_id)
    item.meeting = meeting
    return item


def to_choose(request: HttpRequest, item: AgendaItem) -> list[Publication]:
    """The body's own papers first, the newest on top; more than a hundred are not a list to choose from."""
    others = Case(When(body=item.meeting.body_id, then=0), default=1)
    chosen = deeds.papers_to_choose(request.user, item).select_related("report").order_by(others, "-pk")
    return list(chosen.prefetch_related("editions", "body__names")[:MOST])


def may_be_verbal(item: AgendaItem) -> bool:
    """An item has papers or is a verbal update; what it is stays once readers have its agenda."""
    return not (item.verbal or item.meeting.agenda_is_published or item.papers.exists())


def put(request: HttpRequest, item: AgendaItem, form: PaperForm) -> object:
    said, by = form.cleaned_data, person(request)
    if form.publication:
        return deeds.add_paper(
            by=by, item=item, publication=form.publication, urgency_reason=form.urgency_reason_given
        )
    if form.is_verbal:
        return deeds.make_verbal(by=by, item=item)
    return deeds.add_to_follow(by=by, item=item, title=said["title"], expected_on=said["expected_on"])


def bring(request: HttpRequest, paper: Paper, form: PaperForm) -> Paper | None:
    if form.publication is None:
        raise Refused("Choose a paper from the list.", field="which")
    return deeds.bring_paper(
        by=person(request),
        paper=paper,
        publication=form.publication,
        urgency_reason=form.urgency_reason_given,
    )


def address_of(item: AgendaItem) -> str:
    """The item on the page of its meeting, where its papers are worked on."""
    return f"{item.meeting.get_desk_url()}#item-{item.pk}"


def seen(item: AgendaItem) -> str:
    return (
        " The agenda is published: readers see the change at once."
        if item.meeting.agenda_is_published
        else ""
    )


def page(
    request: HttpRequest, item: AgendaItem, form: PaperForm | None, name: str, paper: Paper | None = None
) -> HttpResponse:
    late = form is not None and "urgency_reason" in form.fields
    facts = {
        "item": item,
        "form": form,
        "paper": paper,
        "late": late,
        "today": clock.today(),
        "crumbs": under_meeting(item.meeting),
    }
    return render(request, f"reports/papers/{name}.html", facts)
