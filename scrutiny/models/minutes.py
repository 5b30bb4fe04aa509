"""Minutes: the record of a meeting, item by item, in numbered paragraphs that know what they are."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse

from boards.models import AgendaItem, Meeting, Reader, User, Versioned
from boards.permissions import Permission, body_ids_where
from reports.models import Publication


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, reader: Reader) -> Self:
        """Working minutes are seen by those who write them; readers see the published edition."""
        if not isinstance(reader, User):
            return self.none()
        return self.filter(meeting__body__in=body_ids_where(reader, Permission.WRITE_MINUTES))


class Minutes(Versioned):
    """The minutes of one meeting. They are draft until a later meeting confirms them (rule 14)."""

    class State(models.TextChoices):
        WRITING = "writing", "Being written"
        READY = "ready", "Ready to publish"
        PUBLISHED = "published", "Draft minutes published"

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="minutes")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=20, choices=State, default=State.WRITING)
    correction_reason = models.TextField(blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    def get_desk_url(self) -> str:
        return reverse("minutes:minutes", args=[self.meeting.body.slug, self.meeting.date.isoformat()])


class Minute(Versioned):
    """The record of one agenda item. Of one taken in private, readers have the summary alone."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="items")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="minute")
    public_summary = models.TextField(
        blank=True, help_text="What readers are told of an item taken in private (LGA 1972 s.100C(2))"
    )

    class Meta:
        ordering = ["item__position"]

    def __str__(self) -> str:
        return f"Minute of {self.item}"


class MinuteParagraph(Versioned):
    """One paragraph and its kind, from which every register follows."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        QUESTION = "question", "Question"
        ANSWER = "answer", "Answer"
        CONCERN = "concern", "Concern"
        COMMITMENT = "commitment", "Commitment"

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="paragraphs")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NOTE)
    text = models.TextField(blank=True)
    typed_number = models.CharField(
        max_length=30, blank=True, help_text="The number an imported paragraph bore; it wins over the rule"
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80] or "An empty paragraph"
