"""Published papers: the list, a paper, its editions and its files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from reports.models import Publication
from scrutiny import reading
from scrutiny.views import editions
from scrutiny.views.public_page import public_page
from scrutiny.views.restricted import public_first

PAPERS = (Publication.Kind.REPORT, Publication.Kind.DOCUMENT)


@public_page
def papers(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    page = reading.new_papers(before=before)
    return render(request, "scrutiny/reading/papers.html", {"page": page, "is_first_page": not before})


@public_page
def paper(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    return public_first(
        request, lambda reader: editions.edition_page(request, number, reader, slug=slug, kind__in=PAPERS)
    )


@public_page
def paper_pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    return public_first(
        request,
        lambda reader: editions.edition_file(request, number, "pdf", reader, slug=slug, kind__in=PAPERS),
    )


@public_page
def paper_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    return public_first(
        request, lambda reader: editions.edition_json(request, number, reader, slug=slug, kind__in=PAPERS)
    )


@public_page
def document_file(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponseBase:
    """The file of a document, such as slides, as it was published; or the Word file of a report."""
    return public_first(
        request,
        lambda reader: editions.edition_file(request, number, form, reader, slug=slug, kind__in=PAPERS),
    )
