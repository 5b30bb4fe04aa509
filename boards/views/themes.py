"""Themes of a body, and how far it came to them over the municipal year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.coverage import coverage, municipal_year
from boards.deeds import themes as deeds
from boards.forms.themes import ChangeThemeForm, ThemeForm
from boards.forms.versions import accepted
from boards.models import Body
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body


@require_safe
def themes(request: HttpRequest, slug: str) -> HttpResponse:
    """What came up in the municipal year, and what never did."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    today = clock.today()
    years = years_to_choose(body)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "coverage": coverage(body, year_asked(request, years), today),
        "years": years,
        "retired": [theme for theme in body.themes.all() if theme.is_retired(today)],
        "crumbs": under_body(body),
    }
    return render(request, "boards/themes/themes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_theme(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    form = ThemeForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_theme(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, f"The theme {form.cleaned_data['name']} is added.")
        return redirect("boards:themes", slug)
    return form_page(
        request,
        form,
        title="Add a theme",
        verb="Add the theme",
        back=reverse("boards:themes", args=[slug]),
        crumbs=under_themes(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_theme(request: HttpRequest, slug: str, theme_id: int) -> HttpResponse:
    """Rename, retire, or take up again."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    theme = get_object_or_404(body.themes, pk=theme_id)
    form = ChangeThemeForm(request.POST or None, row=theme)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_theme(by=person(request), theme=theme, **form.cleaned_data)
    ):
        messages.success(request, f"The theme {form.cleaned_data['name']} is saved.")
        return redirect("boards:themes", slug)
    return form_page(
        request,
        form,
        title=f"Change the theme {theme.name}",
        lede="A new name is shown with past meetings as well.",
        verb="Save the theme",
        back=reverse("boards:themes", args=[slug]),
        crumbs=under_themes(body),
    )


def years_to_choose(body: Body) -> list[int]:
    """The municipal years in which the body has a meeting, and this one; the latest first. 1 query."""
    years = {municipal_year(month) for month in body.meetings.dates("date", "month")}
    return sorted(years | {municipal_year(clock.today())}, reverse=True)


def year_asked(request: HttpRequest, years: list[int]) -> int:
    """The year in the address if it may be chosen, else this one."""
    asked = request.GET.get("year", "")
    return next((year for year in years if str(year) == asked), municipal_year(clock.today()))


def under_themes(body: Body) -> Crumbs:
    return [*under_body(body), ("Themes", reverse("boards:themes", args=[body.slug]))]
