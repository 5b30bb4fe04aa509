"""The files that were made of editions."""

from django.db.models import IntegerField, OuterRef, Subquery

from reports.models import Edition, Rendition


def rendition(edition: Edition, format: str = "pdf") -> Rendition | None:
    """A file of an edition. 1 query."""
    return rendition_at(edition.content_sha256, format)


def rendition_at(content_sha256: str, format: str = "pdf") -> Rendition | None:
    """The file that was made of some content. 1 query."""
    return Rendition.objects.filter(content_sha256=content_sha256, format=format).first()


def of_pdf(fact: str) -> Subquery:
    return of_file_made("pdf", fact)


def of_file_made(format: str, fact: str) -> Subquery:
    made = Rendition.objects.filter(content_sha256=OuterRef("content_sha256"), format=format)
    return Subquery(made.values(fact)[:1], output_field=IntegerField())


def of_first_file(fact: str) -> Subquery:
    """Of the file that was made first: the PDF of a paper, the one file of a document."""
    made = Rendition.objects.filter(content_sha256=OuterRef("content_sha256")).order_by("pk")
    return Subquery(made.values(fact)[:1])
