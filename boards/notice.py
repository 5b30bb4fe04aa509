"""Where the agenda of a meeting stands against its deadline, worked out from the rows as they are now."""

from boards import clock
from boards.deadlines import Deadline, deadline_for, publication_day
from boards.models import ClosedDay, Meeting


def deadline_of(meeting: Meeting) -> Deadline:
    """The deadline of the meeting's agenda as seen today in London.

    Nothing of it is stored, so a closed day that is added moves every deadline it touches.
    """
    published_at = meeting.agenda_published_at
    return deadline_for(
        meeting.date,
        statutory=meeting.body.is_statutory,
        today=clock.today(),
        published_on=publication_day(published_at) if published_at else None,
        days=meeting.body.notice_days,
        closed=ClosedDay.objects.reasons(),
    )
