"""The one way to fetch a report at the desk, or to be refused."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from boards.models import Reader
from boards.permissions import Permission, may
from reports.models import Report


def report_or_refuse(user: Reader, slug: str, permission: Permission = Permission.SEE_DESK) -> Report:
    """The report at a desk address, for someone who may do ``permission`` with it.

    ``SEE_DESK`` asks no more than that the report is visible; ``WRITE_REPORTS`` is for its author alone, and
    only while it is a draft; any other permission is asked of the body.

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
    """Only its author writes a report, only as a draft, and only while still in an office that reports."""
    is_authors_draft = report.author == user and report.state == Report.State.DRAFT
    return is_authors_draft and may(user, Permission.WRITE_REPORTS, report.body)
