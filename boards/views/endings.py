"""The end of a body and its successor."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards.dates import full_date
from boards.deeds import endings as deeds
from boards.forms.endings import EndBodyForm, ReopenBodyForm, SuccessorForm
from boards.forms.versions import accepted
from boards.models import Body
from boards.permissions import Permission, body_or_refuse, person
from boards.views.form_page import form_page, under_body


@require_http_methods(["GET", "HEAD", "POST"])
def end_body(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    if body.ended_on is not None:
        return not_now(request, body, f"It ended on {full_date(body.ended_on)} already.")
    form = EndBodyForm(request.POST or None, row=body)
    if form.is_valid() and accepted(
        form, lambda: deeds.end_body(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, f"Its last day is {full_date(form.cleaned_data['ended_on'])}.")
        return redirect("boards:handover" if form.cleaned_data["successor"] else "boards:body", slug)
    return form_page(
        request,
        form,
        title=f"End {body.name}",
        lede=(
            "Its pages stay, with its papers and minutes, and say when it ended and what succeeded it. "
            "Readers see this at once."
        ),
        verb="End the body",
        back=body.get_desk_url(),
        crumbs=under_body(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def name_successor(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    if body.ended_on is None:
        return not_now(request, body, "It has not ended, so nothing succeeds it yet.")
    form = SuccessorForm(request.POST or None, row=body)
    if form.is_valid() and accepted(
        form, lambda: deeds.name_successor(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The successor is recorded.")
        return redirect("boards:handover", slug)
    return form_page(
        request,
        form,
        title=f"Successor of {body.name}",
        verb="Save the successor",
        back=body.get_desk_url(),
        crumbs=under_body(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_body(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    if body.ended_on is None:
        return not_now(request, body, "It has not ended, so there is no end to take back.")
    form = ReopenBodyForm(request.POST or None, initial={"version": body.version})
    if form.is_valid() and accepted(
        form, lambda: deeds.reopen_body(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The end is taken back.")
        return redirect(body.get_desk_url())
    return form_page(
        request,
        form,
        title=f"Take back the end of {body.name}",
        lede=(
            "For an end that was a mistake. Its successor is forgotten with it. Memberships that were ended "
            "and actions that were handed over stay as they are."
        ),
        verb="Take back the end",
        back=body.get_desk_url(),
        crumbs=under_body(body),
    )


def not_now(request: HttpRequest, body: Body, why: str) -> HttpResponse:
    """Nothing to do here as the body stands: 409, with the way back."""
    page = {"body": body, "why": why, "back": body.get_desk_url(), "crumbs": under_body(body)}
    return render(request, "boards/bodies/not_now.html", page, status=409)
