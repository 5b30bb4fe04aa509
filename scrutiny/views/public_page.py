"""What every page for readers has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe


def public_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer GET and HEAD only, and 304 to who has the page already.

    A cache may keep the page but asks each time before showing it, and the view runs first, every time: what
    was withdrawn is gone from that moment, and is not confirmed by a 304. A page that says it is kept by no
    cache, because it is not for publication, stays as it is.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if "no-store" not in response.get("Cache-Control", ""):
            patch_cache_control(response, public=True, no_cache=True)
        return response

    guarded: Callable[..., HttpResponseBase] = require_safe(conditional_page(shown))
    return guarded
