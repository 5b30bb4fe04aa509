"""Ending a body, saying what succeeds it, and taking an end back that was a mistake."""

import datetime

from django.db.models import Q

from boards.dates import full_date
from boards.deeds.bodies import refuse_no_reason
from boards.deeds.memberships import end_membership
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, User


@deed
def end_body(
    *,
    by: User,
    body: Body,
    version: int,
    ended_on: datetime.date,
    reason: str,
    successor: Body | None = None,
    end_memberships: bool = False,
) -> Body:
    """End a body with a day, that day included, and say which body succeeds it if one does.

    ``end_memberships`` ends those of its members and its chair with that day. The secretariat keeps its
    role, to hand over what is open.

    Raises:
        Refused: without a reason, when it has ended already, for a successor that cannot be one, a day before
            its first, a meeting that is to take place after it, or a membership that begins after it.
        Stale: when somebody else saved in between.
    """
    reason = reason.strip()
    refuse_no_reason(reason)
    lock_bodies()
    fresh = claim(body, version)
    if fresh.ended_on is not None:
        raise Refused(f"It ended on {full_date(fresh.ended_on)} already.")
    refuse_end(fresh, ended_on=ended_on)
    refuse_successor(fresh, successor, ended_on=ended_on)
    before = facts(fresh) | {"version": version}
    fresh.ended_on, fresh.end_reason, fresh.successor = ended_on, reason, successor
    fresh.save(update_fields=["ended_on", "end_reason", "successor", "version"])
    record(by=by, deed="ended the body", about=fresh, before=before, after=facts(fresh), reason=reason)
    if end_memberships:
        end_members(by=by, body=fresh, until=ended_on)
    return fresh


@deed
def name_successor(*, by: User, body: Body, version: int, successor: Body | None) -> Body:
    """Say which body succeeds one that ended, when that became known only later or was entered wrongly.

    Raises:
        Refused: for a body that has not ended, or a successor that cannot be one.
        Stale: when somebody else saved in between.
    """
    lock_bodies()
    fresh = claim(body, version)
    if fresh.ended_on is None:
        raise Refused("This body has not ended, so nothing succeeds it yet.")
    refuse_successor(fresh, successor, ended_on=fresh.ended_on)
    before = facts(fresh) | {"version": version}
    fresh.successor = successor
    fresh.save(update_fields=["successor", "version"])
    record(by=by, deed="named the successor of", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def reopen_body(*, by: User, body: Body, version: int, reason: str) -> Body:
    """Take back the end of a body that was a mistake.

    Memberships that were ended with it and actions that were handed over stay as they are.

    Raises:
        Refused: without a reason, or for a body that has not ended.
        Stale: when somebody else saved in between.
    """
    reason = reason.strip()
    refuse_no_reason(reason)
    fresh = claim(body, version)
    if fresh.ended_on is None:
        raise Refused("This body has not ended.")
    before = facts(fresh) | {"version": version}
    fresh.ended_on, fresh.end_reason, fresh.successor = None, "", None
    fresh.save(update_fields=["ended_on", "end_reason", "successor", "version"])
    record(by=by, deed="reopened the body", about=fresh, before=before, after=facts(fresh), reason=reason)
    return fresh


def end_members(*, by: User, body: Body, until: datetime.date) -> None:
    """End the memberships of those who sit on the body, in the transaction of its end."""
    later = body.memberships.seated().filter(since__gt=until).select_related("user").first()
    if later is not None:
        raise Refused(
            f"The membership of {later.user} begins on {full_date(later.since)}, after the last day. "
            "Take the tick away, and end the memberships by hand.",
            field="end_memberships",
        )
    for membership in body.memberships.seated().filter(Q(until=None) | Q(until__gt=until)):
        end_membership(by=by, membership=membership, until=until)


def lock_bodies() -> None:
    """Put in line those who end bodies: two ends at once could make a ring of successors."""
    list(Body.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def refuse_after_end(body: Body, day: datetime.date) -> None:
    """Refuse a meeting after the body's last day; holds the body, so that it does not end meanwhile."""
    ended_on = Body.objects.select_for_update(no_key=True).values_list("ended_on", flat=True).get(pk=body.pk)
    if ended_on is not None and ended_on < day:
        raise Refused(
            f"This body ended on {full_date(ended_on)}, so it does not meet after that day.", field="date"
        )


def refuse_end(body: Body, *, ended_on: datetime.date) -> None:
    first = body.names.order_by("since").values_list("since", flat=True).first()
    if first is not None and ended_on < first:
        raise Refused(f"Its first name begins on {full_date(first)}: it cannot end before.", field="ended_on")
    coming = list(body.meetings.taking_place().filter(date__gt=ended_on).values_list("date", flat=True)[:4])
    if coming:
        days = ", ".join(full_date(day) for day in coming[:3]) + (" and later days" if coming[3:] else "")
        raise Refused(
            f"It is to meet after that day, on {days}. Cancel or move what will not take place first.",
            field="ended_on",
        )


def refuse_successor(body: Body, successor: Body | None, *, ended_on: datetime.date) -> None:
    if successor is None:
        return
    heir: Body | None = Body.objects.get(pk=successor.pk)
    if successor.ended_on is not None and successor.ended_on <= ended_on:
        raise Refused(
            f"{successor} ended on {full_date(successor.ended_on)}, so it cannot go on with the work.",
            field="successor",
        )
    while heir is not None:
        if heir.pk == body.pk:
            raise Refused(f"{successor} would succeed itself. Choose another body.", field="successor")
        heir = heir.successor
