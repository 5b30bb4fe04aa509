"""Localities, services and teams: where the chair goes."""

import datetime

from boards import clock
from boards.dates import full_date
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Place, User


@deed
def add_place(*, by: User, name: str, kind: str, within: Place | None = None) -> Place:
    """Make a locality, service or team known.

    Raises:
        Refused: without a name, for an unknown kind, or for a name that is there already at that place.
    """
    name = name.strip()
    if not name:
        raise Refused("Enter the name of the place.", field="name")
    if kind not in Place.Kind.values:
        raise Refused("Choose whether it is a locality, a service or a team.", field="kind")
    if Place.objects.filter(name__iexact=name, within=within).exists():
        where = f" in {within}" if within else ""
        raise Refused(f"{name} is in the list already{where}.", field="name")
    place = Place.objects.create(name=name, kind=kind, within=within)
    record(by=by, deed="added the place", about=place, after=facts(place))
    return place


@deed
def end_place(*, by: User, place: Place, ended_on: datetime.date) -> Place:
    """Record the last day of a locality, service or team: it is no longer offered, its visits stay on record.

    ``ended_on`` is a London date, today at the latest.

    Raises:
        Refused: for a place that ended already, a day to come, or while something within it goes on.
    """
    fresh = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    if fresh.ended_on is not None:
        raise Refused(f"{fresh.name} ended on {full_date(fresh.ended_on)} already.", field="ended_on")
    if ended_on > clock.today():
        raise Refused("That day is still to come. End it once it has ended.", field="ended_on")
    going_on = fresh.parts.on(ended_on + datetime.timedelta(days=1)).first()
    if going_on:
        raise Refused(f"{going_on.name} is part of it and goes on. End that first.", field="ended_on")
    before = facts(fresh)
    fresh.ended_on = ended_on
    fresh.save(update_fields=["ended_on"])
    record(by=by, deed="ended the place", about=fresh, before=before, after=facts(fresh))
    return fresh
