"""`manage.py remind`: mails the owners of actions that are due soon or overdue. Made for a daily timer."""

import datetime
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db.models import OuterRef, Subquery

from boards import clock
from boards.deadlines import publication_day
from boards.deeds.actions import remind_owner
from boards.deeds.refusals import Refused
from boards.models import Action, ActionNote

AHEAD: Final = datetime.timedelta(days=7)
"""Owners hear of an action once in the week before it is due, and weekly after that."""


class Command(BaseCommand):
    help = "Remind the owners of actions that are due within seven days or overdue. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run again on the same day it reminds nobody twice: what was sent is noted with the action."""
        today = clock.today()
        sent = sum(reminded(action) for action in due_soon(today) if is_time(action, today))
        self.stdout.write(in_words(sent))


def due_soon(today: datetime.date) -> list[Action]:
    """Open actions of people who can be reached, each with ``reminded_at``, the moment of its last mail."""
    reminders = ActionNote.objects.filter(action=OuterRef("pk"), kind=ActionNote.Kind.REMINDER)
    of_people = Action.objects.filter(owner__is_active=True, owner__email__isnull=False)
    return list(
        of_people.open()
        .filter(due__lte=today + AHEAD)
        .annotate(reminded_at=Subquery(reminders.order_by("-at").values("at")[:1]))
        .order_by("due", "pk")
    )


def is_time(action: Action, today: datetime.date) -> bool:
    moment: datetime.datetime | None = getattr(action, "reminded_at")  # noqa: B009 (annotated)
    if moment is None:
        return True
    last = publication_day(moment)
    return last < action.due - AHEAD or (action.due < today and last <= today - AHEAD)


def reminded(action: Action) -> bool:
    """Whether the reminder is on its way; not when the action was closed or chased by hand meanwhile."""
    try:
        remind_owner(by=None, action=action)
    except Refused:
        return False
    return True


def in_words(sent: int) -> str:
    if sent == 0:
        return "No owner of an action had to be reminded."
    return "Reminded the owner of 1 action." if sent == 1 else f"Reminded the owners of {sent} actions."
