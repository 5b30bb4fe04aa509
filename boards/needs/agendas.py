"""Agendas to publish."""

import datetime

from boards.deadlines import ClosedDays, last_publication_day
from boards.models import ClosedDay, Meeting, User
from boards.needs.need import AHEAD, MOST, Need
from boards.permissions import Permission, bodies_where


def needs(user: User, today: datetime.date) -> list[Need]:
    meetings = (
        Meeting.objects.filter(
            body__in=bodies_where(user, Permission.PUBLISH_AGENDA),
            agenda_published_at=None,
            date__lte=today + AHEAD,
        )
        .taking_place()
        .upcoming(today)
        .select_related("body")
        .prefetch_related("body__names")
    )
    closed = ClosedDay.objects.reasons()
    return [agenda_due(meeting, closed, today) for meeting in meetings[:MOST]]


def agenda_due(meeting: Meeting, closed: ClosedDays, today: datetime.date) -> Need:
    day = last_publication_day(meeting.date, meeting.body.notice_days, closed)
    about = f"Agenda of the {meeting.body_name}"
    return Need(day, about, "Publish the agenda", meeting.get_desk_url(), late=day < today)
