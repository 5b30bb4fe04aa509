"""Invitations: how a person the service knows comes to sign in."""

import datetime
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from boards import clock
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Invitation, User

OPEN_FOR = datetime.timedelta(days=14)


@deed
def invite(*, by: User, user: User) -> Invitation:
    """Ask the worker to send ``user`` a one-time link; an earlier link stops working.

    Raises:
        Refused: when the person has no e-mail address, has left, or signs in already.
    """
    if not user.email:
        raise Refused("Add an e-mail address before you invite this person.", field="email")
    if not user.is_active or user.can_sign_in:
        raise Refused(
            f"{user.name} signs in already." if user.can_sign_in else f"{user.name} is switched off."
        )
    now = clock.now()
    for earlier in Invitation.objects.select_for_update(no_key=True).filter(
        user=user, accepted_at=None, expires_at__gt=now
    ):
        earlier.expires_at = now
        earlier.save(update_fields=["expires_at"])
    invitation = Invitation.objects.create(user=user, sent_by=by, expires_at=now + OPEN_FOR)
    record(by=by, deed="invited", about=user, after=facts(invitation))
    return invitation


@deed
def make_link(*, by: None, invitation: Invitation) -> str:
    """Make the token of an invitation as it is sent, and keep only its hash.

    The token is made by the worker, so that it stands in no job, log or backup.
    """
    token = secrets.token_urlsafe(32)
    before = facts(invitation)
    invitation.token_sha256 = hashed(token)
    invitation.save(update_fields=["token_sha256"])
    record(
        by=by, deed="sent the invitation of", about=invitation.user, before=before, after=facts(invitation)
    )
    return token


@deed
def accept(*, by: User, invitation: Invitation, password: str) -> User:
    """Set the invited person's password and close the invitation; the person is ``by``.

    The link came by mail, so the address is theirs: a second factor may be set up with it.

    Raises:
        Refused: when the invitation is used up or too old, or the password is too easy to guess.
    """
    fresh = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not fresh.is_open:
        raise Refused("This invitation has been used or is too old. Ask for a new one.")
    try:
        validate_password(password, by)
    except ValidationError as too_easy:
        raise Refused(" ".join(too_easy.messages), field="password") from too_easy
    before = facts(fresh)
    by.set_password(password)
    by.save(update_fields=["password"])
    fresh.accepted_at = clock.now()
    fresh.save(update_fields=["accepted_at"])
    EmailAddress.objects.update_or_create(
        user=by, email=by.email, defaults={"verified": True, "primary": True}
    )
    record(by=by, deed="accepted the invitation of", about=by, before=before, after=facts(fresh))
    return by


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a token opens, or None."""
    found = Invitation.objects.select_related("user").filter(token_sha256=hashed(token)).first()
    return found if found and found.is_open else None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
