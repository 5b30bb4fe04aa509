"""The door of every address: refuse by default, and never let a signed-in page into a shared cache."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control

from improvement_board.kept_typing import KeptTyping, keep_typing, let_go, remember_typist
from improvement_board.policy import CLOSED, POLICIES, PUBLIC

logger = logging.getLogger(__name__)


class PolicyMiddleware:
    """Apply ``improvement_board.policy`` before a view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or POLICIES.get(match.view_name) != PUBLIC or request.path.startswith("/accounts/"):
            patch_cache_control(response, private=True, no_store=True)
        if match is not None and request.path.startswith("/desk/"):
            remember_typist(request, response)
            if was_saved(request, response):
                let_go(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request in, send it to sign in, or answer 404 for an address without a policy."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        policy = POLICIES.get(name)
        if policy == CLOSED:
            raise Http404
        if policy is None:
            logger.error("The address %s has no policy", name)
            raise Http404
        if policy == PUBLIC or request.user.is_authenticated:
            return None
        return redirect_to_login(after_sign_in(request))


def after_sign_in(request: HttpRequest) -> str:
    """Where a person wanted to go; for a form they sent, the page that offers it again."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return reverse("kept") if keep_typing(request) else reverse("desk")


def was_saved(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the form kept aside has now gone through: its address answered by leading on."""
    if request.method != "POST" or response.status_code != 302 or not request.user.is_authenticated:
        return False
    kept = KeptTyping.of(request)
    return kept is not None and kept.address == request.path and response["Location"] != reverse("kept")
