"""Addresses for machines: feeds, and the list of all pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scrutiny import reading
from scrutiny.feeds import PapersFeed
from scrutiny.views.public_page import public_page

answer = PapersFeed()


@public_page
def papers(request: HttpRequest) -> HttpResponse:
    return answer(request)


@public_page
def body(request: HttpRequest, slug: str) -> HttpResponse:
    return answer(request, slug=slug)


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"addresses": reading.all_addresses()}
    return render(request, "scrutiny/reading/sitemap.xml", context, content_type="application/xml")
