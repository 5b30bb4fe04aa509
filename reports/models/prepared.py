"""What waits to be made into a PDF, before it may be published, and into a Word file."""

from django.db import models

from reports.models.publications import Publication


class PreparedContent(models.Model):
    """The finished words of a coming edition, kept for the worker, and what became of them.

    A job holds only the hash that leads here, never the words. The words go when the PDF and the Word file
    are kept: from then on the row is the mark that exactly this content was prepared, which tells a paper
    that was changed afterwards from one whose PDF is still being made.
    """

    content_sha256 = models.CharField(max_length=64, unique=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="prepared")
    title = models.CharField(max_length=250)
    footer = models.CharField(max_length=500)
    html = models.TextField()
    asked_at = models.DateTimeField()
    failed_because = models.TextField(blank=True, help_text="A sentence for the author")

    class Meta:
        verbose_name = "prepared content"
        verbose_name_plural = "prepared contents"

    def __str__(self) -> str:
        return f"{self.publication} as {self.content_sha256[:12]}"
