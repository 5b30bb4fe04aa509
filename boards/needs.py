"""What a person has to do next, for the front page of the desk.

Each desk tells its own needs with a function ``needs(user, today)``; the front page puts them in order.
"""

import datetime
from dataclasses import dataclass

from boards.deadlines import ClosedDays, last_publication_day
from boards.models import Action, ClosedDay, Meeting, User
from boards.permissions import Permission, bodies_where

MOST = 20
"""A front page is read at a glance; what is further off comes up as the rest is done."""

AHEAD = datetime.timedelta(weeks=6)
"""How far off a meeting may be for its agenda to be somebody's work already."""


@dataclass(frozen=True, order=True)
class Need:
    """One thing to do: by which day, what it is about, and the verb that leads there."""

    day: datetime.date
    about: str
    verb: str
    address: str
    late: bool = False


def needs(user: User, today: datetime.date) -> list[Need]:
    """Agendas to publish, and actions that are mine or overdue on a body whose meetings I run."""
    return [*agendas_due(user, today), *actions_due(user, today)]


def agendas_due(user: User, today: datetime.date) -> list[Need]:
    meetings = (
        Meeting.objects.filter(
            body__in=bodies_where(user, Permission.PUBLISH_AGENDA),
            agenda_published_at=None,
            date__lte=today + AHEAD,
        )
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


def actions_due(user: User, today: datetime.date) -> list[Need]:
    mine = Action.objects.open().filter(owner=user)
    overdue = Action.objects.open().filter(
        meeting__body__in=bodies_where(user, Permission.EDIT_MEETINGS), due__lt=today
    )
    actions = (mine | overdue).distinct().select_related("meeting__body", "owner").order_by("due")
    return [action_due(action, today) for action in actions[:MOST]]


def action_due(action: Action, today: datetime.date) -> Need:
    about = f"Action of {action.owner.name}: {action.text}"
    address = f"{action.meeting.get_desk_url()}#actions"
    return Need(action.due, about, "See the action", address, late=action.days_late(today) > 0)
