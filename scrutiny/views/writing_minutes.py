"""The page on which minutes are written: item by item, every paragraph a box, all in one form.

Every button saves what was typed first and then does what it says, so that without scripts nothing is lost.
The script ``writing.js`` sends the same form by itself and is answered in JSON.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards.deeds.refusals import Refused, Stale
from boards.models import Meeting, User
from boards.permissions import Permission, meeting_or_refuse, person
from boards.saved import saved
from boards.views.form_page import under_meeting
from reports.forms.writing import Step, step_in
from reports.models import Edition, Paper
from reports.views.writing import BEHIND, CLASH, NEW_KEY, Box
from scrutiny.compose import NumberedMinute, numbered_minutes
from scrutiny.deeds import paragraphs as deeds
from scrutiny.deeds.minutes import open_late_items, order_of
from scrutiny.deeds.paragraphs import Written, write_minutes
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

Kind = MinuteParagraph.Kind


@dataclass(frozen=True, slots=True)
class ParagraphBox(Box):
    kind: str = Kind.NOTE
    their_kind: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionBox:
    """The resolution of an item as it stands in its two fields; ``verb`` is "" while none is recorded."""

    verb: str = ""
    text: str = ""
    version: int = 0
    error: str = ""
    field: str = ""
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class SummaryBox:
    """What readers are told of an item taken in private, as it stands in its field."""

    text: str
    version: int
    number: str = ""
    error: str = ""
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class ItemBoxes:
    """One item: what was on the agenda, what is written of it, and what was resolved."""

    minute: Minute
    number: str
    papers: tuple[Paper, ...]
    paragraphs: tuple[ParagraphBox, ...]
    resolution: ResolutionBox
    removed: tuple[MinuteParagraph, ...]
    summary: SummaryBox | None = None

    @property
    def has_trouble(self) -> bool:
        errors = [self.resolution.error, *(box.error for box in self.paragraphs)]
        return any([*errors, self.summary and self.summary.error])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of saving the page: its paragraphs, and by minute the resolutions and public summaries that
    were kept or not."""

    written: Written = field(default_factory=Written)
    resolved: dict[int, int] = field(default_factory=dict)
    not_resolved: dict[int, ResolutionBox] = field(default_factory=dict)
    summarised: dict[int, int] = field(default_factory=dict)
    not_summarised: dict[int, SummaryBox] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return self.written.is_whole and not self.not_resolved and not self.not_summarised


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


# ---- What the buttons do


Given = dict[str, Any]


def take(request: HttpRequest, minutes: Minutes, step: Step, order: str) -> str:
    """Do what the pressed button says; return the address at which to go on."""
    here = address_of("minutes:minutes", minutes.meeting)
    if step.verb in ONWARD:
        return address_of(ONWARD[step.verb], minutes.meeting)
    if step.verb == "open-late-items":
        open_late_items(by=person(request), minutes=minutes)
        return here
    act = STEPS.get(step.verb)
    if act is None or step.key is None:
        return here
    given = {"by": person(request), "minute": minute_of(minutes, step.key)}
    return f"{here}#{act(given, step.key, order)}"


def minute_of(minutes: Minutes, key: uuid.UUID) -> Minute:
    """The minute in which a paragraph stands; one of other minutes is out of reach."""
    found = (
        Minute.objects.filter(minutes=minutes, paragraphs__key=key).select_related("minutes__meeting").first()
    )
    if found is None:
        raise Refused("That paragraph is no longer there. Look at the minutes as they are now.")
    return found


def add_after(given: Given, key: uuid.UUID, order: str, kind: str = Kind.NOTE) -> str:
    return f"text-{deeds.add_paragraph(**given, after=key, kind=kind, order=order).key}"


def add_answer(given: Given, key: uuid.UUID, order: str) -> str:
    return add_after(given, key, order, kind=Kind.ANSWER)


def move(way: deeds.Way) -> Callable[[Given, uuid.UUID, str], str]:
    def moved(given: Given, key: uuid.UUID, order: str) -> str:
        deeds.move_paragraph(**given, key=key, way=way, order=order)
        return f"text-{key}"

    return moved


def remove(given: Given, key: uuid.UUID, order: str) -> str:
    deeds.remove_paragraph(**given, key=key)
    return f"item-{given['minute'].pk}"


def put_back(given: Given, key: uuid.UUID, order: str) -> str:
    deeds.restore_paragraph(**given, key=key)
    return f"text-{key}"


STEPS: Final[dict[str, Callable[[Given, uuid.UUID, str], str]]] = {
    "add-after": add_after,
    "add-answer": add_answer,
    "move-up": move("up"),
    "move-down": move("down"),
    "remove": remove,
    "put-back": put_back,
}

ONWARD: Final = {"preview": "minutes:preview", "finish": "minutes:ready"}


def address_of(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.body.slug, meeting.date])


# ---- What the page shows


def told(minutes: Minutes, outcome: Outcome) -> dict[str, Any]:
    """What the script learns of its save: the time in London, versions, numbers, and what was not saved."""
    written, standing = outcome.written, progress(minutes)
    versions = {str(key): version for key, version in written.versions.items()}
    not_resolved = [f"resolution-{pk}" for pk in outcome.not_resolved]
    not_resolved += [f"summary-{pk}" for pk in outcome.not_summarised]
    resolved = {f"resolution-{pk}": version for pk, version in outcome.resolved.items()}
    resolved |= {f"summary-{pk}": version for pk, version in outcome.summarised.items()}
    return {
        "saved": f"{timezone.localtime():%H:%M}",
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


def boxes_of(each: "WithRemoved", papers: dict[int, list[Paper]], outcome: Outcome) -> ItemBoxes:
    minute = each.numbered
    boxes = tuple(with_outcome(box_of(row, number), outcome.written) for row, number in minute.paragraphs)
    resolution = outcome.not_resolved.get(minute.row.pk) or resolution_box(minute.resolution)
    on_item = tuple(papers.get(minute.row.item_id, ()))
    summary = summary_box(minute, outcome) if minute.is_private else None
    return ItemBoxes(minute.row, minute.number, on_item, boxes, resolution, each.removed, summary)


def summary_box(minute: NumberedMinute, outcome: Outcome) -> SummaryBox:
    """The summary as it stands, or what was typed into it and not saved."""
    row = minute.row
    box = outcome.not_summarised.get(row.pk) or SummaryBox(row.public_summary, row.version)
    return replace(box, number=minute.summary_number)


def box_of(row: MinuteParagraph, number: str) -> ParagraphBox:
    return ParagraphBox(row.key, number, row.text, row.version, kind=row.kind)


def resolution_box(row: Resolution | None) -> ResolutionBox:
    return ResolutionBox(row.verb, row.text, row.version) if row else ResolutionBox()


def with_outcome(box: ParagraphBox, written: Written) -> ParagraphBox:
    """The box with what its author typed into it, where that was not saved."""
    if clash := written.clashes.get(box.key):
        their_kind = Kind(clash.their_kind).label if clash.their_kind != clash.your_kind else ""
        return replace(
            box,
            text=clash.yours,
            kind=clash.your_kind,
            theirs=clash.theirs,
            their_kind=their_kind,
            version=clash.version,
            error=CLASH,
        )
    if refused := written.refused.get(box.key):
        sentence, change = refused
        return replace(box, text=change.text, kind=change.kind, error=sentence)
    return box


@dataclass(frozen=True, slots=True)
class WithRemoved:
    """A minute and the paragraphs with words that were taken out of it, the last first."""

    numbered: NumberedMinute
    removed: tuple[MinuteParagraph, ...]


def with_removed(minutes: Iterable[NumberedMinute]) -> list[WithRemoved]:
    each = list(minutes)
    removed = MinuteParagraph.objects.filter(
        minute__in=[minute.row.pk for minute in each], removed_at__isnull=False
    ).exclude(text="")
    rows = list(removed.order_by("-removed_at"))
    return [
        WithRemoved(minute, tuple(row for row in rows if row.minute_id == minute.row.pk)) for minute in each
    ]


def papers_of(meeting: Meeting) -> dict[int, list[Paper]]:
    """The papers of each item, by the item's id, each knowing whether readers have it (``is_out``)."""
    out = Edition.objects.filter(publication=OuterRef("publication"))
    rows = Paper.objects.filter(item__meeting=meeting).annotate(is_out=Exists(out))
    papers: dict[int, list[Paper]] = {}
    for paper in rows.select_related("publication__report", "publication__meeting__body"):
        papers.setdefault(paper.item_id, []).append(paper)
    return papers
