"""Where the chair goes: localities and the services and teams in them."""

import datetime
from typing import Self

from django.db import models


class PlaceQuerySet(models.QuerySet["Place"]):
    def on(self, day: datetime.date) -> Self:
        """Places that are there on ``day``, their last day included."""
        return self.filter(models.Q(ended_on=None) | models.Q(ended_on__gte=day))


class Place(models.Model):
    """A locality, a service or a team; never a person."""

    class Kind(models.TextChoices):
        LOCALITY = "locality", "Locality"
        SERVICE = "service", "Service"
        TEAM = "team", "Team"

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=Kind)
    within = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True)
    ended_on = models.DateField(
        null=True, blank=True, help_text="The last day of a team that is no more; its visits stay on record"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "within"], name="one_place_a_name_within"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.within.name}" if self.within else self.name
