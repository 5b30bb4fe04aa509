"""The writing page: the paper as it will look, every paragraph a box, all in one form.

Every button saves what was typed first and then does what it says, so that without scripts nothing is
lost. The script sends the same form by itself and is answered in JSON.
"""

import uuid
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.deeds.refusals import Refused
from boards.permissions import Permission, person
from boards.saved import saved
from reports.compose import numbered_sections
from reports.deeds.draft import order_of
from reports.deeds.writing import Written, write_report
from reports.forms.writing import changes_in, step_in
from reports.helps import counted_helps, helps
from reports.models import Report
from reports.news import News, news, now_in, now_told, outline
from reports.permissions import may_write, report_or_refuse
from reports.presence import others_here
from reports.typed import tidy
from reports.views.writing_boxes import About, boxes_of, removed_from
from reports.views.writing_steps import STEPS, take

BEHIND: Final = "behind"
"""No order of paragraphs is called this: a step from a page left behind is refused by its deed."""
NEW_KEY: Final = str(uuid.UUID(int=0))
"""Stands where the script puts the key of a paragraph that it makes, also in addresses."""
NOT_DONE: Final = "Something could not be saved, so nothing else was done."
ROLE_ENDED: Final = "you no longer have a role that writes this report"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of saving the page and of the step its button asked for."""

    written: Written
    place: str = ""
    problem: str = ""
    is_done: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_or_refuse(request.user, slug)
    if not may_write(request.user, report):
        return closed(request, report)
    if request.method != "POST":
        return page(request, report)
    try:
        outcome = save_and_do(request, report)
    except Refused:
        report.refresh_from_db()
        return closed(request, report)
    if request.headers.get("X-Autosave"):
        return JsonResponse(told(request, report, outcome))
    if outcome.problem or not outcome.written.is_whole:
        return page(request, report, written=outcome.written, refusal=outcome.problem)
    address = reverse("reports:write", args=[slug])
    return saved(redirect(f"{address}{outcome.place and '#'}{outcome.place}"), f"write-{report.pk}")


def save_and_do(request: HttpRequest, report: Report) -> Outcome:
    """Save what was typed, then do the step, unless something is not saved or the page was left behind.

    Raises:
        Refused: when the report can no longer be written.
    """
    step, by = step_in(request.POST), person(request)
    is_step = step.verb in STEPS
    in_order = is_step and request.POST.get("order") == order_of(report)
    written = write_report(by=by, report=report, changes=changes_in(request.POST))
    if not is_step:
        return Outcome(written)
    if not written.is_whole:
        return Outcome(written, problem=NOT_DONE if request.headers.get("X-Autosave") else "")
    try:
        place = take(by, report, order_of(report) if in_order else BEHIND, step)
    except Refused as refusal:
        return Outcome(written, problem=refusal.sentence)
    return Outcome(written, place, is_done=True)


def closed(request: HttpRequest, report: Report) -> HttpResponse:
    """The report can no longer be written, but what was typed is shown to its writers to be copied."""
    if not report.is_written_by(request.user) or request.method != "POST":
        raise PermissionDenied
    if request.headers.get("X-Autosave"):
        problem = f"Not saved: {why_closed(report)}."
        return JsonResponse({"state": report.state, "problem": problem}, status=409)
    typed = [change.typed for change in changes_in(request.POST).paragraphs if change.typed.strip()]
    facts = {"report": report, "why": why_closed(report), "typed": typed}
    return render(request, "reports/writing/closed.html", facts, status=409)


def why_closed(report: Report) -> str:
    """Why one of its writers does not write it now: a draft is closed to those alone whose role has ended."""
    is_draft = report.state == Report.State.DRAFT
    return ROLE_ENDED if is_draft else f"this report is {report.get_state_display().lower()} now"


def told(request: HttpRequest, report: Report, outcome: Outcome) -> News:
    """What the script learns of its save, and of what others saved since its token ``at``.

    ``paragraphs`` holds those whose box has other words now than were sent; without a token, ``at`` is empty
    and the page keeps its own.
    """
    written, now = outcome.written, now_in(report)
    since, order = request.POST.get("since", ""), request.POST.get("order", "")
    sent = {str(change.key): tidy(change.typed) for change in changes_in(request.POST).paragraphs}
    as_sent = {key for key in written.versions if sent.get(str(key)) == written.after[str(key)]}
    if outcome.is_done:  # it may have changed what was saved just before
        as_sent = set()
    keys = now.changed_since(since or now.at) | set(written.versions) - as_sent
    new = news(report, now, keys - as_sent, since=since or now.at, order=order)
    if outcome.is_done and "outline" not in new:
        new["outline"] = outline(numbered_sections(report))
    clashes = written.clashes.items()
    return new | {
        "saved": f"{clock.time_of_day():%H:%M}",
        "order": now.order,
        "at": "~".join([now.at, *since.split("~")[2:]]) if since else "",
        "versions": {str(key): version for key, version in written.versions.items()},
        "clashes": {str(key): {"theirs": c.theirs, "by": c.by, "version": c.version} for key, c in clashes},
        "refused": {str(key): sentence for key, (sentence, _) in written.refused.items()},
        "problem": outcome.problem,
        "focus": outcome.place,
    }


@require_safe
def writing_news(request: HttpRequest, slug: str) -> HttpResponse:
    """What others saved since the page was drawn: 204 when nothing is new, 409 when it is no draft now."""
    report = report_or_refuse(request.user, slug)
    if not may_write(request.user, report):
        if not report.is_written_by(request.user):
            raise PermissionDenied
        sentence = f"{capfirst(why_closed(report))}. It can be read, not written."
        return JsonResponse({"state": report.state, "problem": sentence}, status=409)
    now, here = now_in(report), others_here(report, person(request))
    token = "~".join([now.at, *here])
    since, order = request.GET.get("since", ""), request.GET.get("order", "")
    if since == token and order == now.order:
        return HttpResponse(status=204)
    new = news(report, now, now.changed_since(since), since=since, order=order)
    return JsonResponse(new | {"at": token, "order": now.order, "state": report.state, "here": here})


@require_safe
def writing_helps(request: HttpRequest, slug: str) -> HttpResponse:
    """What is waiting to go into the report, counted after its page is drawn so that nobody waits for it."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    return JsonResponse({each.key: each.waiting for each in counted_helps(report, person(request))})


def page(
    request: HttpRequest, report: Report, written: Written | None = None, refusal: str = ""
) -> HttpResponse:
    """The page as it is now; what could not be saved stands in its box, with the reason beside it."""
    written = written or Written()
    sections = numbered_sections(report)
    now = now_told(sections)
    about = About.of(report, sections)
    is_author = report.author == request.user
    facts = {
        "report": report,
        "sections": [boxes_of(section, written, about) for section in sections],
        "order": now.order,
        "at": now.at,
        "refusal": refusal,
        "written": written,
        "notes": [note for note in about.notes if note.paragraph_id is None],
        "removed": removed_from(sections, about),
        "is_author": is_author,
        "helps": helps(report, person(request)),
        "new_box": {"key": NEW_KEY, "version": 0},
    }
    return render(request, "reports/writing/write.html", facts)
