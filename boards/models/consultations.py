"""Consulting a body on its own future: questions, positions seat by seat, findings, and what was decided."""

from django.conf import settings
from django.db import models

from boards.models.bodies import Body
from boards.models.seats import Seat
from boards.models.versions import Versioned


class Consultation(Versioned):
    """One consultation. Until it is decided, every page that shows it says so."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="consultations")
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    opened_on = models.DateField()
    closes_on = models.DateField()
    announced = models.BooleanField(
        default=False, help_text="Whether readers are told that the body's future is under discussion"
    )
    findings = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opened_on")),
                name="consultation_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on=None, decision="")
                | (models.Q(decided_on__isnull=False) & ~models.Q(decision="")),
                name="consultation_decided_when_and_what",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_decided(self) -> bool:
        return self.decided_on is not None


class ConsultationQuestion(models.Model):
    """One question that every seat is asked."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Position(Versioned):
    """What one seat answered to one question, in its own words."""

    class Stance(models.TextChoices):
        FOR = "for", "In favour"
        AGAINST = "against", "Against"
        MIXED = "mixed", "In part"
        NONE = "none", "No position"

    question = models.ForeignKey(ConsultationQuestion, on_delete=models.PROTECT, related_name="positions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=20, choices=Stance)
    text = models.TextField(blank=True)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat__sector", "seat__title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "seat"], name="one_position_a_seat_and_question"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_stance_display()}"
