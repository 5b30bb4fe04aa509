"""Setting up a body, and changing what it is called and what it is for."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from boards.deadlines import MOST_DAYS, STATUTORY_DAYS, full_date
from boards.deeds.memberships import add_membership
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, BodyName, Role, TermsOfReference, User

RESERVED_SLUGS = {"new", "papers"}
"""Words that already mean something else where a body's slug stands in an address."""


@deed
def create_body(
    *,
    by: User,
    name: str,
    since: datetime.date,
    kind: str,
    regime: str,
    purpose: str = "",
    contact: str = "",
    notice_days: int = STATUTORY_DAYS,
) -> Body:
    """Set up a board or committee under its first name; whoever does it becomes its secretariat that day.

    Raises:
        Refused: without a name, for a name that a body already bears, an unknown kind or regime, or less
            notice than the law asks of a statutory body (LGA 1972 s.100B(3)).
    """
    name = name.strip()
    refuse_name(name)
    refuse_regime(kind=kind, regime=regime, notice_days=notice_days)
    if BodyName.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is already a body called {name}.", field="name")
    body = create_under_free_slug(
        name,
        kind=kind,
        regime=regime,
        purpose=purpose.strip(),
        contact=contact.strip(),
        notice_days=notice_days,
    )
    BodyName.objects.create(body=body, name=name, since=since)
    record(by=by, deed="created the body", about=body, after=facts(body) | {"name": name, "since": since})
    add_membership(by=by, body=body, user=by, role=Role.SECRETARIAT, since=since)
    return body


@deed
def change_body(*, by: User, body: Body, version: int, purpose: str, contact: str, notice_days: int) -> Body:
    """Change what readers are told about a body, and how early its agendas are due.

    Raises:
        Refused: for less notice than the regime allows.
        Stale: when somebody else saved in between.
    """
    refuse_regime(kind=body.kind, regime=body.regime, notice_days=notice_days)
    fresh = claim(body, version)
    before = facts(body)
    fresh.purpose, fresh.contact, fresh.notice_days = purpose.strip(), contact.strip(), notice_days
    fresh.save(update_fields=["purpose", "contact", "notice_days", "version"])
    record(by=by, deed="changed the body", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def rename_body(*, by: User, body: Body, name: str, since: datetime.date) -> BodyName:
    """Give a body another name from a day on. Papers and meetings before that day keep the name they had.

    Raises:
        Refused: without a name, for the name it bears on that day anyway, or when another name already
            begins on that day.
    """
    name = name.strip()
    refuse_name(name)
    if body.names.filter(since=since).exists():
        raise Refused(f"Another name of this body already begins on {full_date(since)}.", field="since")
    if body.name_on(since) == name:
        raise Refused("The body already has this name on that day.", field="name")
    before = {"name": body.name_on(since)}
    try:
        with transaction.atomic():
            named = BodyName.objects.create(body=body, name=name, since=since)
    except IntegrityError:
        raise Refused(
            f"Another name of this body already begins on {full_date(since)}.", field="since"
        ) from None
    record(by=by, deed="renamed the body", about=body, before=before, after={"name": name, "since": since})
    return named


@deed
def set_terms(*, by: User, body: Body, text: str, in_force_from: datetime.date) -> TermsOfReference:
    """Put terms of reference in force from a day on; those before stay on record.

    Raises:
        Refused: without a text, or when terms of reference already begin on that day.
    """
    text = text.strip()
    if not text:
        raise Refused("Enter the terms of reference.", field="text")
    try:
        with transaction.atomic():
            terms = TermsOfReference.objects.create(body=body, text=text, in_force_from=in_force_from)
    except IntegrityError:
        raise Refused(
            f"Terms of reference already begin on {full_date(in_force_from)}.", field="in_force_from"
        ) from None
    record(by=by, deed="set the terms of reference of", about=body, after=facts(terms))
    return terms


def refuse_name(name: str) -> None:
    if not name:
        raise Refused("Enter the name.", field="name")


def refuse_regime(*, kind: str, regime: str, notice_days: int) -> None:
    if kind not in Body.Kind.values:
        raise Refused("Choose whether it is a board or a committee.", field="kind")
    if regime not in Body.Regime.values:
        raise Refused("Choose which rules bind the body.", field="regime")
    if regime == Body.Regime.STATUTORY and notice_days < STATUTORY_DAYS:
        raise Refused(
            f"The law asks a statutory body for {STATUTORY_DAYS} clear days or more.", field="notice_days"
        )
    if not 0 <= notice_days <= MOST_DAYS:
        raise Refused(f"Choose from 0 to {MOST_DAYS} clear days.", field="notice_days")


def create_under_free_slug(name: str, **facts_of_body: object) -> Body:
    """Create the body at an address made from its name, with a number behind it when that is taken."""
    wish = slugify(name)[:70].strip("-") or "body"
    number = 1
    while True:
        slug = wish if number == 1 else f"{wish}-{number}"
        if slug not in RESERVED_SLUGS and not Body.objects.filter(slug=slug).exists():
            break
        number += 1
    try:
        with transaction.atomic():
            return Body.objects.create(slug=slug, **facts_of_body)
    except IntegrityError:
        raise Refused(
            f"Somebody else has just created a body called {name}. Look at it first.", field="name"
        ) from None
