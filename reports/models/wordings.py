"""What a paragraph said: every wording that was saved, so that each can be read and put back."""

from django.conf import settings
from django.db import models

from boards import clock
from reports.models.reports import Paragraph


class Wording(models.Model):
    """The words of a paragraph as somebody left them.

    Saves of one person that follow each other within minutes are one wording; the log has each of them.
    """

    class How(models.TextChoices):
        WROTE = "wrote", "Wrote it"
        DIVIDED = "divided", "Divided it"
        JOINED = "joined", "Joined another paragraph to it"
        RESTORED = "restored", "Put back an earlier wording"
        INSERTED = "inserted", "Inserted it"
        REWORDED = "reworded", "Took a suggested wording"
        DERIVED = "derived", "Took it over from another report"

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    typed = models.TextField(blank=True)
    how = models.CharField(max_length=20, choices=How, default=How.WROTE)
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-version", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "version"], name="one_wording_a_version"),
        ]

    def __str__(self) -> str:
        return self.typed[:80]
