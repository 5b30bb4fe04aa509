"""Who serves a body, now and before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards.deeds import memberships as deeds
from boards.forms.memberships import EndMembershipForm, MemberForm
from boards.forms.versions import accepted
from boards.permissions import Permission, body_or_refuse, person
from boards.templatetags.house import full_date
from boards.views.bodies import permission_names
from boards.views.form_page import form_page, under_body


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who serves, is going to serve, or served."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    today = timezone.localdate()
    seats = list(body.memberships.select_related("user", "on_behalf_of"))
    page = {
        "body": body,
        "may": permission_names(request, body),
        "now": [seat for seat in seats if seat.in_force(today)],
        "later": [seat for seat in seats if seat.since > today],
        "before": [seat for seat in seats if seat.until and seat.until < today],
        "crumbs": under_body(body),
    }
    return render(request, "boards/memberships/members.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    form = MemberForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_new_member(by=person(request), body=body, **form.cleaned_data)
    ):
        name = form.cleaned_data["user"] or form.cleaned_data["name"]
        messages.success(request, f"{name} serves from {full_date(form.cleaned_data['since'])}.")
        return redirect("boards:members", body.slug)
    return form_page(
        request,
        form,
        title=f"Add a member to {body.name}",
        verb="Add the member",
        back=reverse("boards:members", args=[body.slug]),
        crumbs=[*under_body(body), ("Members", reverse("boards:members", args=[body.slug]))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_membership(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    membership = get_object_or_404(body.memberships.select_related("user"), pk=membership_id)
    form = EndMembershipForm(request.POST or None)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.end_membership(by=person(request), membership=membership, **form.cleaned_data),
    ):
        last_day = full_date(form.cleaned_data["until"])
        messages.success(request, f"The last day of {membership.user} in this role is {last_day}.")
        return redirect("boards:members", body.slug)
    return form_page(
        request,
        form,
        title=f"End the membership of {membership.user}",
        lede=(
            f"{membership.get_role_display()} since {full_date(membership.since)}. From the day after the "
            "last day, this role opens nothing any more. Nothing is deleted: old papers and minutes keep "
            "the name."
        ),
        verb="End the membership",
        back=reverse("boards:members", args=[body.slug]),
        crumbs=[*under_body(body), ("Members", reverse("boards:members", args=[body.slug]))],
    )
