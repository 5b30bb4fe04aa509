"""Localities, services and teams: where the chair goes."""

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
