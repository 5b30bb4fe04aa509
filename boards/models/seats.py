"""Seats: the places on a body, each for an organisation or a sector, whoever sits on them."""

import datetime
from typing import Self

from django.db import models

from boards.models.bodies import Body
from boards.models.people import Organisation
from boards.models.versions import Versioned


class SeatQuerySet(models.QuerySet["Seat"]):
    def on(self, day: datetime.date) -> Self:
        """Seats that stand on ``day``, proposed ones included; the last day included."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)


class Seat(Versioned):
    """A place on a body. It is proposed until agreed, then vacant or filled by a membership of the day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(max_length=150, help_text="For example: Chief Superintendent, or Headteacher")
    sector = models.CharField(max_length=20, choices=Organisation.Sector)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="seats", null=True, blank=True
    )
    voting = models.BooleanField(default=True)
    agreed_on = models.DateField(null=True, blank=True, help_text="Empty while the seat is only proposed")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["sector", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="seat_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title

    def stands(self, day: datetime.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def is_agreed(self, day: datetime.date) -> bool:
        return self.agreed_on is not None and self.agreed_on <= day
