"""Closing a day and opening it again. Deadlines are worked out when shown, so each follows at once; those
who publish agendas are told by mail which of theirs moved.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from boards import clock
from boards.dates import full_date
from boards.deadlines import why_not_counted
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import ClosedDay, Membership, User
from boards.notice import Moved, moved_by
from boards.permissions import ROLES, Permission
from boards.tasks import mail_moved_deadlines


@deed
def add_closed_days(*, by: User, days: Sequence[tuple[datetime.date, str]], kind: str) -> list[ClosedDay]:
    """Close several days at once, such as a year of the council's own. All of them, or none.

    Raises:
        Refused: without a day, for the same day twice, and as ``add_closed_day`` does.
    """
    if not days:
        raise Refused("Enter at least one day.", field="days")
    if len({date for date, _ in days}) < len(days):
        raise Refused("A day is in the list twice.", field="days")
    try:
        added = [close(by=by, date=date, name=name, kind=kind) for date, name in days]
    except Refused as refusal:
        raise Refused(refusal.sentence, field="days") from refusal
    tell_moved([date for date, _ in days], f"{by.name} added days that do not count.")
    return added


@deed
def add_closed_day(*, by: User, date: datetime.date, name: str, kind: str) -> ClosedDay:
    """Count a day out of every deadline: a one-off bank holiday, or a day on which the council is closed.

    A past day may be added: it corrects how the notice of past meetings is judged. Whoever publishes an
    agenda that is now due on another day is told by mail.

    Raises:
        Refused: for an empty or overlong name, an unknown kind, a day that does not count anyway, or a day
            already added.
    """
    closed_day = close(by=by, date=date, name=name, kind=kind)
    tell_moved([date], f"{full_date(date)} no longer counts: {closed_day.name}.")
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
    date = closed_day.date
    closed_day.delete()
    tell_moved([date], f"{full_date(date)} counts again. {reason}")


def close(*, by: User, date: datetime.date, name: str, kind: str) -> ClosedDay:
    name = " ".join(name.split())
    refuse_unfit(date=date, name=name, kind=kind)
    closed_day, is_new = ClosedDay.objects.get_or_create(date=date, defaults={"name": name, "kind": kind})
    if not is_new:
        raise Refused(f"{full_date(date)} is already a closed day: {closed_day.name}.", field="date")
    record(by=by, deed="added the closed day", about=closed_day, after=facts(closed_day))
    return closed_day


def tell_moved(days: Sequence[datetime.date], because: str) -> None:
    """One mail to each person who publishes the agendas whose day moved."""
    told: dict[int, list[dict[str, str]]] = defaultdict(list)
    moved = moved_by(days)
    publishers = publishers_of({each.meeting.body_id for each in moved})
    for each in moved:
        for user_id in publishers[each.meeting.body_id]:
            told[user_id].append(in_mail(each))
    for user_id, lines in sorted(told.items()):
        mail_moved_deadlines.enqueue(user_id, because, lines)


def publishers_of(bodies: set[int]) -> dict[int, list[int]]:
    """By body, who may publish its agendas today."""
    roles = [role for role, granted in ROLES.items() if Permission.PUBLISH_AGENDA in granted]
    serving = Membership.objects.on(clock.today()).filter(body__in=bodies, role__in=roles)
    found: dict[int, list[int]] = defaultdict(list)
    for body_id, user_id in serving.order_by().values_list("body", "user").distinct():
        found[body_id].append(user_id)
    return found


def in_mail(moved: Moved) -> dict[str, str]:
    """What the mail says of one meeting: plain words, since a job keeps no rows."""
    ways = [f"{way.name}: {way.needs}" for way in moved.deadline.ways_on] if moved.is_short_now else []
    return {
        "body": moved.meeting.body_name,
        "meeting": full_date(moved.meeting.date),
        "sentence": "\n".join([moved.sentence, *ways]),
        "path": moved.meeting.get_desk_url(),
    }


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
