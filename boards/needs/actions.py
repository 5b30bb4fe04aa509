"""Actions that are mine, or overdue on a body whose meetings I run."""

import datetime

from boards.models import Action, User
from boards.needs.need import MOST, Need
from boards.permissions import Permission, bodies_where


def needs(user: User, today: datetime.date) -> list[Need]:
    mine = Action.objects.open().filter(owner=user)
    overdue = Action.objects.open().filter(
        body__in=bodies_where(user, Permission.EDIT_MEETINGS), due__lt=today
    )
    actions = (mine | overdue).distinct().select_related("meeting__body", "owner").order_by("due")
    return [action_due(action, today) for action in actions[:MOST]]


def action_due(action: Action, today: datetime.date) -> Need:
    about = f"Action of {action.owner.name}: {action.text}"
    address = f"{action.meeting.get_desk_url()}#actions"
    return Need(action.due, about, "See the action", address, late=action.days_late(today) > 0)
