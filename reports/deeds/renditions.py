"""What became of the files that were asked for: the PDF is kept, or its author is told why there is none; the
Word file is kept when it can be made, and nobody waits for it.
"""

from boards.deeds.record import Facts, deed, facts, record, unchanged
from boards.models import User
from reports.models import Edition, PreparedContent, Rendition


def prepared_of(content_sha256: str) -> PreparedContent | None:
    return PreparedContent.objects.filter(content_sha256=content_sha256).first()


def words_of(content_sha256: str) -> PreparedContent | None:
    """What was prepared, with its words; where these went already, those of the edition that came of it."""
    prepared = prepared_of(content_sha256)
    if prepared and not prepared.html:
        editions = Edition.objects.filter(content_sha256=content_sha256).values_list("html", flat=True)
        prepared.html = editions.first() or ""
    return prepared if prepared and prepared.html else None


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
    over = {"failed_because": ""} if format == "pdf" else {"html": ""}
    PreparedContent.objects.filter(content_sha256=content_sha256).update(**over)
    if is_new:
        record(by=by, deed=f"kept the {format_named(format)} of", about=rendition, after=facts(rendition))
    else:
        unchanged()
    return rendition


def format_named(format: str) -> str:
    return {"pdf": "PDF", "docx": "Word file"}.get(format, f"{format} file")


@deed
def report_failure(*, by: User | None, content_sha256: str, because: str) -> None:
    """Leave a sentence for the author where the PDF should have been."""
    prepared = PreparedContent.objects.select_for_update(no_key=True).get(content_sha256=content_sha256)
    prepared.failed_because = because
    prepared.save(update_fields=["failed_because"])
    record(by=by, deed="could not make the PDF of", about=prepared, after=known_of(prepared), reason=because)


@deed
def let_words_go(*, by: User | None, content_sha256: str) -> None:
    """Empty what was prepared once every file of it is kept; the log has an entry for each file."""
    PreparedContent.objects.filter(content_sha256=content_sha256).update(html="")
    unchanged()


@deed
def give_up_word(*, by: User | None, content_sha256: str, because: str) -> None:
    """Say that there will be no Word file, and let the words go: nothing else needs them."""
    prepared = PreparedContent.objects.select_for_update(no_key=True).get(content_sha256=content_sha256)
    prepared.html = ""
    prepared.save(update_fields=["html"])
    record(
        by=by,
        deed="could not make the Word file of",
        about=prepared,
        after=known_of(prepared),
        reason=because,
    )


def known_of(prepared: PreparedContent) -> Facts:
    """The row as the log keeps it: the hash stands for the words, which are not public yet."""
    return {name: fact for name, fact in facts(prepared).items() if name not in ("html", "title", "footer")}
