"""The writing page: the paper as it will look, every paragraph a box, all in one form.

Every button saves what was typed first and then does what it says, so that without scripts nothing is
lost. The script ``writing.js`` sends the same form by itself and is answered in JSON.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards.deeds.refusals import Refused
from boards.permissions import person
from boards.saved import saved
from reports.compose import NumberedParagraph, NumberedSection, numbered_sections
from reports.deeds import paragraphs as deeds
from reports.deeds.paragraphs import Written, order_of, write_report
from reports.deeds.review import open_notes
from reports.forms.writing import Step, changes_in, step_in
from reports.models import Paragraph, Report, ReviewNote
from reports.permissions import may_write, report_or_refuse
from reports.report_templates import CHAIRS_REPORT
from reports.since_last_report import activities_to_insert, bullets_since
from reports.typed import as_typed

BEHIND: Final = "behind"
"""No order of paragraphs is called this: a step from a page left behind is refused by its deed."""
NEW_KEY: Final = "new-key"
"""Stands where the script puts the key of a paragraph that it makes."""
CHARACTERS_A_LINE: Final = 72
MOST_ROWS: Final = 40
CLASH: Final = (
    "This was changed in another window while you were working on it. "
    "What you typed is below and not saved yet: compare the two and save again."
)


@dataclass(frozen=True, slots=True)
class Box:
    """One box on the page: a paragraph or a heading, with what is to be said about it."""

    key: uuid.UUID
    number: str
    text: str
    version: int
    error: str = ""
    theirs: str | None = None
    notes: tuple[ReviewNote, ...] = ()
    tied: int = 0

    @property
    def rows(self) -> int:
        """Lines that the box shows where it cannot grow by itself."""
        lines = sum(len(line) // CHARACTERS_A_LINE + 1 for line in self.text.split("\n"))
        return min(max(lines, 2), MOST_ROWS)


@dataclass(frozen=True, slots=True)
class SectionBoxes:
    heading: Box
    paragraphs: tuple[Box, ...]
    may_go: bool


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_or_refuse(request.user, slug)
    if not may_write(request.user, report):
        return closed(request, report)
    if request.method != "POST":
        return page(request, report)
    in_order = request.POST.get("order") == order_of(report)
    try:
        written = write_report(by=person(request), report=report, changes=changes_in(request.POST))
    except Refused:
        return closed(request, report)
    if request.headers.get("X-Autosave"):
        return JsonResponse(told(report, written))
    if not written.is_whole:
        return page(request, report, written=written)
    try:
        place = take(request, report, step_in(request.POST), order_of(report) if in_order else BEHIND)
    except Refused as refusal:
        return page(request, report, refusal=refusal.sentence)
    return saved(redirect(f"{reverse('reports:write', args=[slug])}{place}"), f"write-{report.pk}")


def closed(request: HttpRequest, report: Report) -> HttpResponse:
    """The report can no longer be written, but what its author had typed is shown to be copied."""
    if report.author != request.user or request.method != "POST":
        raise PermissionDenied
    typed = [change.typed for change in changes_in(request.POST).paragraphs if change.typed.strip()]
    facts = {"report": report, "typed": typed}
    return render(request, "reports/writing/closed.html", facts, status=409)


def take(request: HttpRequest, report: Report, step: Step, order: str) -> str:
    """Do what the pressed button says; return the fragment of the address at which to go on."""
    act = STEPS.get(step.verb)
    if act is None or step.key is None:
        return ""
    place = act({"by": person(request), "report": report, "order": order}, step.key)
    return f"#{place}" if place else ""


Given = dict[str, Any]


def add_after(given: Given, key: uuid.UUID) -> str:
    return f"text-{deeds.add_paragraph(**given, after=key).key}"


def move(way: deeds.Way) -> Callable[[Given, uuid.UUID], str]:
    return lambda given, key: f"text-{deeds.move_paragraph(**given, key=key, way=way).key}"


def remove(given: Given, key: uuid.UUID) -> str:
    removed = deeds.remove_paragraph(by=given["by"], report=given["report"], key=key)
    return f"heading-{removed.section.key}"


def put_back(given: Given, key: uuid.UUID) -> str:
    deeds.restore_paragraph(by=given["by"], report=given["report"], key=key)
    return f"text-{key}"


def add_section(given: Given, key: uuid.UUID) -> str:
    return f"heading-{deeds.add_section(**given, after=key).key}"


def move_section(way: deeds.Way) -> Callable[[Given, uuid.UUID], str]:
    return lambda given, key: f"heading-{deeds.move_section(**given, key=key, way=way).key}"


def remove_section(given: Given, key: uuid.UUID) -> str:
    deeds.remove_section(**given, key=key)
    return ""


def insert_activities(given: Given, key: uuid.UUID) -> str:
    deeds.insert_activities(**given, into=key)
    return f"heading-{key}"


STEPS: Final[dict[str, Callable[[Given, uuid.UUID], str]]] = {
    "add-after": add_after,
    "move-up": move("up"),
    "move-down": move("down"),
    "remove": remove,
    "put-back": put_back,
    "add-section": add_section,
    "section-up": move_section("up"),
    "section-down": move_section("down"),
    "remove-section": remove_section,
    "insert-activities": insert_activities,
}


def told(report: Report, written: Written) -> dict[str, Any]:
    """What the script learns of its save: the time in London, new versions, and what was not saved."""
    return {
        "saved": f"{timezone.localtime():%H:%M}",
        "order": order_of(report),
        "versions": {str(key): version for key, version in written.versions.items()},
        "clashes": [str(key) for key in written.clashes],
        "refused": {str(key): sentence for key, (sentence, _) in written.refused.items()},
    }


def page(
    request: HttpRequest, report: Report, written: Written | None = None, refusal: str = ""
) -> HttpResponse:
    """The page as it is now; what could not be saved stands in its box, with the reason beside it."""
    written = written or Written()
    sections = numbered_sections(report)
    notes = list(open_notes(report).select_related("by", "paragraph"))
    facts = {
        "report": report,
        "sections": [boxes_of(section, written, notes) for section in sections],
        "order": order_of(report),
        "refusal": refusal,
        "written": written,
        "notes": [note for note in notes if note.paragraph is None],
        "removed": removed_from(report),
        "to_insert": len(bullets_since(activities_to_insert(report, timezone.localdate()))),
        "into": section_for_activities(sections),
        "new_box": {"key": NEW_KEY, "version": 0},
    }
    return render(request, "reports/writing/write.html", facts)


def boxes_of(section: NumberedSection, written: Written, notes: list[ReviewNote]) -> SectionBoxes:
    row = section.row
    heading = Box(row.key, section.number, row.heading, row.version)
    paragraphs = tuple(with_outcome(box_of(each, notes), written) for each in section.paragraphs)
    return SectionBoxes(with_outcome(heading, written), paragraphs, may_go=section.is_empty)


def box_of(paragraph: NumberedParagraph, notes: list[ReviewNote]) -> Box:
    row, bullets = paragraph.row, paragraph.bullets
    return Box(
        row.key,
        paragraph.number,
        as_typed(row.text, (bullet.text for bullet in bullets)),
        row.version,
        notes=tuple(note for note in notes if note.paragraph == row),
        tied=sum(bullet.activity_id is not None for bullet in bullets),
    )


def with_outcome(box: Box, written: Written) -> Box:
    """The box with what its author typed into it, where that was not saved."""
    if clash := written.clashes.get(box.key):
        return replace(box, text=clash.yours, theirs=clash.theirs, version=clash.version, error=CLASH)
    if refused := written.refused.get(box.key):
        sentence, yours = refused
        return replace(box, text=yours, error=sentence)
    return box


def removed_from(report: Report) -> list[tuple[Paragraph, str]]:
    removed = Paragraph.objects.filter(section__report=report, removed_at__isnull=False)
    rows = removed.order_by("-removed_at").prefetch_related("bullets")
    told = ((row, as_typed(row.text, (bullet.text for bullet in row.bullets.all()))) for row in rows)
    return [(row, text) for row, text in told if text]


def section_for_activities(sections: list[NumberedSection]) -> uuid.UUID | None:
    """Where the log goes unless its author chooses otherwise."""
    wanted = CHAIRS_REPORT.activity_section.lower()
    named = [section.row.key for section in sections if section.row.heading.lower() == wanted]
    return next(iter(named or [section.row.key for section in sections]), None)
