"""The chair's report while it is written: sections, paragraphs with stable keys, bullets."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from boards import clock
from boards.models import AgendaItem, Body, Meeting, Reader, User, Versioned
from boards.permissions import Permission, body_ids_where
from reports.models.activity import Activity
from reports.models.publications import Edition, Publication


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, reader: Reader) -> Self:
        """A draft is its writers' alone; from review on, also those who review or publish for the body.

        Who helps its author does so while they have a role on the body. One that is not for publication is
        seen, but for its author, by those of them alone who may read restricted papers.
        """
        if not isinstance(reader, User) or not reader.is_active:
            return self.none()
        desk = body_ids_where(reader, Permission.REVIEW_REPORTS, Permission.PUBLISH_PAPERS)
        beyond_draft = models.Q(body__in=desk) & ~models.Q(state=Report.State.DRAFT)
        restricted = models.Q(
            publication__restriction__isnull=False, publication__restriction__lifted_at=None
        ) & ~models.Q(body__in=body_ids_where(reader, Permission.READ_RESTRICTED))
        helped = models.Q(
            pk__in=CoWriter.objects.now().filter(user=reader).values("report"),
            body__in=body_ids_where(reader, Permission.SEE_DESK),
        )
        return self.filter(models.Q(author=reader) | ((helped | beyond_draft) & ~restricted)).distinct()


class Report(Versioned):
    """A numbered report to a body. Its numbers are derived here and frozen in the edition."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in-review", "In review"
        AGREED = "agreed", "Agreed"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="report")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="reports", null=True, blank=True
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    period_from = models.DateField(
        null=True, blank=True, help_text="The day of the last report, when there was one"
    )
    period_to = models.DateField(null=True, blank=True)
    correction_reason = models.TextField(blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="followed_by",
        null=True,
        blank=True,
        help_text="The last report in the chain, whose highlights this one carries forward",
    )
    derived_from = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        related_name="derived",
        null=True,
        blank=True,
        help_text="The edition for another body that this report was made from",
    )

    title = models.CharField(max_length=250)
    purpose = models.TextField(blank=True)
    aim = models.CharField(max_length=20, choices=AgendaItem.Aim, default=AgendaItem.Aim.INFORMATION)
    author_line = models.CharField("author", max_length=250, blank=True)
    presenter = models.CharField(
        max_length=250, blank=True, help_text="Who introduces it, where that is not the author"
    )
    key_issues = models.TextField(blank=True)
    recommendations = models.TextField(blank=True, help_text="One on each line")
    implications = models.JSONField(default=dict, blank=True)
    signature = models.TextField(blank=True, help_text="Name and title, one on each line")
    background_papers = models.TextField(blank=True, help_text="One on each line, or None")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return self.publication.slug

    def get_desk_url(self) -> str:
        return reverse("reports:report", args=[self.publication.slug])

    def is_written_by(self, user: Reader) -> bool:
        """Whether this person has a hand in its words: its author, or somebody the author asked to help."""
        return user.pk == self.author_id or self.co_writers.now().filter(user=user.pk).exists()

    def was_written_by(self, user: Reader) -> bool:
        """Whether this person has a hand in its words or ever left some in it while helping its author."""
        left_words = self.sections.filter(paragraphs__wordings__by=user.pk)
        return self.is_written_by(user) or left_words.exists()


class CoWriterQuerySet(models.QuerySet["CoWriter"]):
    def now(self) -> Self:
        return self.filter(ended_at=None)


class CoWriter(models.Model):
    """Somebody who writes a report together with its author, from being asked until it ends."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="co_writers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CoWriterQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "user"],
                condition=models.Q(ended_at=None),
                name="one_co_writer_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.report}"


class Section(Versioned):
    """A heading and its paragraphs. A report derived from another keeps the keys of its parts."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="one_section_a_key_in_a_report"),
        ]

    def __str__(self) -> str:
        return self.heading


class Paragraph(Versioned):
    """A numbered paragraph. Everything that points at it points at its key, whatever its number becomes.

    A key is of one paragraph in a report; the same key in a report derived from it is the same paragraph
    said to another body.
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="paragraphs")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    is_highlight = models.BooleanField(
        default=False, help_text="The next report says how it stands: better, same, worse, closed"
    )
    needs_no_evidence = models.BooleanField(
        default=False, help_text="Its author says that it rests on nothing that could be linked"
    )
    change_reason = models.TextField(
        blank=True, help_text="Why its words differ from those of the edition before, for readers"
    )
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="took_in", null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_paragraph_a_key_in_a_section"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(removed_at__isnull=False),
                name="merged_paragraph_is_removed",
            ),
        ]
        indexes = [models.Index(fields=["key"], name="paragraphs_by_key")]

    def __str__(self) -> str:
        return self.text[:80] or "An empty paragraph"


class Bullet(models.Model):
    """A bullet under a paragraph; written from the chair's log, it stays tied to the entries it tells."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="bullets")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    activities = models.ManyToManyField(Activity, through="ToldActivity", related_name="bullets", blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ToldActivity(models.Model):
    """That a bullet tells an entry of the log: an entry stays while it is told, a bullet may go."""

    bullet = models.ForeignKey(Bullet, on_delete=models.CASCADE, related_name="told")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="told")

    class Meta:
        verbose_name_plural = "told activities"
        constraints = [
            models.UniqueConstraint(fields=["bullet", "activity"], name="activity_told_once_in_a_bullet"),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.bullet}"
