"""The pages that say no, in plain words and without a trace of what is behind them."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", {"reference": secrets.token_hex(4)}, status=500)


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: usually a page left open for long."""
    return render(request, "403_csrf.html", status=403)
