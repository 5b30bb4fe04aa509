"""Papers: what is put to a meeting under an agenda item."""

from typing import Self

from django.conf import settings
from django.db import models

from boards import clock
from boards.models import AgendaItem, Reader
from boards.permissions import Permission, body_ids_where
from reports.models.publications import Publication


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, reader: Reader) -> Self:
        """Papers on a published agenda: those this reader may read, and those it names as *to follow*.

        What is on a private item is for those alone who may read restricted papers of the body that takes it.
        """
        read = models.Q(publication__in=Publication.objects.visible_to(reader).values("pk"))
        to_follow = models.Q(publication=None, expected_on__isnull=False)
        private = models.Q(item__restriction__isnull=False, item__restriction__lifted_at=None)
        theirs = body_ids_where(reader, Permission.READ_RESTRICTED)
        return self.filter(
            read | to_follow,
            ~private | models.Q(item__meeting__body__in=theirs),
            item__meeting__agenda_published_at__isnull=False,
        )


class Paper(models.Model):
    """A publication on an agenda item, or the promise of one with the day it is expected (rule 6)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="papers", null=True, blank=True
    )
    title = models.CharField(max_length=250)
    expected_on = models.DateField(null=True, blank=True)
    urgency_reason = models.TextField(
        blank=True, help_text="Why the chair takes a paper that came late (LGA 1972 s.100B(4)(b))"
    )
    position = models.PositiveSmallIntegerField(default=1)
    added_at = models.DateTimeField(default=clock.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "publication"], name="one_paper_once_on_an_item"),
            models.CheckConstraint(
                condition=models.Q(publication__isnull=False) | models.Q(expected_on__isnull=False),
                name="paper_is_there_or_expected",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_supplement(self) -> bool:
        """Put on the agenda after readers had it: they are told "added on" and the day (rule 7)."""
        published_at = self.item.meeting.agenda_published_at
        return published_at is not None and self.added_at > published_at
