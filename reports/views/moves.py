"""The moves of a report, each a page of its own that says what will happen and then does it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.deeds.refusals import Refused
from boards.models import Reader
from boards.permissions import Permission, may, person
from reports import files
from reports.deeds.publishing import PdfState, ask_again, content_of, pdf_state
from reports.deeds.renditions import prepared_of
from reports.deeds.review import notes_for
from reports.deeds.workflow import (
    MOVES,
    FindingsOpen,
    Move,
    is_open,
    may_make,
    missing_from,
    move,
    moves_for,
    next_paper,
)
from reports.forms.moves import MoveForm
from reports.models import Rendition, Report
from reports.open_findings import check_of
from reports.permissions import report_or_refuse
from reports.retention import open_through

LOOK_AGAIN = 5
"""Seconds between two looks at a PDF that is being made."""

DONE = {
    "submit": "The report is in review. It cannot be changed until it is returned or opened again.",
    "return": "The report is back with its author, with the notes.",
    "agree": "The report is agreed. Its PDF is being made; then it can be published.",
    "reopen": "The report is a draft again.",
    "publish": "The report is published.",
    "correct": "The report is open for correction. Until the next edition, readers keep the present one.",
    "withdraw": "The report is withdrawn. Its address says when, by which office and why.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def make_move(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Explain the move on GET, make it on POST. A move whose time is not now answers 409."""
    row = MOVES[name]
    report = movable_or_refuse(request.user, slug, row)
    if not is_open(row, report):
        return not_now(request, report, row)
    form = MoveForm(request.POST or None, move=row, initial={"version": report.version})
    if form.is_valid():
        said = form.cleaned_data
        try:
            moved = move(
                by=person(request),
                report=report,
                move=name,
                version=said["version"],
                reason=said.get("reason", ""),
                despite_findings=said.get("despite_findings", False),
            )
        except FindingsOpen:
            return ask_once_more(request, slug, row, form)
        except Refused as refusal:
            return refused(request, slug, row, form, refusal)
        messages.success(request, DONE[name])
        return redirect(where_next(request.user, moved))
    return show_move(request, report, row, form)


def refused(request: HttpRequest, slug: str, row: Move, form: MoveForm, refusal: Refused) -> HttpResponse:
    """The page again as things now stand, with what was typed; saying it once more then works."""
    report = movable_or_refuse(request.user, slug, row)
    if not is_open(row, report):
        return not_now(request, report, row)
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    form.data = data = request.POST.copy()
    data["version"] = str(report.version)
    return show_move(request, report, row, form)


def ask_once_more(request: HttpRequest, slug: str, row: Move, form: MoveForm) -> HttpResponse:
    """The second step of publishing while findings are open: what is open, and the question again."""
    report = movable_or_refuse(request.user, slug, row)
    form.data = data = request.POST.copy()
    data["despite_findings"] = "on"
    context = {"report": report, "move": row, "form": form} | about(request, report, row)
    return render(request, "reports/moves/publish_all_the_same.html", context)


def show_move(request: HttpRequest, report: Report, row: Move, form: MoveForm) -> HttpResponse:
    context = {"report": report, "move": row, "form": form} | about(request, report, row)
    response = render(request, f"reports/moves/{row.name}.html", context)
    if context.get("pdf_state") == PdfState.BEING_MADE and request.method == "GET":
        response["Refresh"] = str(LOOK_AGAIN)
    return response


def about(request: HttpRequest, report: Report, row: Move) -> dict[str, object]:
    """What a person must know before this move, beside the report itself."""
    known: dict[str, object] = {
        "next_number": next_paper(report).edition,
        "newest": report.publication.editions.order_by("-number").first(),
    }
    if row.must_hold is missing_from:
        known["missing"] = missing_from(report)
    if row.name in ("submit", "publish"):
        known["check"] = check_of(report)
    if row.name in ("agree", "return"):
        known["notes"] = notes_for(request.user, report).filter(settled_at=None)
    if row.name == "publish":
        known |= about_pdf(report)
    if row.name == "withdraw":
        known["open_through"] = open_through(report.publication)
    return known


def about_pdf(report: Report) -> dict[str, object]:
    sha256 = content_of(next_paper(report)).sha256
    return {
        "pdf_state": pdf_state(sha256),
        "pdf": Rendition.objects.made_of(sha256).first(),
        "prepared": prepared_of(sha256),
    }


def not_now(request: HttpRequest, report: Report, row: Move) -> HttpResponse:
    context = {"report": report, "move": row, "back": where_next(request.user, report)}
    return render(request, "reports/moves/not_now.html", context, status=409)


def movable_or_refuse(user: Reader, slug: str, row: Move) -> Report:
    """The report, for somebody who may make this move at some time.

    A draft is its author's alone; but what readers have must be withdrawable while its correction is written,
    by those who publish for the body.
    """
    report = published_or_none(user, slug) if row.name == "withdraw" else None
    report = report or report_or_refuse(user, slug)
    if not may_make(user, row, report):
        raise PermissionDenied
    return report


def published_or_none(user: Reader, slug: str) -> Report | None:
    reports = Report.objects.select_related("publication", "body", "meeting__body", "author")
    report = reports.filter(publication__slug=slug, publication__editions__isnull=False).first()
    return report if report and may(user, Permission.PUBLISH_PAPERS, report.body) else None


def where_next(user: Reader, report: Report) -> str:
    """The report's page, or the list of reports for those who may not look into another's draft."""
    if Report.objects.visible_to(user).filter(pk=report.pk).exists():
        return report.get_desk_url()
    return reverse("reports:reports")


@require_POST
def make_pdf_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the worker once more for the PDF of what was agreed."""
    report = report_or_refuse(request.user, slug, Permission.PUBLISH_PAPERS)
    if MOVES["publish"] not in moves_for(request.user, report):
        return not_now(request, report, MOVES["publish"])
    try:
        ask_again(by=person(request), publication=report.publication, paper=next_paper(report))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("reports:publish", slug=slug)


@require_safe
def agreed_pdf(request: HttpRequest, slug: str) -> FileResponse:
    """The PDF as it will be published, for those who work on the report."""
    report = report_or_refuse(request.user, slug)
    rendition = Rendition.objects.made_of(content_of(next_paper(report)).sha256).first()
    if report.state != Report.State.AGREED or rendition is None:
        raise Http404
    name = f"{report.slug}-agreed.pdf"
    return FileResponse(files.open_rendition(rendition), content_type="application/pdf", filename=name)
