"""Bodies: anything that meets, and the rules that bind it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models
from django.urls import reverse

from boards import clock
from boards.models.versions import Versioned

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class InForce(Generic[Row]):
    """A name or terms of reference and the days on which it is in force; the latest has no last day."""

    row: Row
    since: datetime.date
    until: datetime.date | None

    def is_past(self, day: datetime.date) -> bool:
        return self.until is not None and self.until < day

    def is_to_come(self, day: datetime.date) -> bool:
        return day < self.since


def in_force(rows: Sequence[Row], first_day: Callable[[Row], datetime.date]) -> list[InForce[Row]]:
    """Rows that replace each other, the latest first: each is in force to the eve of the next."""
    ordered = sorted(rows, key=first_day)
    firsts = [first_day(row) for row in ordered]
    lasts = [first - datetime.timedelta(days=1) for first in firsts[1:]]
    return [InForce(*each) for each in zip(ordered, firsts, [*lasts, None], strict=False)][::-1]


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

    def names_over_time(self) -> "list[InForce[BodyName]]":
        """Every name it bore, bears and is going to bear, the latest first."""
        return in_force(list(self.names.all()), lambda name: name.since)

    def terms_over_time(self) -> "list[InForce[TermsOfReference]]":
        """Every version of its terms of reference, the latest first. 1 query."""
        return in_force(list(self.terms.all()), lambda terms: terms.in_force_from)

    def terms_on(self, day: datetime.date) -> "TermsOfReference | None":
        """The terms of reference in force on ``day``; none before the first."""
        return self.terms.filter(in_force_from__lte=day).order_by("-in_force_from").first()

    def has_ended(self, day: datetime.date) -> bool:
        """Whether ``day`` comes after its last day."""
        return self.ended_on is not None and self.ended_on < day

    def lineage(self) -> "list[Body]":
        """Every body it succeeded, at any depth, the last to end first. 2 queries."""
        ended = list(Body.objects.exclude(successor=None).prefetch_related("names"))
        found: list[Body] = []
        heirs = {self.pk}
        while heirs:
            forebears = [body for body in ended if body.successor_id in heirs and body not in found]
            found += forebears
            heirs = {body.pk for body in forebears}
        return sorted(found, key=lambda body: (body.ended_on or datetime.date.min, body.pk), reverse=True)

    def get_absolute_url(self) -> str:
        return reverse(f"scrutiny:{self.kind}", args=[self.slug])

    def get_desk_url(self) -> str:
        return reverse("boards:body", args=[self.slug])


class BodyName(Versioned):
    """What a body is called from a day on, so that an old paper shows the name of its day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    since = models.DateField()

    class Meta:
        ordering = ["since"]
        verbose_name = "name"
        constraints = [
            models.UniqueConstraint(fields=["body", "since"], name="one_name_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class TermsOfReference(Versioned):
    """What a body is for, in its own words, from a day on."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    in_force_from = models.DateField()
    text = models.TextField()
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many voting members must be present; empty when none is set"
    )

    class Meta:
        ordering = ["-in_force_from"]
        verbose_name = "version of the terms of reference"
        verbose_name_plural = "terms of reference"
        constraints = [
            models.UniqueConstraint(fields=["body", "in_force_from"], name="one_terms_of_reference_a_day"),
        ]

    def __str__(self) -> str:
        return f"Terms of reference from {self.in_force_from}"

    def get_desk_url(self) -> str:
        return reverse("boards:read_terms", args=[self.body.slug, self.in_force_from])
