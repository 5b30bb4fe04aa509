"""Telling the browser that a form was saved, so that it forgets what it kept of it.

``static/js/keep_typing.js`` keeps what is typed into a form marked ``data-keep-typing="name"`` until it sees
this mark: a short-lived cookie, because the page after the redirect may be any page.
"""

from typing import TypeVar

from django.conf import settings
from django.http import HttpResponseBase

MINUTES = 30
Response = TypeVar("Response", bound=HttpResponseBase)


def saved(response: Response, name: str) -> Response:
    """Mark the form called ``name`` as saved; ``name`` is what its ``data-keep-typing`` says."""
    response.set_cookie(
        f"saved-{name}",
        "1",
        max_age=MINUTES * 60,
        path="/desk/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,  # the script reads and clears it
        samesite="Lax",
    )
    return response
