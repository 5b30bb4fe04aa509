"""What became of a PDF that was asked for: the file is kept, or its author is told why there is none."""

from boards.deeds.record import Facts, deed, facts, record, unchanged
from boards.models import User
from reports.models import PreparedContent, Rendition


def rendition_of(content_sha256: str, format: str = "pdf") -> Rendition | None:
    return Rendition.objects.filter(content_sha256=content_sha256, format=format).first()


def prepared_of(content_sha256: str) -> PreparedContent | None:
    return PreparedContent.objects.filter(content_sha256=content_sha256).first()


@deed
def keep_rendition(
    *,
    by: User | None,
    content_sha256: str,
    file_sha256: str,
    size: int,
    pages: int,
    format: str = "pdf",
) -> Rendition:
    """Say that the file is there: the worker's last step. Of two workers with one file the first is heard."""
    rendition, is_new = Rendition.objects.get_or_create(
        content_sha256=content_sha256,
        format=format,
        defaults={"file_sha256": file_sha256, "size": size, "pages": pages},
    )
    PreparedContent.objects.filter(content_sha256=content_sha256).update(html="", failed_because="")
    if is_new:
        record(by=by, deed=f"kept the {format_named(format)} of", about=rendition, after=facts(rendition))
    else:
        unchanged()
    return rendition


def format_named(format: str) -> str:
    return "PDF" if format == "pdf" else f"{format} file"


@deed
def report_failure(*, by: User | None, content_sha256: str, because: str) -> None:
    """Leave a sentence for the author where the PDF should have been."""
    prepared = PreparedContent.objects.select_for_update().get(content_sha256=content_sha256)
    prepared.failed_because = because
    prepared.save(update_fields=["failed_because"])
    record(by=by, deed="could not make the PDF of", about=prepared, after=known_of(prepared), reason=because)


def known_of(prepared: PreparedContent) -> Facts:
    """The row as the log keeps it: the hash stands for the words, which are not public yet."""
    return {name: fact for name, fact in facts(prepared).items() if name not in ("html", "title", "footer")}
