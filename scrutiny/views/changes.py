"""What changed between two editions of a paper: the page, and its PDF."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from boards.models import Reader
from reports.changes_article import article_of, changes_sha256
from reports.editions_before import edition_before
from reports.models import Edition, Publication, Rendition
from scrutiny import compared, reading
from scrutiny.addresses import changes_url
from scrutiny.views.editions import withdrawn_page
from scrutiny.views.public_page import public_page
from scrutiny.views.restricted import public_first
from scrutiny.views.stored_files import send_file

PAPERS = (Publication.Kind.REPORT, Publication.Kind.DOCUMENT)


@public_page
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Against the edition it came from, or with ``?with=`` against any other: ``?whole=1`` for every word."""
    asked = compared.named(request.GET.get("of", ""))
    if asked and asked != (slug, number):
        chosen = request.GET.copy()
        del chosen["of"]
        return redirect(f"{reverse('scrutiny:changes', args=asked)}?{chosen.urlencode()}")
    return public_first(request, lambda reader: changes_page(request, reader, slug, number))


@public_page
def changes_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The file of the same pair, for whoever may read both editions now; none while it is being made."""
    return public_first(request, lambda reader: changes_file(request, reader, slug, number))


def changes_page(request: HttpRequest, reader: Reader, slug: str, number: int) -> HttpResponse:
    """Both editions are looked up among what may be read; what is not answers as its own page does.

    5 queries.
    """
    now = edition_of(reader, slug, number)
    if now is None:
        return withdrawn_page(request, reader, slug=slug, kind__in=PAPERS)
    chosen = request.GET.get("with", "")
    then = before(now, chosen, reader)
    if then is None:
        return not_to_be_read(request, reader, now, chosen)
    whole = request.GET.get("whole") == "1"
    context = {
        **article_of(then, now, whole=whole),
        "edition": now,
        "other": then,
        "whole": whole,
        "chosen": chosen,
        "backwards": compared.backwards(then, now),
        "choices": compared.choices(now, then, reader),
        "value_then": compared.name_of(then),
        "value_now": compared.name_of(now),
        "pdf": Rendition.objects.made_of(changes_sha256(then, now)).first(),
        "pdf_url": changes_url(now, "pdf") + (f"?with={compared.name_of(then)}" if chosen else ""),
    }
    return render(request, "scrutiny/reading/changes.html", context)


def changes_file(request: HttpRequest, reader: Reader, slug: str, number: int) -> HttpResponseBase:
    now = edition_of(reader, slug, number)
    if now is None:
        return withdrawn_page(request, reader, slug=slug, kind__in=PAPERS)
    chosen = request.GET.get("with", "")
    then = before(now, chosen, reader)
    if then is None:
        return not_to_be_read(request, reader, now, chosen)
    rendition = Rendition.objects.made_of(changes_sha256(then, now)).first()
    if rendition is None:
        raise Http404
    since = f"-since-{then.publication.slug}-{then.number}" if chosen else ""
    return send_file(request, rendition, f"{slug}-edition-{number}-changes{since}.pdf")


def before(now: Edition, chosen: str, reader: Reader) -> Edition | None:
    return compared.chosen(chosen, reader) if chosen else edition_before(now, compared.readable(reader))


def edition_of(reader: Reader, slug: str, number: int) -> Edition | None:
    return reading.editions(reader, slug=slug, kind__in=PAPERS).filter(number=number).first()


def not_to_be_read(request: HttpRequest, reader: Reader, now: Edition, chosen: str) -> HttpResponse:
    """410 with the marker of what was withdrawn; 404 for what this reader may not read, and for nothing."""
    asked = compared.named(chosen)
    if chosen:
        return withdrawn_page(request, reader, slug=asked[0] if asked else "", kind__in=PAPERS)
    if now.number > 1:
        raise Http404
    return withdrawn_page(request, reader, editions__derived__publication=now.publication_id)
