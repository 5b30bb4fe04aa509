"""A draft as a Word file, for those who would rather read or mark it there."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from reports.compose import compose_report
from reports.composed import paper_html
from reports.documents import FORMATS
from reports.models import Report
from reports.permissions import report_or_refuse
from reports.word.errors import WordFailed
from reports.word.worker import word_in_subprocess

DRAFT: Final = "Draft"


@require_safe
def draft_word(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as it stands, marked "Draft" on every page; made in a confined process, kept nowhere."""
    report = report_or_refuse(request.user, slug)
    try:
        content = written(report)
    except WordFailed as failure:
        messages.error(request, str(failure))
        return redirect(report.get_desk_url())
    name = f"{report.slug}-draft.docx"
    return HttpResponse(
        content,
        content_type=FORMATS["docx"].content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def written(report: Report) -> bytes:
    paper = compose_report(report)
    return word_in_subprocess(
        str(paper_html(paper)),
        title=paper.title,
        footer=DRAFT,
        council=settings.COUNCIL_NAME,
        brand=settings.BRAND_COLOUR,
        is_draft=True,
    )
