"""The seats of a body: proposed, agreed, changed and ended. Who fills one is a membership."""

import datetime
from typing import Final

from boards import clock
from boards.dates import full_date
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import SEATED, Body, Membership, Organisation, Seat, User

MOST_AT_ONCE: Final = 30


@deed
def propose_seat(
    *,
    by: User,
    body: Body,
    title: str,
    since: datetime.date,
    sector: str = "",
    organisation: Organisation | None = None,
    voting: bool = True,
    agreed_on: datetime.date | None = None,
) -> Seat:
    """Propose a place on a body, or enter one that was agreed already.

    The seat of an organisation is in that organisation's sector.

    Raises:
        Refused: without a title or sector, for an agreement in the future, or an organisation that has ended
            by the first day.
    """
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    seat = Seat(body=body, since=since, voting=voting, agreed_on=agreed_on)
    seat.title, seat.organisation = title.strip(), organisation
    seat.sector = organisation.sector if organisation else sector
    refuse_seat(seat)
    if agreed_on:
        refuse_agreement(agreed_on)
    seat.save()
    record(by=by, deed="proposed the seat", about=seat, after=facts(seat))
    return seat


@deed
def propose_seats(
    *,
    by: User,
    body: Body,
    title: str,
    since: datetime.date,
    sector: str = "",
    organisation: Organisation | None = None,
    voting: bool = True,
    agreed_on: datetime.date | None = None,
    how_many: int = 1,
) -> list[Seat]:
    """Propose several seats of one title at once, such as those of the councillors on a committee.

    Raises:
        Refused: as ``propose_seat``; for fewer than one or more than ``MOST_AT_ONCE``; or when seats like
            these begin on that day already, as they do when a form is sent twice.
    """
    if not 1 <= how_many <= MOST_AT_ONCE:
        raise Refused(f"Choose from 1 to {MOST_AT_ONCE} seats.", field="how_many")
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    like = body.seats.filter(title__iexact=title.strip(), organisation=organisation, since=since)
    if like.exists():
        raise Refused(
            f"{like.first()} begins on that day already. Give this seat another title or another first day.",
            field="title",
        )
    return [
        propose_seat(
            by=by,
            body=body,
            title=title,
            since=since,
            sector=sector,
            organisation=organisation,
            voting=voting,
            agreed_on=agreed_on,
        )
        for _ in range(how_many)
    ]


@deed
def agree_seat(*, by: User, seat: Seat, agreed_on: datetime.date) -> Seat:
    """Record the day on which the body agreed a seat; from then on it is vacant until somebody fills it.

    Raises:
        Refused: when it is agreed already, or for a day to come.
    """
    fresh = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    if fresh.agreed_on is not None:
        raise Refused(f"This seat was agreed on {full_date(fresh.agreed_on)} already.", field="agreed_on")
    refuse_agreement(agreed_on)
    before = facts(fresh)
    fresh.agreed_on = agreed_on
    fresh.version += 1
    fresh.save(update_fields=["agreed_on", "version"])
    record(by=by, deed="agreed the seat", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def change_seat(
    *,
    by: User,
    seat: Seat,
    version: int,
    title: str,
    since: datetime.date,
    sector: str = "",
    organisation: Organisation | None = None,
    voting: bool = True,
) -> Seat:
    """Put right what a seat is called, for whom it is and from when.

    Raises:
        Refused: as ``propose_seat``; for a first day after somebody took the seat; or for another
            organisation once somebody has sat there, since the record would no longer say for whom.
        Stale: when somebody else saved in between.
    """
    Body.objects.select_for_update(no_key=True).get(pk=seat.body_id)
    fresh = claim(seat, version)
    before = facts(fresh)
    first = fresh.memberships.select_related("user").order_by("since").first()
    if first and organisation != fresh.organisation:
        raise Refused(
            f"{first.user} took this seat on {full_date(first.since)}. End the seat and propose another one, "
            "so that the record keeps for whom each was.",
            field="organisation",
        )
    if first and since > first.since:
        raise Refused(
            f"{first.user} took this seat on {full_date(first.since)}: it cannot begin after.", field="since"
        )
    fresh.title, fresh.since, fresh.voting = title.strip(), since, voting
    fresh.organisation = organisation
    fresh.sector = organisation.sector if organisation else sector
    refuse_seat(fresh)
    fresh.save()
    record(by=by, deed="changed the seat", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def end_seat(*, by: User, seat: Seat, until: datetime.date) -> Seat:
    """Let a seat end with a day, that day included. Old pages keep it.

    Raises:
        Refused: for a day before the first, when it ends by then already, or while a membership fills it
            beyond that day.
    """
    Body.objects.select_for_update(no_key=True).get(pk=seat.body_id)
    fresh = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    if until < fresh.since:
        raise Refused(f"The seat stands from {full_date(fresh.since)}: it cannot end before.", field="until")
    if fresh.until is not None and fresh.until <= until:
        raise Refused(f"The seat already ends on {full_date(fresh.until)}.", field="until")
    beyond = fresh.memberships.exclude(until__lte=until).select_related("user").first()
    if beyond:
        end = f"until {full_date(beyond.until)}" if beyond.until else "with no last day"
        raise Refused(f"{beyond.user} fills this seat {end}. End that membership first.", field="until")
    before = facts(fresh)
    fresh.until = until
    fresh.version += 1
    fresh.save(update_fields=["until", "version"])
    record(by=by, deed="ended the seat", about=fresh, before=before, after=facts(fresh))
    return fresh


def refuse_seat(seat: Seat) -> None:
    """Refuse a seat that says too little, ends before it begins, or stands already."""
    if not seat.title:
        raise Refused("Enter the title of the seat.", field="title")
    if seat.sector not in Organisation.Sector.values:
        raise Refused("Choose the organisation, or else the sector.", field="sector")
    if seat.until is not None and seat.until < seat.since:
        raise Refused(
            f"The seat ends on {full_date(seat.until)}: it cannot begin after that day.", field="since"
        )
    if seat.organisation and not seat.organisation.exists_on(seat.since):
        raise Refused(f"{seat.organisation} no longer exists on that day.", field="organisation")


def refuse_agreement(agreed_on: datetime.date) -> None:
    if agreed_on > clock.today():
        raise Refused(
            "Enter the day on which the seat was agreed: it cannot be in the future.", field="agreed_on"
        )


def refuse_filling(membership: Membership) -> None:
    """Refuse a membership on a seat that it cannot fill in all its time; the body's row is locked.

    Raises:
        Refused: for a seat of another body, a role that sits nowhere, a seat that is not agreed or does not
            stand in that time, or one that somebody else fills in it.
    """
    seat = membership.seat
    if seat is None:
        return
    refuse_time_on_seat(membership, seat)
    others = seat.memberships.exclude(pk=membership.pk).exclude(until__lt=membership.since)
    if membership.until is not None:
        others = others.filter(since__lte=membership.until)
    other = others.select_related("user").order_by("since").first()
    if other:
        end = f" to {full_date(other.until)}" if other.until else ""
        raise Refused(
            f"{other.user} fills this seat from {full_date(other.since)}{end}. "
            "End that membership first, or choose another seat.",
            field="seat",
        )


def refuse_time_on_seat(membership: Membership, seat: Seat) -> None:
    if seat.body_id != membership.body_id:
        raise Refused("Choose a seat of this body.", field="seat")
    if membership.role not in SEATED:
        raise Refused(
            f"The role {membership.get_role_display()} has no seat: leave the seat empty.", field="seat"
        )
    if seat.agreed_on is None:
        raise Refused("This seat is only proposed. Record that it is agreed, then fill it.", field="seat")
    if not seat.is_agreed(membership.since):
        raise Refused(f"This seat was agreed on {full_date(seat.agreed_on)}: not before.", field="seat")
    if membership.since < seat.since:
        raise Refused(f"This seat stands from {full_date(seat.since)}: not before.", field="seat")
    if seat.until and (membership.until is None or membership.until > seat.until):
        raise Refused(
            f"This seat ends on {full_date(seat.until)}: let the membership end by then.", field="seat"
        )
