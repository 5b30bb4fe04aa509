"""Which edition one is compared with: the one before it, or the one its report was derived from."""

from django.db.models import QuerySet

from boards.models import Reader
from reports.models import Edition, Report


def edition_before(edition: Edition, among: QuerySet[Edition]) -> Edition | None:
    """The edition before this one, or of a first edition the one it was derived from; None if not ``among``.

    1 query.
    """
    if edition.number > 1:
        return among.filter(publication=edition.publication_id, number=edition.number - 1).first()
    return source_of(edition, among)


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
