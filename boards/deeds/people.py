"""Making people and the organisations they come from known to the service."""

from django.db import IntegrityError, transaction

from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Organisation, User


@deed
def add_person(*, by: User | None, name: str, email: str = "", administrator: bool = False) -> User:
    """Make a person known, without a password: they sign in only once they were invited.

    ``by`` is None for the first people of a service that is being set up, whom nobody there can add.

    Raises:
        Refused: without a name, or for an email address that belongs to somebody already.
    """
    name, email = name.strip(), email.strip()
    if not name:
        raise Refused("Enter the person's name.", field="name")
    try:
        with transaction.atomic():
            person = User.objects.create_user(email or None, name=name, is_staff=administrator)
    except IntegrityError:
        raise Refused(
            "Somebody with this email address is known already: choose them from the list.", field="email"
        ) from None
    record(by=by, deed="added the person", about=person, after=facts(person))
    return person


@deed
def add_organisation(*, by: User, name: str, sector: str = Organisation.Sector.OTHER) -> Organisation:
    """Make a partner organisation known.

    Raises:
        Refused: without a name, for an unknown sector, or for a name that is there already.
    """
    name = name.strip()
    if not name:
        raise Refused("Enter the name of the organisation.", field="organisation")
    if sector not in Organisation.Sector.values:
        raise Refused("Choose the sector from the list.", field="sector")
    known = Refused(f"{name} is in the list already: choose it there.", field="organisation")
    if Organisation.objects.filter(name__iexact=name).exists():
        raise known
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(name=name, sector=sector)
    except IntegrityError:
        raise known from None
    record(by=by, deed="added the organisation", about=organisation, after=facts(organisation))
    return organisation
