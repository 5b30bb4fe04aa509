"""Where editions are read: reports under ``/papers/``, minutes under their meeting."""

from typing import Any, Final

from django.urls import register_converter, reverse

from reports.documents import FORMATS
from reports.models import Edition

FILES: Final = frozenset(FORMATS) - {"pdf"}
"""Endings that only documents have; every paper has a PDF."""


class FileEnding:
    """``<ending:form>`` in an address: one of ``FILES``."""

    regex = "|".join(sorted(FILES))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileEnding, "ending")


def edition_url(edition: Edition, form: str = "", *, is_current: bool = False) -> str:
    """The lasting address of an edition, or of its "pdf" or "json"; the current one has a shorter one.

    ``form`` may also be the ending of the file of a document, such as "docx".
    """
    publication = edition.publication
    if form in FILES:
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
