"""Who serves a body: roles begin and end on a day, and are never deleted."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from boards.deadlines import full_date
from boards.deeds.people import add_organisation, add_person
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, Membership, Organisation, Role, User


@deed
def add_membership(
    *,
    by: User,
    body: Body,
    user: User,
    role: str,
    since: datetime.date,
    until: datetime.date | None = None,
    office: str = "",
    on_behalf_of: Organisation | None = None,
    voting: bool = True,
) -> Membership:
    """Give a person a role on a body from a day on, the first and the last day included.

    Raises:
        Refused: for an unknown role, an end before the beginning, or a time in which the person holds the
            same role on the body already.
    """
    if role not in Role.values:
        raise Refused("Choose the role from the list.", field="role")
    if until is not None and until < since:
        raise Refused("The last day must not be before the first day.", field="until")
    Body.objects.select_for_update().get(pk=body.pk)
    refuse_overlap(body=body, user=user, role=role, since=since, until=until)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                body=body,
                user=user,
                role=role,
                office=office.strip(),
                on_behalf_of=on_behalf_of,
                voting=voting,
                since=since,
                until=until,
            )
    except IntegrityError:
        raise Refused(f"{user} begins in this role on that day already.", field="since") from None
    record(by=by, deed="added the member", about=membership, after=facts(membership))
    return membership


@deed
def add_new_member(
    *,
    by: User,
    body: Body,
    role: str,
    since: datetime.date,
    until: datetime.date | None = None,
    user: User | None = None,
    name: str = "",
    email: str = "",
    office: str = "",
    on_behalf_of: Organisation | None = None,
    organisation: str = "",
    voting: bool = True,
) -> Membership:
    """Give a role to somebody who may be new to the service, from an organisation that may be new too.

    All of it is done or none: a refused membership leaves no stray person behind.

    Raises:
        Refused: as the deeds it is made of.
    """
    return add_membership(
        by=by,
        body=body,
        user=user or add_person(by=by, name=name, email=email),
        role=role,
        since=since,
        until=until,
        office=office,
        on_behalf_of=add_organisation(by=by, name=organisation) if organisation.strip() else on_behalf_of,
        voting=voting,
    )


@deed
def end_membership(*, by: User, membership: Membership, until: datetime.date) -> Membership:
    """Let a membership end with a day, that day included. Old papers keep the member.

    Raises:
        Refused: for a day before the first, or when the membership ends by then already.
    """
    fresh = Membership.objects.select_for_update().get(pk=membership.pk)
    if until < fresh.since:
        raise Refused(
            f"The membership began on {full_date(fresh.since)}: it cannot end before.", field="until"
        )
    if fresh.until is not None and fresh.until <= until:
        raise Refused(f"The membership already ends on {full_date(fresh.until)}.", field="until")
    before = facts(fresh)
    fresh.until = until
    fresh.save(update_fields=["until"])
    record(by=by, deed="ended the membership", about=fresh, before=before, after=facts(fresh))
    return fresh


def refuse_overlap(
    *, body: Body, user: User, role: str, since: datetime.date, until: datetime.date | None
) -> None:
    held = Membership.objects.filter(Q(until=None) | Q(until__gte=since), body=body, user=user, role=role)
    if until is not None:
        held = held.filter(since__lte=until)
    other = held.first()
    if other is None:
        return
    end = f" to {full_date(other.until)}" if other.until else ""
    raise Refused(
        f"{user} already has the role {other.get_role_display()} from {full_date(other.since)}{end}.",
        field="since",
    )
