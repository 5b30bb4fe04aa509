"""Actions: tasks agreed at a meeting, with an owner and a due date; not resolutions."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models

from boards.models.agenda import AgendaItem
from boards.models.meetings import Meeting
from boards.models.versions import Versioned


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Action(Versioned):
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="actions", null=True, blank=True
    )
    text = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="actions_owned"
    )
    due = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    closing_note = models.TextField(blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | (models.Q(closed_at__isnull=False, closed_by__isnull=False) & ~models.Q(closing_note="")),
                name="action_closed_when_by_whom_and_how",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def days_late(self, today: datetime.date) -> int:
        """Whole days past the due date while still open, else 0."""
        return max(0, (today - self.due).days) if self.closed_at is None else 0
