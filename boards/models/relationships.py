"""Which body reports to which, how often, and from when to when."""

import datetime
from typing import Self

from django.db import models

from boards.models.bodies import Body
from boards.models.versions import Versioned


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    def on(self, day: datetime.date) -> Self:
        """Relationships in force on ``day``, the first and the last day included."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)


class Relationship(Versioned):
    """A body reports to another: a board to the scrutiny committee, "after each of its meetings"."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports_to")
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="hears_from")
    how_often = models.CharField(max_length=150)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(body=models.F("to")), name="nobody_reports_to_itself"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="relationship_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["body", "to", "since"], name="one_relationship_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.body} reports to {self.to} {self.how_often}"
