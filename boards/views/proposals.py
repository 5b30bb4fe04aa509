"""The meetings that the frequency rules propose: accept them, move them, or leave them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from boards import clock
from boards.deadlines import ClosedDays, last_publication_day
from boards.deeds import meetings as deeds
from boards.forms.proposals import HorizonForm, ProposalForm
from boards.frequency import Proposal, proposed_dates, unfulfilled
from boards.models import Body, ClosedDay, Meeting
from boards.permissions import Permission, body_or_refuse, person
from boards.views.form_page import Crumbs, under_body
from boards.views.meetings import as_last_time

YEAR: Final = datetime.timedelta(days=365)
MOST_AHEAD: Final = datetime.timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal on its page: its form, and the day by which its agenda would be due."""

    proposal: Proposal
    form: ProposalForm
    agenda_due: datetime.date


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan the chosen meetings, all or none. Readers see nothing of what is only proposed."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    horizon, until = horizon_of(request)
    lines = lines_of(request, body, until)
    chosen = [line.form for line in lines if line.form.is_chosen]
    if request.method == "POST" and not chosen:
        messages.error(request, "Tick the meetings that are to be planned.")
    elif chosen and all(form.is_valid() for form in chosen) and planned(request, body, chosen):
        count = "1 meeting is" if len(chosen) == 1 else f"{len(chosen)} meetings are"
        messages.success(request, f"{count} planned. Readers see date, time and place now.")
        return redirect("boards:meetings", slug)
    page = {
        "body": body,
        "lines": lines,
        "chosen": chosen,
        "is_wrong": any(form.errors for form in chosen),
        "form": horizon,
        "until": until,
        "has_rule": body.frequency_rules.exists(),
        "crumbs": under_meetings(body),
    }
    return render(request, "boards/meetings/proposed.html", page)


def planned(request: HttpRequest, body: Body, chosen: Sequence[ProposalForm]) -> bool:
    """Do the deed; what it refuses stands beside the line it is about."""
    plans = with_place_of_last_time(body, [form.plan for form in chosen])
    try:
        deeds.plan_meetings(by=person(request), body=body, plans=plans)
    except deeds.RefusedPlan as refusal:
        form = chosen[refusal.place]
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True


def with_place_of_last_time(body: Body, plans: Sequence[deeds.Plan]) -> list[deeds.Plan]:
    """Directions go with the venue and are not asked for again."""
    last = as_last_time(body)
    directions = str(last.get("directions", ""))
    return [
        replace(plan, directions=directions) if plan.venue and plan.venue == last.get("venue") else plan
        for plan in plans
    ]


def lines_of(request: HttpRequest, body: Body, until: datetime.date) -> list[Line]:
    """The proposals that are left, each with its form. A fixed number of queries."""
    closed = ClosedDay.objects.reasons()
    shared = {"mode": Meeting.Mode.IN_PERSON} | as_last_time(body)
    themes = [("", "No theme"), *body.themes.in_use(clock.today()).values_list("pk", "name")]
    lines = []
    for proposal in still_to_plan(body, until, closed):
        form = ProposalForm(
            request.POST or None,
            prefix=proposal.key,
            body=body,
            themes=themes,
            initial=shared | {"date": proposal.date, "starts_at": proposal.rule.starts_at},
        )
        lines.append(Line(proposal, form, last_publication_day(proposal.date, body.notice_days, closed)))
    return lines


def still_to_plan(body: Body, until: datetime.date, closed: ClosedDays) -> list[Proposal]:
    last = min(until, body.ended_on) if body.ended_on else until
    proposals = proposed_dates(list(body.frequency_rules.all()), clock.today(), last, closed)
    return unfulfilled(proposals, body.meetings.in_programme().values_list("date", flat=True))


def horizon_of(request: HttpRequest) -> tuple[HorizonForm, datetime.date]:
    """A year ahead, unless the address asks for another day."""
    today = clock.today()
    asked = "until_day" in request.GET
    form = HorizonForm(request.GET if asked else None, latest=today + MOST_AHEAD)
    if asked and form.is_valid() and form.cleaned_data["until"]:
        return form, form.cleaned_data["until"]
    return form, today + YEAR


def under_meetings(body: Body) -> Crumbs:
    return [*under_body(body), ("Meetings", reverse("boards:meetings", args=[body.slug]))]
