"""What a person typed into a form that could not be saved, kept until they can save it.

A session runs out while somebody writes, or a page is left open until its form is stale. The form that
then arrives is put aside in the visitor's session, and offered again at ``/desk/kept/`` once they have
signed in. It is shown to nobody but the person who typed it: a signed cookie, set at each desk page and
never sent along by another site, says who that was.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponseBase

KEY = "kept typing"
TYPIST = "typist"
TYPIST_DAYS = 30
NOT_TYPED = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class KeptTyping:
    """One form put aside: where it was going, who typed it, and every field."""

    address: str
    typist: str
    typed: dict[str, list[str]]

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """The form kept for the person now signed in, or None."""
        kept: dict[str, Any] | None = request.session.get(KEY)
        if kept is None or kept["typist"] != str(request.user.pk):
            return None
        return cls(**kept)

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.typed.items() for value in values]


def keep_typing(request: HttpRequest) -> bool:
    """Put the form aside that ``request`` brought; return whether there was something to keep.

    A page that saves by itself keeps its own text in the browser and sends it again.
    """
    if request.headers.get("X-Autosave"):
        return False
    typist = str(request.user.pk) if request.user.is_authenticated else typist_of(request)
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_TYPED}
    if not typist or not typed:
        return False
    request.session[KEY] = {"address": request.path, "typist": typist, "typed": typed}
    return True


def typist_of(request: HttpRequest) -> str:
    """Who last used the desk in this browser, by the signed cookie; empty when that cannot be told."""
    try:
        return str(request.get_signed_cookie(TYPIST, "", salt=KEY))
    except BadSignature:
        return ""


def remember_typist(request: HttpRequest, response: HttpResponseBase) -> None:
    if request.user.is_authenticated and typist_of(request) != str(request.user.pk):
        response.set_signed_cookie(
            TYPIST,
            str(request.user.pk),
            salt=KEY,
            max_age=TYPIST_DAYS * 24 * 60 * 60,
            path="/desk/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def let_go(request: HttpRequest) -> None:
    """Forget the form that is kept, once it has been saved or its typist discards it."""
    request.session.pop(KEY, None)
