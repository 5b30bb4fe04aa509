"""Minutes waiting to be written, published or confirmed, for the front page of the desk."""

import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from boards.dates import plain_date
from boards.models import Meeting, User
from boards.needs import MOST, Need
from boards.permissions import Permission, bodies_where
from scrutiny.models import Minutes

WEEKS_TO_WRITE = datetime.timedelta(weeks=2)
"""A house habit, not a rule: minutes are expected two weeks after the meeting."""

REMEMBERED = datetime.timedelta(weeks=8)
"""Minutes that nobody confirmed for longer are part of a record brought in, and nag nobody."""


def needs(user: User, today: datetime.date) -> list[Need]:
    """Meetings that were held with a published agenda and have no published minutes; then draft minutes."""
    held = (
        Meeting.objects.filter(
            Q(minutes=None) | ~Q(minutes__state=Minutes.State.PUBLISHED),
            body__in=bodies_where(user, Permission.WRITE_MINUTES),
            agenda_published_at__isnull=False,
        )
        .taking_place()
        .taking_place()
        .past(today)
        .select_related("body")
        .prefetch_related("body__names")
    )
    return [minutes_due(meeting, today) for meeting in held[:MOST]] + to_confirm(user, today)


def to_confirm(user: User, today: datetime.date) -> list[Need]:
    """Draft minutes that a meeting held lately could have confirmed: the first one after them."""
    later = (
        Meeting.objects.taking_place()
        .filter(body=OuterRef("meeting__body"), date__gt=OuterRef("meeting__date"))
        .order_by("date")
    )
    found = (
        Minutes.objects.filter(
            state=Minutes.State.PUBLISHED,
            confirmation=None,
            meeting__body__in=bodies_where(user, Permission.WRITE_MINUTES),
        )
        .annotate(next_on=Subquery(later.values("date")[:1]))
        .filter(next_on__lte=today, next_on__gte=today - REMEMBERED)
        .select_related("meeting__body")
        .prefetch_related("meeting__body__names")
        .order_by("next_on", "pk")
    )
    rows: list[Any] = list(found[:MOST])
    return [confirmation_due(minutes, minutes.next_on, today) for minutes in rows]


def confirmation_due(minutes: Minutes, day: datetime.date, today: datetime.date) -> Need:
    meeting = minutes.meeting
    about = f"Draft minutes of the {meeting.body_name}, {plain_date(meeting.date)}"
    address = reverse("minutes:confirm", args=[meeting.body.slug, meeting.date])
    return Need(day, about, "Confirm the minutes", address, late=day < today)


def minutes_due(meeting: Meeting, today: datetime.date) -> Need:
    day = meeting.date + WEEKS_TO_WRITE
    address = reverse("minutes:minutes", args=[meeting.body.slug, meeting.date])
    about = f"Minutes of the {meeting.body_name}, {plain_date(meeting.date)}"
    return Need(day, about, "Write the minutes", address, late=day < today)
