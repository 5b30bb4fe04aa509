"""The files that were made of editions."""

from django.db.models import IntegerField, OuterRef, Subquery

from reports.models import Rendition


def of_pdf(fact: str) -> Subquery:
    return of_file_made("pdf", fact)


def of_file_made(format: str, fact: str) -> Subquery:
    made = Rendition.objects.made_of(OuterRef("content_sha256"), format)
    return Subquery(made.values(fact)[:1], output_field=IntegerField())


def of_first_file(fact: str) -> Subquery:
    """Of the file that was made first: the PDF of a paper, the one file of a document."""
    made = Rendition.objects.filter(content_sha256=OuterRef("content_sha256")).order_by("pk")
    return Subquery(made.values(fact)[:1])
