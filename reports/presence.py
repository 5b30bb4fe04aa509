"""Who has the writing page of a report open: known for some seconds, kept nowhere."""

import time
from typing import Final

from django.core.cache import cache

from boards.models import User
from reports.models import Report

LIFE: Final = 20
"""Seconds after which somebody who did not ask for news has left."""
AGAIN: Final = 8
"""Seconds after which it is written down again that somebody is there."""

Seen = dict[int, tuple[str, float]]


def others_here(report: Report, user: User) -> list[str]:
    """The names of the others who have the page open; and ``user`` is there for them from now on."""
    name, now = f"writing-{report.pk}", time.time()
    seen: Seen = cache.get(name) or {}
    here = {pk: (called, at) for pk, (called, at) in seen.items() if now - at < LIFE}
    if user.pk not in here or now - here[user.pk][1] > AGAIN:
        here[user.pk] = (user.name, now)
        cache.set(name, here, LIFE)
    return sorted(called for pk, (called, _) in here.items() if pk != user.pk)
