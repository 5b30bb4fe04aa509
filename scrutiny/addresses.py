"""Where editions are read: reports under ``/papers/``, minutes under their meeting."""

from typing import Any, Final

from django.urls import register_converter, reverse

from reports.documents import FORMATS
from reports.models import Edition

FILES: Final = frozenset(FORMATS) - {"pdf"}
"""Endings that not every paper has: those of documents, "docx" among them, which reports have as well."""


class FileEnding:
    """``<ending:form>`` in an address: one of ``FILES``."""

    regex = "|".join(sorted(FILES))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileEnding, "ending")


def edition_url(edition: Edition, form: str = "", *, is_current: bool = False) -> str:
    """The lasting address of an edition, or of its "pdf", "docx" or "json"; the current one has a shorter.

    ``form`` may also be the ending of the file of a document, such as "pptx".
    """
    publication = edition.publication
    if form in FILES and publication.kind != publication.Kind.MINUTES:
        name = "document_file" if is_current else "document_file_of_edition"
        numbered = [] if is_current else [edition.number]
        return reverse(f"scrutiny:{name}", args=[publication.slug, *numbered, form])
    if publication.kind == publication.Kind.MINUTES and publication.meeting:
        where: list[Any] = [publication.meeting.body.slug, publication.meeting.date]
        name = "minutes"
    else:
        where, name = [publication.slug], "paper"
    if is_current:
        return reverse("_".join(filter(None, [f"scrutiny:{name}", form])), args=where)
    name = f"scrutiny:{name}_edition" if name == "minutes" or not form else "scrutiny:edition"
    return reverse("_".join(filter(None, [name, form])), args=[*where, edition.number])


def changes_url(edition: Edition, form: str = "") -> str:
    """Where it is told what changed in an edition, or the "pdf" of it."""
    name = "_".join(filter(None, ["scrutiny:changes", form]))
    return reverse(name, args=[edition.publication.slug, edition.number])
