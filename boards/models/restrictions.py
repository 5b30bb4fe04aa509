"""What is not for publication, and by which rule (LGA 1972 s.100A and Schedule 12A; domain rule 8)."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models

from boards.models.versions import Versioned


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at=None)

    def due_for_review(self, by: datetime.date) -> Self:
        return self.in_force().filter(review_on__lte=by)


class Restriction(Versioned):
    """Why one paper, or one whole item, is not for publication.

    *Confidential*: given by a government department on terms forbidding disclosure, or barred by law or by a
    court. The public must be excluded; there is no public-interest test. *Exempt*: within one of the seven
    categories of Schedule 12A Part 1, for as long as the public interest in keeping it outweighs disclosure;
    so it says why, and when that is looked at again.
    """

    class Kind(models.TextChoices):
        EXEMPT = "exempt", "Exempt"
        CONFIDENTIAL = "confidential", "Confidential"

    class Source(models.TextChoices):
        DEPARTMENT = "department", "Given by a government department on terms that forbid disclosure"
        LAW = "law", "Barred by an Act or by the order of a court"

    kind = models.CharField(max_length=20, choices=Kind)
    paragraphs = models.JSONField(default=list, help_text="Numbers 1 to 7 of Schedule 12A Part 1")
    source = models.CharField(max_length=20, choices=Source, blank=True)
    public_interest = models.TextField(
        blank=True, help_text="Why keeping it outweighs disclosing it. Not shown to readers"
    )
    review_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifting_reason = models.TextField(blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ["review_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="exempt", source="", review_on__isnull=False)
                    & ~models.Q(public_interest="")
                )
                | (models.Q(kind="confidential", review_on=None, public_interest="") & ~models.Q(source="")),
                name="restriction_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by=None)
                | (models.Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~models.Q(lifting_reason="")),
                name="restriction_lifted_when_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        listed = ", ".join(str(number) for number in self.paragraphs)
        return f"{self.get_kind_display()}{f', paragraph {listed}' if listed else ''}"

    @property
    def is_in_force(self) -> bool:
        return self.lifted_at is None
