"""How often a body meets, from a day on. ``boards.frequency`` proposes meetings from the rule in force."""

import datetime

from django.db import models

from boards.models.bodies import Body
from boards.models.versions import Versioned


class FrequencyRule(Versioned):
    """ "Monthly until July, every other month from September": it holds until it ends or the next begins."""

    class Week(models.IntegerChoices):
        FIRST = 1, "First"
        SECOND = 2, "Second"
        THIRD = 3, "Third"
        FOURTH = 4, "Fourth"
        LAST = 5, "Last"

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"

    MOST_MONTHS = 12

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="frequency_rules")
    in_force_from = models.DateField(help_text="The month of this day is the first in which the body meets")
    every_months = models.PositiveSmallIntegerField(help_text="1 is monthly, 2 is every other month")
    week = models.PositiveSmallIntegerField(choices=Week)
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    starts_at = models.TimeField()
    reason = models.TextField(help_text="Why the body meets this often from that day")
    until = models.DateField(
        null=True, blank=True, help_text="Its last day; empty while it holds until the next rule begins"
    )
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["body", "in_force_from"], name="one_frequency_rule_a_day"),
            models.CheckConstraint(
                condition=models.Q(every_months__gte=1, every_months__lte=12),
                name="frequency_within_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("in_force_from")),
                name="frequency_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(review_on=None) | models.Q(review_on__gte=models.F("in_force_from")),
                name="frequency_is_reviewed_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how_often} from {self.in_force_from}"

    @property
    def which_day(self) -> str:
        """ "first Tuesday", "last Thursday"."""
        return f"{self.get_week_display().lower()} {self.get_weekday_display()}"

    @property
    def how_often(self) -> str:
        """ "monthly", "every other month", "every 3 months"."""
        return {1: "monthly", 2: "every other month", 12: "once a year"}.get(
            self.every_months, f"every {self.every_months} months"
        )

    def is_due_for_review(self, today: datetime.date) -> bool:
        return self.review_on is not None and self.review_on <= today
