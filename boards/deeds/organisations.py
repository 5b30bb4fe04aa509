"""Partner organisations: made known, renamed, ended, and succeeded by another (rule 19).

When an organisation is succeeded, its people and its seats go on for the successor from a day. Nothing is
rewritten: each membership and each seat ends the day before, and an equal one begins.
"""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from boards.dates import full_date
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Membership, Organisation, Seat, User, Versioned

ONE_DAY = datetime.timedelta(days=1)
NAMED = 5
"""How many things that stand in the way a sentence names before it counts the rest."""


@deed
def add_organisation(*, by: User, name: str, sector: str = Organisation.Sector.OTHER) -> Organisation:
    """Make a partner organisation known.

    Raises:
        Refused: without a name, for an unknown sector, or for a name that is there already.
    """
    organisation = Organisation(name=name.strip(), sector=sector)
    save_under_free_name(organisation)
    record(by=by, deed="added the organisation", about=organisation, after=facts(organisation))
    return organisation


@deed
def change_organisation(
    *, by: User, organisation: Organisation, version: int, name: str, sector: str
) -> Organisation:
    """Give an organisation another name or sector. Papers and attendance keep the name they were made with.

    Its seats are in its sector, so they follow.

    Raises:
        Refused: as ``add_organisation``.
        Stale: when somebody else saved in between.
    """
    fresh = claim(organisation, version)
    before = facts(fresh)
    fresh.name, fresh.sector = name.strip(), sector
    save_under_free_name(fresh)
    record(by=by, deed="changed the organisation", about=fresh, before=before, after=facts(fresh))
    for seat in fresh.seats.select_for_update(no_key=True).exclude(sector=sector):
        change(seat, by=by, deed="changed the seat", sector=sector)
    return fresh


@deed
def end_organisation(*, by: User, organisation: Organisation, until: datetime.date) -> Organisation:
    """Record the last day of an organisation that nobody succeeds.

    Raises:
        Refused: when its last day is recorded already, or while seats stand or members serve for it beyond
            that day.
    """
    fresh = existing(organisation)
    in_the_way = what_goes_on(fresh, until)
    if in_the_way:
        raise Refused(
            f"These go on for {fresh} after {full_date(until)}: {together(in_the_way)}. End them first, or "
            "say which organisation takes its place.",
            field="until",
        )
    change(fresh, by=by, deed="ended the organisation", ended_on=until)
    return fresh


@deed
def succeed_organisation(
    *,
    by: User,
    organisation: Organisation,
    on: datetime.date,
    successor: Organisation | None = None,
    name: str = "",
    sector: str = "",
) -> Organisation:
    """Let another organisation take the place of this one from a day on, and return the successor.

    Its seats and memberships of that day go on for the successor; what ended before stays as it was, so that
    a meeting of the day before still has the members it had. A successor that is new is made known.

    Raises:
        Refused: when the last day is recorded already, or for a successor that is the organisation itself or
            no longer exists on that day; and as ``add_organisation``.
    """
    fresh = existing(organisation)
    if successor is None:
        successor = add_organisation(by=by, name=name, sector=sector or fresh.sector)
    elif successor.pk == fresh.pk:
        raise Refused("An organisation cannot take its own place.", field="successor")
    elif not successor.exists_on(on):
        raise Refused(f"{successor} no longer exists on {full_date(on)}.", field="successor")
    change(fresh, by=by, deed="ended the organisation", ended_on=on - ONE_DAY, successor=successor)
    seats = hand_over_seats(fresh, successor, on, by=by)
    hand_over_memberships(fresh, successor, on, seats, by=by)
    return successor


def existing(organisation: Organisation) -> Organisation:
    """The organisation, locked; refused when its last day is recorded."""
    fresh = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if fresh.ended_on is not None:
        raise Refused(f"The last day of {fresh} is recorded already: {full_date(fresh.ended_on)}.")
    return fresh


def what_goes_on(organisation: Organisation, until: datetime.date) -> list[str]:
    """The seats and members that would outlive the organisation, as a clerk knows them."""
    seats = (
        organisation.seats.exclude(until__lte=until).select_related("body").prefetch_related("body__names")
    )
    members = (
        organisation.memberships.exclude(until__lte=until)
        .select_related("user", "body")
        .prefetch_related("body__names")
    )
    return [f"the seat {seat.title} on {seat.body}" for seat in seats] + [
        f"{member.user} on {member.body}" for member in members
    ]


def together(things: list[str]) -> str:
    """ "a, b and c"; the rest is counted when there are many."""
    named = things[:NAMED]
    if len(things) > NAMED:
        named.append(f"{len(things) - NAMED} more")
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def hand_over_seats(
    organisation: Organisation, successor: Organisation, on: datetime.date, *, by: User
) -> dict[int, Seat]:
    """Let every seat of the organisation go on for the successor; the new seat by the key of the old."""
    handed: dict[int, Seat] = {}
    for seat in organisation.seats.select_for_update(no_key=True).exclude(until__lt=on).order_by("pk"):
        theirs = {"organisation": successor, "sector": successor.sector}
        if seat.since >= on:
            change(seat, by=by, deed="changed the seat", **theirs)
            continue
        follower = Seat(body=seat.body, title=seat.title, voting=seat.voting, since=on, until=seat.until)
        follower.agreed_on, follower.organisation = seat.agreed_on, successor
        follower.sector = successor.sector
        change(seat, by=by, deed="ended the seat", until=on - ONE_DAY)
        follower.save()
        record(by=by, deed="handed on the seat", about=follower, after=facts(follower))
        handed[seat.pk] = follower
    return handed


def hand_over_memberships(
    organisation: Organisation,
    successor: Organisation,
    on: datetime.date,
    seats: dict[int, Seat],
    *,
    by: User,
) -> None:
    """Let every membership for the organisation, or on one of its seats, go on from ``on``."""
    concerned = (
        Membership.objects.select_for_update(no_key=True)
        .filter(Q(on_behalf_of=organisation) | Q(seat__in=list(seats)))
        .exclude(until__lt=on)
    )
    for membership in list(concerned.order_by("pk")):
        speaks_for_it = membership.on_behalf_of_id == organisation.pk
        for_whom = successor if speaks_for_it else membership.on_behalf_of
        seat = seats.get(membership.seat_id or 0, membership.seat)
        if membership.since >= on:
            change(membership, by=by, deed="changed the membership", on_behalf_of=for_whom, seat=seat)
            continue
        follower = Membership.objects.get(pk=membership.pk)
        follower.pk, follower.since, follower.on_behalf_of, follower.seat = None, on, for_whom, seat
        follower._state.adding = True
        change(membership, by=by, deed="ended the membership", until=on - ONE_DAY)
        follower.save()
        record(by=by, deed="handed on the membership", about=follower, after=facts(follower))


def change(row: Organisation | Seat | Membership, *, by: User, deed: str, **to: object) -> None:
    """Set fields of a row that is locked, and record it; a row with a version gets the next one."""
    before = facts(row)
    if isinstance(row, Versioned):
        to["version"] = row.version + 1
    for name, value in to.items():
        setattr(row, name, value)
    row.save(update_fields=list(to))
    record(by=by, deed=deed, about=row, before=before, after=facts(row))


def save_under_free_name(organisation: Organisation) -> None:
    """Save the organisation; the database has the last word on its name."""
    name = organisation.name
    if not name:
        raise Refused("Enter the name of the organisation.", field="name")
    if organisation.sector not in Organisation.Sector.values:
        raise Refused("Choose the sector from the list.", field="sector")
    known = Refused(f"{name} is in the list already: choose it there.", field="name")
    if Organisation.objects.filter(name__iexact=name).exclude(pk=organisation.pk).exists():
        raise known
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        raise known from None
