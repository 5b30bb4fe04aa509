"""What every page for readers has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

SECONDS = 60
"""How long a cache may keep a page. A withdrawn paper is out of every cache after this time."""


def public_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer GET and HEAD only, let caches keep the page for a minute, and answer 304 to who has it.

    The view runs first, every time: what is no longer public is not confirmed by a 304.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    guarded: Callable[..., HttpResponseBase] = require_safe(conditional_page(shown))
    return guarded
