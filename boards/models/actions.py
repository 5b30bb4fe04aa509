"""Actions: tasks agreed at a meeting, with an owner and a due date; not resolutions."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models

from boards.models.agenda import AgendaItem
from boards.models.bodies import Body
from boards.models.meetings import Meeting
from boards.models.versions import Versioned


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Action(Versioned):
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="actions",
        help_text="Who follows it up: the body that agreed it, or the one it was handed over to",
    )
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
        indexes = [models.Index(fields=["body", "closed_at", "due", "id"], name="actions_by_due_date")]
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


class ActionNote(models.Model):
    """A word on how an action stands: what its owner reported, or that they were reminded by mail."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Progress"
        REMINDER = "reminder", "Reminder sent"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text
