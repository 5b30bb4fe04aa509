"""The clocks of papers: each report has its own five clear days (domain rules 1, 6 and 7)."""

import datetime
from collections.abc import Sequence

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from boards import clock
from boards.clocks import Clock, Kind
from boards.deadlines import ClosedDays, Deadline, State, deadline_for, publication_day
from boards.models import AgendaItem, ClosedDay, Meeting
from reports.models import Edition, Paper, Publication

TAKE_AS_URGENT = "Take it as urgent"


def paper_clocks(meetings: Sequence[Meeting], today: datetime.date, closed: ClosedDays) -> list[Clock]:
    """A clock for each paper of these meetings. 1 query.

    A paper counts as published from its first public edition or, if it came later, from the day it was put
    on the agenda; one that is to follow is not published. One that is not for publication has no clock,
    since the public may not have it, and neither has one that was withdrawn or the minutes of a meeting.
    """
    by_pk = {meeting.pk: meeting for meeting in meetings}
    return [
        clock_of(paper, by_pk[paper.item.meeting_id], today, closed)
        for paper in papers_with_clocks().filter(item__meeting__in=by_pk)
    ]


def papers_with_clocks() -> QuerySet[Paper]:
    """Papers that the public is to have, each with ``public_at``, its first public edition's moment."""
    editions = Edition.objects.filter(publication=OuterRef("publication"), not_for_publication="")
    in_private = Q(item__in=AgendaItem.objects.taken_in_private().values("pk"))
    restricted = Q(publication__restriction__isnull=False, publication__restriction__lifted_at=None)
    return (
        Paper.objects.exclude(publication__kind=Publication.Kind.MINUTES)
        .filter(~in_private, ~restricted, publication__withdrawal=None)
        .annotate(public_at=Subquery(editions.order_by("number").values("published_at")[:1]))
        .select_related("item")
    )


def clock_of(paper: Paper, meeting: Meeting, today: datetime.date, closed: ClosedDays) -> Clock:
    deadline = deadline_of_paper(meeting, today, closed, published_on=published_on(paper))
    verb, name = what_to_do(paper, deadline)
    arguments = [meeting.body.slug, meeting.date, paper.item_id, paper.pk]
    return Clock(
        Kind.PAPER,
        f"Paper “{paper.title}”",
        meeting,
        deadline,
        reason=paper.urgency_reason,
        is_awaited=paper.publication_id is None,
        verb=verb,
        verb_address=reverse(name, args=arguments) if name else "",
    )


def what_to_do(paper: Paper, deadline: Deadline) -> tuple[str, str]:
    """The verb for a paper that is not yet as it must be, and the name of the page for it."""
    if paper.publication_id is None:
        return "Bring the paper", "reports:bring_paper"
    if deadline.state is State.SHORT and deadline.is_short_of_law and not paper.urgency_reason:
        return TAKE_AS_URGENT, "reports:take_as_urgent"
    return "", ""


def published_on(paper: Paper) -> datetime.date | None:
    """The London day from which the paper is public for its meeting (rule 3); None while it is not."""
    public_at: datetime.datetime | None = getattr(paper, "public_at")  # noqa: B009 (annotated)
    return publication_day(max(public_at, paper.added_at)) if public_at else None


def deadline_of_paper(
    meeting: Meeting, today: datetime.date, closed: ClosedDays, published_on: datetime.date | None = None
) -> Deadline:
    return deadline_for(
        meeting.date,
        statutory=meeting.body.is_statutory,
        today=today,
        published_on=published_on,
        days=meeting.body.notice_days,
        closed=closed,
        thing="the paper",
    )


def comes_late(meeting: Meeting) -> bool:
    """Whether a paper put to this meeting today needs the chair's reason (LGA 1972 s.100B(4)(b)).

    It does once the agenda of a statutory body is published, with fewer clear days left than the law asks
    for. Before that the agenda as a whole answers for its notice.
    """
    if not (meeting.agenda_is_published and meeting.body.is_statutory):
        return False
    return deadline_of_paper(meeting, clock.today(), ClosedDay.objects.reasons()).is_short_of_law
