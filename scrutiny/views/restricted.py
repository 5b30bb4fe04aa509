"""What is not for publication, at the address where it would stand if it were (domain rule 8)."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from boards.models import Reader
from scrutiny import reading


def public_first(request: HttpRequest, show: Callable[[Reader], HttpResponseBase]) -> HttpResponseBase:
    """The public answer, the same for everybody; where there is none, what the signed-in person may read.

    The session is opened only then, so that public pages cost nothing more and stay in caches. Whoever may
    not read what is here gets the answer of an address where nothing ever was, after the same questions to
    the database. What they may read is kept by no cache, and is not confirmed by a 304.

    Raises:
        Http404: when ``show`` has nothing for either of the two.
    """
    try:
        return show(reading.READER)
    except Http404:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            raise
    for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
        request.META.pop(name, None)
    response = show(request.user)
    patch_cache_control(response, private=True, no_store=True)
    for name in ("ETag", "Last-Modified"):
        response.headers.pop(name, None)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
