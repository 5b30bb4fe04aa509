"""What the log has for a report: which entries become which bullet, before any of it is inserted."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from boards import clock
from boards.forms.versions import accepted
from boards.permissions import Permission, person
from boards.saved import saved
from reports.compose import NumberedSection, numbered_sections
from reports.deeds.activity_sections import insert_activities, telling_paragraph
from reports.forms.since_last_report import InsertForm, day_in
from reports.joined_bullets import joined, standing_bullets
from reports.models import Report
from reports.permissions import report_or_refuse
from reports.report_templates import CHAIRS_REPORT
from reports.since_last_report import (
    INTRODUCTION,
    activities_to_insert,
    end_of_period,
    in_groups,
    left_behind,
    logged_later,
)


@require_http_methods(["GET", "HEAD", "POST"])
def since_last_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Tick what is to be told, look how it reads, insert it. Only for the author, whose log it is."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    if report.author != request.user:
        raise PermissionDenied
    until = day_in(request.GET.get("until", ""), clock.today()) or end_of_period(report)
    entries = activities_to_insert(report, until)
    sayable = [each for each in entries if each.sentence.strip()]
    sections = numbered_sections(report)
    behind, standing = left_behind(report), standing_bullets(telling_paragraph(report))
    form = InsertForm(
        request.POST or None, entries=sayable, left_behind=behind, sections=sections, usual=usual(sections)
    )
    if form.is_valid() and request.POST.get("do") == "insert" and insert(request, report, form, until):
        return saved(redirect(address_of(report)), f"since-{report.pk}")
    facts = {
        "report": report,
        "form": form,
        "introduction": INTRODUCTION,
        "groups": in_groups(
            each
            for each in joined(standing, [each for each in [*sayable, *behind] if each.pk in form.told])
            if each not in standing
        ),
        "told_already": {activity.pk for each in standing for activity in each.activities},
        "left_out": [each for each in sayable if each.pk not in form.told],
        "left_behind": [each for each in behind if each.pk not in form.told],
        "unsaid": [each for each in entries if not each.sentence.strip()],
        "until": until,
        "later": logged_later(report) if until == end_of_period(report) else 0,
        "today": clock.today(),
        "joins": number_of_telling(report, sections),
    }
    return render(request, "reports/reports/since_last_report.html", facts)


def insert(request: HttpRequest, report: Report, form: InsertForm, until: datetime.date) -> bool:
    done: list[int] = []
    into = next(
        each.row.key for each in numbered_sections(report) if str(each.row.key) == form.cleaned_data["into"]
    )
    if not accepted(
        form,
        lambda: done.append(
            insert_activities(by=person(request), report=report, into=into, until=until, only=form.told)
        ),
    ):
        return False
    one = done[0] == 1
    said = "1 bullet is written. Edit it" if one else f"{done[0]} bullets are written. Edit them"
    messages.success(request, f"{said} as you like.")
    return True


def address_of(report: Report) -> str:
    """The writing page at the paragraph that tells what was done."""
    told = telling_paragraph(report)
    return reverse("reports:write", args=[report.slug]) + (f"#text-{told.key}" if told else "")


def usual(sections: list[NumberedSection]) -> str:
    """Where the log goes unless its author chooses otherwise."""
    wanted = CHAIRS_REPORT.activity_section.casefold()
    named = [each for each in sections if each.row.heading.casefold() == wanted] or sections
    return str(named[0].row.key) if named else ""


def number_of_telling(report: Report, sections: list[NumberedSection]) -> str:
    """The number of the paragraph that further bullets join."""
    told = telling_paragraph(report)
    numbered = {each.row.pk: each.number for section in sections for each in section.paragraphs}
    return numbered.get(told.pk, "") if told else ""
