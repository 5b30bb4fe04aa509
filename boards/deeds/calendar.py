"""Closing a day and opening it again. Deadlines are worked out when shown, so each follows at once."""

import datetime

from boards.deadlines import full_date, why_not_counted
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import ClosedDay, User


@deed
def add_closed_day(*, by: User, date: datetime.date, name: str, kind: str) -> ClosedDay:
    """Count a day out of every deadline: a one-off bank holiday, or a day on which the council is closed.

    A past day may be added: it corrects how the notice of past meetings is judged.

    Raises:
        Refused: for an empty or overlong name, an unknown kind, a day that does not count anyway, or a day
            already added.
    """
    name = name.strip()
    refuse_unfit(date=date, name=name, kind=kind)
    closed_day, is_new = ClosedDay.objects.get_or_create(date=date, defaults={"name": name, "kind": kind})
    if not is_new:
        raise Refused(f"{full_date(date)} is already a closed day: {closed_day.name}.", field="date")
    record(by=by, deed="added the closed day", about=closed_day, after=facts(closed_day))
    return closed_day


@deed
def remove_closed_day(*, by: User, closed_day: ClosedDay, reason: str) -> None:
    """Count a day again, because it was added by mistake or the announcement was withdrawn.

    Raises:
        Refused: without a reason, since deadlines that people have worked to will move.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("Say why this day counts again.", field="reason")
    record(by=by, deed="removed the closed day", about=closed_day, before=facts(closed_day), reason=reason)
    closed_day.delete()


def refuse_unfit(*, date: datetime.date, name: str, kind: str) -> None:
    if not name:
        raise Refused("Say what the day is called.", field="name")
    if len(name) > ClosedDay.LONGEST_NAME:
        raise Refused(f"Keep the name of the day to {ClosedDay.LONGEST_NAME} characters.", field="name")
    if kind not in ClosedDay.Kind.values:
        raise Refused(
            "Choose whether it is a one-off bank holiday or a day the council is closed.", field="kind"
        )
    if why := why_not_counted(date):
        raise Refused(f"{full_date(date)} is not counted in any case: {why}.", field="date")
