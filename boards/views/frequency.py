"""How often a body meets: the rule in force, those before and to come, and looking at it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import clock
from boards.deeds import frequency as deeds
from boards.forms.frequency import CorrectRuleForm, ReviewForm, SetRuleForm, WithdrawForm
from boards.forms.versions import accepted
from boards.frequency import history
from boards.models import Body, FrequencyRule
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body


@require_safe
def frequency(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "periods": history(body.frequency_rules.all()),
        "today": clock.today(),
        "crumbs": under_body(body),
    }
    return render(request, "boards/frequency/frequency.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def set_rule(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    latest = body.frequency_rules.first()
    form = SetRuleForm(request.POST or None, follows=latest, initial=like(latest))
    if form.is_valid() and accepted(
        form, lambda: deeds.set_rule(by=person(request), body=body, **form.cleaned_data)
    ):
        messages.success(request, "The rule is set. See which meetings it proposes.")
        return redirect("boards:frequency", slug)
    return form_page(
        request,
        form,
        title=f"How often {body.name} meets",
        lede="Meetings that are planned stay as they are. The rule only proposes meetings.",
        verb="Set the rule",
        back=reverse("boards:frequency", args=[slug]),
        crumbs=under_frequency(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_rule(request: HttpRequest, slug: str, rule_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    rule = get_object_or_404(body.frequency_rules, pk=rule_id)
    form = CorrectRuleForm(request.POST or None, row=rule)
    if form.is_valid() and accepted(
        form, lambda: deeds.correct_rule(by=person(request), rule=rule, **form.cleaned_data)
    ):
        messages.success(request, "The rule is corrected.")
        return redirect("boards:frequency", slug)
    return form_page(
        request,
        form,
        title="Correct a rule that has not begun",
        verb="Save the rule",
        back=reverse("boards:frequency", args=[slug]),
        crumbs=under_frequency(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review_rule(request: HttpRequest, slug: str, rule_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    rule = get_object_or_404(body.frequency_rules, pk=rule_id)
    form = ReviewForm(request.POST or None, row=rule)
    if form.is_valid() and accepted(
        form, lambda: deeds.review_rule(by=person(request), rule=rule, **form.cleaned_data)
    ):
        messages.success(request, "The review is recorded.")
        return redirect("boards:frequency", slug)
    return form_page(
        request,
        form,
        title="Review how often the body meets",
        lede=f"The rule: {rule.how_often}, {rule.which_day}. {rule.reason}",
        verb="Record the review",
        back=reverse("boards:frequency", args=[slug]),
        crumbs=under_frequency(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_rule(request: HttpRequest, slug: str, rule_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    rule = get_object_or_404(body.frequency_rules, pk=rule_id)
    form = WithdrawForm(request.POST or None, row=rule)
    if form.is_valid() and accepted(
        form, lambda: deeds.withdraw_rule(by=person(request), rule=rule, **form.cleaned_data)
    ):
        messages.success(request, "The rule is taken back.")
        return redirect("boards:frequency", slug)
    return form_page(
        request,
        form,
        title="Take back a rule that has not begun",
        lede=f"The rule: {rule.how_often}, {rule.which_day}. Meetings that are planned stay as they are.",
        verb="Take the rule back",
        back=reverse("boards:frequency", args=[slug]),
        crumbs=under_frequency(body),
    )


def like(rule: FrequencyRule | None) -> dict[str, object]:
    """The day and hour of the latest rule, which the next one usually shares."""
    if rule is None:
        return {}
    return {name: getattr(rule, name) for name in ("every_months", "week", "weekday", "starts_at")}


def under_frequency(body: Body) -> Crumbs:
    return [*under_body(body), ("How often it meets", reverse("boards:frequency", args=[body.slug]))]
