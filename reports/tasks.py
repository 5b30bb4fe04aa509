"""Work done outside a request, by ``manage.py db_worker``."""

from django.conf import settings
from django_tasks import task

from reports import files
from reports.deeds.renditions import keep_rendition, rendition_of, report_failure
from reports.models import PreparedContent
from reports.pdf.errors import PdfUnavailable, RenderFailed
from reports.pdf.pages import page_count
from reports.pdf.worker import render_in_subprocess

FAULT = "The PDF could not be made, because of a fault in the software. Ask for it once more, or tell us."


@task()
def make_pdf(content_sha256: str) -> None:
    """Make and keep the PDF of prepared content, or leave a sentence for its author.

    Harmless when run twice: the same content gives the same file, and one row.
    """
    if rendition_of(content_sha256):
        return
    prepared = PreparedContent.objects.get(content_sha256=content_sha256)
    try:
        pdf = draw(prepared)
        file_sha256, size = files.keep(pdf, "pdf")
        keep_rendition(
            by=None, content_sha256=content_sha256, file_sha256=file_sha256, size=size, pages=page_count(pdf)
        )
    except (PdfUnavailable, RenderFailed) as failure:
        report_failure(by=None, content_sha256=content_sha256, because=str(failure))
    except Exception:
        report_failure(by=None, content_sha256=content_sha256, because=FAULT)
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
