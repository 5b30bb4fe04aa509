"""The people of the demonstration, and the organisations they speak for. None of them exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from boards.deeds.invitations import accept, invite
from boards.deeds.organisations import add_organisation
from boards.deeds.people import add_person
from boards.models import Organisation, User
from improvement_board.demo.days import Days, moment
from improvement_board.demo.password import kept_password
from improvement_board.demo.story import Step

Sector = Organisation.Sector

ORGANISATIONS = {
    "council": ("Marlshire County Council", Sector.COUNCIL),
    "police": ("Marlshire Police", Sector.POLICE),
    "commissioner": ("NHS Marlshire Health Commissioning Group", Sector.HEALTH),
    "hospital": ("Marlshire Hospitals NHS Foundation Trust", Sector.HEALTH),
    "schools": ("Marlshire Association of Secondary Headteachers", Sector.EDUCATION),
    "primaries": ("Marlshire Primary Heads' Forum", Sector.EDUCATION),
    "probation": ("Marlshire Youth Justice Service", Sector.GOVERNMENT),
    "voluntary": ("Marlshire Voluntary and Community Alliance", Sector.VOLUNTARY),
    "carers": ("Marlshire Parent and Carer Forum", Sector.VOLUNTARY),
}


@dataclass(frozen=True)
class Person:
    """``sign_in`` is the first part of the address of those who can sign in."""

    name: str
    sign_in: str = ""
    administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.sign_in}@demo.invalid" if self.sign_in else ""


PEOPLE = {
    "secretariat": Person("Priya Raman", "secretariat", administrator=True),
    "chair": Person("Helen Ashdown", "chair"),
    "member": Person("Superintendent Callum Reeve", "member"),
    "clerk": Person("Joanna Pell", "clerk"),
    "councillor": Person("Councillor Edith Harrowby", "councillor"),
    "reviewer": Person("Martin Oduya", "reviewer"),
    "democratic": Person("Rosalind Tye"),
    "interim_chair": Person("Roger Stanmore"),
    "interim": Person("Patrick Lowe"),
    "director": Person("Margaret Thornley"),
    "chief": Person("Simon Kettleby"),
    "cabinet": Person("Councillor Rupert Denholm"),
    "former_police": Person("Chief Superintendent Ray Holloway"),
    "health": Person("Angela Whitcombe-Fairweather"),
    "hospital": Person("Dr Devika Nair"),
    "head": Person("David Prosser"),
    "primary": Person("Gwen Ashby"),
    "probation": Person("Neil Farraday"),
    "voluntary": Person("Fatima Sayed"),
    "committee_chair": Person("Councillor Bernard Foss"),
    "brackley": Person("Councillor Tom Brackley"),
    "prowse": Person("Councillor Nia Prowse"),
    "whitlock": Person("Councillor Alan Whitlock"),
    "fenwick": Person("Councillor Dilys Fenwick"),
    "church": Person("Canon Michael Starling"),
    "governor": Person("Louise Garrick"),
}


def person(key: str) -> User:
    """The person of the demonstration: by address where they have one, else by name."""
    known = PEOPLE[key]
    return (
        User.objects.get(email=known.email)
        if known.sign_in
        else User.objects.get(name=known.name, email=None)
    )


def organisation(key: str) -> Organisation:
    return Organisation.objects.get(name=ORGANISATIONS[key][0])


def steps(days: Days) -> Iterator[Step]:
    for key, known in PEOPLE.items():
        yield Step(moment(days.founded, 8), partial(is_known, known), partial(introduce, key))
    for name, sector in ORGANISATIONS.values():
        there = Organisation.objects.filter(name=name)
        yield Step(moment(days.founded, 8, 30), there.exists, partial(found, name, sector))


def is_known(known: Person) -> bool:
    people = User.objects.filter(email=known.email) if known.sign_in else User.objects.filter(name=known.name)
    return people.exists()


def introduce(key: str) -> None:
    """Make somebody known; the first is known to nobody, the others are added by the secretariat."""
    known = PEOPLE[key]
    by = None if key == "secretariat" else person("secretariat")
    newcomer = add_person(by=by, name=known.name, email=known.email, administrator=known.administrator)
    if known.sign_in:
        invitation = invite(by=by or newcomer, user=newcomer)
        accept(by=newcomer, invitation=invitation, password=kept_password())


def found(name: str, sector: str) -> None:
    add_organisation(by=person("secretariat"), name=name, sector=sector)
