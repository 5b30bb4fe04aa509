"""The actions on a meeting's page, and the form in which the next one is typed while the meeting goes on."""

from typing import Any

from django.http import HttpRequest

from boards.forms.actions import ActionForm
from boards.models import Meeting
from boards.permissions import Permission, permissions, person


def actions_part(request: HttpRequest, meeting: Meeting) -> dict[str, object]:
    """``actions`` as far as this person may see them, and ``action_form`` for those who add some."""
    granted = permissions(request.user, meeting.body)
    told = meeting.actions.select_related("owner", "item")
    actions = told.readable_by(person(request), restricted=Permission.READ_RESTRICTED in granted)
    adds = Permission.EDIT_MEETINGS in granted
    form = ActionForm(meeting=meeting, initial=as_the_last(meeting)) if adds else None
    return {"actions": actions, "action_form": form}


def as_the_last(meeting: Meeting) -> dict[str, Any]:
    """Actions typed in a row are mostly of one item and due on one day: the next meeting, to begin with."""
    last = meeting.actions.order_by("pk").select_related("item").last()
    if last is not None:
        return {"item": last.item, "due": last.due}
    upcoming = meeting.body.meetings.taking_place().filter(date__gt=meeting.date)
    return {"due": upcoming.order_by("date").values_list("date", flat=True).first()}
