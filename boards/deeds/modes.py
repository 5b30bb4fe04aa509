"""Keeping the times in which the law lets members of a statutory body be present from elsewhere (rule 12)."""

import datetime

from django.db import IntegrityError, transaction

from boards.dates import full_date
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import RemotePresence, User


@deed
def add_remote_presence(
    *, by: User, since: datetime.date, source: str, until: datetime.date | None = None
) -> RemotePresence:
    """Tell that from ``since`` to ``until`` (both counted; None is no end) the law lets people join by link.

    From then on the warning about virtual meetings of those days is gone, and who joins is present.

    Raises:
        Refused: without a source, for an end before the beginning, or a time that is partly told already.
    """
    presence = RemotePresence(since=since, until=until, source=" ".join(source.split()))
    refuse_unfit(presence)
    save_once(presence)
    record(by=by, deed="added the time of remote presence", about=presence, after=facts(presence))
    return presence


@deed
def change_remote_presence(
    *,
    by: User,
    presence: RemotePresence,
    version: int,
    since: datetime.date,
    source: str,
    reason: str,
    until: datetime.date | None = None,
) -> RemotePresence:
    """End a time in which people may join by link, or correct it. Attendance that is recorded stays as it is.

    Raises:
        Refused: as ``add_remote_presence``; without a reason.
        Stale: when somebody else saved in between.
    """
    said = reason.strip()
    if not said:
        raise Refused("Say what changed, or what was wrong.", field="reason")
    fresh = claim(presence, version)
    before = facts(fresh)
    fresh.since, fresh.until, fresh.source = since, until, " ".join(source.split())
    refuse_unfit(fresh)
    save_once(fresh)
    record(
        by=by,
        deed="changed the time of remote presence",
        about=fresh,
        before=before,
        after=facts(fresh),
        reason=said,
    )
    return fresh


def refuse_unfit(presence: RemotePresence) -> None:
    if not presence.source:
        raise Refused("Enter the regulations or the Act that say so.", field="source")
    if presence.until is not None and presence.until < presence.since:
        raise Refused("The last day must not be before the first.", field="until")
    other = RemotePresence.objects.between(presence.since, presence.until).exclude(pk=presence.pk).first()
    if other is not None:
        end = f"to {full_date(other.until)}" if other.until else "without an end"
        raise Refused(
            f"A time from {full_date(other.since)} {end} is listed already. Change or end that one.",
            field="since",
        )


def save_once(presence: RemotePresence) -> None:
    """The database has the last word on the first day, should two people add it at once."""
    try:
        with transaction.atomic():
            presence.save()
    except IntegrityError:
        raise Refused(f"A time from {full_date(presence.since)} is listed already.", field="since") from None
