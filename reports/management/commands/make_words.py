"""`manage.py make_words`: have the Word file made of every edition that is older than they are."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef

from reports.models import Edition, PreparedContent, Publication, Rendition
from reports.tasks import make_word


class Command(BaseCommand):
    help = "Ask the worker for the Word file of every published report and of all minutes that have none."

    def handle(self, **_: Any) -> None:
        asked = sorted(contents_without_word())
        for content_sha256 in asked:
            make_word.enqueue(content_sha256)
        files = "Word file" if len(asked) == 1 else "Word files"
        self.stdout.write(f"Asked the worker for {len(asked)} {files}.")


def contents_without_word() -> set[str]:
    """The hashes of what was published and was prepared here, uploaded documents left out."""
    same = {"content_sha256": OuterRef("content_sha256")}
    editions = Edition.objects.exclude(publication__kind=Publication.Kind.DOCUMENT).filter(
        ~Exists(Rendition.objects.filter(format="docx", **same)),
        Exists(PreparedContent.objects.filter(**same)),
    )
    return set(editions.values_list("content_sha256", flat=True))
