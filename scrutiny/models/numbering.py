"""How a body numbers its minutes, from a day on (rule 15)."""

from django.db import models

from boards.models import Body


class NumberingRule(models.Model):
    class Scheme(models.TextChoices):
        PER_MEETING = "per-meeting", "Starts again at each meeting: 2.1"
        THROUGH_YEAR = "through-year", "Runs through the municipal year: 23.1, 46.1"
        THREE_LEVELS = "three-levels", "Three levels: 20.1.1"
        SEQUENCE_YEAR = "sequence-year", "Sequence and year: 102/19"
        NONE = "none", "No numbers"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="numbering_rules")
    since = models.DateField()
    scheme = models.CharField(max_length=20, choices=Scheme)
    first_number = models.PositiveSmallIntegerField(
        default=1, help_text="Where a running number starts, when the rule begins in the middle of a year"
    )

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["body", "since"], name="one_numbering_rule_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} from {self.since}"
