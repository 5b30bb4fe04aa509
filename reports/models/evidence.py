"""What a statement rests on: links from a paragraph to a visit, a paper, a minute, to what somebody said.

What can be linked is told by the kinds in ``reports.evidence``; a row names its kind and its target there.
"""

from django.conf import settings
from django.db import models

from boards import clock
from reports.models.publications import Edition
from reports.models.reports import Paragraph


class Evidence(models.Model):
    """One thing that a paragraph of a draft rests on."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=30)
    target = models.CharField(
        max_length=200, blank=True, help_text="Which one of its kind; empty where the words are all there is"
    )
    words = models.TextField(blank=True, help_text="What its author says of it; readers may see this")
    on = models.DateField(help_text="The day of what it rests on, in London")
    checked_at = models.DateTimeField(
        null=True, blank=True, help_text="When its author last looked whether it still holds"
    )
    linked_at = models.DateTimeField(default=clock.now, editable=False)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["linked_at", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "kind", "target"],
                condition=~models.Q(target=""),
                name="one_evidence_once_on_a_paragraph",
            ),
            models.CheckConstraint(
                condition=~models.Q(target="") | ~models.Q(words=""), name="evidence_is_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}".strip()


class PublishedEvidence(models.Model):
    """What stood behind a paragraph when an edition was published.

    Whether a reader may see it is asked each time it is read: a minute may be published later, or withdrawn.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="evidence")
    paragraph_key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    target = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["edition", "position", "pk"]
        verbose_name_plural = "published evidence"

    def __str__(self) -> str:
        return f"{self.kind} {self.target}".strip()
