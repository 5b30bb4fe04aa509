"""The log of a period, as the activity section of a report tells it.

Pure but for the reads at the end. Only the publishable sentence leaves the log: never what was seen.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reports.models import Activity, Bullet, Report

INTRODUCTION: Final = "In the period since my last report I have:"

Kind = Activity.Kind
GROUPS: Final = {
    Kind.MEETING: 0,
    Kind.ONE_TO_ONE: 0,
    Kind.VISIT: 1,
    Kind.OBSERVATION: 1,
    Kind.REVIEW: 2,
    Kind.REPORT_GIVEN: 3,
    Kind.OTHER: 4,
}
"""People met, visits, reviews, reports given, then the rest."""


@dataclass(frozen=True, slots=True)
class LoggedBullet:
    """The sentence of an activity on its way into a report, still tied to its entry."""

    text: str
    activity: Activity


def bullets_since(activities: Iterable[Activity]) -> list[LoggedBullet]:
    """The activities that have a sentence, people met first, each group in the order of its days."""
    told = [activity for activity in activities if activity.sentence.strip()]
    told.sort(key=lambda activity: (GROUPS[Kind(activity.kind)], activity.on, activity.pk))
    return [LoggedBullet(as_bullet(activity.sentence), activity) for activity in told]


def as_bullet(sentence: str) -> str:
    """One line without its full stop: it continues the introduction."""
    return " ".join(sentence.split()).rstrip(".")


def activities_to_insert(report: Report, until: datetime.date) -> list[Activity]:
    """The author's activities for this body since the last report, but for those it tells already."""
    told = Bullet.objects.filter(
        paragraph__section__report=report, paragraph__removed_at=None, activity__isnull=False
    )
    since = Activity.objects.visible_to(report.author).filter(body=report.body)
    return list(since.in_period(report.period_from, until).exclude(pk__in=told.values("activity")))
