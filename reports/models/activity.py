"""The chair's log: what was done and seen between meetings."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models

from boards import clock
from boards.models import Body, Place, Reader, User, Versioned


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, reader: Reader) -> Self:
        """Visit notes never leave the desk of the person who wrote them (domain rule 28)."""
        return self.filter(by=reader) if isinstance(reader, User) else self.none()

    def older_than(self, last: "Activity") -> Self:
        """What follows ``last`` in a list that begins with the newest."""
        return self.filter(models.Q(on__lt=last.on) | models.Q(on=last.on, pk__lt=last.pk))

    def in_period(self, start: datetime.date | None, end: datetime.date) -> Self:
        """Activities begun after ``start`` (the day of the last report), up to and including ``end``."""
        chosen = self.filter(on__lte=end)
        return chosen.filter(on__gt=start) if start else chosen


class Activity(Versioned):
    """One visit, meeting or observation: private but for one publishable sentence."""

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        OBSERVATION = "observation", "Observation of practice"
        MEETING = "meeting", "Meeting"
        ONE_TO_ONE = "one-to-one", "One-to-one"
        REPORT_GIVEN = "report-given", "Report given"
        REVIEW = "review", "Review taken part in"
        OTHER = "other", "Something else"

    class Position(models.TextChoices):
        BETTER = "better", "Better than before"
        SAME = "same", "The same as before"
        WORSE = "worse", "Worse than before"
        UNKNOWN = "unknown", "I cannot say"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="activities")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=20, choices=Kind)
    on = models.DateField(help_text="The day, or the first day of a period")
    until = models.DateField(null=True, blank=True, help_text="The last day, where it went on for a period")
    is_virtual = models.BooleanField(default=False)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="activities", null=True, blank=True
    )
    met = models.CharField(max_length=300, blank=True, help_text="Offices, not names")
    purpose = models.CharField(max_length=300, blank=True)
    seen = models.TextField(blank=True, help_text="Private: only you read this")
    sentence = models.TextField(blank=True, help_text="May be published")
    position = models.CharField(
        max_length=10, choices=Position, blank=True, help_text="Private: how the team was doing then"
    )
    position_why = models.TextField(blank=True, help_text="Private")
    fed_back_to = models.CharField(max_length=300, blank=True, help_text="Offices, not names")
    followed = models.TextField(blank=True, help_text="Private: what followed from it")
    client_key = models.UUIDField(
        null=True, editable=False, help_text="Given on the phone, so that sending again adds nothing"
    )
    suggestion = models.CharField(
        max_length=100, blank=True, help_text="What was known already and suggested it, such as meeting:12"
    )
    logged_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(fields=["by", "client_key"], name="one_activity_a_client_key"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("on")),
                name="activity_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class PutAside(models.Model):
    """A suggestion for the log that its reader does not want to see again."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    suggestion = models.CharField(max_length=100)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = "suggestion put aside"
        verbose_name_plural = "suggestions put aside"
        constraints = [
            models.UniqueConstraint(fields=["by", "suggestion"], name="suggestion_put_aside_once"),
        ]

    def __str__(self) -> str:
        return self.suggestion
