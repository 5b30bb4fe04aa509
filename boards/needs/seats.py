"""Seats that nobody fills, on bodies whose members I keep."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from boards.models import Membership, Seat, User
from boards.needs.need import MOST, Need
from boards.permissions import Permission, bodies_where


def needs(user: User, today: datetime.date) -> list[Need]:
    """Agreed seats that are vacant today and that nobody is to take."""
    taken = Membership.objects.seated().filter(seat=OuterRef("pk")).exclude(until__lt=today)
    vacant = (
        Seat.objects.on(today)
        .filter(~Exists(taken), agreed_on__lte=today, body__in=bodies_where(user, Permission.EDIT_MEMBERS))
        .filter(Q(body__ended_on=None) | Q(body__ended_on__gte=today))
        .select_related("body", "organisation")
        .prefetch_related("memberships")
        .order_by("since", "pk")
    )
    return sorted(seat_vacant(seat) for seat in vacant)[:MOST]


def seat_vacant(seat: Seat) -> Need:
    address = f"{reverse('boards:add_member', args=[seat.body.slug])}?seat={seat.pk}"
    return Need(vacant_since(seat), f"Seat vacant: {seat}", "Fill the seat", address)


def vacant_since(seat: Seat) -> datetime.date:
    """The day after its last member, or the first day on which it stood and was agreed."""
    ends = [member.until for member in seat.memberships.all() if member.until]
    if ends:
        return max(ends) + datetime.timedelta(days=1)
    return max(seat.since, seat.agreed_on or seat.since)
