"""Bodies: anything that meets, and the rules that bind it."""

import datetime

from django.db import models
from django.urls import reverse

from boards import clock
from boards.models.versions import Versioned


class Body(Versioned):
    """A board or a committee. Every rule about notice and access hangs on its regime."""

    class Kind(models.TextChoices):
        BOARD = "board", "Board"
        COMMITTEE = "committee", "Committee"

    class Regime(models.TextChoices):
        STATUTORY = "statutory", "Statutory: the access rules of the Local Government Act 1972 apply"
        PARTNERSHIP = "partnership", "Partnership: its own house rules apply"

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    regime = models.CharField(max_length=20, choices=Regime)
    purpose = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="An office and how to reach it")
    notice_days = models.PositiveSmallIntegerField(
        default=5, help_text="Clear working days before a meeting by which the agenda is published"
    )

    ended_on = models.DateField(null=True, blank=True, help_text="Its last day, when it is no more")
    end_reason = models.TextField(blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="predecessors", null=True, blank=True
    )

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(regime="statutory") | models.Q(notice_days__gte=5),
                name="statutory_notice_is_five_days_or_more",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None) | models.Q(ended_on__isnull=False),
                name="successor_of_a_body_that_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_statutory(self) -> bool:
        return self.regime == self.Regime.STATUTORY

    @property
    def name(self) -> str:
        """The name today. Fetch bodies with ``prefetch_related("names")`` when listing them."""
        return self.name_on(clock.today())

    def name_on(self, day: datetime.date) -> str:
        """The name the body bore on ``day``; before its first name, that first name."""
        names = sorted(self.names.all(), key=lambda name: name.since)
        borne = [name for name in names if name.since <= day]
        return (borne or names)[-1 if borne else 0].name if names else self.slug

    def get_absolute_url(self) -> str:
        return reverse(f"scrutiny:{self.kind}", args=[self.slug])

    def get_desk_url(self) -> str:
        return reverse("boards:body", args=[self.slug])


class BodyName(models.Model):
    """What a body is called from a day on, so that an old paper shows the name of its day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    since = models.DateField()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["body", "since"], name="one_name_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class TermsOfReference(models.Model):
    """What a body is for, in its own words, from a day on."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    in_force_from = models.DateField()
    text = models.TextField()
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many voting members must be present; empty when none is set"
    )

    class Meta:
        ordering = ["-in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["body", "in_force_from"], name="one_terms_of_reference_a_day"),
        ]

    def __str__(self) -> str:
        return f"Terms of reference from {self.in_force_from}"
