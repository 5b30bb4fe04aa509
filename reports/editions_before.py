"""Which editions one is compared with: those before it of the same paper, for its own body and for others."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from boards.models import Reader
from reports.models import Edition, Publication, Report


def edition_before(edition: Edition, among: QuerySet[Edition]) -> Edition | None:
    """The edition before this one, or of a first edition the one it was derived from; None if not ``among``.

    1 query.
    """
    if edition.number > 1:
        return among.filter(publication=edition.publication_id, number=edition.number - 1).first()
    return source_of(edition, among)


def editions_before(edition: Edition, among: QuerySet[Edition]) -> QuerySet[Edition]:
    """Every edition of the same paper that was published before, for whichever body; newest first."""
    return among.filter(akin([edition.publication_id]), pk__lt=edition.pk).order_by("-pk")


def akin(publications: Collection[int]) -> Q:
    """Editions of these papers, of what they were derived from, and of what was derived from either."""
    above = Publication.objects.filter(editions__derived__publication__in=publications)
    beyond = Publication.objects.filter(editions__derived__publication__in=above.values("pk"))
    below = Publication.objects.filter(report__derived_from__publication__in=publications)
    beside = Publication.objects.filter(report__derived_from__publication__in=above.values("pk"))
    kin = Q(publication__in=publications)
    for found in (above, beyond, below, beside):
        kin |= Q(publication__in=found.values("pk"))
    return kin


def source_of(edition: Edition, among: QuerySet[Edition]) -> Edition | None:
    """The edition for another body that its report was derived from. 1 query."""
    return among.filter(derived__publication=edition.publication_id).first()


def before_next_edition(report: Report, reader: Reader) -> Edition | None:
    """What the next edition of a report will be compared with, where this person may read it.

    Whoever sees a draft has seen its own editions; the source is another body's paper.
    """
    rows = Edition.objects.select_related("publication__body", "publication__meeting__body")
    own = rows.filter(publication=report.publication_id).order_by("-number").first()
    if own or report.derived_from_id is None:
        return own
    return rows.visible_to(reader).filter(pk=report.derived_from_id).first()
