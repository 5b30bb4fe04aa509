"""What a reviewer says to the author."""

from django.conf import settings
from django.db import models

from boards import clock
from reports.models.reports import Paragraph, Report


class ReviewNote(models.Model):
    """A note on a report, or on one paragraph of it; private to its author and reviewers."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="notes")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="notes", null=True, blank=True
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(default=clock.now, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:80]


class NoteAnswer(models.Model):
    """What somebody replied to a note; private as the note is."""

    note = models.ForeignKey(ReviewNote, on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
