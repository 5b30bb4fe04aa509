"""What became of the last report's highlights, and of what the service offered to say."""

from django.conf import settings
from django.db import models

from boards import clock
from reports.models.reports import Paragraph, Report


class CarriedForward(models.Model):
    """How a highlight of the last report stands now: said once in each report of the chain."""

    class Verdict(models.TextChoices):
        BETTER = "better", "Better"
        SAME = "same", "The same"
        WORSE = "worse", "Worse"
        CLOSED = "closed", "Closed"
        NO_LONGER = "no-longer-reported", "No longer reported"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="carried_forward")
    highlight = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="carried")
    verdict = models.CharField(max_length=20, choices=Verdict)
    paragraph = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Where this report says so",
    )
    said_at = models.DateTimeField(default=clock.now, editable=False)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "carried forward"
        constraints = [
            models.UniqueConstraint(fields=["report", "highlight"], name="highlight_carried_forward_once"),
        ]

    def __str__(self) -> str:
        return f"{self.highlight}: {self.get_verdict_display()}"


class OfferAnswer(models.Model):
    """An offered paragraph that was taken into a report or put aside, so that it is offered once."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="offer_answers")
    offer = models.CharField(max_length=100, help_text="Its kind and target, such as overdue-action:12")
    paragraph = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="What it became; none where it was put aside",
    )
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "offer"], name="offer_answered_once")]

    def __str__(self) -> str:
        return self.offer
