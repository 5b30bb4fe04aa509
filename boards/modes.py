"""Which ways of meeting the law allows a body, on which day (rule 12).

A partnership body may meet as it likes. A statutory body meets in one room, except in the months when
the Local Authorities and Police and Crime Panels (Coronavirus) (Flexibility of Local Authority and Police
and Crime Panel Meetings) Regulations 2020 let people be present from elsewhere.
"""

import datetime

from boards.models import Body, Meeting

REMOTE_WAS_LAWFUL = ((datetime.date(2020, 4, 4), datetime.date(2021, 5, 6)),)
"""First and last day of each time in which a statutory body could meet by link; add one when the law does."""


def remote_is_present(body: Body, day: datetime.date) -> bool:
    """Whether a member who joins by link counts as present, rather than in attendance (remote)."""
    return not body.is_statutory or any(first <= day <= last for first, last in REMOTE_WAS_LAWFUL)


def mode_warning(body: Body, day: datetime.date, mode: str) -> str:
    """What to know before planning a meeting that way; empty when the law has nothing to say."""
    if mode != Meeting.Mode.VIRTUAL or remote_is_present(body, day):
        return ""
    return (
        "On that day the law asks a statutory body to meet in one room. People who join by link are in "
        "attendance, not present, so a virtual meeting cannot decide anything."
    )
