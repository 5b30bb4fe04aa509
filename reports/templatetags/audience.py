"""What a report's page says of its audience: how the check stands, and which edition it was made from."""

from typing import Any

from django import template

from boards.models import Reader
from boards.permissions import Permission, bodies_where
from reports.models import Edition, Report
from reports.open_findings import check_of

register = template.Library()


@register.inclusion_tag("reports/findings/line.html")
def check_line(report: Report, may_write: bool) -> dict[str, Any]:
    return {"report": report, "may_write": may_write, "check": check_of(report)}


@register.inclusion_tag("reports/derive/origin.html")
def origin(report: Report, reader: Reader) -> dict[str, Any]:
    """The edition it was derived from, and the newest one since then that this reader may read."""
    edition = report.derived_from
    if edition is None:
        return {}
    since = Edition.objects.visible_to(reader, withdrawn=True).filter(
        publication=edition.publication_id, number__gt=edition.number
    )
    withdrawn = hasattr(edition.publication, "withdrawal")
    return {"edition": edition, "newer": since.order_by("-number").first(), "withdrawn": withdrawn}


@register.inclusion_tag("reports/derive/offer.html")
def derive_offer(report: Report, reader: Reader) -> dict[str, Any]:
    """The way to make a version of it for another body, for those who write to one."""
    has_editions = report.publication.editions.exists() and not hasattr(report.publication, "withdrawal")
    return {
        "report": report,
        "offered": has_editions and bodies_where(reader, Permission.WRITE_REPORTS).exists(),
    }
