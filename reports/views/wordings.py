"""The history of a paragraph: every wording that was saved, and putting one back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from boards.comparison import ComparedParagraph, compare
from boards.deeds.refusals import Refused
from boards.models import Reader
from boards.permissions import person
from boards.sent_values import read_number
from reports.compose import numbers_of
from reports.deeds.wordings import restore_wording, text_of
from reports.forms.wordings import RestoreForm
from reports.models import Paragraph, Report, Wording
from reports.permissions import may_write, report_or_refuse
from reports.references import Numbers, in_words

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A wording beside the one before it; the first one stands by itself."""

    wording: Wording
    paragraphs: list[ComparedParagraph]
    is_first: bool
    stands: bool


@require_http_methods(["GET", "HEAD", "POST"])
def paragraph_history(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """What a paragraph said before, the newest first; ``before`` is the version the last page ended with."""
    report = written_or_refuse(request.user, slug)
    row = get_object_or_404(Paragraph.objects.select_related("merged_into"), section__report=report, key=key)
    form = RestoreForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            restore_wording(by=person(request), report=report, key=key, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "The wording is put back. The one that stood there is in the history.")
            return redirect(f"{reverse('reports:write', args=[slug])}#text-{key}")
    facts = history(request, report, row) | {"form": form}
    return render(request, "reports/wordings/history.html", facts, status=409 if form.errors else 200)


def written_or_refuse(user: Reader, slug: str) -> Report:
    """A report whose earlier words this person may read: those who write it, and nobody else."""
    report = report_or_refuse(user, slug)
    if not report.is_written_by(user):
        raise PermissionDenied
    return report


def history(request: HttpRequest, report: Report, row: Paragraph) -> dict[str, object]:
    numbers, before = numbers_of(report), read_number(request.GET.get("before", ""))
    rows = row.wordings.select_related("by")
    page = list((rows if before is None else rows.filter(version__lt=before))[: PAGE + 1])
    shown = page[:PAGE]
    return {
        "report": report,
        "paragraph": row,
        "number": numbers.of(row.key) if row.removed_at is None else "",
        "heir": numbers.of(row.merged_into.key) if row.merged_into else "",
        "now": in_words(text_of(row), numbers),
        "told": told(page, row, numbers)[: len(shown)],
        "may_write": may_write(request.user, report),
        "older": f"?before={shown[-1].version}" if len(page) > PAGE else "",
        "newer": "" if before is None else "?",
        "evidence": row.evidence.count(),
        "notes": row.notes.filter(settled_at=None).count(),
    }


def told(page: Sequence[Wording], row: Paragraph, numbers: Numbers) -> list[Told]:
    standing = text_of(row) if row.removed_at is None else None
    return [
        Told(
            wording=wording,
            paragraphs=compare(
                in_words((earlier or wording).typed, numbers), in_words(wording.typed, numbers)
            ),
            is_first=earlier is None,
            stands=place == 0 and wording.version == row.version and wording.typed == standing,
        )
        for place, (wording, earlier) in enumerate(zip_longest(page, page[1:]))
        if wording
    ]
