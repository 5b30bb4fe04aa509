"""The door of every address: refuse by default, and never let a signed-in page into a shared cache."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

from improvement_board.kept_typing import keep_typing
from improvement_board.policy import POLICIES, PUBLIC

logger = logging.getLogger(__name__)


class PolicyMiddleware:
    """Apply ``improvement_board.policy`` before a view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or POLICIES.get(match.view_name) != PUBLIC:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request in, send it to sign in, or answer 404 for an address without a policy."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        policy = POLICIES.get(name)
        if policy is None:
            logger.error("The address %s has no policy", name)
            raise Http404
        if policy == PUBLIC or request.user.is_authenticated:
            return None
        if request.method == "POST":
            keep_typing(request)
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/desk/")
