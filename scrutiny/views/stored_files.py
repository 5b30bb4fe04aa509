"""Sending a stored file: whole, in part, or not again."""

import re

from csp.decorators import csp_update
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from reports.documents import FORMATS
from reports.files import open_rendition
from reports.models import Rendition


def send_file(request: HttpRequest, rendition: Rendition, name: str) -> HttpResponseBase:
    """The file under its hash as ETag; 304 to who has it, 206 to who asks for one range, 416 beyond its end.

    Call it after deciding that this reader may have the file. ``name`` is of slugs, digits and an ending.
    A browser opens PDFs and pictures; what belongs to other programs it saves. But for PDFs, which browsers
    refuse to show there, files are kept in a sandbox: whatever one holds, it is nobody's page of this site.
    """
    etag = f'"{rendition.file_sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _whole_or_part(request, rendition, etag)
        shown = "inline" if FORMATS[rendition.format].opens_in_browser else "attachment"
        response["Content-Disposition"] = f'{shown}; filename="{name}"'
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response if rendition.format == "pdf" else _in_sandbox(request, response)


def _in_sandbox(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    return csp_update({"sandbox": ""})(lambda _: response)(request)


def _whole_or_part(request: HttpRequest, rendition: Rendition, etag: str) -> HttpResponseBase:
    content_type = FORMATS[rendition.format].content_type
    asked = _asked_range(request, rendition.size, etag)
    if asked is None:
        return FileResponse(open_rendition(rendition), content_type=content_type)
    start, stop = asked
    if start >= stop:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{rendition.size}"})
    with open_rendition(rendition) as file:
        file.seek(start)
        part = file.read(stop - start)
    where = f"bytes {start}-{stop - 1}/{rendition.size}"
    headers = {"Content-Range": where, "Content-Length": str(len(part))}
    return HttpResponse(part, status=206, content_type=content_type, headers=headers)


def _asked_range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First byte and the one after the last; None for the whole file, which is also the answer to
    several ranges at once, to a malformed one, and to one of a file that has changed since."""
    asked = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", request.headers.get("Range", "").strip())
    if not asked or asked[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)), size if int(last) else 0
    if last and int(last) < int(first):
        return None
    return int(first), min(size, int(last) + 1) if last else size
