"""Bodies as readers know them: their names, members and terms over time."""

import datetime

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from boards import clock
from boards.models import Body, BodyName, Consultation, Meeting, Membership, Role
from boards.sent_values import read_day
from scrutiny.reading.reader import READER


def bodies(kind: str) -> list[Body]:
    """The bodies of a kind by name, each with ``next_meeting_on``. 2 queries."""
    taking_place = Meeting.objects.visible_to(READER).taking_place()
    coming = taking_place.upcoming(clock.today()).filter(body=OuterRef("pk"))
    found = Body.objects.filter(kind=kind).prefetch_related("names")
    rows = found.annotate(next_meeting_on=Subquery(coming.values("date")[:1]))
    return sorted(rows, key=lambda body: body.name)


def all_bodies() -> list[Body]:
    """Every body by name, to choose from. 2 queries."""
    return sorted(Body.objects.prefetch_related("names"), key=lambda body: body.name)


def members_now(body: Body) -> list[Membership]:
    """Who sits on the body today, the chair first, each person once."""
    seats = body.memberships.on(clock.today()).seated().select_related("user", "on_behalf_of")
    members: dict[int, Membership] = {}
    for seat in sorted(seats, key=lambda seat: (seat.role != Role.CHAIR, seat.user.name, seat.since)):
        members.setdefault(seat.user_id, seat)
    return list(members.values())


def over_time(body: Body, terms_from: str = "") -> dict[str, object]:
    """What the body was called and is bound by, whom it succeeded, and to whom it reports.

    ``terms_from`` asks for earlier terms of reference by their first day; those to come are not shown yet.
    """
    today = clock.today()
    versions = [version for version in body.terms_over_time() if not version.is_to_come(today)]
    asked = read_day(terms_from)
    return {
        "today": today,
        "earlier_names": [name for name in body.names_over_time() if name.is_past(today)],
        "lineage": body.lineage(),
        "reports_to": body.reports_to.on(today).select_related("to").prefetch_related("to__names"),
        "hears_from": body.hears_from.on(today).select_related("body").prefetch_related("body__names"),
        "terms": next((version for version in versions if version.since == asked), None)
        or next(iter(versions), None),
        "versions": versions,
    } | future_of(body, today)


def future_of(body: Body, today: datetime.date) -> dict[str, object]:
    """What readers are told of consultations on its future: only of those announced, and never an answer."""
    announced = list(Consultation.objects.announced(today).filter(body=body).order_by("-decided_on", "-pk"))
    return {
        "under_discussion": any(not each.is_decided for each in announced),
        "decided": next((each for each in announced if each.is_decided), None),
    }


def name_on_the_day(body: str, day: str) -> Coalesce:
    """The name that the body at ``body`` bore on the day at ``day``, worked out by the database.

    As ``Body.name_on``: before its first name a body is called by that first name.
    """
    names = BodyName.objects.filter(body=OuterRef(body))
    borne = names.filter(since__lte=OuterRef(day)).order_by("-since").values("name")[:1]
    return Coalesce(Subquery(borne), Subquery(names.order_by("since").values("name")[:1]), Value(""))
