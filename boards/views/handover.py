"""What a body leaves open, and handing it over to the body that succeeds."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards.deeds import handover as deeds
from boards.forms.handover import HandOverActionsForm
from boards.forms.versions import accepted
from boards.handover import open_business
from boards.handover_actions import left_open
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.endings import not_now
from boards.views.form_page import form_page, under_body


@require_safe
def handover(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything left open, by the headings that the desks have registered."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    business = open_business(body, person(request))
    page = {
        "body": body,
        "may": permission_names(request, body),
        "business": business,
        "something": any(left for _, left in business),
        "open_actions": left_open(body, person(request)).exists(),
        "crumbs": under_body(body),
    }
    return render(request, "boards/handover/handover.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_actions(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    successor = body.successor
    if successor is None:
        return not_now(request, body, "It has no successor yet, so its actions have nowhere to go.")
    left = left_open(body, person(request))
    form = HandOverActionsForm(request.POST if request.method == "POST" else None, left=left)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.hand_over_actions(
            by=person(request), body=body, to=successor, actions=form.cleaned_data["actions"]
        ),
    ):
        count = len(form.cleaned_data["actions"])
        messages.success(
            request, f"{count} action{' is' if count == 1 else 's are'} handed over to {successor}."
        )
        return redirect("boards:handover", slug)
    address = reverse("boards:handover", args=[slug])
    return form_page(
        request,
        form,
        title=f"Hand over actions to {successor.name}",
        lede=(
            f"From now on {successor.name} follows them up, and those who see its desk read them there. "
            "The meetings that agreed them stay as they are."
        ),
        verb="Hand over the actions",
        back=address,
        crumbs=[*under_body(body), ("Handover", address)],
    )
