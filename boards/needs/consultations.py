"""Consultations in which seats have not answered yet."""

import datetime

from boards.dates import full_date
from boards.models import Consultation, User
from boards.needs.need import AHEAD, MOST, Need
from boards.permissions import Permission, bodies_where
from boards.positions import Sheet, sheets


def needs(user: User, today: datetime.date) -> list[Need]:
    running = list(
        Consultation.objects.undecided()
        .filter(
            body__in=bodies_where(user, Permission.EDIT_BODY),
            opened_on__lte=today,
            closes_on__lte=today + AHEAD,
        )
        .select_related("body")
        .prefetch_related("body__names")
        .order_by("closes_on", "pk")[:MOST]
    )
    return [answers_awaited(sheet, today) for sheet in sheets(running) if sheet.seats_missing]


def answers_awaited(sheet: Sheet, today: datetime.date) -> Need:
    consultation, missing = sheet.consultation, sheet.seats_missing
    closed = consultation.has_closed(today)
    have = "seat has" if missing == 1 else "seats have"
    about = (
        f"Consultation of the {consultation.body.name} {'closed' if closed else 'closes'} on "
        f"{full_date(consultation.closes_on)}: {missing} {have} not answered"
    )
    return Need(consultation.closes_on, about, "Record positions", consultation.get_desk_url(), late=closed)
