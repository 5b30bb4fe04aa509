"""Actions: tasks agreed at a meeting, with an owner and a due date; not resolutions."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models

from boards.models.agenda import AgendaItem
from boards.models.bodies import Body
from boards.models.meetings import Meeting
from boards.models.people import User
from boards.models.versions import Versioned


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        return self.filter(closed_at__isnull=False)

    def of(self, body: Body) -> Self:
        """What ``body`` follows up, whichever meeting agreed it."""
        return self.filter(body=body)

    def overdue(self, today: datetime.date) -> Self:
        return self.open().filter(due__lt=today)

    def readable_by(self, user: User, *, restricted: bool) -> Self:
        """Without those agreed under a private item, unless the reader may read what is restricted.

        Their owner always sees them: they are what this person took on.
        """
        if restricted:
            return self
        private = models.Q(item__in=AgendaItem.objects.taken_in_private().values("pk"))
        return self.filter(~private | models.Q(owner=user))

    def with_privacy(self) -> Self:
        """Each with ``in_private``: whether its item is taken in private, so that its title is not told."""
        private = AgendaItem.objects.taken_in_private().filter(pk=models.OuterRef("item"))
        return self.annotate(in_private=models.Exists(private))

    def with_last_word(self) -> Self:
        """Each with ``last_word`` and ``last_word_at``: its newest note, or None."""
        newest = ActionNote.objects.filter(action=models.OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(
            last_word=models.Subquery(newest.values("text")[:1]),
            last_word_at=models.Subquery(newest.values("at")[:1]),
        )


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

    @property
    def is_private(self) -> bool:
        """Agreed under an item that is not for publication, so its text stays out of mail."""
        private = AgendaItem.objects.taken_in_private()
        return self.item_id is not None and private.filter(pk=self.item_id).exists()


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
