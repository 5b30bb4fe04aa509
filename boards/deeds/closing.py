"""Closing a meeting: its record is complete, and stays as it is until somebody reopens it."""

from boards import clock
from boards.closing import what_is_undecided
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Meeting, User

REOPENED = "reopened the meeting"


@deed
def close_meeting(*, by: User, meeting: Meeting, version: int) -> Meeting:
    """Close a meeting. Attendance, items, declarations and votes then stay as they are; actions go on.

    Raises:
        Refused: while anything required is undecided (``boards.closing``), before the meeting was held, for
            one that does not take place, or that is closed.
        Stale: when somebody else saved in between.
    """
    fresh = claim(meeting, version)
    fresh.body = meeting.body
    refuse_closing(fresh)
    before = facts(fresh)
    fresh.closed_at, fresh.closed_by = clock.now(), by
    fresh.save(update_fields=["closed_at", "closed_by", "version"])
    record(by=by, deed="closed the meeting", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def reopen_meeting(*, by: User, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Let the record of a closed meeting be put right. The reason stays in the log and on its page.

    Raises:
        Refused: without a reason, or for a meeting that is not closed.
        Stale: when somebody else saved in between.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("Say why the meeting is reopened.", field="reason")
    fresh = claim(meeting, version)
    if not fresh.is_closed:
        raise Refused("This meeting is open already.")
    before = facts(fresh)
    fresh.closed_at = fresh.closed_by = None
    fresh.save(update_fields=["closed_at", "closed_by", "version"])
    record(by=by, deed=REOPENED, about=fresh, before=before, after=facts(fresh), reason=reason)
    return fresh


def refuse_closing(meeting: Meeting) -> None:
    if meeting.is_closed:
        raise Refused("This meeting is closed already.")
    if not meeting.takes_place:
        raise Refused("This meeting does not take place, so there is nothing to close.")
    if meeting.date > clock.today():
        raise Refused("The meeting has not been held yet. It can be closed from the day itself.")
    left = [each.sentence for each in what_is_undecided(meeting) if each.required]
    if left:
        raise Refused(f"Before the meeting is closed: {' '.join(left)}")
