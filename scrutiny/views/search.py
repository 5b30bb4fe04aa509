"""Search over published papers and minutes, paragraph by paragraph."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.models import Publication
from reports.search import search as find
from scrutiny import reading
from scrutiny.views.public_page import public_page


@public_page
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    body, kind, before = (request.GET.get(name, "") for name in ("body", "kind", "before"))
    context = {
        "words": words,
        "found": find(words, body_slug=body, kind=kind, before=before),
        "bodies": reading.all_bodies() if words else [],
        "kinds": Publication.Kind.choices,
        "body": body,
        "kind": kind,
        "is_first_page": not before,
    }
    return render(request, "scrutiny/reading/search.html", context)
