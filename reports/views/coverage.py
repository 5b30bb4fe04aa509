"""Which teams the chair has seen, and which to see next."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards import clock
from boards.permissions import Permission, bodies_where, person
from reports.coverage import coverage

CHOICES: Final = (3, 6, 12)
USUAL: Final = 6


@require_safe
def visit_coverage(request: HttpRequest) -> HttpResponse:
    """From one's own log alone; ``months`` says from when on a team counts as not seen for long."""
    if not bodies_where(request.user, Permission.LOG_ACTIVITY).exists():
        raise PermissionDenied
    asked = request.GET.get("months", "")
    months = int(asked) if asked in map(str, CHOICES) else USUAL
    facts = {"coverage": coverage(person(request), clock.today(), months=months), "choices": CHOICES}
    return render(request, "reports/coverage/coverage.html", facts)
