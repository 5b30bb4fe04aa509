"""The public search index: one row for each paragraph of each publication's current edition.

It holds public rows only, so a search cannot show what is not public; it is written in the transaction
that publishes and emptied in the one that withdraws. The words are indexed by the engine itself: FTS5
on SQLite, a stored ``tsvector`` on PostgreSQL (see ``reports.search``).
"""

from django.db import models

from reports.models.publications import Publication


class SearchEntry(models.Model):
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="search_entries")
    anchor = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=250)
    heading = models.CharField(
        max_length=250, blank=True, help_text="The title again, searched, in the entry of the paper itself"
    )
    body_name = models.CharField(max_length=200)
    date = models.DateField(null=True)
    text = models.TextField()

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
