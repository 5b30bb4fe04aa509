"""What helps the author of a draft to begin: what is waiting to go into it, in numbers."""

from typing import Any

from django.urls import reverse

from boards.models import User
from reports.highlights import unanswered
from reports.models import Activity, Report
from reports.offers import offered
from reports.since_last_report import activities_to_insert, bullets_since, end_of_period


def helps(report: Report, author: User) -> dict[str, Any]:
    """For ``reports/writing/help_start.html``, under the name ``helps``: counts and addresses.

    ``since`` is how many bullets the log has for the report, and ``later`` how many entries of it come after
    the end of the period; both None for those who help its author, because a log is its writer's alone.
    """
    slug = report.slug
    return {
        "since": len(bullets_since(activities_to_insert(report, end_of_period(report))))
        if report.author_id == author.pk
        else None,
        "later": later(report) if report.author_id == author.pk else None,
        "since_address": reverse("reports:since_last_report", args=[slug]),
        "highlights": len(unanswered(report, author)),
        "follows": report.follows_id is not None,
        "highlights_address": reverse("reports:carry_forward", args=[slug]),
        "offers": sum(len(kind.offers) for kind in offered(report, author)),
        "offers_address": reverse("reports:offers", args=[slug]),
    }


def later(report: Report) -> int:
    """Entries of the log from after the end of the period: the period may be made longer for them."""
    mine = Activity.objects.visible_to(report.author).filter(body=report.body)
    return mine.filter(on__gt=end_of_period(report)).count()
