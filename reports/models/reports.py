"""The chair's report while it is written: sections, paragraphs with stable keys, bullets."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from boards.models import AgendaItem, Body, Meeting, Reader, User, Versioned
from boards.permissions import Permission, bodies_where
from reports.models.activity import Activity
from reports.models.publications import Publication


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, reader: Reader) -> Self:
        """A draft is its author's alone; from review on, also those who review or publish for the body.

        One that is not for publication is seen by those of them alone who may read restricted papers.
        """
        if not isinstance(reader, User) or not reader.is_active:
            return self.none()
        desk = bodies_where(reader, Permission.REVIEW_REPORTS) | bodies_where(
            reader, Permission.PUBLISH_PAPERS
        )
        beyond_draft = models.Q(body__in=desk.values("pk")) & ~models.Q(state=Report.State.DRAFT)
        restricted = models.Q(
            publication__restriction__isnull=False, publication__restriction__lifted_at=None
        ) & ~models.Q(body__in=bodies_where(reader, Permission.READ_RESTRICTED).values("pk"))
        return self.filter(models.Q(author=reader) | (beyond_draft & ~restricted)).distinct()


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

    title = models.CharField(max_length=250)
    purpose = models.TextField(blank=True)
    aim = models.CharField(max_length=20, choices=AgendaItem.Aim, default=AgendaItem.Aim.INFORMATION)
    author_line = models.CharField("author", max_length=250, blank=True)
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


class Section(Versioned):
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class Paragraph(Versioned):
    """A numbered paragraph. Everything that points at it points at its key, whatever its number becomes."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="paragraphs")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80] or "An empty paragraph"


class Bullet(models.Model):
    """A bullet under a paragraph; written from the chair's log, it stays tied to its entry."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="bullets")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="bullets", null=True, blank=True
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
