"""Carrying the highlights of the last report forward: each is better, the same, worse, closed or dropped."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards.forms.versions import accepted
from boards.models import Reader
from boards.permissions import Permission, person
from boards.saved import saved
from reports.carried_sentences import GOES_ON, carried_sentence, with_verdict
from reports.chain import told_as
from reports.compose import numbered_sections
from reports.deeds.carry_forward import carry_forward as carry
from reports.deeds.wordings import text_of
from reports.forms.carry_forward import CarryForm
from reports.highlights import Highlight, first_reported, highlights, last_edition
from reports.models import CarriedForward, Report
from reports.permissions import report_or_refuse

Verdict = CarriedForward.Verdict


@require_safe
def carry_forward(request: HttpRequest, slug: str) -> HttpResponse:
    """Each highlight of the last report, with its answer or the five to choose from."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    found = highlights(report, request.user)
    numbers = {
        each.row.pk: each.number for section in numbered_sections(report) for each in section.paragraphs
    }
    listed = [(each, numbers.get(each.paragraph.pk, "") if each.paragraph else "") for each in found]
    facts = about(request.user, report) | {
        "listed": listed,
        "left": sum(each.answer is None for each in found),
        "verdicts": Verdict.choices,
    }
    return render(request, "reports/carry_forward/list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def carry_highlight(request: HttpRequest, slug: str, key: uuid.UUID, verdict: str) -> HttpResponse:
    """One answer, with the paragraph that it becomes, to be edited before it is taken."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    highlight = highlight_or_404(request.user, report, key)
    if verdict not in Verdict.values:
        raise Http404
    form = CarryForm(
        request.POST or None,
        report=report,
        verdict=verdict,
        like=highlight.said.heading,
        paragraph=highlight.paragraph,
        initial={"text": first_words(request.user, report, highlight, verdict)},
    )
    if form.is_valid() and accepted(
        form,
        lambda: carry(by=person(request), report=report, highlight=key, verdict=verdict, **form.told),
    ):
        answer = Verdict(verdict).label.lower()
        messages.success(request, f"Paragraph {highlight.said.number} is answered: {answer}.")
        back = f"{reverse('reports:carry_forward', args=[slug])}#highlight-{key}"
        return saved(redirect(back), f"carry-{report.pk}-{key}")
    facts = about(request.user, report) | {
        "form": form,
        "highlight": highlight,
        "verdict": Verdict(verdict),
        "goes_on": verdict in GOES_ON,
    }
    return render(request, "reports/carry_forward/answer.html", facts)


def about(user: Reader, report: Report) -> dict[str, object]:
    """The report that is followed, told only to those who may read it."""
    edition = last_edition(report.follows, user) if report.follows else None
    return {
        "report": report,
        "followed": told_as(report.follows) if report.follows and edition else "",
        "edition": edition,
    }


def highlight_or_404(user: Reader, report: Report, key: uuid.UUID) -> Highlight:
    found = next((each for each in highlights(report, user) if each.row.key == key), None)
    if found is None:
        raise Http404
    return found


def first_words(user: Reader, report: Report, highlight: Highlight, verdict: str) -> str:
    """What stands in the box at first: what the report says already, or the sentence for this answer."""
    if highlight.paragraph and highlight.answer:
        return with_verdict(text_of(highlight.paragraph), highlight.answer.verdict, verdict)
    mine = report.follows is not None and report.follows.author_id == report.author_id
    return carried_sentence(highlight, verdict, mine=mine, before=first_reported(highlight, user))
