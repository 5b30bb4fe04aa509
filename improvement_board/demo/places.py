"""Localities, services and teams of the demonstration's county."""

from collections.abc import Iterator
from functools import partial

from boards.deeds.places import add_place
from boards.models import Place
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step

Kind = Place.Kind

COUNTY_SERVICES = {
    "Multi-Agency Safeguarding Hub (MASH)": (),
    "Quality Assurance service": ("Audit team", "Independent Reviewing Officers"),
    "Local Authority Designated Officer (LADO) service": (),
    "Fostering and Adoption service": ("Fostering Recruitment team", "Special Guardianship Support team"),
    "Emergency Duty team": (),
}
LOCALITIES = ("Cherwick", "Aldermere", "Stonebeck", "Wexcombe and the Forest of Harrowdene")
IN_EACH_LOCALITY = ("Assessment team", "Family Support team", "Children in Care team", "Early Help team")


def place(name: str, within: str = "") -> Place:
    return (
        Place.objects.get(name=name, within__name=within)
        if within
        else Place.objects.get(name=name, within=None)
    )


def steps(days: Days) -> Iterator[Step]:
    for locality in LOCALITIES:
        yield step(days, locality, Kind.LOCALITY)
        for team in IN_EACH_LOCALITY:
            yield step(days, team, Kind.TEAM, within=locality)
    for service, teams in COUNTY_SERVICES.items():
        yield step(days, service, Kind.SERVICE)
        for team in teams:
            yield step(days, team, Kind.TEAM, within=service)


def step(days: Days, name: str, kind: str, within: str = "") -> Step:
    there = Place.objects.filter(name=name, within__name=within or None)
    return Step(moment(days.founded, 9), there.exists, partial(put_on_the_map, name, kind, within))


def put_on_the_map(name: str, kind: str, within: str) -> None:
    add_place(by=person("secretariat"), name=name, kind=kind, within=place(within) if within else None)
