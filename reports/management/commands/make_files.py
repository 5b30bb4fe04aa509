"""`manage.py make_files`: have every file made that should stand beside an edition and does not."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef, QuerySet

from reports.deeds.changes import prepare_changes
from reports.editions_before import editions_before
from reports.models import Edition, PreparedContent, Publication, Rendition
from reports.tasks import make_changes_pdf, make_word

SAME = {"content_sha256": OuterRef("content_sha256")}


class Command(BaseCommand):
    help = (
        "Ask the worker for each Word file and each PDF of what changed that is lacking: because the edition "
        "is older than such files, or because one could not be made."
    )

    def handle(self, **_: Any) -> None:
        for edition in reports():
            for then in editions_before(edition, reports()):
                prepare_changes(by=None, then=then, now=edition)
        words, changes = sorted(contents_without_word()), sorted(changes_without_pdf())
        for content_sha256 in words:
            make_word.enqueue(content_sha256)
        for content_sha256 in changes:
            make_changes_pdf.enqueue(content_sha256)
        self.stdout.write(
            f"Asked the worker for {counted(len(words), 'Word file')} "
            f"and {counted(len(changes), 'PDF')} of what changed."
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


def reports() -> QuerySet[Edition]:
    editions = Edition.objects.filter(publication__kind=Publication.Kind.REPORT)
    return editions.select_related("publication__meeting__body").order_by("pk")


def changes_without_pdf() -> set[str]:
    """Their words are kept until the PDF is there; their address at its foot tells them from papers."""
    prepared = PreparedContent.objects.filter(footer__contains="/changes/").exclude(html="")
    lacking = prepared.filter(~Exists(Rendition.objects.filter(format="pdf", **SAME)))
    return set(lacking.values_list("content_sha256", flat=True))
