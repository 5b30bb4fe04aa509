"""The seats of the demonstration's board, sector by sector."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from boards.deeds.seats import propose_seat
from boards.models import Organisation, Seat
from improvement_board.demo.bodies import board
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import organisation, person
from improvement_board.demo.story import Step

Sector = Organisation.Sector


@dataclass(frozen=True)
class Place:
    """``since`` is in weeks before the board's next meeting, None for the board's first day."""

    title: str
    organisation: str = ""
    sector: str = ""
    since: int | None = None
    voting: bool = True
    agreed: bool = True


SEATS = {
    "chair": Place("Independent Chair", sector=Sector.OTHER, voting=False),
    "director": Place("Director of Children's Services", "council"),
    "chief": Place("Chief Executive of the council", "council"),
    "cabinet": Place("Cabinet Member for Children and Families", "council"),
    "police": Place("Head of Public Protection", "police"),
    "health": Place("Executive Lead for Safeguarding", "commissioner"),
    "hospital": Place("Named Doctor for Safeguarding Children", "hospital", since=67),
    "secondary": Place("Secondary headteacher", "schools"),
    "primary": Place("Primary headteacher", "primaries", since=49),
    "voluntary": Place("Voluntary and community sector", "voluntary"),
    "probation": Place("Head of Youth Justice", "probation", since=49),
    "carers": Place("Parents and carers", "carers", since=3, agreed=False),
}


def steps(days: Days) -> Iterator[Step]:
    for key, place in SEATS.items():
        begins = days.founded if place.since is None else days.weeks_before(place.since)
        there = Seat.objects.filter(title=place.title)
        yield Step(moment(begins, 10, 45), there.exists, partial(make_place, key, days))


def make_place(key: str, days: Days) -> None:
    place = SEATS[key]
    begins = days.founded if place.since is None else days.weeks_before(place.since)
    propose_seat(
        by=person("secretariat"),
        body=board(),
        title=place.title,
        since=begins,
        sector=place.sector,
        organisation=organisation(place.organisation) if place.organisation else None,
        voting=place.voting,
        agreed_on=begins if place.agreed else None,
    )


def seat(key: str) -> Seat:
    """The seat as it stands: an organisation that is succeeded hands its seat on."""
    return Seat.objects.get(body=board(), title=SEATS[key].title, until=None)
