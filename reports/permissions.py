"""The one way to fetch a report at the desk, or to be refused."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from boards.models import Reader
from boards.permissions import Permission, may, require
from reports.models import Document, Publication, Report


def report_or_refuse(user: Reader, slug: str, permission: Permission = Permission.SEE_DESK) -> Report:
    """The report at a desk address, for someone who may do ``permission`` with it.

    ``SEE_DESK`` asks no more than that the report is visible; ``WRITE_REPORTS`` is for those alone who write
    it, and only while it is a draft; any other permission is asked of the body.

    Raises:
        Http404: no such report, or none that this person may see.
        PermissionDenied: the person sees the report but may not do this with it.
    """
    visible = Report.objects.visible_to(user).select_related("publication", "body", "meeting__body", "author")
    report = visible.filter(publication__slug=slug).first()
    if report is None:
        raise Http404
    if permission == Permission.WRITE_REPORTS:
        allowed = may_write(user, report)
    else:
        allowed = permission == Permission.SEE_DESK or may(user, permission, report.body)
    if not allowed:
        raise PermissionDenied
    return report


def may_write(user: Reader, report: Report) -> bool:
    """Who writes a draft: its author while in an office that reports, and whom the author asked to help."""
    if report.state != Report.State.DRAFT:
        return False
    if report.author == user:
        return may(user, Permission.WRITE_REPORTS, report.body)
    return report.is_written_by(user) and may(user, Permission.SEE_DESK, report.body)


def publication_or_refuse(user: Reader, slug: str) -> Publication:
    """A report or a document, for those who publish for its body, and restrict and release with that right.

    Another's draft stays unknown to them; a paper that has editions does not.

    Raises:
        Http404: no such paper, or none that this person may see.
        PermissionDenied: the person sees it, but does not publish for its body.
    """
    rows = Publication.objects.exclude(kind=Publication.Kind.MINUTES).select_related("body", "restriction")
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    publishes = may(user, Permission.PUBLISH_PAPERS, found.body)
    if not (publishes and found.editions.exists()) and not is_seen(user, found):
        raise Http404
    require(user, Permission.PUBLISH_PAPERS, found.body)
    return found


def is_seen(user: Reader, publication: Publication) -> bool:
    """Whether this person sees at the desk what stands behind the publication."""
    if publication.kind == Publication.Kind.DOCUMENT:
        return Document.objects.visible_to(user).filter(publication=publication).exists()
    return Report.objects.visible_to(user).filter(publication=publication).exists()
