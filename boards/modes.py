"""Which ways of meeting the law allows a body, on which day (rule 12).

A partnership body may meet as it likes. A statutory body meets in one room, except in the times when the law
lets people be present from elsewhere: those are rows (``boards.models.RemotePresence``) that administrators
keep, because the law has changed before and may again.
"""

import datetime

from boards.models import Body, Meeting, RemotePresence


def remote_is_present(body: Body, day: datetime.date) -> bool:
    """Whether a member who joins by link counts as present, rather than in attendance (remote)."""
    return not body.is_statutory or RemotePresence.objects.on(day).exists()


def mode_warning(body: Body, day: datetime.date, mode: str) -> str:
    """What to know before planning a meeting that way; empty when the law has nothing to say."""
    if mode != Meeting.Mode.VIRTUAL or remote_is_present(body, day):
        return ""
    return (
        "On that day the law asks a statutory body to meet in one room. People who join by link are in "
        "attendance, not present, so a virtual meeting cannot decide anything."
    )
