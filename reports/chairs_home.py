"""What the front page of the desk tells somebody who chairs: the next report, what was done, where to go."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from boards.models import Body, Meeting, User
from boards.permissions import Permission, bodies_where, body_ids_where
from reports.chain import last_reported_day
from reports.coverage import Row, coverage
from reports.models import Activity, Report

FEW: Final = 3
MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class ChairsHome:
    """``unseen`` are the teams not seen for longest, those never seen first; ``done`` the latest first: all
    that was logged, or where this person ``has_reported``, what was logged since."""

    meeting: Meeting | None
    report: Report | None
    has_reported: bool
    done: Sequence[Activity]
    unseen: Sequence[Row]


def chairs_home(user: User, today: datetime.date) -> ChairsHome | None:
    """None for a person who chairs nothing."""
    bodies = bodies_where(user, Permission.LOG_ACTIVITY)
    if not bodies:
        return None
    meeting = next_meeting(user, today)
    reported = {body: last_reported_day(user, body) for body in bodies}
    return ChairsHome(
        meeting=meeting,
        report=report_for(user, meeting),
        has_reported=any(reported.values()),
        done=done_since(user, reported, today),
        unseen=[row for row in coverage(user, today, months=MONTHS).rows if row.is_due][:FEW],
    )


def next_meeting(user: User, today: datetime.date) -> Meeting | None:
    """The soonest meeting of the bodies this person chairs."""
    bodies = body_ids_where(user, Permission.LOG_ACTIVITY)
    coming = Meeting.objects.taking_place().upcoming(today).filter(body__in=bodies)
    return coming.select_related("body").order_by("date", "pk").first()


def report_for(user: User, meeting: Meeting | None) -> Report | None:
    mine = Report.objects.filter(author=user, meeting=meeting).exclude(state=Report.State.WITHDRAWN)
    return mine.select_related("publication").order_by("-pk").first() if meeting else None


def done_since(
    user: User, reported: Mapping[Body, datetime.date | None], today: datetime.date
) -> list[Activity]:
    """What a chair has logged since the day up to which each body was told of it, the latest first."""
    mine = Activity.objects.visible_to(user)
    done = [row for body, day in reported.items() for row in mine.filter(body=body).in_period(day, today)]
    return sorted(done, key=lambda activity: (activity.on, activity.pk), reverse=True)
