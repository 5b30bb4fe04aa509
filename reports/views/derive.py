"""The page that makes the version of a published report for another body."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from boards.forms.versions import accepted
from boards.permissions import Permission, bodies_where, person
from boards.saved import saved
from reports.deeds.derive import RESTRICTED, WITHDRAWN, derive_report, derived_already
from reports.forms.derive import DeriveForm
from reports.models import Edition, Report
from reports.permissions import report_or_refuse

MADE = "The version for the other body is made. It is a draft of yours; this is what the check found in it."
THERE = "You made this version before, so here it is. Nothing was changed."


@require_http_methods(["GET", "HEAD", "POST"])
def derive(request: HttpRequest, slug: str) -> HttpResponse:
    """For those who see the report at the desk and write reports to some body."""
    source = report_or_refuse(request.user, slug)
    bodies = bodies_where(request.user, Permission.WRITE_REPORTS)
    if not bodies:
        raise PermissionDenied
    newest = source.publication.editions.order_by("-number").first()
    if newest is None:
        raise Http404
    form = DeriveForm(request.POST or None, bodies=bodies, source=source, newest=newest)
    if form.is_valid():
        edition = get_object_or_404(source.publication.editions, number=form.cleaned_data["edition"])
        there = derived_already(person(request), edition, *form.goal)
        made: list[Report] = []
        told = {"by": person(request), "edition": edition} | form.told
        if accepted(form, lambda: made.append(derive_report(**told))):
            messages.success(request, THERE if there else MADE)
            address = "reports:check" if made[0].meeting_id else "reports:write"
            return saved(redirect(address, made[0].slug), f"derive-{source.pk}")
    context = {
        "form": form,
        "report": source,
        "newest": newest,
        "refusal": refusal_of(newest),
        "versions": versions_of(request, source),
    }
    return render(request, "reports/derive/derive.html", context)


def refusal_of(edition: Edition) -> str:
    """What the deed would say whatever is filled in."""
    if hasattr(edition.publication, "withdrawal"):
        return WITHDRAWN
    return RESTRICTED if edition.not_for_publication else ""


def versions_of(request: HttpRequest, source: Report) -> list[Report]:
    """The versions that were made from its editions already, as far as this person sees them."""
    seen = Report.objects.visible_to(request.user).filter(derived_from__publication=source.publication)
    return list(seen.select_related("publication", "body", "meeting__body", "derived_from").order_by("pk"))
