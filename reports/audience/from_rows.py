"""Whom a report of ours is for, as the tables know it: the one place here that asks the database."""

import datetime as dt
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from boards.deadlines import LONDON
from boards.models import Attendance, Meeting, Reader
from reports.audience.audience import Audience, KnownDocument
from reports.audience.rules.past_as_future import UNKNOWN_AGE
from reports.models import Edition, Publication, Report

EVERYBODY: Final[Reader] = AnonymousUser()
"""A document is published once everybody may read it, and what others may not read is not named to them."""
PUBLISHED: Final = (Publication.Kind.DOCUMENT, Publication.Kind.REPORT)


def audience_of(report: Report) -> Audience | None:
    """The body, the day and what else the check goes by; None for a report to no meeting. Three queries.

    What a report was written for is known when it was derived from an edition; otherwise the paper says it of
    itself, or nothing does.
    """
    meeting, edition = report.meeting, report.derived_from
    if meeting is None:
        return None
    return Audience(
        body=meeting.body_name,
        kind="board" if report.body.kind == "board" else "committee",
        meeting=meeting.date,
        written_for=edition.body_name if edition else "",
        written_for_meeting=edition.meeting_date if edition else None,
        presenter=report.presenter or None,
        apologies=apologies_for(report, meeting),
        documents=documents_since(report, begun_on(report, meeting)),
    )


def apologies_for(report: Report, meeting: Meeting) -> tuple[str, ...]:
    """Who will not be there, by name; the author also as the cover sheet has them."""
    away = Attendance.objects.filter(meeting=meeting, how=Attendance.How.APOLOGIES)
    rows = list(away.values_list("user", "name"))
    as_author = [report.author_line] if any(user == report.author_id for user, _ in rows) else []
    return (*(name for _, name in rows), *filter(None, as_author))


def begun_on(report: Report, meeting: Meeting) -> dt.date:
    """The day since which a document may have arrived that the paper still awaits."""
    edition = report.derived_from
    if edition is None:
        return meeting.date - dt.timedelta(days=UNKNOWN_AGE)
    published = edition.published_at.astimezone(LONDON).date()
    return min(published, edition.meeting_date or published)


def documents_since(report: Report, day: dt.date) -> tuple[KnownDocument, ...]:
    """Papers and documents that everybody may read since that day, but for this report and its source."""
    midnight = dt.datetime.combine(day, dt.time(), LONDON)
    editions = Edition.objects.visible_to(EVERYBODY)
    earlier = editions.filter(publication=OuterRef("publication"), published_at__lt=OuterRef("published_at"))
    before = Edition.objects.filter(
        publication=OuterRef("publication"), not_for_publication="", published_at__lt=midnight
    )
    own = Q(publication=report.publication_id)
    if report.derived_from:
        own |= Q(publication=report.derived_from.publication_id)
    found = editions.filter(publication__kind__in=PUBLISHED, published_at__gte=midnight).exclude(own)
    first = found.filter(~Exists(before), ~Exists(earlier)).order_by("published_at", "pk")
    rows = first.values_list("title", "published_at")
    return tuple(KnownDocument(title, moment.astimezone(LONDON).date()) for title, moment in rows)
