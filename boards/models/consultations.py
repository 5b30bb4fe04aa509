"""Consulting a body on its own future: questions, positions seat by seat, findings, and what was decided."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from boards.models.bodies import Body
from boards.models.seats import Seat
from boards.models.versions import Versioned


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def announced(self, day: datetime.date) -> Self:
        """Those that readers are told of on ``day``. Of others they learn nothing."""
        return self.filter(announced=True, opened_on__lte=day)

    def undecided(self) -> Self:
        return self.filter(decided_on=None)


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

    objects = ConsultationQuerySet.as_manager()

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

    @property
    def is_answered(self) -> bool:
        """Whether a position is recorded, from when on its questions stay as they were asked."""
        return Position.objects.filter(question__consultation=self).exists()

    def has_closed(self, day: datetime.date) -> bool:
        return self.closes_on < day

    def asks(self, seat: Seat) -> bool:
        """Whether ``seat`` is asked: it was agreed, and stood while the consultation was open.

        A seat that is only proposed has nobody yet who could speak for it.
        """
        agreed = seat.agreed_on is not None and max(seat.agreed_on, seat.since) <= self.closes_on
        stood = seat.until is None or seat.until >= self.opened_on
        return seat.body_id == self.body_id and agreed and stood

    def get_desk_url(self) -> str:
        return reverse("boards:consultation", args=[self.body.slug, self.pk])


class ConsultationQuestion(Versioned):
    """One question that every seat is asked."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "question"

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
