"""Reports to write, review and publish, and papers awaited, for the front page of the desk."""

import datetime

from django.urls import reverse

from boards.dates import full_date
from boards.models import ClosedDay, Meeting, User
from boards.models.meetings import MeetingQuerySet
from boards.needs import AHEAD, MOST, Need
from boards.permissions import Permission, bodies_where, body_ids_where
from reports import document_needs, evidence_needs
from reports.clocks import TAKE_AS_URGENT, paper_clocks
from reports.models import Paper, Report


def needs(user: User, today: datetime.date) -> list[Need]:
    """My drafts, reports for my review, agreed reports I may publish, letters that arrived about what was
    only said to me, and papers my meetings wait for."""
    return [
        *drafts(user, today),
        *to_review(user, today),
        *to_publish(user, today),
        *evidence_needs.needs(user, today),
        *document_needs.needs(user, today),
        *awaited(user, today),
        *too_late(user, today),
    ]


def drafts(user: User, today: datetime.date) -> list[Need]:
    mine = Report.objects.filter(author=user, state=Report.State.DRAFT).select_related(
        "publication", "meeting"
    )
    return [need(report, "Go on writing", today) for report in mine[:MOST]]


def to_review(user: User, today: datetime.date) -> list[Need]:
    waiting = (
        Report.objects.visible_to(user)
        .filter(state=Report.State.IN_REVIEW, body__in=bodies_where(user, Permission.REVIEW_REPORTS))
        .exclude(author=user)
        .select_related("publication", "meeting")
    )
    return [need(report, "Read and agree, or return", today) for report in waiting[:MOST]]


def to_publish(user: User, today: datetime.date) -> list[Need]:
    agreed = Report.objects.filter(
        state=Report.State.AGREED, body__in=bodies_where(user, Permission.PUBLISH_PAPERS)
    ).select_related("publication", "meeting")
    return [need(report, "Publish the report", today) for report in agreed[:MOST]]


def awaited(user: User, today: datetime.date) -> list[Need]:
    """Papers that are to follow on the agendas of meetings to come."""
    papers = (
        Paper.objects.filter(
            publication=None,
            item__decided_at=None,
            item__meeting__in=meetings_run(user, today).values("pk"),
        )
        .select_related("item__meeting__body")
        .order_by("expected_on", "pk")
    )
    return [paper_awaited(paper, today) for paper in papers[:MOST]]


def paper_awaited(paper: Paper, today: datetime.date) -> Need:
    meeting = paper.item.meeting
    day = paper.expected_on or meeting.date
    about = f"Paper awaited: {paper.title}, expected {full_date(day)}"
    address = reverse("reports:bring_paper", args=[meeting.body.slug, meeting.date, paper.item_id, paper.pk])
    return Need(day, about, "Bring the paper", address, late=day < today)


def too_late(user: User, today: datetime.date) -> list[Need]:
    """Papers that became public too late, and for which the chair has given no reason yet."""
    meetings = meetings_run(user, today).filter(agenda_published_at__isnull=False, date__lte=today + AHEAD)
    clocks = paper_clocks(list(meetings.select_related("body")), today, ClosedDay.objects.reasons())
    late = [each for each in clocks if each.verb == TAKE_AS_URGENT][:MOST]
    return [
        Need(each.meeting.date, f"{each.what} came too late", each.verb, each.verb_address) for each in late
    ]


def meetings_run(user: User, today: datetime.date) -> MeetingQuerySet:
    """Meetings to come, up to their day, of the bodies whose meetings this person edits."""
    bodies = body_ids_where(user, Permission.EDIT_MEETINGS)
    return Meeting.objects.filter(body__in=bodies).taking_place().upcoming(today)


def need(report: Report, verb: str, today: datetime.date) -> Need:
    """A report is needed by the day of its meeting; now when it has none, or one that is called off."""
    day = report.meeting.date if report.meeting and report.meeting.takes_place else today
    return Need(day, report.title, verb, report.get_desk_url(), late=day < today)
