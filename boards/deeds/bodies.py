"""Setting up a body, and changing what it is called and what it is for."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from boards.dates import full_date
from boards.deadlines import MOST_DAYS, STATUTORY_DAYS
from boards.deeds.memberships import add_membership
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, BodyName, Role, TermsOfReference, User

RESERVED_SLUGS = {"new", "papers"}
"""Words that already mean something else where a body's slug stands in an address."""

MOST_PRESENT = 200
"""A larger quorum than this is a slip of the keyboard."""


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
def add_earlier_name(*, by: User, body: Body, name: str, since: datetime.date) -> BodyName:
    """Record what a body was called before the first name that is known here.

    Raises:
        Refused: without a name, for a day that is not before the first name begins, or for that same name:
            then the day of the first name is what is wrong.
    """
    name = name.strip()
    refuse_name(name)
    hold(body)
    first = body.names.order_by("since").first()
    if first is not None and first.since <= since:
        raise Refused(
            f"The first name, {first}, begins on {full_date(first.since)}. Enter a day before it.",
            field="since",
        )
    if first is not None and first.name == name:
        raise Refused("This is the first name already. Correct the day on which it begins.", field="name")
    named = BodyName.objects.create(body=body, name=name, since=since)
    record(by=by, deed="added an earlier name of the body", about=body, after=facts(named))
    return named


@deed
def correct_name(
    *, by: User, body_name: BodyName, version: int, name: str, since: datetime.date, reason: str
) -> BodyName:
    """Put right a name, or its first day, that was entered wrongly. What is published keeps what it says.

    A published paper carries the name of its body as it stood then, frozen, so no correction changes it.

    Raises:
        Refused: without a name or a reason, when nothing would change, or when another name of the body
            begins on that day.
        Stale: when somebody else saved in between.
    """
    name, reason = name.strip(), reason.strip()
    refuse_name(name)
    refuse_no_reason(reason)
    hold(body_name.body)
    fresh = claim(body_name, version)
    if (fresh.name, fresh.since) == (name, since):
        raise Refused("The name and its day are as they were. Change what is wrong.", field="name")
    if BodyName.objects.filter(body=fresh.body, since=since).exclude(pk=fresh.pk).exists():
        raise Refused(f"Another name of this body already begins on {full_date(since)}.", field="since")
    before = facts(fresh) | {"version": version}
    fresh.name, fresh.since = name, since
    fresh.save(update_fields=["name", "since", "version"])
    record(
        by=by, deed="corrected the name", about=fresh.body, before=before, after=facts(fresh), reason=reason
    )
    return fresh


@deed
def set_terms(
    *, by: User, body: Body, text: str, in_force_from: datetime.date, quorum: int | None = None
) -> TermsOfReference:
    """Put terms of reference in force from a day on; those before stay on record.

    ``quorum`` is how many voting members must be present; None when the terms set none.

    Raises:
        Refused: without a text, for a quorum of nobody, or when terms of reference already begin that day.
    """
    text = text.strip()
    refuse_terms(text=text, quorum=quorum)
    refuse_terms_twice(body=body, in_force_from=in_force_from)
    terms = TermsOfReference.objects.create(body=body, text=text, in_force_from=in_force_from, quorum=quorum)
    record(by=by, deed="set the terms of reference of", about=body, after=facts(terms))
    return terms


@deed
def correct_terms(
    *,
    by: User,
    terms: TermsOfReference,
    version: int,
    text: str,
    in_force_from: datetime.date,
    quorum: int | None,
    reason: str,
) -> TermsOfReference:
    """Put right terms of reference that were entered wrongly. What was agreed anew is a version of its own.

    Raises:
        Refused: as ``set_terms``, without a reason, or when nothing would change.
        Stale: when somebody else saved in between.
    """
    text, reason = text.strip(), reason.strip()
    refuse_terms(text=text, quorum=quorum)
    refuse_no_reason(reason)
    hold(terms.body)
    fresh = claim(terms, version)
    if (fresh.text, fresh.in_force_from, fresh.quorum) == (text, in_force_from, quorum):
        raise Refused("Nothing was changed. Change what is wrong.", field="text")
    refuse_terms_twice(body=fresh.body, in_force_from=in_force_from, other_than=fresh)
    before = facts(fresh) | {"version": version}
    fresh.text, fresh.in_force_from, fresh.quorum = text, in_force_from, quorum
    fresh.save(update_fields=["text", "in_force_from", "quorum", "version"])
    record(
        by=by,
        deed="corrected the terms of reference of",
        about=fresh.body,
        before=before,
        after=facts(fresh),
        reason=reason,
    )
    return fresh


def hold(body: Body) -> None:
    """Put in line those who change the names and terms of one body, which begin on different days."""
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)


def refuse_no_reason(reason: str) -> None:
    if not reason:
        raise Refused("Enter the reason. The log keeps it.", field="reason")


def refuse_terms(*, text: str, quorum: int | None) -> None:
    if not text:
        raise Refused("Enter the terms of reference.", field="text")
    if quorum is not None and not 1 <= quorum <= MOST_PRESENT:
        raise Refused(f"Enter a quorum from 1 to {MOST_PRESENT}, or leave it empty.", field="quorum")


def refuse_terms_twice(
    *, body: Body, in_force_from: datetime.date, other_than: TermsOfReference | None = None
) -> None:
    hold(body)
    others = body.terms.filter(in_force_from=in_force_from)
    if other_than is not None:
        others = others.exclude(pk=other_than.pk)
    if others.exists():
        raise Refused(
            f"Terms of reference already begin on {full_date(in_force_from)}.", field="in_force_from"
        )


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
