"""`manage.py make_files`: have every file made that should stand beside an edition and does not."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef, Q, QuerySet

from reports.deeds.changes import ask_for_changes
from reports.models import Edition, PreparedContent, Publication, Rendition
from reports.tasks import make_changes_pdf, make_word

SAME = {"content_sha256": OuterRef("content_sha256")}


class Command(BaseCommand):
    help = (
        "Ask the worker for each Word file and each PDF of what changed that is lacking: because the edition "
        "is older than such files, or because one could not be made."
    )

    def handle(self, **_: Any) -> None:
        words, changes = sorted(contents_without_word()), sorted(changes_without_pdf())
        before = PreparedContent.objects.count()
        for edition in editions_after_another():
            ask_for_changes(by=None, edition=edition)
        older = PreparedContent.objects.count() - before
        for content_sha256 in words:
            make_word.enqueue(content_sha256)
        for content_sha256 in changes:
            make_changes_pdf.enqueue(content_sha256)
        self.stdout.write(
            f"Asked the worker for {counted(len(words), 'Word file')} "
            f"and {counted(len(changes) + older, 'PDF')} of what changed."
        )


def counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def contents_without_word() -> set[str]:
    """The hashes of what was published and was prepared here, uploaded documents left out."""
    editions = Edition.objects.exclude(publication__kind=Publication.Kind.DOCUMENT).filter(
        ~Exists(Rendition.objects.filter(format="docx", **SAME)),
        Exists(PreparedContent.objects.filter(**SAME)),
    )
    return set(editions.values_list("content_sha256", flat=True))


def editions_after_another() -> QuerySet[Edition]:
    """The editions of reports that came after one for the same body, or were derived from one for another."""
    reports = Edition.objects.filter(publication__kind=Publication.Kind.REPORT)
    after = reports.filter(Q(number__gt=1) | Q(publication__report__derived_from__isnull=False))
    return after.select_related("publication__meeting__body").order_by("pk")


def changes_without_pdf() -> set[str]:
    """Their words are kept until the PDF is there; their address at its foot tells them from papers."""
    prepared = PreparedContent.objects.filter(footer__endswith="/changes/").exclude(html="")
    lacking = prepared.filter(~Exists(Rendition.objects.filter(format="pdf", **SAME)))
    return set(lacking.values_list("content_sha256", flat=True))
