"""What helps the author of a draft to begin: where something is waiting to go into it, and how much."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from boards.models import User
from reports.highlights import unanswered
from reports.models import Report
from reports.offers import offered
from reports.since_last_report import (
    activities_to_insert,
    bullets_since,
    end_of_period,
    left_behind,
    logged_later,
)


@dataclass(frozen=True, slots=True)
class Help:
    """A page that helps, and once somebody has counted, what is ``waiting`` there: "3 bullets to insert"."""

    key: str
    label: str
    address: str
    waiting: str = ""


def helps(report: Report, reader: User) -> list[Help]:
    """The pages, without a query. Those who help the author have no link to the log: it is its writer's."""

    def found() -> Iterator[Help]:
        if report.author_id == reader.pk:
            since = reverse("reports:since_last_report", args=[report.slug])
            yield Help("since", "Since my last report", since)
        if report.follows_id is not None:
            yield Help("highlights", "Carry forward", reverse("reports:carry_forward", args=[report.slug]))
        yield Help("offers", "What could go in", reverse("reports:offers", args=[report.slug]))

    return list(found())


def counted_helps(report: Report, reader: User) -> list[Help]:
    """The same pages, each with what is waiting there."""
    count = {"since": told_of_log, "highlights": told_of_highlights, "offers": told_of_offers}
    return [
        Help(each.key, each.label, each.address, count[each.key](report, reader))
        for each in helps(report, reader)
    ]


def told_of_log(report: Report, reader: User) -> str:
    if bullets := len(bullets_since(activities_to_insert(report, end_of_period(report)))):
        return f"{bullets} bullet{'s' * (bullets != 1)} to insert"
    if after := logged_later(report):
        return f"all told; {after} logged after the period"
    before = len(left_behind(report))
    return f"all told; {before} from before the period in no report" if before else "all told"


def told_of_highlights(report: Report, reader: User) -> str:
    left = len(unanswered(report, reader))
    return f"{left} highlight{'s' * (left != 1)} still to say" if left else "nothing left to say"


def told_of_offers(report: Report, reader: User) -> str:
    found = sum(len(kind.offers) for kind in offered(report, reader))
    return f"{found} offer{'s' * (found != 1)}" if found else "nothing offered now"
