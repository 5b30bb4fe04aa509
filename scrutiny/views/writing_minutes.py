"""The page on which minutes are written: item by item, every paragraph a box, all in one form.

Every button saves what was typed first and then does what it says, so that without scripts nothing is lost.
The script ``writing.js`` sends the same form by itself and is answered in JSON.
"""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards import clock
from boards.deeds.refusals import Refused, Stale
from boards.models import User
from boards.permissions import Permission, meeting_or_refuse, person
from boards.saved import saved
from boards.views.form_page import under_meeting
from reports.forms.writing import step_in
from reports.views.writing import BEHIND, NEW_KEY
from reports.views.writing_boxes import CLASH
from scrutiny.compose import numbered_minutes
from scrutiny.deeds.minutes import order_of
from scrutiny.deeds.paragraphs import write_minutes
from scrutiny.deeds.resolutions import resolve
from scrutiny.deeds.summaries import summarise
from scrutiny.forms.writing_minutes import (
    ResolutionChange,
    SummaryChange,
    paragraphs_in,
    resolutions_in,
    summaries_in,
)
from scrutiny.models import Minute, MinuteParagraph, Minutes, Resolution
from scrutiny.unfinished import late_items, progress
from scrutiny.views.writing_minutes_boxes import (
    Outcome,
    ResolutionBox,
    SummaryBox,
    boxes_of,
    papers_of,
    with_removed,
)
from scrutiny.views.writing_minutes_steps import take

Kind = MinuteParagraph.Kind


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Save the page and do what its button says; asked for by its address alone, the page itself."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.WRITE_MINUTES)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or (minutes.state != Minutes.State.WRITING and request.method != "POST"):
        return redirect("minutes:minutes", slug, date)
    minutes.meeting = meeting
    if request.method != "POST":
        return page(request, minutes)
    in_order = request.POST.get("order") == order_of(minutes)
    try:
        outcome = save(request, minutes)
    except Refused:
        return closed(request, minutes)
    if request.headers.get("X-Autosave"):
        return JsonResponse(told(minutes, outcome))
    if not outcome.is_whole:
        return page(request, minutes, outcome)
    try:
        address = take(request, minutes, step_in(request.POST), order_of(minutes) if in_order else BEHIND)
    except Refused as refusal:
        return page(request, minutes, refusal=refusal.sentence)
    return saved(redirect(address), f"minutes-{minutes.pk}")


def save(request: HttpRequest, minutes: Minutes) -> Outcome:
    """Save every box by itself, so that one that cannot be saved keeps none of the others back."""
    by = person(request)
    outcome = Outcome(write_minutes(by=by, minutes=minutes, changes=paragraphs_in(request.POST)))
    rows = list(minutes.items.select_related("item", "resolution"))
    for change in resolutions_in(request.POST, rows):
        if found := getattr(change.minute, "resolution", None) or change.verb or change.text.strip():
            save_resolution(by, change, found if isinstance(found, Resolution) else None, outcome)
    for summary in summaries_in(request.POST, rows):
        save_summary(by, summary, outcome)
    return outcome


def save_summary(by: User, change: SummaryChange, outcome: Outcome) -> None:
    minute = change.minute
    try:
        row = summarise(by=by, minute=minute, version=change.version, text=change.text)
        outcome.summarised[minute.pk] = row.version
    except Stale:
        theirs = Minute.objects.get(pk=minute.pk)
        outcome.not_summarised[minute.pk] = SummaryBox(
            change.text, theirs.version, error=CLASH, theirs=theirs.public_summary
        )
    except Refused as refusal:
        outcome.not_summarised[minute.pk] = SummaryBox(change.text, minute.version, error=refusal.sentence)


def save_resolution(by: User, change: ResolutionChange, found: Resolution | None, outcome: Outcome) -> None:
    minute = change.minute
    try:
        row = resolve(by=by, minute=minute, version=change.version, verb=change.verb, text=change.text)
        outcome.resolved[minute.pk] = row.version
    except Stale:
        theirs = Resolution.objects.get(minute=minute)
        words = f"{theirs.get_verb_display()}: {theirs.text}" if theirs.text else theirs.get_verb_display()
        outcome.not_resolved[minute.pk] = ResolutionBox(
            change.verb, change.text, theirs.version, error=CLASH, field="text", theirs=words
        )
    except Refused as refusal:
        version = found.version if found else 0
        outcome.not_resolved[minute.pk] = ResolutionBox(
            change.verb, change.text, version, error=refusal.sentence, field=refusal.field or "text"
        )


def closed(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    """The minutes can no longer be written, but what was typed is shown to be copied."""
    typed = [change.text for change in paragraphs_in(request.POST) if change.text.strip()]
    minutes.refresh_from_db(fields=["state"])
    facts = {"minutes": minutes, "meeting": minutes.meeting, "typed": typed}
    return render(request, "scrutiny/desk/writing/closed.html", facts, status=409)


def told(minutes: Minutes, outcome: Outcome) -> dict[str, Any]:
    """What the script learns of its save: the time in London, versions, numbers, and what was not saved."""
    written, standing = outcome.written, progress(minutes)
    versions = {str(key): version for key, version in written.versions.items()}
    not_resolved = [f"resolution-{pk}" for pk in outcome.not_resolved]
    not_resolved += [f"summary-{pk}" for pk in outcome.not_summarised]
    resolved = {f"resolution-{pk}": version for pk, version in outcome.resolved.items()}
    resolved |= {f"summary-{pk}": version for pk, version in outcome.summarised.items()}
    return {
        "saved": f"{clock.time_of_day():%H:%M}",
        "order": order_of(minutes),
        "versions": versions | resolved,
        "numbers": {
            str(row.key): number for each in numbered_minutes(minutes) for row, number in each.paragraphs
        },
        "clashes": [*map(str, written.clashes), *not_resolved],
        "refused": {str(key): sentence for key, (sentence, _) in written.refused.items()},
        "progress": str(standing),
        "gaps": [[gap.sentence, gap.address] for gap in standing.gaps],
    }


def page(
    request: HttpRequest, minutes: Minutes, outcome: Outcome | None = None, refusal: str = ""
) -> HttpResponse:
    """The page as it is now; what could not be saved stands in its box, with the reason beside it."""
    outcome = outcome or Outcome()
    papers = papers_of(minutes.meeting)
    items = [boxes_of(each, papers, outcome) for each in with_removed(numbered_minutes(minutes))]
    facts = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "items": items,
        "trouble": refusal or not outcome.is_whole,
        "refusal": refusal,
        "order": order_of(minutes),
        "progress": progress(minutes),
        "late_items": late_items(minutes),
        "kinds": Kind.choices,
        "verbs": Resolution.Verb.choices,
        "new_box": {"key": NEW_KEY, "version": 0, "kind": Kind.NOTE},
        "crumbs": under_meeting(minutes.meeting),
    }
    return render(request, "scrutiny/desk/writing/write.html", facts)
