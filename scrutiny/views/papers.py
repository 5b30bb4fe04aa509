"""Published papers: the list, a paper, its editions and its files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from reports.models import Publication
from scrutiny import reading
from scrutiny.views import editions
from scrutiny.views.public_page import public_page

REPORT = Publication.Kind.REPORT


@public_page
def papers(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    page = reading.new_papers(before=before)
    return render(request, "scrutiny/reading/papers.html", {"page": page, "is_first_page": not before})


@public_page
def paper(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    return editions.edition_page(request, number, slug=slug, kind=REPORT)


@public_page
def paper_pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    return editions.edition_pdf(request, number, slug=slug, kind=REPORT)


@public_page
def paper_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    return editions.edition_json(request, number, slug=slug, kind=REPORT)
