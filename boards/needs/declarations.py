"""Pecuniary interests that were declared and are not in the register yet (rule 17)."""

import datetime

from django.urls import reverse

from boards.dates import plain_date
from boards.interests import registration_due
from boards.models import Declaration, User
from boards.needs.need import MOST, Need
from boards.permissions import Permission, bodies_where


def needs(user: User, today: datetime.date) -> list[Need]:
    """For those who keep the meeting's record, until the day of the entry is recorded."""
    declared = (
        Declaration.objects.filter(
            kind=Declaration.Kind.PECUNIARY,
            registered_on=None,
            item__meeting__body__in=bodies_where(user, Permission.EDIT_MEETINGS),
        )
        .select_related("person", "item__meeting__body")
        .order_by("item__meeting__date", "pk")
    )
    return [registration(each, today) for each in declared[:MOST]]


def registration(declaration: Declaration, today: datetime.date) -> Need:
    meeting = declaration.item.meeting
    day = registration_due(meeting.date)
    about = f"Register of interests: {declaration.person.name}, declared on {plain_date(meeting.date)}"
    where = [meeting.body.slug, meeting.date, declaration.item_id, declaration.pk]
    address = reverse("boards:register_interest", args=where)
    return Need(day, about, "Record the registration", address, late=day < today)
