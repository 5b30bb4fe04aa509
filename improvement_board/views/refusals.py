"""The pages that say no, in plain words and without a trace of what is behind them."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from improvement_board.kept_typing import keep_typing

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The reference on the page is in the log line too, so that an operator finds the one by the other."""
    reference = secrets.token_hex(4)
    logger.error("Server error %s at %s", reference, request.path)
    return render(request, "500.html", {"reference": reference}, status=500)


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: usually a page left open while its reader signed in again elsewhere.

    Cookies are not sent along by other sites, so a signed-in visitor's form came from a page of ours.
    """
    if request.user.is_authenticated and request.path.startswith("/desk/") and keep_typing(request):
        return redirect("kept")
    return render(request, "403_csrf.html", status=403)
