"""Who serves a body: roles begin and end on a day, and are never deleted."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from boards.dates import full_date
from boards.deeds.organisations import add_organisation
from boards.deeds.people import add_person
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.deeds.seats import refuse_filling
from boards.eligibility import membership_warning
from boards.models import SEATED, Body, ChairKind, Membership, Organisation, Role, Seat, User

CONFIRMED = "Confirmed after the warning about members of the cabinet on a scrutiny committee."
ONE_DAY = datetime.timedelta(days=1)


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
    seat: Seat | None = None,
    voting: bool | None = None,
    chair_kind: str = "",
    co_opted: bool = False,
    in_cabinet: bool = False,
    confirmed: bool = False,
) -> Membership:
    """Give a person a role on a body from a day on, the first and the last day included.

    Where nothing is said, the organisation and the vote are those of the seat; a member without a seat votes.

    Raises:
        Refused: for an unknown role, a chair of no kind, an end before the beginning, a time in which the
            person holds the same role on the body already, a seat that cannot be filled in that time, or a
            member of the cabinet on a scrutiny committee that was not ``confirmed`` (rule 18).
    """
    for_whom = on_behalf_of or (seat.organisation if seat else None)
    hold(body, for_whom)
    membership = Membership(
        body=body,
        user=user,
        role=role,
        office=office.strip(),
        on_behalf_of=for_whom,
        seat=seat,
        voting=(seat.voting if seat else True) if voting is None else voting,
        chair_kind=chair_kind,
        co_opted=co_opted,
        in_cabinet=in_cabinet,
        since=since,
        until=until,
    )
    refuse_membership(membership, confirmed=confirmed)
    save_beginning(membership)
    warned = CONFIRMED if membership_warning(body, role, in_cabinet) else ""
    record(by=by, deed="added the member", about=membership, after=facts(membership), reason=warned)
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
    seat: Seat | None = None,
    voting: bool | None = None,
    chair_kind: str = "",
    co_opted: bool = False,
    in_cabinet: bool = False,
    confirmed: bool = False,
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
        on_behalf_of=new_organisation(by=by, name=organisation) if organisation.strip() else on_behalf_of,
        seat=seat,
        voting=voting,
        chair_kind=chair_kind,
        co_opted=co_opted,
        in_cabinet=in_cabinet,
        confirmed=confirmed,
    )


@deed
def correct_membership(
    *,
    by: User,
    membership: Membership,
    since: datetime.date,
    reason: str,
    until: datetime.date | None = None,
    office: str = "",
    on_behalf_of: Organisation | None = None,
    seat: Seat | None = None,
    voting: bool = True,
    chair_kind: str = "",
    co_opted: bool = False,
    in_cabinet: bool = False,
    confirmed: bool = False,
) -> Membership:
    """Put right what was entered wrongly, with a reason. A role that changed on a day is ended instead.

    Raises:
        Refused: without a reason, when nothing differs, and as ``add_membership``.
    """
    if not reason.strip():
        raise Refused("Say why the record is changed.", field="reason")
    for_whom = on_behalf_of or (seat.organisation if seat else None)
    hold(membership.body, for_whom)
    fresh = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    before = facts(fresh)
    fresh.office, fresh.on_behalf_of, fresh.seat = office.strip(), for_whom, seat
    fresh.voting, fresh.chair_kind = voting, chair_kind
    fresh.co_opted, fresh.in_cabinet = co_opted, in_cabinet
    fresh.since, fresh.until = since, until
    if facts(fresh) == before:
        raise Refused("Nothing here differs from what is recorded.")
    refuse_membership(fresh, confirmed=confirmed)
    save_beginning(fresh)
    record(
        by=by,
        deed="corrected the membership",
        about=fresh,
        before=before,
        after=facts(fresh),
        reason=reason.strip(),
    )
    return fresh


@deed
def end_membership(*, by: User, membership: Membership, until: datetime.date) -> Membership:
    """Let a membership end with a day, that day included. Old papers keep the member.

    Raises:
        Refused: for a day before the first, or when the membership ends by then already.
    """
    fresh = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
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


@deed
def succeed_chair(
    *,
    by: User,
    body: Body,
    chair_kind: str,
    since: datetime.date,
    until: datetime.date | None = None,
    user: User | None = None,
    name: str = "",
    email: str = "",
    office: str = "",
    on_behalf_of: Organisation | None = None,
    organisation: str = "",
    seat: Seat | None = None,
    voting: bool | None = None,
    co_opted: bool = False,
    in_cabinet: bool = False,
    confirmed: bool = False,
) -> Membership:
    """Hand the chair over: whoever chairs until then does so to the day before, the successor from ``since``.

    Raises:
        Refused: when nobody chairs on the day before, when somebody begins to chair on that day or later,
            and as ``add_new_member``.
    """
    hold(body, on_behalf_of or (seat.organisation if seat else None))
    chairs = body.memberships.filter(role=Role.CHAIR).select_related("user").order_by("since", "pk")
    later = chairs.filter(since__gte=since).first()
    if later:
        raise Refused(f"{later.user} is to chair from {full_date(later.since)} already.", field="since")
    outgoing = list(chairs.on(since - ONE_DAY))
    if not outgoing:
        raise Refused(
            f"Nobody chairs on {full_date(since - ONE_DAY)}, so there is nothing to hand over. "
            "Add the chair as a member.",
            field="since",
        )
    for chair in outgoing:
        if chair.until is None or chair.until >= since:
            end_membership(by=by, membership=chair, until=since - ONE_DAY)
    return add_new_member(
        by=by,
        body=body,
        role=Role.CHAIR,
        since=since,
        until=until,
        user=user,
        name=name,
        email=email,
        office=office,
        on_behalf_of=on_behalf_of,
        organisation=organisation,
        seat=seat,
        voting=voting,
        chair_kind=chair_kind,
        co_opted=co_opted,
        in_cabinet=in_cabinet,
        confirmed=confirmed,
    )


def hold(body: Body, organisation: Organisation | None) -> None:
    """Lock what a membership hangs on, always in this order, so that nothing of it ends meanwhile."""
    if organisation is not None:
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)


def new_organisation(*, by: User, name: str) -> Organisation:
    """Make the organisation known; a refusal belongs beside the box that a member's form has for it."""
    try:
        return add_organisation(by=by, name=name)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="organisation") from refusal


def refuse_membership(membership: Membership, *, confirmed: bool) -> None:
    """Refuse what no membership may be, whether it is new or put right; the body's row is locked."""
    if membership.role not in Role.values:
        raise Refused("Choose the role from the list.", field="role")
    if membership.until is not None and membership.until < membership.since:
        raise Refused("The last day must not be before the first day.", field="until")
    refuse_kind_of_chair(membership)
    refuse_organisation(membership)
    refuse_overlap(membership)
    refuse_filling(membership)
    warning = membership_warning(membership.body, membership.role, membership.in_cabinet)
    if warning and not confirmed:
        raise Refused(warning, field="confirmed")


def refuse_kind_of_chair(membership: Membership) -> None:
    if membership.role != Role.CHAIR and membership.chair_kind:
        raise Refused("Only a chair is independent, an officer or elected.", field="chair_kind")
    if membership.role == Role.CHAIR and membership.chair_kind not in ChairKind.values:
        raise Refused("Choose whether the chair is independent, an officer or elected.", field="chair_kind")
    if membership.role not in SEATED and membership.co_opted:
        raise Refused("Only members are co-opted.", field="co_opted")


def refuse_organisation(membership: Membership) -> None:
    organisation = Organisation.objects.filter(pk=membership.on_behalf_of_id or 0).first()
    if organisation is None or organisation.ended_on is None:
        return
    if membership.until is None or membership.until > organisation.ended_on:
        raise Refused(
            f"The last day of {organisation} is {full_date(organisation.ended_on)}: let the membership end "
            "by then, or choose the organisation in its place.",
            field="on_behalf_of",
        )


def refuse_overlap(membership: Membership) -> None:
    """Refuse a time in which the person holds the same role on the body already."""
    held = Membership.objects.filter(
        Q(until=None) | Q(until__gte=membership.since),
        body=membership.body_id,
        user=membership.user_id,
        role=membership.role,
    ).exclude(pk=membership.pk)
    if membership.until is not None:
        held = held.filter(since__lte=membership.until)
    other = held.first()
    if other is None:
        return
    end = f" to {full_date(other.until)}" if other.until else ""
    raise Refused(
        f"{membership.user} already has the role {other.get_role_display()} "
        f"from {full_date(other.since)}{end}.",
        field="since",
    )


def save_beginning(membership: Membership) -> None:
    """Save the membership; the database has the last word on its first day."""
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError:
        raise Refused(f"{membership.user} begins in this role on that day already.", field="since") from None
