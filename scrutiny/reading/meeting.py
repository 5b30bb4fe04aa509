"""Meetings to come and past ones."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from boards import clock
from boards.deadlines import ClosedDays, last_publication_day
from boards.models import Body, ClosedDay, Meeting
from boards.models.meetings import MeetingQuerySet
from boards.sent_values import read_day_key
from reports.models import Publication
from scrutiny.reading.body import name_on_the_day
from scrutiny.reading.edition import current_editions
from scrutiny.reading.pages import PAGE, Page, page_of
from scrutiny.reading.reader import READER


def meetings() -> MeetingQuerySet:
    """Meetings with their body, its name of that day (``called``), and whether minutes are out."""
    minutes = current_editions().filter(
        publication__meeting=OuterRef("pk"), publication__kind=Publication.Kind.MINUTES
    )
    return (
        Meeting.objects.visible_to(READER)
        .select_related("body", "theme", "moved_to")
        .annotate(called=name_on_the_day("body", "date"), has_minutes=Exists(minutes))
    )


def in_diaries() -> MeetingQuerySet:
    """Meetings with all that a calendar file tells of them. 5 queries, however many there are."""
    rows = Meeting.objects.visible_to(READER).select_related("moved_to")
    return rows.prefetch_related("body__names", "items").order_by("date", "pk")


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """A meeting to come and the day its agenda is due."""

    meeting: Meeting
    agenda_due: datetime.date

    @property
    def is_overdue(self) -> bool:
        return self.agenda_due < clock.today() and not self.meeting.agenda_is_published


def coming_meetings(limit: int, body: Body | None = None) -> list[ComingMeeting]:
    """The next meetings of one body, or of all, those called off among them. 2 queries."""
    rows = meetings().upcoming(clock.today())
    if body:
        rows = rows.filter(body=body)
    closed = ClosedDay.objects.reasons()
    return [ComingMeeting(meeting, agenda_due(meeting, closed)) for meeting in rows[:limit]]


def agenda_due(meeting: Meeting, closed: ClosedDays) -> datetime.date:
    return last_publication_day(meeting.date, meeting.body.notice_days, closed)


def past_meetings(body: Body | None = None, before: str = "", limit: int = PAGE) -> Page[Meeting]:
    """Meetings before today, the latest first; ``before`` is the key of the page before. 1 query."""
    rows = meetings().past(clock.today()).order_by("-date", "-pk")
    if body:
        rows = rows.filter(body=body)
    if key := read_day_key(before):
        day, last = key
        rows = rows.filter(Q(date__lt=day) | Q(date=day, pk__lt=last))
    return page_of(list(rows[: limit + 1]), lambda meeting: f"{meeting.date.isoformat()}_{meeting.pk}", limit)


def neighbours(meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The meetings of this body before and after this one. 2 queries."""
    same = Meeting.objects.visible_to(READER).filter(body=meeting.body)
    before = same.filter(date__lt=meeting.date).order_by("-date").first()
    return before, same.filter(date__gt=meeting.date).order_by("date").first()
