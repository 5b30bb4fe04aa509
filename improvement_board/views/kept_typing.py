"""The page that offers a form again which could not be saved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from improvement_board.kept_typing import KeptTyping, let_go


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    return render(request, "kept_typing.html", {"kept": KeptTyping.of(request)})


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    let_go(request)
    messages.success(request, "What you typed is discarded.")
    return redirect("desk")
