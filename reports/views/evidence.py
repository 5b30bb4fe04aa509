"""What the paragraphs of a report rest on: all of it at once, and one paragraph's to link and to remove."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import clock
from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.permissions import Permission, person
from reports.deeds import evidence as deeds
from reports.evidence.activities import activity_links
from reports.evidence.kinds import EvidenceKind, Link, kind_called, kinds
from reports.evidence.overview import Statement, overview
from reports.forms.evidence import LinkForm, MonthsForm, SearchForm, SpokenForm
from reports.models import Evidence, Report
from reports.permissions import may_write, report_or_refuse


@require_safe
def overview_page(request: HttpRequest, slug: str) -> HttpResponse:
    """For everybody who reads the report at the desk; its writers are told what to look at again."""
    report = report_or_refuse(request.user, slug)
    months = MonthsForm(request.GET).chosen
    facts = {
        "report": report,
        "months": months,
        "overview": overview(report, request.user, months=months, today=clock.today()),
        "may_write": may_write(request.user, report),
        "has_a_hand": report.is_written_by(request.user),
    }
    return render(request, "reports/evidence/overview.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def paragraph_evidence(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """What one paragraph rests on, and what it could: a kind, a search, a list to tick from."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    statement = statement_or_404(request, report, key)
    kind = kind_called(request.POST.get("kind", "") or request.GET.get("kind", "")) or kinds()[0]
    form = (SpokenForm if kind.is_spoken else LinkForm)(request.POST or None)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.link_together(
            by=person(request), report=report, key=key, kind=kind.key, bases=form.told
        ),
    ):
        messages.success(request, said(len(form.told)))
        return redirect(way_back(request, report, key, kind))
    facts = {"report": report, "statement": statement, "kind": kind, "kinds": kinds(), "form": form}
    facts |= offered(request, report, statement, kind)
    return render(request, "reports/evidence/paragraph.html", facts)


@require_POST
def remove_evidence(request: HttpRequest, slug: str, evidence_id: int) -> HttpResponse:
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    evidence = evidence_or_404(report, evidence_id)
    try:
        deeds.unlink_evidence(by=person(request), report=report, evidence=evidence)
    except Refused:
        raise PermissionDenied from None
    messages.success(request, "The link is removed. What it led to stays where it is.")
    if evidence.paragraph.removed_at:
        return redirect("reports:evidence", slug=slug)
    return redirect("reports:paragraph_evidence", slug=slug, key=evidence.paragraph.key)


@require_POST
def still_holds(request: HttpRequest, slug: str, evidence_id: int) -> HttpResponse:
    """Its writers say so, of a published report too."""
    report = report_or_refuse(request.user, slug)
    evidence = evidence_or_404(report, evidence_id)
    try:
        deeds.check_evidence(by=person(request), report=report, evidence=evidence)
    except Refused:
        raise PermissionDenied from None
    messages.success(request, "Kept: you looked again, and what was said still holds.")
    return redirect(f"{reverse('reports:evidence', args=[slug])}#letters")


@require_POST
def needs_none(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """Take a paragraph off the list of statements without evidence, or put it back."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    answer = request.POST.get("needs") != "some"
    try:
        deeds.need_no_evidence(by=person(request), report=report, key=key, needs_none=answer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{reverse('reports:evidence', args=[slug])}#bare")


def said(count: int) -> str:
    return "The paragraph is linked to it." if count == 1 else f"The paragraph is linked to {count} things."


def way_back(request: HttpRequest, report: Report, key: uuid.UUID, kind: EvidenceKind) -> str:
    """Where a letter was linked from, or else the page itself, ready for the next link of the same kind."""
    if request.POST.get("from") == "overview":
        return f"{reverse('reports:evidence', args=[report.slug])}#letters"
    page = reverse("reports:paragraph_evidence", args=[report.slug, key])
    return f"{page}?kind={kind.key}"


def offered(
    request: HttpRequest, report: Report, statement: Statement, kind: EvidenceKind
) -> dict[str, object]:
    """What could be linked, without what is linked already or told by a bullet."""
    search = SearchForm(request.GET).words
    rows = [piece.row for piece in statement.pieces if piece.row]
    told = activity_links(report).get(statement.row.pk, [])
    links: list[Link] = [*rows, *told]
    linked = {row.target for row in links if row.kind == kind.key}
    choices = kind.choices(person(request), report, search) if not kind.is_spoken else []
    return {"search": search, "choices": [each for each in choices if each.target not in linked]}


def statement_or_404(request: HttpRequest, report: Report, key: uuid.UUID) -> Statement:
    """The paragraph as it stands in the report, or as it was when it was removed."""
    told = overview(report, request.user, months=MonthsForm({}).chosen, today=clock.today())
    for each in (*told.statements, *told.removed):
        if each.row.key == key:
            return each
    raise Http404


def evidence_or_404(report: Report, evidence_id: int) -> Evidence:
    rows = Evidence.objects.filter(paragraph__section__report=report).select_related("paragraph")
    return get_object_or_404(rows, pk=evidence_id)
