"""Minutes waiting to be written or published, for the front page of the desk."""

import datetime

from django.db.models import Q
from django.urls import reverse

from boards.models import Meeting, User
from boards.needs import MOST, Need
from boards.permissions import Permission, bodies_where
from scrutiny.models import Minutes

WEEKS_TO_WRITE = datetime.timedelta(weeks=2)
"""A house habit, not a rule: minutes are expected two weeks after the meeting."""


def needs(user: User, today: datetime.date) -> list[Need]:
    """Meetings that have been held with a published agenda, and have no published minutes."""
    held = (
        Meeting.objects.filter(
            Q(minutes=None) | ~Q(minutes__state=Minutes.State.PUBLISHED),
            body__in=bodies_where(user, Permission.WRITE_MINUTES),
            agenda_published_at__isnull=False,
        )
        .past(today)
        .select_related("body")
        .prefetch_related("body__names")
    )
    return [minutes_due(meeting, today) for meeting in held[:MOST]]


def minutes_due(meeting: Meeting, today: datetime.date) -> Need:
    day = meeting.date + WEEKS_TO_WRITE
    address = reverse("minutes:minutes", args=[meeting.body.slug, meeting.date])
    about = f"Minutes of the {meeting.body_name}, {meeting.date:%-d %B %Y}"
    return Need(day, about, "Write the minutes", address, late=day < today)
