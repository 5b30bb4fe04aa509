"""What a body is called, was called and is going to be called."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.deeds import bodies as deeds
from boards.forms.bodies import CorrectNameForm, EarlierNameForm, RenameForm
from boards.forms.versions import accepted
from boards.models import Body
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body


@require_safe
def names(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "names": body.names_over_time(),
        "today": clock.today(),
        "crumbs": under_body(body),
    }
    return render(request, "boards/bodies/names.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def rename_body(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    form = RenameForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.rename_body(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The new name is recorded.")
        return redirect("boards:names", body.slug)
    return form_page(
        request,
        form,
        title=f"Rename {body.name}",
        verb="Rename the body",
        back=names_address(body),
        crumbs=under_names(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_earlier_name(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    form = EarlierNameForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_earlier_name(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The earlier name is recorded.")
        return redirect("boards:names", body.slug)
    return form_page(
        request,
        form,
        title=f"Add an earlier name of {body.name}",
        verb="Add the name",
        back=names_address(body),
        crumbs=under_names(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_name(request: HttpRequest, slug: str, name_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    name = get_object_or_404(body.names, pk=name_id)
    form = CorrectNameForm(request.POST or None, row=name)
    if form.is_valid() and accepted(
        form, lambda: deeds.correct_name(by=person(request), body_name=name, **form.cleaned_data)
    ):
        messages.success(request, "The name is corrected.")
        return redirect("boards:names", body.slug)
    return form_page(
        request,
        form,
        title=f"Correct the name {name.name}",
        lede=(
            "For a name or a day that was entered wrongly. When the body gets another name, rename it. "
            "Papers and minutes that are published keep the name they carry."
        ),
        verb="Correct the name",
        back=names_address(body),
        crumbs=under_names(body),
    )


def names_address(body: Body) -> str:
    return reverse("boards:names", args=[body.slug])


def under_names(body: Body) -> Crumbs:
    return [*under_body(body), ("Names", names_address(body))]
