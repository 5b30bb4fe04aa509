"""Reviewers' notes on a report: reading, adding and settling them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from boards.deeds.refusals import Refused
from boards.models import Reader
from boards.permissions import Permission, may, person
from reports.deeds.review import add_note, may_review, notes_for, settle_note
from reports.deeds.workflow import moves_for
from reports.forms.notes import NoteForm, numbered_paragraphs
from reports.models import Report
from reports.permissions import report_or_refuse


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes on a report, and a form for the next one while it is in review."""
    report = noted_or_refuse(request.user, slug)
    if request.method == "POST" and not may_review(request.user, report):
        raise PermissionDenied
    form = NoteForm(request.POST or None, report=report)
    if form.is_valid():
        try:
            add_note(by=person(request), report=report, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "The note is saved. The author sees it when the report is returned.")
            return redirect("reports:notes", slug=slug)
    return render(request, "reports/moves/notes.html", about(request.user, report, form))


def about(user: Reader, report: Report, form: NoteForm) -> dict[str, object]:
    numbers = {row.pk: number for number, row in numbered_paragraphs(report)}
    listed = [(note, numbers.get(note.paragraph_id or 0, "")) for note in notes_for(user, report)]
    reviews = may_review(user, report) and report.state == Report.State.IN_REVIEW
    return {
        "report": report,
        "notes": listed,
        "form": form if reviews or form.is_bound else None,
        "settles": report.author_id == user.pk,
        "moves": [move for move in moves_for(user, report) if move.name == "return"],
    }


@require_POST
def settle(request: HttpRequest, slug: str, note_id: int) -> HttpResponse:
    """Mark a note as dealt with."""
    report = noted_or_refuse(request.user, slug)
    note = get_object_or_404(notes_for(request.user, report), pk=note_id)
    try:
        settle_note(by=person(request), note=note)
    except Refused:
        raise PermissionDenied from None
    return redirect("reports:notes", slug=slug)


def noted_or_refuse(user: Reader, slug: str) -> Report:
    """A report whose notes this person may read: its author and the body's reviewers."""
    report = report_or_refuse(user, slug)
    if report.author_id != user.pk and not may(user, Permission.REVIEW_REPORTS, report.body):
        raise PermissionDenied
    return report
