"""Days on which the council's clock stands still, beyond weekends and the bank holidays everyone knows.

The bank holidays that follow a rule come from `boards.deadlines`. Kept here are only the days that no rule
foresees: a bank holiday proclaimed at short notice, or a day on which this council closes its offices.
"""

import datetime
from typing import Self

from django.db import models
from django.utils import timezone


class ClosedDayQuerySet(models.QuerySet["ClosedDay"]):
    def on_or_after(self, day: datetime.date) -> Self:
        return self.filter(date__gte=day)

    def reasons(self) -> dict[datetime.date, str]:
        """Each closed day with the words that explain it: what `boards.deadlines` takes as `closed`."""
        return {day.date: day.reason for day in self}


class ClosedDay(models.Model):
    class Kind(models.TextChoices):
        BANK_HOLIDAY = "bank_holiday", "one-off bank holiday"
        COUNCIL_CLOSED = "council_closed", "council closed"

    LONGEST_NAME = 120

    date = models.DateField(unique=True, error_messages={"unique": "This day is already a closed day."})
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=20, choices=Kind)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClosedDayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["bank_holiday", "council_closed"]), name="closed_day_kind_known"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="closed_day_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.name}"

    @property
    def reason(self) -> str:
        """Why the day does not count, as it stands in brackets after the day."""
        return f"{self.name}, {self.get_kind_display()}"
