"""The reports desk: my reports, starting one, a report's own page, its period and its cover sheet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards.forms.versions import accepted
from boards.models import Reader, User
from boards.permissions import Permission, bodies_where, body_ids_where, may, person
from boards.saved import saved
from boards.sent_values import read_number
from reports.chain import last_report, published_reports, told_as
from reports.deeds.reports import fill_in_cover, set_period, start_report
from reports.deeds.review import notes_for
from reports.deeds.workflow import moves_for
from reports.forms.reports import CoverForm, PeriodForm, StartForm, meets_first
from reports.helps import counted_helps
from reports.missing import gaps
from reports.models import Report
from reports.permissions import may_write, report_or_refuse

PAGE = 50


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Mine and those I may read, newest first; ``before`` is the id of the last one on the page before."""
    visible = Report.objects.visible_to(request.user)
    seen = visible.select_related("publication", "body", "meeting__body", "author").prefetch_related(
        "body__names", "meeting__body__names"
    )
    before = read_number(request.GET.get("before", ""))
    page = list((seen if before is None else seen.filter(pk__lt=before))[: PAGE + 1])
    facts = {
        "mine": [report for report in page[:PAGE] if report.author == request.user],
        "others": [report for report in page[:PAGE] if report.author != request.user],
        "older": f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else "",
        "newer": "" if before is None else "?",
        "may_start": bodies_where(request.user, Permission.WRITE_REPORTS).exists(),
    }
    return render(request, "reports/reports/list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """To the body ``to`` of the address; else to one that this person chairs, or the one that meets first."""
    bodies = bodies_where(request.user, Permission.WRITE_REPORTS)
    if not bodies:
        raise PermissionDenied
    chosen = bodies.filter(slug=request.GET.get("to", "").replace("\0", ""))
    if not chosen and request.method != "POST":
        chairs = body_ids_where(request.user, Permission.LOG_ACTIVITY)
        chosen = bodies.filter(pk=meets_first(bodies.filter(pk__in=chairs) or bodies).pk)
    form = StartForm(request.POST or None, bodies=chosen or bodies, author=person(request))
    if form.is_valid():
        started: list[Report] = []
        if accepted(form, lambda: started.append(start_report(by=person(request), **form.told))):
            return saved(redirect("reports:write", started[0].slug), "start-report")
    facts = {
        "form": form,
        "body": chosen.first(),
        "others": bodies.exclude(pk__in=chosen.values("pk")) if chosen else [],
    }
    return render(request, "reports/reports/start.html", facts)


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a report stands, what it still lacks, and what can be done with it now."""
    report = report_or_refuse(request.user, slug)
    writes = may_write(request.user, report)
    facts = {
        "report": report,
        "may_write": writes,
        "followed": told_to(request.user, report),
        "newer": newer_told(report) if writes else "",
        "helps": counted_helps(report, person(request)) if writes else [],
        "gaps": gaps(report) if writes else [],
        "moves": moves_for(request.user, report),
        "notes": notes_for(request.user, report),
        "editions": report.publication.editions.order_by("-number"),
        "may_restrict": may(request.user, Permission.PUBLISH_PAPERS, report.body),
    }
    return render(request, "reports/reports/report.html", facts)


def told_to(user: Reader, report: Report) -> str:
    """The report that this one follows, for those who may read it."""
    if report.follows_id is None or not isinstance(user, User):
        return ""
    followed = published_reports(user, report.body).filter(pk=report.follows_id).first()
    return told_as(followed) if followed else ""


def newer_told(report: Report) -> str:
    """The last report of the chain where this one follows an earlier one, as when it was begun too early."""
    newest = last_report(report.author, report.body, report.meeting) if report.follows_id else None
    return told_as(newest) if newest and newest.pk not in (report.pk, report.follows_id) else ""


@require_http_methods(["GET", "HEAD", "POST"])
def period(request: HttpRequest, slug: str) -> HttpResponse:
    """Which report this one follows, and of which days it tells."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    form = PeriodForm(request.POST or None, row=report, reader=person(request))
    if form.is_valid() and accepted(
        form,
        lambda: set_period(
            by=person(request), report=report, version=form.cleaned_data["version"], **form.told
        ),
    ):
        messages.success(request, "The period is saved.")
        return saved(redirect("reports:report", slug), f"period-{report.pk}")
    return render(request, "reports/reports/period.html", {"form": form, "report": report})


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    form = CoverForm(request.POST or None, row=report)
    if form.is_valid() and accepted(
        form,
        lambda: fill_in_cover(
            by=person(request), report=report, version=form.cleaned_data["version"], cover=form.told
        ),
    ):
        messages.success(request, "The cover sheet is saved.")
        return saved(redirect("reports:report", slug), f"cover-{report.pk}")
    return render(request, "reports/reports/cover.html", {"form": form, "report": report})
