"""Uploaded documents: slides, a letter, a spreadsheet, a picture, as they were given."""

from django.conf import settings
from django.db import models

from boards.models import Versioned
from reports.models.publications import Publication


class Document(Versioned):
    """A file put to a meeting. It is public only once somebody has seen what was found in it."""

    class Kind(models.TextChoices):
        SLIDES = "slides", "Slides"
        LETTER = "letter", "Letter"
        REPORT = "report", "Report"
        DATA = "data", "Data or figures"
        PICTURE = "picture", "Picture"
        OTHER = "other", "Other document"

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="document")
    title = models.CharField(max_length=250)
    author = models.CharField(max_length=250, blank=True, help_text="An office, before a name")
    kind = models.CharField(max_length=20, choices=Kind)
    summary = models.TextField(blank=True, help_text="What it shows, for those who cannot open the file")
    format = models.CharField(max_length=10)
    file_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes")
    pages = models.PositiveIntegerField(default=0, help_text="Pages, slides or sheets, where it has any")
    found = models.JSONField(default=list, help_text="What looking inside found, as sentences by kind")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="document_accepted_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title
