"""Plain functions that put rows in place for a test; each fills in what the test does not care about."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from boards.models import AgendaItem, Body, BodyName, Meeting, Membership, Organisation, Role, User

LONG_AGO = datetime.date(2015, 1, 1)
PASSWORD = "correct horse battery staple"


def make_organisation(name: str, sector: str = "other") -> Organisation:
    return Organisation.objects.create(name=name, sector=sector)


def make_person(name: str, email: str | None = None, **facts: Any) -> User:
    return User.objects.create_user(email, PASSWORD if email else None, name=name, **facts)


def make_body(name: str, kind: str = "board", regime: str = "partnership", **facts: Any) -> Body:
    body = Body.objects.create(slug=slugify(name), kind=kind, regime=regime, **facts)
    BodyName.objects.create(body=body, name=name, since=LONG_AGO)
    return body


def make_member(body: Body, user: User, role: str = Role.BOARD_MEMBER, **facts: Any) -> Membership:
    return Membership.objects.create(body=body, user=user, role=role, **({"since": LONG_AGO} | facts))


def make_meeting(
    body: Body, date: datetime.date | str, published_by: User | None = None, **facts: Any
) -> Meeting:
    day = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    if published_by:
        facts |= {"agenda_published_at": timezone.now(), "agenda_published_by": published_by}
    return Meeting.objects.create(
        body=body, date=day, **({"starts_at": datetime.time(10), "venue": "Shire Hall"} | facts)
    )


def make_item(meeting: Meeting, title: str, **facts: Any) -> AgendaItem:
    position = facts.pop("position", meeting.items.count() + 1)
    return AgendaItem.objects.create(
        meeting=meeting, title=title, position=position, **({"number": str(position)} | facts)
    )
