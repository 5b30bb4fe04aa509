"""Reading a body's actions a page at a time, however many there are."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from boards.models import Action
from boards.models.actions import ActionQuerySet
from boards.sent_values import read_day_key, read_moment_key

PAGE: Final = 50

OPEN, OVERDUE, CLOSED = "open", "overdue", "closed"
SHOWN: Final = {OPEN: "Open", OVERDUE: "Overdue", CLOSED: "Closed"}


@dataclass(frozen=True, slots=True)
class Row:
    """An action, and how late it is in words."""

    action: Action
    lateness: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some actions and the key with which those after them are asked for; empty at the end."""

    rows: Sequence[Row]
    after: str = ""


def page_of(
    actions: ActionQuerySet, *, show: str, today: datetime.date, after: str = "", limit: int = PAGE
) -> Page:
    """Open ones by due day, the most overdue first; closed ones from the last closed. 1 query.

    ``after`` is the key of the page before; one that cannot be read counts as none.
    """
    told = actions.select_related("meeting__body", "item", "owner").with_privacy().with_last_word()
    rows = list((closed if show == CLOSED else still_open)(told, show, today, after)[: limit + 1])
    key = key_of(rows[limit - 1]) if len(rows) > limit else ""
    return Page([Row(action, lateness(action, today)) for action in rows[:limit]], key)


def still_open(actions: ActionQuerySet, show: str, today: datetime.date, after: str) -> ActionQuerySet:
    found = (actions.overdue(today) if show == OVERDUE else actions.open()).order_by("due", "pk")
    key = read_day_key(after)
    if key is None:
        return found
    day, number = key
    return found.filter(Q(due__gt=day) | Q(due=day, pk__gt=number), due__gte=day)


def closed(actions: ActionQuerySet, show: str, today: datetime.date, after: str) -> ActionQuerySet:
    found = actions.closed().order_by("-closed_at", "-pk")
    key = read_moment_key(after)
    if key is None:
        return found
    moment, number = key
    return found.filter(Q(closed_at__lt=moment) | Q(closed_at=moment, pk__lt=number), closed_at__lte=moment)


def key_of(action: Action) -> str:
    return f"{(action.closed_at or action.due).isoformat()}_{action.pk}"


def lateness(action: Action, today: datetime.date) -> str:
    """ "3 days late", "due today", or nothing while there is time."""
    if action.closed_at is not None:
        return ""
    if action.due == today:
        return "due today"
    late = action.days_late(today)
    return f"{late} day{'' if late == 1 else 's'} late" if late else ""
