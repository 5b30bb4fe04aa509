"""What an author answered to the findings of the re-audience check."""

from django.conf import settings
from django.db import models

from boards import clock
from reports.models.reports import Report


class FindingAnswer(models.Model):
    """The answer to one finding. Findings are worked out afresh; this tells which were dealt with.

    ``digest`` names the finding: its paragraph, bullet, kind and sentence. Other words are another finding.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Reworded as suggested"
        EDITED = "edited", "Reworded"
        DISMISSED = "dismissed", "Left as it is"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="finding_answers")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=30)
    paragraph = models.CharField(max_length=250, help_text="Its number, or the label of a row of the cover")
    sentence = models.TextField()
    answer = models.CharField(max_length=10, choices=Answer)
    wording = models.TextField(blank=True, help_text="What stands in its place")
    reason = models.TextField(blank=True, help_text="Why it stays as it is")
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "digest"], name="one_answer_a_finding"),
            models.CheckConstraint(
                condition=~models.Q(answer="dismissed") | ~models.Q(reason=""),
                name="dismissed_finding_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph}: {self.kind}, {self.answer}"
