"""Inviting a member to sign in, and taking up an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.deeds.invitations import accept as accept_invitation
from boards.deeds.invitations import invitation_of
from boards.deeds.invitations import invite as invite_person
from boards.deeds.refusals import Refused
from boards.forms.invitations import AcceptForm
from boards.models import Invitation
from boards.permissions import Permission, body_or_refuse, person
from boards.tasks import send_invitation

KEY = "invitation"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
def invite(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """Send the person of a membership the link with which to sign in."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEMBERS)
    invited = get_object_or_404(body.memberships.select_related("user"), pk=membership_id).user
    try:
        invitation = invite_person(by=person(request), user=invited)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        send_invitation.enqueue(invitation.pk)
        messages.success(request, f"An invitation is on its way to {invited.name} at {invited.email}.")
    return redirect("boards:body", body.slug)


@never_cache
@require_safe
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address at once, so that it stays out of histories and referrers."""
    invitation = invitation_of(token)
    if invitation is None:
        return render(request, "boards/invitations/closed.html", status=404)
    request.session[KEY] = invitation.pk
    return redirect("accept_invitation")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Choose a password and sign in with it."""
    invitation = Invitation.objects.select_related("user").filter(pk=request.session.get(KEY, 0)).first()
    if invitation is None or not invitation.is_open:
        return render(request, "boards/invitations/closed.html", status=404)
    form = AcceptForm(request.POST or None)
    if form.is_valid():
        try:
            newcomer = accept_invitation(
                by=invitation.user, invitation=invitation, password=form.cleaned_data["password"]
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            request.session.flush()
            login(request, newcomer, backend=BACKEND)
            return redirect("desk")
    return render(request, "boards/invitations/accept.html", {"form": form, "person": invitation.user})
