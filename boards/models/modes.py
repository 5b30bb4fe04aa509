"""When the law lets members of a statutory body be present from elsewhere (rule 12).

Kept as rows, because the law has changed before and may again.
"""

import datetime
from typing import Self

from django.db import models

from boards.models.versions import Versioned


class RemotePresenceQuerySet(models.QuerySet["RemotePresence"]):
    def on(self, day: datetime.date) -> Self:
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)

    def between(self, first: datetime.date, last: datetime.date | None) -> Self:
        """Those that share a day with the time from ``first`` to ``last``, or to no end."""
        ends_later = self.filter(models.Q(until=None) | models.Q(until__gte=first))
        return ends_later if last is None else ends_later.filter(since__lte=last)


class RemotePresence(Versioned):
    """A time in which a member who joins by link is present; its first and last day count."""

    since = models.DateField(unique=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, help_text="The regulations or the Act that say so")

    objects = RemotePresenceQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        verbose_name_plural = "remote presence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="remote_presence_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.source
