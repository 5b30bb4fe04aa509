"""The agenda of a meeting, item by item."""

from typing import Self

from django.db import models

from boards.models.meetings import Meeting
from boards.models.people import Reader
from boards.models.versions import Versioned


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, reader: Reader) -> Self:
        """Readers see the items of published agendas; the desk asks its meeting instead."""
        return self.filter(meeting__agenda_published_at__isnull=False)


class AgendaItem(Versioned):
    """One numbered piece of business. Its number is its position, kept without gaps by the deeds."""

    class Aim(models.TextChoices):
        INFORMATION = "information", "For information"
        DECISION = "decision", "For decision"
        DISCUSSION = "discussion", "For discussion"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    purpose = models.TextField(blank=True)
    aim = models.CharField(max_length=20, choices=Aim, default=Aim.INFORMATION)
    verbal = models.BooleanField(default=False, help_text="A verbal update, without a paper")
    presenter = models.CharField(max_length=150, blank=True)
    urgency_reason = models.TextField(
        blank=True, help_text="Why the chair takes an item that was not on the agenda (LGA 1972 s.100B(4)(b))"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
