"""To which bodies a body reports, and from which it hears."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.dates import full_date
from boards.deeds import relationships as deeds
from boards.forms.relationships import ChangeRelationshipForm, EndRelationshipForm, RelationshipForm
from boards.forms.versions import accepted
from boards.models import Body, Relationship
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body


@require_safe
def relationships(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "reports_to": body.reports_to.select_related("to").prefetch_related("to__names"),
        "hears_from": body.hears_from.select_related("body").prefetch_related("body__names"),
        "today": clock.today(),
        "crumbs": under_body(body),
    }
    return render(request, "boards/relationships/relationships.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_relationship(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    form = RelationshipForm(request.POST or None, body=body)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_relationship(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, f"It reports to {form.cleaned_data['to']}.")
        return redirect("boards:relationships", slug)
    return form_page(
        request,
        form,
        title=f"To whom {body.name} reports",
        verb="Add the relationship",
        back=relationships_address(body),
        crumbs=under_relationships(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_relationship(request: HttpRequest, slug: str, relationship_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    relationship = relationship_or_404(body, relationship_id)
    form = ChangeRelationshipForm(request.POST or None, row=relationship)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.change_relationship(by=person(request), relationship=relationship, **form.cleaned_data),
    ):
        messages.success(request, "The relationship is saved.")
        return redirect("boards:relationships", slug)
    return form_page(
        request,
        form,
        title=f"Reporting to {relationship.to.name}",
        lede=(
            "For what was entered wrongly. When it begins to report more or less often, end this and add "
            "another, so that both stay on record."
        ),
        verb="Save the relationship",
        back=relationships_address(body),
        crumbs=under_relationships(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_relationship(request: HttpRequest, slug: str, relationship_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    relationship = relationship_or_404(body, relationship_id)
    form = EndRelationshipForm(request.POST or None, row=relationship)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.end_relationship(by=person(request), relationship=relationship, **form.cleaned_data),
    ):
        last = full_date(form.cleaned_data["until"])
        messages.success(request, f"It reports to {relationship.to} until {last}.")
        return redirect("boards:relationships", slug)
    return form_page(
        request,
        form,
        title=f"End reporting to {relationship.to.name}",
        lede=f"It has reported {relationship.how_often}, since {full_date(relationship.since)}.",
        verb="End the relationship",
        back=relationships_address(body),
        crumbs=under_relationships(body),
    )


def relationship_or_404(body: Body, relationship_id: int) -> Relationship:
    """Only the body that reports changes what it reports."""
    return get_object_or_404(body.reports_to.select_related("to"), pk=relationship_id)


def relationships_address(body: Body) -> str:
    return reverse("boards:relationships", args=[body.slug])


def under_relationships(body: Body) -> Crumbs:
    return [*under_body(body), ("Who reports to whom", relationships_address(body))]
