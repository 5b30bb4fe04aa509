"""Which body reports to which: relationships begin and end on a day, and are never deleted."""

import datetime

from django.db.models import Q

from boards.dates import full_date
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, Relationship, User


@deed
def add_relationship(
    *,
    by: User,
    body: Body,
    to: Body,
    how_often: str,
    since: datetime.date,
    until: datetime.date | None = None,
) -> Relationship:
    """Record that a body reports to another from a day on, and how often ("after each of its meetings").

    Raises:
        Refused: for a body that would report to itself, without how often, for an end before the beginning,
            or a time in which it reports to that body already.
    """
    how_often = how_often.strip()
    refuse_unfit(body=body, to=to, how_often=how_often, since=since, until=until)
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    refuse_overlap(body=body, to=to, since=since, until=until)
    relationship = Relationship.objects.create(
        body=body, to=to, how_often=how_often, since=since, until=until
    )
    record(by=by, deed="added the relationship", about=relationship, after=facts(relationship))
    return relationship


@deed
def change_relationship(
    *,
    by: User,
    relationship: Relationship,
    version: int,
    how_often: str,
    since: datetime.date,
    until: datetime.date | None = None,
) -> Relationship:
    """Put right how often a body reports and from when to when. Another rhythm is a relationship of its own.

    Raises:
        Refused: as ``add_relationship``.
        Stale: when somebody else saved in between.
    """
    how_often = how_often.strip()
    body, to = relationship.body, relationship.to
    refuse_unfit(body=body, to=to, how_often=how_often, since=since, until=until)
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    fresh = claim(relationship, version)
    refuse_overlap(body=body, to=to, since=since, until=until, other_than=fresh)
    before = facts(fresh) | {"version": version}
    fresh.how_often, fresh.since, fresh.until = how_often, since, until
    fresh.save(update_fields=["how_often", "since", "until", "version"])
    record(by=by, deed="changed the relationship", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def end_relationship(
    *, by: User, relationship: Relationship, version: int, until: datetime.date
) -> Relationship:
    """Let a relationship end with a day, that day included.

    Raises:
        Refused: for a day before the first, or when it ends by then already.
        Stale: when somebody else saved in between.
    """
    fresh = claim(relationship, version)
    if until < fresh.since:
        raise Refused(f"It began on {full_date(fresh.since)}: it cannot end before.", field="until")
    if fresh.until is not None and fresh.until <= until:
        raise Refused(f"It already ends on {full_date(fresh.until)}.", field="until")
    before = facts(fresh) | {"version": version}
    fresh.until = until
    fresh.save(update_fields=["until", "version"])
    record(by=by, deed="ended the relationship", about=fresh, before=before, after=facts(fresh))
    return fresh


def refuse_unfit(
    *, body: Body, to: Body, how_often: str, since: datetime.date, until: datetime.date | None
) -> None:
    if to.pk == body.pk:
        raise Refused("A body does not report to itself. Choose another.", field="to")
    if not how_often:
        raise Refused("Enter how often it reports.", field="how_often")
    if until is not None and until < since:
        raise Refused("The last day must not be before the first day.", field="until")


def refuse_overlap(
    *,
    body: Body,
    to: Body,
    since: datetime.date,
    until: datetime.date | None,
    other_than: Relationship | None = None,
) -> None:
    held = Relationship.objects.filter(Q(until=None) | Q(until__gte=since), body=body, to=to)
    if until is not None:
        held = held.filter(since__lte=until)
    if other_than is not None:
        held = held.exclude(pk=other_than.pk)
    other = held.first()
    if other is not None:
        end = f" to {full_date(other.until)}" if other.until else ""
        raise Refused(
            f"It already reports to {to}, {other.how_often}, from {full_date(other.since)}{end}.",
            field="since",
        )
