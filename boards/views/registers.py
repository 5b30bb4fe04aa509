"""Registers of a body over a period, as tables and as files: attendance, and declarations of interest."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards import clock
from boards.attendance_figures import figures, municipal_year
from boards.csv_files import csv_response
from boards.declared import Declared, declared_in, page_of
from boards.forms.registers import PeriodForm
from boards.models import Body
from boards.permissions import Permission, body_or_refuse, may
from boards.views.form_page import under_body

ATTENDANCE_HEADER = (
    "Member",
    "Office",
    "First day",
    "Last day",
    "Meetings",
    "Present",
    "Substitute sent",
    "Apologies",
    "Absent",
    "In attendance (remote)",
    "Not recorded",
    "Present, percent",
)
DECLARATIONS_HEADER = (
    "Meeting",
    "Item",
    "Title",
    "Person",
    "Office",
    "Kind of interest",
    "Interest",
    "Left the room",
    "Last day to register",
    "Registered on",
)


@require_safe
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """A row for each member with what they could attend and how they stood to it."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    form = period_form(request)
    period = form.period
    page = about(request, body, form) | {
        "figures": figures(body, *period, clock.today()) if period else [],
        "shows_remote": body.is_statutory,
    }
    return render(request, "boards/registers/attendance.html", page)


@require_safe
def attendance_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    first, last = period_form(request).period or municipal_year(clock.today())
    rows = (
        (
            figure.name,
            figure.office,
            first,
            last,
            figure.meetings,
            figure.present,
            figure.substitutes,
            figure.apologies,
            figure.absent,
            figure.remote,
            figure.unrecorded,
            figure.percentage,
        )
        for figure in figures(body, first, last, clock.today())
    )
    return csv_response(f"Attendance {body.name} {first} to {last}", ATTENDANCE_HEADER, rows)


@require_safe
def declarations(request: HttpRequest, slug: str) -> HttpResponse:
    """What was declared, the latest first, a page at a time."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    form = period_form(request)
    period = form.period
    declared = page_of(
        declared_in(body, *(period or form.year)),
        before=request.GET.get("before", ""),
        reads_restricted=may(request.user, Permission.READ_RESTRICTED, body),
    )
    page = about(request, body, form) | {"page": declared if period else None}
    return render(request, "boards/registers/declarations.html", page)


@require_safe
def declarations_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    first, last = period_form(request).period or municipal_year(clock.today())
    reads = may(request.user, Permission.READ_RESTRICTED, body)

    def rows() -> Iterator[tuple[object, ...]]:
        for row in declared_in(body, first, last).iterator(chunk_size=500):
            yield as_cells(Declared.of(row, reads_restricted=reads))

    return csv_response(f"Declarations {body.name} {first} to {last}", DECLARATIONS_HEADER, rows())


def as_cells(declared: Declared) -> tuple[object, ...]:
    return (
        declared.meeting.date,
        declared.item.number,
        declared.title,
        declared.declaration.person.name,
        declared.declaration.person.office,
        declared.declaration.get_kind_display(),
        declared.nature,
        declared.declaration.left_the_room,
        declared.register_by,
        declared.declaration.registered_on,
    )


def period_form(request: HttpRequest) -> PeriodForm:
    asked = any(name.startswith(("first_", "last_")) for name in request.GET)
    return PeriodForm(request.GET if asked else None, year=municipal_year(clock.today()))


def about(request: HttpRequest, body: Body, form: PeriodForm) -> dict[str, object]:
    """What both registers show; ``query`` carries the period to the file and to the next page."""
    query = request.GET.copy()
    query.pop("before", None)
    return {
        "body": body,
        "form": form,
        "period": form.period,
        "query": query.urlencode(),
        "crumbs": under_body(body),
    }
