"""Actions that are mine, or overdue on a body whose meetings I run."""

import datetime

from django.db.models import Q
from django.urls import reverse

from boards.models import Action, User
from boards.needs.need import AHEAD, MOST, Need
from boards.permissions import Permission, body_ids_where


def needs(user: User, today: datetime.date) -> list[Need]:
    """Mine up to six weeks ahead; those of others once they are overdue, since they are theirs till then."""
    mine = Q(owner=user, due__lte=today + AHEAD)
    overdue = Q(body__in=body_ids_where(user, Permission.EDIT_MEETINGS), due__lt=today)
    actions = Action.objects.open().filter(mine | overdue).select_related("body", "owner")
    return [action_due(action, user, today) for action in actions.order_by("due", "pk")[:MOST]]


def action_due(action: Action, user: User, today: datetime.date) -> Need:
    is_mine = action.owner_id == user.pk
    about = f"{'Your action' if is_mine else f'Action of {action.owner.name}'}: {action.text}"
    verb = "Say how it stands" if is_mine else "Chase or close it"
    address = reverse("boards:action_notes", args=[action.body.slug, action.pk])
    return Need(action.due, about, verb, address, late=action.days_late(today) > 0)
