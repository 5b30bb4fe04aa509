"""What could go into a report: each offer is taken, edited first, or put aside."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.permissions import Permission, person
from boards.saved import saved
from reports.deeds import offers as deeds
from reports.forms.offers import OfferForm
from reports.models import Paragraph, Report
from reports.offers import kinds, offer_called, offered, put_aside
from reports.permissions import report_or_refuse


@require_safe
def offers(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    reader = person(request)
    facts = {"report": report, "offered": offered(report, reader), "aside": put_aside(report, reader)}
    return render(request, "reports/offers/list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, slug: str, kind: str, target: str) -> HttpResponse:
    """One offer as a paragraph: its words and its section, before it is accepted."""
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    made = offer_called(report, person(request), f"{kind}:{target}")
    if made is None:
        return gone(request, report, kind)
    form = OfferForm(request.POST or None, report=report, initial={"text": made.text})
    taken: list[Paragraph] = []
    if form.is_valid() and accepted(
        form,
        lambda: taken.append(
            deeds.accept_offer(by=person(request), report=report, offer=made.key, **form.told)
        ),
    ):
        messages.success(request, "The paragraph is in the report.")
        return saved(redirect("reports:offers", slug), f"offer-{report.pk}-{made.key}")
    return render(request, "reports/offers/offer.html", {"report": report, "offer": made, "form": form})


def gone(request: HttpRequest, report: Report, kind: str) -> HttpResponse:
    """What was offered is settled or was never offered: which of the two is not told. What was typed is kept.

    Raises:
        Http404: for a kind that offers nothing at all.
    """
    if not any(kind == each.key for each in kinds()):
        raise Http404
    facts = {"report": report, "sentence": deeds.GONE, "typed": request.POST.get("text", "").strip()}
    return render(request, "reports/offers/gone.html", facts, status=409)


@require_POST
def put_offer_aside(request: HttpRequest, slug: str, kind: str, target: str) -> HttpResponse:
    return answered(
        request,
        slug,
        f"{kind}:{target}",
        deeds.put_offer_aside,
        "Put aside. You find it at the foot of this page.",
    )


@require_POST
def offer_again(request: HttpRequest, slug: str, kind: str, target: str) -> HttpResponse:
    return answered(request, slug, f"{kind}:{target}", deeds.offer_again, "Offered again.")


def answered(
    request: HttpRequest, slug: str, offer: str, deed: Callable[..., None], sentence: str
) -> HttpResponse:
    report = report_or_refuse(request.user, slug, Permission.WRITE_REPORTS)
    try:
        deed(by=person(request), report=report, offer=offer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, sentence)
    return redirect(reverse("reports:offers", args=[slug]))
