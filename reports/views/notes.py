"""Notes on a report: reading, leaving, answering and settling them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.models import Reader
from boards.permissions import person
from reports.deeds.review import (
    add_note,
    answer_note,
    may_note,
    may_read_notes,
    may_review,
    notes_for,
    settle_note,
)
from reports.deeds.workflow import moves_for
from reports.forms.notes import AnswerForm, NoteForm, numbered_paragraphs
from reports.models import Report
from reports.permissions import report_or_refuse

ANSWERABLE = (Report.State.DRAFT, Report.State.IN_REVIEW, Report.State.AGREED)


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes on a report with their answers, and a form for the next one; ``paragraph`` says on which."""
    report = noted_or_refuse(request.user, slug)
    is_writer = report.is_written_by(request.user)
    if request.method == "POST" and not (is_writer or may_review(request.user, report)):
        raise PermissionDenied
    about_one = {"paragraph": request.GET.get("paragraph", "")}
    form = NoteForm(request.POST or None, report=report, is_writer=is_writer, initial=about_one)
    if form.is_valid():
        said = form.cleaned_data
        if accepted(form, lambda: add_note(by=person(request), report=report, **said)):
            seen = "Those who write the report see it." if is_writer else "The author sees it on return."
            messages.success(request, f"The note is saved. {seen}")
            return redirect("reports:notes", slug=slug)
    return render(request, "reports/moves/notes.html", about(request.user, report, form))


def about(user: Reader, report: Report, form: NoteForm) -> dict[str, object]:
    numbers = {row.pk: number for number, row in numbered_paragraphs(report)}
    listed = [(note, numbers.get(note.paragraph_id or 0, "")) for note in notes_for(user, report)]
    return {
        "report": report,
        "notes": listed,
        "form": form if may_note(user, report) or form.is_bound else None,
        "settles": report.is_written_by(user),
        "answers": report.state in ANSWERABLE,
        "moves": [move for move in moves_for(user, report) if move.name == "return"],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, note_id: int) -> HttpResponse:
    """Reply to a note that this person may read."""
    report = noted_or_refuse(request.user, slug)
    note = get_object_or_404(notes_for(request.user, report), pk=note_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: answer_note(by=person(request), note=note, **form.cleaned_data)
    ):
        messages.success(request, "Your answer is saved. Everybody who reads the note sees it.")
        return redirect("reports:notes", slug=slug)
    return render(request, "reports/moves/answer.html", {"report": report, "note": note, "form": form})


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
    """A report whose notes this person may read: those who write it and the body's reviewers."""
    report = report_or_refuse(user, slug)
    if not may_read_notes(user, report):
        raise PermissionDenied
    return report
