"""The re-audience check of a report: what is wrong for the body and the day it goes to, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from boards.comparison import ComparedParagraph, compare
from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.permissions import Permission, person
from reports.audience import Finding
from reports.audience.finding import Kind
from reports.cover_sheets import AUTHOR, fields_by_label
from reports.deeds.findings import answer_finding, reopen_finding
from reports.forms.findings import AnswerForm, ReopenForm
from reports.models import FindingAnswer, Report
from reports.open_findings import Check, Found, check_of
from reports.permissions import may_write, report_or_refuse

DONE = {
    FindingAnswer.Answer.ACCEPTED: "The sentence is reworded.",
    FindingAnswer.Answer.EDITED: "Your wording stands in the report.",
    FindingAnswer.Answer.DISMISSED: "The sentence stays, with your reason.",
}
ON_PRESENTING = (Kind.PRESENTER_MISSING, Kind.APOLOGY_MISSING)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it: the sentence cut at the marked words, and what may be done with it.

    ``form`` is the answer that was refused, with what was typed; ``address`` is where the sentence is typed.
    """

    found: Found
    before: str
    marked: str
    after: str
    comparison: Sequence[ComparedParagraph]
    address: str
    is_sentence: bool
    asks_presenter: bool
    form: AnswerForm | None


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """The list for everybody who sees the report; answers from those who write it, while it is a draft."""
    report = report_or_refuse(request.user, slug)
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        following = next_after(check_of(report), form.told["digest"])
        if accepted(form, lambda: answer_finding(by=person(request), report=report, **form.told)):
            messages.success(request, DONE[FindingAnswer.Answer(form.told["answer"])])
            return redirect(f"{reverse('reports:check', args=[slug])}{following}")
    return show(request, report, form)


@require_POST
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopen_finding(by=person(request), report=report, digest=form.cleaned_data["digest"])
            messages.success(request, "The finding is open again.")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    return redirect("reports:check", slug)


def show(request: HttpRequest, report: Report, form: AnswerForm | None) -> HttpResponse:
    found = check_of(report)
    context = {
        "report": report,
        "form": form,
        "check": found,
        "findings": [shown(each, report, form) for each in found.open],
        "may_answer": may_write(request.user, report),
    }
    return render(request, "reports/findings/check.html", context)


def shown(found: Found, report: Report, form: AnswerForm | None) -> Shown:
    finding = found.finding
    on_author = finding.paragraph == AUTHOR and not finding.key
    return Shown(
        found=found,
        before=finding.sentence[: finding.start],
        marked=finding.marked,
        after=finding.sentence[finding.end :],
        comparison=compare(finding.sentence, finding.suggestion) if finding.suggestion else (),
        address=address_of(finding, report),
        is_sentence=not on_author,
        asks_presenter=finding.kind in ON_PRESENTING,
        form=form if form and form.data.get("digest") == found.digest else None,
    )


def address_of(finding: Finding, report: Report) -> str:
    """The box on the writing page, or on the cover sheet, in which the sentence is typed."""
    if not finding.key:
        field = fields_by_label(report).get(finding.paragraph, "")
        return f"{reverse('reports:cover', args=[report.slug])}#id_{field}"
    is_heading = "." not in finding.paragraph
    box = "heading" if is_heading else "text"
    return f"{reverse('reports:write', args=[report.slug])}#{box}-{finding.key}"


def next_after(found: Check, digest: str) -> str:
    """The fragment of the open finding after the one that is answered; of the top when it is the last."""
    names = [each.digest for each in found.open]
    place = names.index(digest) + 1 if digest in names else len(names)
    return f"#f-{found.open[place].short}" if place < len(names) else ""
