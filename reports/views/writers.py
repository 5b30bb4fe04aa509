"""Who writes a report: its author, and those the author asked to help."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.permissions import Permission, person
from reports.deeds import co_writers as deeds
from reports.forms.writers import AskForm
from reports.permissions import report_or_refuse


@require_http_methods(["GET", "HEAD", "POST"])
def writers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who writes the report, for all of them; its author asks one more."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    is_author = report.author == request.user
    if request.method == "POST" and not is_author:
        raise PermissionDenied
    form = AskForm(request.POST or None, report=report)
    if form.is_valid():
        asked = form.cleaned_data["user"]
        if accepted(form, lambda: deeds.ask_to_write(by=person(request), report=report, user=asked)):
            messages.success(request, f"{asked.name} can write this report with you now.")
            return redirect("reports:writers", slug=slug)
    facts = {
        "report": report,
        "form": form if is_author else None,
        "may_ask": form.fields["user"].queryset.exists(),  # type: ignore[attr-defined]
        "co_writers": report.co_writers.now().select_related("user"),
    }
    return render(request, "reports/writers/writers.html", facts)


@require_POST
def end_help(request: HttpRequest, slug: str, writer_id: int) -> HttpResponse:
    """What they wrote stays; they no longer see the draft."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    co_writer = get_object_or_404(report.co_writers.select_related("user"), pk=writer_id)
    try:
        deeds.end_help(by=person(request), report=report, co_writer=co_writer)
    except Refused:
        raise PermissionDenied from None
    messages.success(request, f"{co_writer.user.name} no longer writes this report. What they wrote stays.")
    return redirect("reports:writers", slug=slug)
