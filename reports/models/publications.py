"""What is published: a publication is an address, its editions are frozen rows.

An edition keeps its finished HTML, its text, its numbers and its hash, and is never updated: a database
trigger on both engines refuses. A correction is the next edition, a withdrawal a row of its own.
Editions and withdrawals form one hash chain.
"""

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists
from django.urls import reverse

from boards.models import Body, Meeting, Reader, Restriction, User
from boards.permissions import Permission, body_ids_where


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, reader: Reader) -> Self:
        """The one definition of *public*: something was published here.

        A withdrawn publication stays visible as its marker; ``current`` leaves it out.
        """
        return self.filter(
            Exists(Edition.objects.visible_to(reader, withdrawn=True).at(models.OuterRef("pk")))
        )

    def current(self) -> Self:
        """Published and not withdrawn."""
        return self.filter(withdrawal=None)


class Publication(models.Model):
    """The lasting address of a report, of a document, or of a meeting's minutes.

    A restriction decides about the *next* edition; what an edition was published as stands on the edition.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        MINUTES = "minutes", "Minutes"
        DOCUMENT = "document", "Document"

    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=120, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="publications")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="publications", null=True, blank=True
    )

    restriction = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, related_name="publications", null=True, blank=True
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(kind="minutes"), name="one_minutes_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        if self.kind == self.Kind.MINUTES and self.meeting:
            return reverse("scrutiny:minutes", args=[self.meeting.body.slug, self.meeting.date.isoformat()])
        return reverse("scrutiny:paper", args=[self.slug])


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, reader: Reader, *, withdrawn: bool = False) -> Self:
        """Editions whose publication still stands, or of any with ``withdrawn``.

        One that is not for publication is for those alone who may read restricted papers of its body, or of
        a body that has it on an agenda.
        """
        standing = self if withdrawn else self.filter(publication__withdrawal=None)
        public = models.Q(not_for_publication="")
        if not isinstance(reader, User):
            return standing.filter(public)
        bodies = body_ids_where(reader, Permission.READ_RESTRICTED)
        theirs = models.Q(body__in=bodies) | models.Q(papers__item__meeting__body__in=bodies)
        return standing.filter(
            public | models.Q(publication__in=Publication.objects.filter(theirs).values("pk"))
        )

    def at(self, publication: models.OuterRef) -> Self:
        return self.filter(publication=publication)

    def newest(self) -> Self:
        """The current edition of each publication."""
        later = Edition.objects.filter(
            publication=models.OuterRef("publication"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later))


class Edition(models.Model):
    """One published version, frozen. HTML is the record; renditions are made from it."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    author = models.CharField(max_length=250, blank=True)
    summary = models.TextField(blank=True)
    body_name = models.CharField(max_length=200)
    meeting_date = models.DateField(null=True)
    html = models.TextField()
    text = models.TextField()
    data = models.JSONField(encoder=DjangoJSONEncoder)
    template_version = models.CharField(max_length=20)
    content_sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True, help_text="Why a correction was needed; empty for a first edition")
    not_for_publication = models.TextField(
        blank=True, help_text="Why the public may not have it, as every page says; empty for a public edition"
    )
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_by_office = models.CharField(max_length=200)
    sequence = models.PositiveBigIntegerField(unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="one_edition_a_number"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="later_edition_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["-published_at", "-id"], name="newest_editions_first")]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def is_release(self) -> bool:
        """Whether it corrects nothing, but lets the public have what was kept from it."""
        return self.reason.startswith("Released: ")


class Withdrawal(models.Model):
    """A publication taken back: it leaves a marker with when, by which office and why."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_by_office = models.CharField(max_length=200)
    sequence = models.PositiveBigIntegerField(unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.publication} withdrawn"


class RenditionQuerySet(models.QuerySet["Rendition"]):
    def made_of(self, content_sha256: str | models.OuterRef, format: str = "pdf") -> Self:
        """The file of this format that was made of some content: one, or none yet."""
        return self.filter(content_sha256=content_sha256, format=format)


class Rendition(models.Model):
    """A file made from an edition's content: kept under the hash of its bytes, never changed.

    It belongs to the content, not to the edition, because it is made before publication: when the report
    is agreed. A second edition of the same content needs no second rendering.
    """

    content_sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=10)
    file_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_sha256", "format"], name="one_rendition_a_content_and_format"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.format} of {self.content_sha256[:12]}"

    @property
    def path(self) -> str:
        """Where storage keeps the file: spread over folders by the first letters of its hash."""
        return f"renditions/{self.file_sha256[:2]}/{self.file_sha256}.{self.format}"
