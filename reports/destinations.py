"""Where a document that was written elsewhere belongs: its body, its meeting, and whose it will be.

Each answer is read from the document or from what somebody says, and is refused in one sentence that names
the choices when it is not clear. Nothing here writes.
"""

import datetime
from collections.abc import Iterable, Sequence

from boards import clock
from boards.dates import full_date
from boards.deeds.refusals import Refused
from boards.models import Body, BodyName, Meeting, Membership, Role, User


def body_called(slug: str) -> Body:
    """The body at an address; Refused names those that there are."""
    body = Body.objects.filter(slug=slug).prefetch_related("names").first()
    if body is None:
        raise Refused(f"There is no body “{slug}”. {the_choices()}")
    return body


def body_named(name: str) -> Body | None:
    """The body that a document names at its head, by any name it ever bore; the longest name found wins."""
    said = plainly(name)
    if not said:
        return None
    borne = BodyName.objects.select_related("body").prefetch_related("body__names")
    found = [each for each in borne if plainly(each.name) in said]
    longest = max((len(each.name) for each in found), default=0)
    bodies = {each.body_id: each.body for each in found if len(each.name) == longest}
    return bodies.popitem()[1] if len(bodies) == 1 else None


def only_body(name: str) -> Body:
    """The one body of the kind that ``name`` speaks of, or the one body of all; else Refused."""
    bodies = Body.objects.prefetch_related("names")
    kinds = [kind for kind in Body.Kind.values if kind in plainly(name).split()]
    fitting = list(bodies.filter(kind=kinds[0]) if len(kinds) == 1 else bodies)
    if len(fitting) != 1:
        raise Refused(f"It is not clear to which body this belongs. {the_choices()}")
    return fitting[0]


def the_choices() -> str:
    """A sentence with the address of each body, for somebody who must name one."""
    slugs = list(Body.objects.values_list("slug", flat=True))
    if not slugs:
        return "No body has been set up yet."
    return f"Say which with --body: {', '.join(slugs)}."


def meeting_on(body: Body, day: datetime.date) -> Meeting:
    meeting = meeting_if_any(body, day)
    if meeting is None:
        raise Refused(f"{body.name_on(day)} has no meeting on {full_date(day)}. Plan it first.")
    return meeting


def meeting_if_any(body: Body, day: datetime.date | None) -> Meeting | None:
    return Meeting.objects.filter(body=body, date=day).select_related("body").first() if day else None


def person_called(email: str) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise Refused(f"Nobody here has the address {email}.")
    return user


def holder_of(body: Body, roles: Sequence[Role]) -> User:
    """Who holds one of ``roles`` on the body today, the first role first; else the first administrator."""
    held = Membership.objects.on(clock.today()).filter(body=body, role__in=roles, user__is_active=True)
    members = sorted(held.select_related("user"), key=lambda each: (roles.index(Role(each.role)), each.pk))
    user = members[0].user if members else None
    user = user or User.objects.filter(is_staff=True, is_active=True).order_by("pk").first()
    if user is None:
        wanted = in_words(str(Role(role).label).lower() for role in roles)
        raise Refused(f"{body.name} has no {wanted}, and there is no administrator. Say who with --by.")
    return user


def in_words(names: Iterable[str]) -> str:
    return " or ".join(names)


def plainly(text: str) -> str:
    """A name reduced to its words, so that neither case nor punctuation tells two names apart."""
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("’", "'"))
    return " ".join(letters.split())
