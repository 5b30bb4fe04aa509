"""The terms of reference of a body, version by version, and what changed between two."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.comparison import compare, summary
from boards.deeds import bodies as deeds
from boards.forms.bodies import CompareTermsForm, CorrectTermsForm, TermsForm
from boards.forms.versions import accepted
from boards.models import Body, TermsOfReference
from boards.models.bodies import InForce
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body

Version = InForce[TermsOfReference]


@require_safe
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    versions = body.terms_over_time()
    page = {
        "body": body,
        "may": permission_names(request, body),
        "versions": versions,
        "today": clock.today(),
        "form": CompareTermsForm(versions=versions, initial=latest_two(versions)),
        "crumbs": under_body(body),
    }
    return render(request, "boards/bodies/terms.html", page)


@require_safe
def read_terms(request: HttpRequest, slug: str, in_force_from: datetime.date) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    found = get_object_or_404(body.terms, in_force_from=in_force_from)
    versions = body.terms_over_time()
    place = [version.since for version in versions].index(found.in_force_from)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "version": versions[place],
        "earlier": versions[place + 1] if place + 1 < len(versions) else None,
        "today": clock.today(),
        "crumbs": under_terms(body),
    }
    return render(request, "boards/bodies/read_terms.html", page)


@require_safe
def compare_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Any two versions; without a choice, the latest two."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    versions = body.terms_over_time()
    form = CompareTermsForm(request.GET or latest_two(versions) or None, versions=versions)
    page: dict[str, object] = {"body": body, "form": form, "versions": versions, "crumbs": under_terms(body)}
    if form.is_valid():
        by_day = {version.since: version for version in versions}
        old, new = by_day[form.cleaned_data["old"]], by_day[form.cleaned_data["new"]]
        paragraphs = compare(old.row.text, new.row.text)
        page |= {"old": old, "new": new, "paragraphs": paragraphs, "summary": summary(paragraphs)}
    return render(request, "boards/bodies/compare_terms.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version begins with the words of the last, so that only what changes is typed."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    last = body.terms.first()
    begun = {"text": last.text, "quorum": last.quorum} if last else {}
    form = TermsForm(request.POST or None, initial=begun)
    if form.is_valid() and accepted(
        form, lambda: deeds.set_terms(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The terms of reference are recorded.")
        return redirect("boards:terms", body.slug)
    return form_page(
        request,
        form,
        title=f"{'New terms' if last else 'Terms'} of reference of {body.name}",
        lede="They begin with the words of the last ones. Change what is new." if last else "",
        verb="Put in force",
        back=terms_address(body),
        crumbs=under_terms(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_terms(request: HttpRequest, slug: str, in_force_from: datetime.date) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = get_object_or_404(body.terms, in_force_from=in_force_from)
    form = CorrectTermsForm(request.POST or None, row=found)
    if form.is_valid() and accepted(
        form, lambda: deeds.correct_terms(by=person(request), terms=found, **form.cleaned_data)
    ):
        messages.success(request, "The terms of reference are corrected.")
        return redirect("boards:read_terms", body.slug, form.cleaned_data["in_force_from"])
    return form_page(
        request,
        form,
        title="Correct these terms of reference",
        lede=(
            "For what was entered wrongly. When the body agrees new terms of reference, put those in force "
            "instead: these stay on record."
        ),
        verb="Correct the terms",
        back=reverse("boards:read_terms", args=[body.slug, in_force_from]),
        crumbs=under_terms(body),
    )


def latest_two(versions: list[Version]) -> dict[str, str]:
    """From the last but one to the last: what people mostly ask."""
    if not versions:
        return {}
    old = versions[1] if len(versions) > 1 else versions[0]
    return {"old": old.since.isoformat(), "new": versions[0].since.isoformat()}


def terms_address(body: Body) -> str:
    return reverse("boards:terms", args=[body.slug])


def under_terms(body: Body) -> Crumbs:
    return [*under_body(body), ("Terms of reference", terms_address(body))]
