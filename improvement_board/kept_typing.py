"""What a person typed into a form after their session ran out, kept until they have signed in again."""

from django.http import HttpRequest

KEY = "kept typing"


def keep_typing(request: HttpRequest) -> None:
    """Put a form that arrived without a sign-in aside, in the visitor's new session."""
    typed = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    if typed:
        request.session[KEY] = {"address": request.path, "typed": typed}
