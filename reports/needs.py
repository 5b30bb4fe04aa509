"""What the chair and the reviewers have to do next, for the front page of the desk."""

import datetime

from boards.models import User
from boards.needs import MOST, Need
from boards.permissions import Permission, bodies_where
from reports.deeds.reports import last_reported_day
from reports.models import Activity, Report


def needs(user: User, today: datetime.date) -> list[Need]:
    """My drafts, reports waiting for my review, and agreed reports I may publish."""
    return [*drafts(user, today), *to_review(user, today), *to_publish(user, today)]


def drafts(user: User, today: datetime.date) -> list[Need]:
    mine = Report.objects.filter(author=user, state=Report.State.DRAFT).select_related(
        "publication", "meeting"
    )
    return [need(report, "Go on writing", today) for report in mine[:MOST]]


def to_review(user: User, today: datetime.date) -> list[Need]:
    waiting = (
        Report.objects.filter(
            state=Report.State.IN_REVIEW, body__in=bodies_where(user, Permission.REVIEW_REPORTS)
        )
        .exclude(author=user)
        .select_related("publication", "meeting")
    )
    return [need(report, "Read and agree, or return", today) for report in waiting[:MOST]]


def to_publish(user: User, today: datetime.date) -> list[Need]:
    agreed = Report.objects.filter(
        state=Report.State.AGREED, body__in=bodies_where(user, Permission.PUBLISH_PAPERS)
    ).select_related("publication", "meeting")
    return [need(report, "Publish the report", today) for report in agreed[:MOST]]


def need(report: Report, verb: str, today: datetime.date) -> Need:
    """A report is needed by the day of its meeting, or now when it has none."""
    day = report.meeting.date if report.meeting else today
    return Need(day, report.title, verb, report.get_desk_url(), late=day < today)


def done_since_last_report(user: User, today: datetime.date) -> list[Activity]:
    """What a chair has logged since the last report to the body they chair, the latest first."""
    done: list[Activity] = []
    for body in bodies_where(user, Permission.LOG_ACTIVITY):
        mine = Activity.objects.visible_to(user).filter(body=body)
        done += mine.in_period(last_reported_day(user, body), today)
    return done
