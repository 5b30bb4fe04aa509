"""Days on which the council's clock stands still: administrators keep them."""

import datetime
from collections.abc import Iterable
from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from boards import clock
from boards.dates import full_date
from boards.deadlines import FIRST_YEAR, LAST_YEAR, warning_of
from boards.deeds.calendar import add_closed_day, add_closed_days, remove_closed_day
from boards.forms.calendar import ClosedDayForm, PasteDaysForm, RemoveClosedDayForm
from boards.forms.versions import accepted
from boards.models import ClosedDay, User
from boards.notice import coming_meetings, moved_by
from boards.permissions import person
from boards.views.form_page import Crumbs, form_page

MOST_DAYS_ASKED = 60


@require_http_methods(["GET", "HEAD", "POST"])
def closed_days(request: HttpRequest) -> HttpResponse:
    """The calendar; after a change it says which deadlines moved, as the days in its address tell."""
    administrator = administrator_or_refuse(request)
    form = ClosedDayForm(request.POST or None)
    if form.is_valid() and accepted(form, lambda: add_closed_day(by=administrator, **form.cleaned_data)):
        day: datetime.date = form.cleaned_data["date"]
        messages.success(request, f"{full_date(day)} no longer counts.")
        return redirect(what_moved([day]))
    today = clock.today()
    asked = days_asked(request)
    return form_page(
        request,
        form,
        title="Closed days",
        verb="Add the day",
        back=reverse("desk"),
        crumbs=[("My desk", reverse("desk"))],
        template="boards/calendar/closed_days.html",
        coming=ClosedDay.objects.on_or_after(today),
        past=ClosedDay.objects.filter(date__lt=today).order_by("-date"),
        known_from=FIRST_YEAR,
        known_until=LAST_YEAR,
        warning=warning_of({today.year, today.year + 1, *years_planned()}),
        is_told=bool(asked),
        moved=moved_by(asked) if asked else [],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def paste_closed_days(request: HttpRequest) -> HttpResponse:
    """A year of the council's own days at once, as they come in a letter or a mail."""
    administrator = administrator_or_refuse(request)
    form = PasteDaysForm(request.POST or None)
    kind = ClosedDay.Kind.COUNCIL_CLOSED
    if form.is_valid() and accepted(
        form, lambda: add_closed_days(by=administrator, kind=kind, **form.cleaned_data)
    ):
        days = [day for day, _ in form.cleaned_data["days"]]
        messages.success(
            request, "1 day no longer counts." if len(days) == 1 else f"{len(days)} days no longer count."
        )
        return redirect(what_moved(days))
    return form_page(
        request,
        form,
        title="Paste the council’s closed days",
        lede=(
            "Paste the days on which the council is closed. Leave out weekends and bank holidays: they are "
            "known."
        ),
        verb="Add the days",
        back=reverse("boards:closed_days"),
        crumbs=under_closed_days(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_day(request: HttpRequest, closed_day_id: int) -> HttpResponse:
    """Count a closed day again."""
    administrator = administrator_or_refuse(request)
    closed_day = get_object_or_404(ClosedDay, pk=closed_day_id)
    day = closed_day.date
    form = RemoveClosedDayForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: remove_closed_day(by=administrator, closed_day=closed_day, **form.cleaned_data)
    ):
        messages.success(request, f"{full_date(day)} counts again.")
        return redirect(what_moved([day]))
    return form_page(
        request,
        form,
        title=f"Count {full_date(day)} again",
        lede=f"It is closed as {closed_day.name}. Deadlines that pass over it move to a later day.",
        verb="Count the day again",
        back=reverse("boards:closed_days"),
        crumbs=under_closed_days(),
    )


def what_moved(days: Iterable[datetime.date]) -> str:
    """The calendar's address, where it says what these days moved."""
    return f"{reverse('boards:closed_days')}?moved={','.join(day.isoformat() for day in days)}"


def days_asked(request: HttpRequest) -> list[datetime.date]:
    """The days that the address asks about; what is no day is passed over."""
    found = []
    for text in request.GET.get("moved", "").split(",")[:MOST_DAYS_ASKED]:
        with suppress(ValueError):
            found.append(datetime.date.fromisoformat(text))
    return found


def years_planned() -> set[int]:
    return {meeting.date.year for meeting in coming_meetings()}


def administrator_or_refuse(request: HttpRequest) -> User:
    administrator = person(request)
    if not administrator.is_staff:
        raise PermissionDenied
    return administrator


def under_closed_days() -> Crumbs:
    return [("My desk", reverse("desk")), ("Closed days", reverse("boards:closed_days"))]
