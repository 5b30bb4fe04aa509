"""Where the agenda of a meeting stands against its deadline, worked out from the rows as they are now."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from boards import clock
from boards.dates import full_date
from boards.deadlines import ClosedDays, Deadline, State, deadline_for, last_publication_day, publication_day
from boards.models import ClosedDay, Meeting


def deadline_of(meeting: Meeting, closed: ClosedDays | None = None) -> Deadline:
    """The deadline of the meeting's agenda as seen today in London.

    Nothing of it is stored, so a closed day that is added moves every deadline it touches. Those who ask for
    many meetings hand over the ``closed`` days, which are fetched once.
    """
    published_at = meeting.agenda_published_at
    return deadline_for(
        meeting.date,
        statutory=meeting.body.is_statutory,
        today=clock.today(),
        published_on=publication_day(published_at) if published_at else None,
        days=meeting.body.notice_days,
        closed=ClosedDay.objects.reasons() if closed is None else closed,
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that is another day since days were closed or opened; ``deadline`` is the new one."""

    meeting: Meeting
    before: datetime.date
    deadline: Deadline

    @property
    def after(self) -> datetime.date:
        return self.deadline.publish_by

    @property
    def is_short_now(self) -> bool:
        """Whether an agenda that is out, or can only come out late, has too little notice since."""
        return self.deadline.is_late

    @property
    def sentence(self) -> str:
        moved = f"The last day to publish moved from {full_date(self.before)} to {full_date(self.after)}."
        return f"{moved} {self.deadline.sentence}" if self.told_with_state else moved

    @property
    def told_with_state(self) -> bool:
        """An agenda that is still open needs only its new day."""
        return self.deadline.state is not State.OPEN


def moved_deadlines(
    meetings: Iterable[Meeting], closed_before: ClosedDays, closed_after: ClosedDays
) -> list[Moved]:
    """The meetings whose agenda is due on another day by the one calendar than by the other."""
    found = []
    for meeting in meetings:
        before = last_publication_day(meeting.date, meeting.body.notice_days, closed_before)
        deadline = deadline_of(meeting, closed_after)
        if deadline.publish_by != before:
            found.append(Moved(meeting, before, deadline))
    return found


def moved_by(days: Iterable[datetime.date]) -> list[Moved]:
    """What these days moved in the meetings to come, whether they were closed last or opened. 3 queries."""
    after = ClosedDay.objects.reasons()
    before = dict(after)
    for day in days:
        if before.pop(day, None) is None:
            before[day] = "closed before"
    return moved_deadlines(coming_meetings(), before, after)


def coming_meetings() -> list[Meeting]:
    coming = Meeting.objects.taking_place().upcoming(clock.today())
    return list(coming.select_related("body").prefetch_related("body__names"))
