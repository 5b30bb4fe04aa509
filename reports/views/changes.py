"""What the next edition of a report will change, and the author's reasons for it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards.comparison import Kind
from boards.forms.versions import accepted
from boards.permissions import person
from boards.saved import saved
from reports.changes import Change, Comparison, compare_papers
from reports.changes_article import Side, side_of
from reports.deeds.changes import give_reasons, paragraphs_of
from reports.deeds.publishing import content_of
from reports.deeds.workflow import next_paper
from reports.editions_before import before_next_edition
from reports.forms.changes import ReasonsForm
from reports.models import Edition, Report
from reports.permissions import may_write, report_or_refuse


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever sees the report sees what will change; those who write it say why, while it is a draft."""
    report = report_or_refuse(request.user, slug)
    writes = may_write(request.user, report)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    then = before_next_edition(report, request.user)
    if then is None:
        return render(request, "reports/changes/nothing.html", {"report": report, "may_write": writes})
    compared, now = compared_draft(then, report)
    form = (
        ReasonsForm(request.POST or None, row=report, changes=explained(report, compared)) if writes else None
    )
    if form and form.is_valid() and accepted(form, lambda: give(request, report, form)):
        messages.success(request, "The reasons are saved. Readers see them once the report is published.")
        return saved(redirect("reports:changes", slug), f"reasons-{report.pk}")
    context = {"report": report, "form": form, **article(then, now, compared, request)}
    return render(request, "reports/changes/changes.html", context)


def give(request: HttpRequest, report: Report, form: ReasonsForm) -> None:
    give_reasons(by=person(request), report=report, version=form.cleaned_data["version"], reasons=form.told)


def compared_draft(then: Edition, report: Report) -> tuple[Comparison, Side]:
    """The report as its next edition would be, against the edition before it."""
    paper = next_paper(report)
    content = content_of(paper)
    return compare_papers((then.html, then.data), (content.html, content.data)), Side(
        paper.title, paper.place
    )


def explained(report: Report, compared: Comparison) -> list[Change]:
    """The paragraphs of this report whose words are others now, those that were removed among them."""
    keys = {str(key) for key in paragraphs_of(report).values_list("key", flat=True)}
    reworded = (change for change in compared.paragraphs if change.kind != Kind.SAME)
    return [change for change in reworded if change.key in keys]


def article(then: Edition, now: Side, compared: Comparison, request: HttpRequest) -> dict[str, Any]:
    whole = request.GET.get("whole") == "1"
    return {
        "then": side_of(then),
        "now": now,
        "comparison": compared,
        "groups": compared.groups(whole=whole),
        "whole": whole,
    }
