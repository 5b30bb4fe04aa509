"""The paper exactly as it will be published, but for the word "Draft" where the edition will stand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.compose import compose_report
from reports.composed import paper_html
from reports.permissions import may_write, report_or_refuse


@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_or_refuse(request.user, slug)
    facts = {
        "report": report,
        "html": paper_html(compose_report(report)),
        "may_write": may_write(request.user, report),
    }
    return render(request, "reports/reports/preview.html", facts)
