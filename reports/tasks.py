"""Work done outside a request, by ``manage.py db_worker``."""

from django.conf import settings
from django_tasks import task

from reports import files
from reports.deeds.changes import prepare_changes
from reports.deeds.renditions import (
    give_up_word,
    keep_rendition,
    let_words_go,
    report_failure,
    words_of,
)
from reports.editions_before import editions_before
from reports.models import Edition, PreparedContent, Rendition
from reports.pdf.errors import PdfUnavailable, RenderFailed
from reports.pdf.pages import page_count
from reports.pdf.worker import render_in_subprocess
from reports.word.errors import FAULT as WORD_FAULT
from reports.word.errors import WordFailed
from reports.word.worker import word_in_subprocess

FAULT = "The PDF could not be made, because of a fault in the software. Ask for it once more, or tell us."


@task()
def make_pdf(content_sha256: str) -> None:
    """Make and keep the PDF of prepared content, or leave a sentence for its author.

    The Word file is asked for behind it, so that the PDF comes first. Harmless when run twice: the same
    content gives the same file, and one row.
    """
    if Rendition.objects.made_of(content_sha256).exists() or keep_pdf(content_sha256):
        make_word.enqueue(content_sha256)


@task()
def tell_changes(edition: int) -> None:
    """Have a PDF made of what changed between an edition and each one before it, the newest first."""
    rows = Edition.objects.select_related("publication__meeting__body")
    now = rows.get(pk=edition)
    for then in editions_before(now, rows):
        make_changes_pdf.enqueue(prepare_changes(by=None, then=then, now=now).content_sha256)


@task()
def make_changes_pdf(content_sha256: str) -> None:
    """Make and keep the PDF of what changed between two editions, of which there is no Word file."""
    if Rendition.objects.made_of(content_sha256).exists() or keep_pdf(content_sha256):
        let_words_go(by=None, content_sha256=content_sha256)


def keep_pdf(content_sha256: str) -> bool:
    """Whether there is a PDF now."""
    prepared = PreparedContent.objects.get(content_sha256=content_sha256)
    try:
        pdf = draw(prepared)
        file_sha256, size = files.keep(pdf, "pdf")
        keep_rendition(
            by=None, content_sha256=content_sha256, file_sha256=file_sha256, size=size, pages=page_count(pdf)
        )
    except (PdfUnavailable, RenderFailed) as failure:
        report_failure(by=None, content_sha256=content_sha256, because=str(failure))
        return False
    except Exception:
        report_failure(by=None, content_sha256=content_sha256, because=FAULT)
        raise
    return True


@task()
def make_word(content_sha256: str) -> None:
    """Make and keep the Word file of prepared content. Nobody waits for it: without one, no page leads to it.

    Harmless when run twice, and when the words are gone: then there is nothing to make it of.
    """
    found = words_of(content_sha256)
    if found is None or Rendition.objects.made_of(content_sha256, "docx").exists():
        return
    try:
        file_sha256, size = files.keep(write_word(found), "docx")
        keep_rendition(
            by=None, content_sha256=content_sha256, file_sha256=file_sha256, size=size, pages=0, format="docx"
        )
    except WordFailed as failure:
        give_up_word(by=None, content_sha256=content_sha256, because=str(failure))
    except Exception:
        give_up_word(by=None, content_sha256=content_sha256, because=WORD_FAULT)
        raise


def draw(prepared: PreparedContent) -> bytes:
    """The PDF, drawn in a process of its own so that a bad paper ends that process and not the worker."""
    return render_in_subprocess(
        prepared.html,
        title=prepared.title,
        footer=prepared.footer,
        council=settings.COUNCIL_NAME,
        brand=settings.BRAND_COLOUR,
    )


def write_word(prepared: PreparedContent) -> bytes:
    """The Word file, made in a process of its own as the PDF is."""
    return word_in_subprocess(
        prepared.html,
        title=prepared.title,
        footer=prepared.footer,
        council=settings.COUNCIL_NAME,
        brand=settings.BRAND_COLOUR,
    )
