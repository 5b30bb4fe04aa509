"""Making people known to the service, putting their names right, and switching their sign-in off and on."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from boards import clock
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Invitation, Membership, User
from boards.permissions import Permission, bodies_where


@deed
def add_person(*, by: User | None, name: str, email: str = "", administrator: bool = False) -> User:
    """Make a person known, without a password: they sign in only once they were invited.

    ``by`` is None for the first people of a service that is being set up, whom nobody there can add.

    Raises:
        Refused: without a name, or for an email address that belongs to somebody already.
    """
    name, email = name.strip(), email.strip()
    if not name:
        raise Refused("Enter the person's name.", field="name")
    try:
        with transaction.atomic():
            person = User.objects.create_user(email or None, name=name, is_staff=administrator)
    except IntegrityError:
        raise Refused(
            "Somebody with this email address is known already: choose them from the list.", field="email"
        ) from None
    record(by=by, deed="added the person", about=person, after=facts(person))
    return person


@deed
def change_person(*, by: User, person: User, version: int, name: str, email: str | None = None) -> User:
    """Put a person's name or e-mail address right. Papers and attendance keep the name of their day.

    An address is where links go with which to choose a password, so whoever changes it could take the account
    over: see ``why_not_account``. With another address, links sent to the old one stop working. ``email`` is
    None to leave it as it is, empty to take it away.

    Raises:
        Refused: without a name; for an administrator, unless by one; for another address of somebody whose
            account is not for ``by`` to change; for an address that belongs to somebody else.
        Stale: when somebody else saved in between.
    """
    refuse_administrator(by, person)
    fresh = claim(person, version)
    before = facts(fresh)
    fresh.name = name.strip()
    if not fresh.name:
        raise Refused("Enter the person's name.", field="name")
    address = fresh.email if email is None else (email.strip().lower() or None)
    moved = address != fresh.email
    if moved:
        refuse_another_address(by, fresh, address)
        fresh.email = address
    save_under_free_address(fresh)
    if moved:
        forget_old_address(fresh)
    record(by=by, deed="changed the person", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def switch_sign_in(*, by: User, person: User, version: int, on: bool) -> User:
    """Close a person's way in, or open it again. Their memberships and everything they wrote stay.

    Whoever is signed in is out with their next click, and open invitations stop working.

    Raises:
        Refused: for oneself; for an administrator, unless by one; for somebody whose account is not for
            ``by`` to change; or when it is as asked already.
        Stale: when somebody else saved in between.
    """
    if person.pk == by.pk:
        raise Refused("You cannot switch off your own sign-in. Ask an administrator.")
    refuse_administrator(by, person)
    fresh = claim(person, version)
    if why_not := why_not_account(by, fresh):
        raise Refused(why_not)
    if fresh.is_active == on:
        raise Refused(f"The sign-in of {fresh} is switched {'on' if on else 'off'} already.")
    before = facts(fresh)
    fresh.is_active = on
    fresh.save(update_fields=["is_active", "version"])
    if not on:
        close_invitations(fresh)
    verb = "switched on the sign-in of" if on else "switched off the sign-in of"
    record(by=by, deed=verb, about=fresh, before=before, after=facts(fresh))
    return fresh


def why_not_account(by: User, person: User) -> str:
    """Why the account of ``person`` is not for ``by`` to change; empty when it is.

    Administrators may. A secretariat may where everything the person does is on bodies whose members it
    keeps: else one body's secretariat could come by the rights that another body gave.
    """
    if by.is_staff:
        return ""
    keeps = bodies_where(by, Permission.EDIT_MEMBERS)
    serving = Membership.objects.filter(user=person).exclude(until__lt=clock.today())
    beyond = serving.exclude(body__in=keeps).select_related("body").first()
    if beyond is None:
        return ""
    return f"{person} also serves a body whose members you do not keep. Ask an administrator."


def why_not_address(by: User, person: User) -> str:
    """Why the address of ``person`` is not for ``by`` to change; empty when it is."""
    if by.is_staff:
        return ""
    if person.has_usable_password():
        return f"{person} signs in with this address. Ask an administrator to change it."
    return why_not_account(by, person)


def refuse_administrator(by: User, person: User) -> None:
    if person.is_administrator and not by.is_staff:
        raise Refused("Only an administrator can change an administrator.")


def refuse_another_address(by: User, person: User, address: str | None) -> None:
    if why_not := why_not_address(by, person):
        raise Refused(why_not, field="email")
    if address is None and person.has_usable_password():
        raise Refused(
            f"{person} signs in with this address. Enter another one, or switch the sign-in off.",
            field="email",
        )


def save_under_free_address(person: User) -> None:
    taken = Refused("Somebody else has this email address already.", field="email")
    if person.email and EmailAddress.objects.filter(email__iexact=person.email).exclude(user=person).exists():
        raise taken
    try:
        with transaction.atomic():
            person.save(update_fields=["name", "email", "version"])
    except IntegrityError:
        raise taken from None


def forget_old_address(person: User) -> None:
    """Nothing that was or is sent to the old address opens anything: no sign-in, no password, no invitation.

    An administrator vouches for the new address of somebody who signs in, since nobody can confirm one here.
    """
    EmailAddress.objects.filter(user=person).delete()
    if person.email and person.has_usable_password():
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    close_invitations(person)


def close_invitations(person: User) -> None:
    now = clock.now()
    still_open = Invitation.objects.filter(user=person, accepted_at=None, expires_at__gt=now)
    for invitation in still_open.select_for_update(no_key=True):
        invitation.expires_at = now
        invitation.save(update_fields=["expires_at"])
