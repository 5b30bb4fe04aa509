"""Uploaded documents: slides, a letter, a spreadsheet, a picture, as they were given."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from boards.models import Reader, Versioned
from boards.permissions import Permission, body_ids_where
from reports.models.publications import Publication, Rendition


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, reader: Reader) -> Self:
        """Documents as they are prepared: for those who edit the body's agendas or publish its papers.

        What readers have of them is an edition, which has a rule of its own. One that is not for publication
        is seen by those of them alone who may read restricted papers.
        """
        desk = body_ids_where(reader, Permission.EDIT_MEETINGS, Permission.PUBLISH_PAPERS)
        restricted = models.Q(
            publication__restriction__isnull=False, publication__restriction__lifted_at=None
        ) & ~models.Q(publication__body__in=body_ids_where(reader, Permission.READ_RESTRICTED))
        return self.filter(~restricted, publication__body__in=desk)


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

    objects = DocumentQuerySet.as_manager()

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

    def get_desk_url(self) -> str:
        return reverse("reports:document", args=[self.publication.slug])

    @property
    def file(self) -> Rendition:
        """Where the file is kept, which is not public by being kept there; not a row of its table."""
        return Rendition(file_sha256=self.file_sha256, format=self.format, size=self.size, pages=self.pages)

    @property
    def to_accept(self) -> list[dict[str, Any]]:
        """What was found that somebody has to accept, whether or not it was."""
        return [each for each in self.found if each["blocks"]]

    @property
    def to_know(self) -> list[dict[str, Any]]:
        return [each for each in self.found if not each["blocks"]]

    @property
    def may_go_public(self) -> bool:
        """Whether nothing serious was found, or somebody has said that it may be seen."""
        return not self.to_accept or self.accepted_at is not None
