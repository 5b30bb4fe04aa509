"""Days on which the council's clock stands still: administrators keep them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards.deadlines import FIRST_YEAR, LAST_YEAR
from boards.deeds.calendar import add_closed_day, remove_closed_day
from boards.forms.calendar import ClosedDayForm, RemoveClosedDayForm
from boards.forms.versions import accepted
from boards.models import ClosedDay, User
from boards.permissions import person
from boards.templatetags.house import full_date
from boards.views.form_page import form_page


@require_http_methods(["GET", "HEAD", "POST"])
def closed_days(request: HttpRequest) -> HttpResponse:
    administrator = administrator_or_refuse(request)
    form = ClosedDayForm(request.POST or None)
    if form.is_valid() and accepted(form, lambda: add_closed_day(by=administrator, **form.cleaned_data)):
        day = full_date(form.cleaned_data["date"])
        messages.success(request, f"{day} no longer counts. Every deadline it touches has moved.")
        return redirect("boards:closed_days")
    today = timezone.localdate()
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
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_day(request: HttpRequest, closed_day_id: int) -> HttpResponse:
    """Count a closed day again."""
    administrator = administrator_or_refuse(request)
    closed_day = get_object_or_404(ClosedDay, pk=closed_day_id)
    form = RemoveClosedDayForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: remove_closed_day(by=administrator, closed_day=closed_day, **form.cleaned_data)
    ):
        messages.success(request, f"{full_date(closed_day.date)} counts again.")
        return redirect("boards:closed_days")
    return form_page(
        request,
        form,
        title=f"Count {full_date(closed_day.date)} again",
        lede=f"It is closed as {closed_day.name}. Deadlines that pass over it move to a later day.",
        verb="Count the day again",
        back=reverse("boards:closed_days"),
        crumbs=[("My desk", reverse("desk")), ("Closed days", reverse("boards:closed_days"))],
    )


def administrator_or_refuse(request: HttpRequest) -> User:
    administrator = person(request)
    if not administrator.is_staff:
        raise PermissionDenied
    return administrator
