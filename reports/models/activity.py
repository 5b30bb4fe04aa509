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
        """Activities after ``start`` (the day of the last report) up to and including ``end``."""
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

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="activities")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=20, choices=Kind)
    on = models.DateField()
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="activities", null=True, blank=True
    )
    met = models.CharField(max_length=300, blank=True, help_text="Offices, not names")
    seen = models.TextField(blank=True, help_text="Private: only you read this")
    sentence = models.TextField(blank=True, help_text="May be published")
    logged_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"
