"""What papers and minutes share: the page of an edition, its files, the marker of a withdrawal."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from boards.models import Reader
from reports.models import Rendition
from scrutiny import compared, reading
from scrutiny.addresses import edition_url
from scrutiny.document_files import document_file
from scrutiny.evidence_beside import evidence_beside
from scrutiny.reading import READER
from scrutiny.views.stored_files import send_file


def edition_page(
    request: HttpRequest, number: int | None, reader: Reader = READER, /, **publication: Any
) -> HttpResponse:
    """The current edition, or the one with this number; the marker when the publication was withdrawn."""
    edition = reading.editions(reader, **publication).filter(**_numbered(number)).first()
    if edition is None:
        return withdrawn_page(request, reader, **publication)
    editions = reading.history(edition, reader)
    context = {
        "edition": edition,
        "current": editions[0],
        "editions": editions,
        "discussions": reading.discussions(edition.publication, reader),
        "changes": compared.lines(edition, editions, reader),
        "since_then": compared.since_then(edition, editions[0]),
        "file": document_file(edition, is_current=edition == editions[0]),
        "pdf_url": edition_url(edition, "pdf", is_current=edition == editions[0]),
        "word_url": edition_url(edition, "docx", is_current=edition == editions[0]),
        "json_url": edition_url(edition, "json", is_current=edition == editions[0]),
        "beside": evidence_beside(edition, reader),
    }
    return render(request, "scrutiny/reading/edition.html", context)


def edition_file(
    request: HttpRequest, number: int | None, form: str, reader: Reader = READER, /, **publication: Any
) -> HttpResponseBase:
    """The stored file: looked up among what may be read first, then compared with what the reader has."""
    found = reading.editions(reader, **publication).filter(**_numbered(number))
    edition = found.defer("html", "text", "data").first()
    if edition is None:
        return withdrawn_page(request, reader, **publication)
    rendition = Rendition.objects.made_of(edition.content_sha256, form).first()
    if rendition is None:
        raise Http404
    return send_file(request, rendition, f"{edition.publication.slug}-edition-{edition.number}.{form}")


def edition_json(
    request: HttpRequest, number: int | None, reader: Reader = READER, /, **publication: Any
) -> HttpResponse:
    """The frozen numbers and words for machines, with where they come from."""
    edition = reading.editions(reader, **publication).filter(**_numbered(number)).first()
    if edition is None:
        return withdrawn_page(request, reader, **publication)
    about = {
        "url": settings.SITE_URL + edition_url(edition),
        "published_on": timezone.localdate(edition.published_at).isoformat(),
        "published_by": edition.published_by_office,
        "content_sha256": edition.content_sha256,
    }
    return JsonResponse({**edition.data, **about}, json_dumps_params={"ensure_ascii": False})


def withdrawn_page(request: HttpRequest, reader: Reader = READER, /, **publication: Any) -> HttpResponse:
    """410 with when, by which office and why; 404 where this reader could read nothing. It shows no title."""
    marker = reading.withdrawal(reader, **publication)
    if marker is None:
        raise Http404
    return render(request, "scrutiny/reading/withdrawn.html", {"withdrawal": marker}, status=410)


def _numbered(number: int | None) -> dict[str, int]:
    return {} if number is None else {"number": number}
