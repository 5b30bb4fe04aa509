"""Meetings to close once they have been held."""

import datetime

from django.urls import reverse

from boards.dates import plain_date
from boards.models import Meeting, User
from boards.needs.need import MOST, Need
from boards.permissions import Permission, bodies_where

TIME_TO_CLOSE = datetime.timedelta(weeks=1)
"""A house habit, not a rule: while people remember."""

REMEMBERED = datetime.timedelta(weeks=8)
"""Older meetings are closed when somebody looks at them: a record brought in from years ago nags nobody."""


def needs(user: User, today: datetime.date) -> list[Need]:
    held = (
        Meeting.objects.filter(
            body__in=bodies_where(user, Permission.EDIT_MEETINGS),
            closed_at=None,
            date__gte=today - REMEMBERED,
        )
        .taking_place()
        .past(today)
        .select_related("body")
        .prefetch_related("body__names")
    )
    return [to_close(meeting, today) for meeting in held[:MOST]]


def to_close(meeting: Meeting, today: datetime.date) -> Need:
    day = meeting.date + TIME_TO_CLOSE
    about = f"Meeting of the {meeting.body_name}, {plain_date(meeting.date)}"
    address = reverse("boards:close_meeting", args=[meeting.body.slug, meeting.date])
    return Need(day, about, "Close the meeting", address, late=day < today)
