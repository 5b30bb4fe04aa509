"""The open actions of a body, for its handover list."""

from django.urls import reverse

from boards.dates import full_date
from boards.handover import OpenBusiness
from boards.models import Action, Body, User
from boards.models.actions import ActionQuerySet
from boards.permissions import Permission, may

HEADING = "Open actions"


def left_open(body: Body, user: User) -> ActionQuerySet:
    """What ``body`` follows up still and ``user`` may read, the earliest due first."""
    restricted = may(user, Permission.READ_RESTRICTED, body)
    actions = Action.objects.of(body).open().readable_by(user, restricted=restricted)
    return actions.select_related("owner", "meeting")


def open_actions(body: Body, user: User) -> list[OpenBusiness]:
    address = reverse("boards:actions", args=[body.slug])
    return [
        OpenBusiness(
            f"{action.owner.name}: {action.text}",
            f"{address}#action-{action.pk}",
            f"agreed on {full_date(action.meeting.date)}, due {full_date(action.due)}",
        )
        for action in left_open(body, user)
    ]
