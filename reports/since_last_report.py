"""The log of a period, as the activity section of a report tells it.

Pure but for the reads at the end. Only the publishable sentence leaves the log: never what was seen, what it
was for, or how a team was doing. A sentence that its author edited is told as it is; those that still read as
they started out are told together where that reads better (``reports.merged_sentences``).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from boards import clock
from reports.activity_sentences import first_sentence
from reports.merged_sentences import Merged, grouped, line, merged
from reports.models import Activity, Report, ToldActivity
from reports.models.activity import ActivityQuerySet

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
GROUP_NAMES: Final = ("People met", "Teams visited", "Reviews", "Reports given", "Other")


@dataclass(frozen=True, slots=True)
class LoggedBullet:
    """A sentence on its way into a report, still tied to the entries that it tells, the earliest first."""

    text: str
    activities: tuple[Activity, ...]

    @property
    def group(self) -> int:
        """Its place in ``GROUP_NAMES``; told in one's own words of several kinds, that of the first."""
        return GROUPS[Kind(self.activities[0].kind)]


@dataclass(frozen=True, slots=True)
class Group:
    """The bullets of one kind of activity, under the name that the author reads above them."""

    name: str
    bullets: tuple[LoggedBullet, ...]


def bullets_since(activities: Iterable[Activity]) -> list[LoggedBullet]:
    """The activities that have a sentence, people met first, each group in the order of its days."""
    untouched, own = list[Activity](), list[Activity]()
    for activity in sorted(activities, key=lambda each: (each.on, each.pk)):
        if line(activity.sentence):
            (untouched if may_be_merged(activity) else own).append(activity)
    told = [*merged(untouched), *in_own_words(own)]
    bullets = [LoggedBullet(each.text, each.activities) for each in told]
    return sorted(bullets, key=lambda each: (each.group, each.activities[0].on, each.activities[0].pk or 0))


def may_be_merged(activity: Activity) -> bool:
    """Whether its sentence is as it started out, of a day: what went on for a period tells its own days."""
    return activity.until is None and line(activity.sentence) == line(sentence_at_first(activity))


def sentence_at_first(activity: Activity) -> str:
    return first_sentence(
        activity.kind,
        activity.place,
        activity.met,
        on=activity.on,
        until=activity.until,
        is_virtual=activity.is_virtual,
    )


def in_own_words(activities: Iterable[Activity]) -> list[Merged]:
    """Word for word the same is told once."""
    return [
        Merged(line(group[0].sentence), tuple(group))
        for group in grouped(activities, lambda each: line(each.sentence))
    ]


def in_groups(bullets: Iterable[LoggedBullet]) -> list[Group]:
    """Bullets under the names of their groups, in the order in which they come."""
    by_group = groupby(sorted(bullets, key=lambda each: each.group), key=lambda each: each.group)
    return [Group(GROUP_NAMES[group], tuple(each)) for group, each in by_group]


def end_of_period(report: Report) -> datetime.date:
    """The day up to which the report tells: its own, or today while it names none."""
    return report.period_to or clock.today()


def activities_to_insert(report: Report, until: datetime.date) -> list[Activity]:
    """The author's activities for this body since the last report, but for those it tells already."""
    told = ToldActivity.objects.filter(
        bullet__paragraph__section__report=report, bullet__paragraph__removed_at=None
    )
    untold = authors_log(report).in_period(report.period_from, until).exclude(pk__in=told.values("activity"))
    return list(untold)


def left_behind(report: Report) -> list[Activity]:
    """What the author could have told in the report before and no report tells: logged too late for it, or
    without a sentence then, or left out. It is offered once more, in this report, so that nothing falls
    between two periods."""
    if report.follows is None or report.period_from is None:
        return []
    before = authors_log(report).in_period(report.follows.period_from, report.period_from)
    told = ToldActivity.objects.filter(bullet__paragraph__removed_at=None)
    return list(before.exclude(sentence="").exclude(pk__in=told.values("activity")))


def logged_later(report: Report) -> int:
    """Entries of the log from after the end of the period: the period may be made longer for them."""
    return authors_log(report).filter(on__gt=end_of_period(report)).count()


def authors_log(report: Report) -> ActivityQuerySet:
    mine = Activity.objects.visible_to(report.author).filter(body=report.body)
    return mine.select_related("place__within")
