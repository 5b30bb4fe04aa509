"""Keeping an item from the public, looking at it again, and releasing it (domain rule 8)."""

import datetime
from collections.abc import Iterable

from boards import clock
from boards.agenda_order import branches
from boards.deeds.agenda import items_in_line, lock
from boards.deeds.locks import refuse_settled
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Restriction, User
from boards.restrictions import PARAGRAPHS, default_review, is_private

Kind = Restriction.Kind
LONGEST = 5000


@deed
def restrict_item(
    *,
    by: User,
    item: AgendaItem,
    version: int,
    kind: str,
    paragraphs: Iterable[int] = (),
    source: str = "",
    public_interest: str = "",
    review_on: datetime.date | None = None,
) -> Restriction:
    """Take the whole item in private: readers see its title and the reason, or only that there is an item.

    What readers have cannot be taken back from them. A confidential item is set before the agenda is
    published, because its title is. An exempt item keeps its title, so it may be set later too, as long as
    none of its papers and no minutes of the meeting are public. What is under the item is private with it.

    Raises:
        Refused: for an item that is private, decided or too public by now; as ``new_restriction`` does.
        Stale: when somebody else changed the item in between.
    """
    lock(item.meeting)
    refuse_settled(item)
    fresh = claim(item, version)
    under = items_under(fresh)
    if is_private(fresh):
        raise Refused("This item is private already.")
    refuse_too_public([fresh, *under], kind)
    before = facts(item)
    restriction = new_restriction(
        by=by,
        kind=kind,
        paragraphs=paragraphs,
        source=source,
        public_interest=public_interest,
        review_on=review_on,
    )
    fresh.restriction = restriction
    fresh.save(update_fields=["restriction", "version"])
    for each in under:
        each.restriction = restriction
        each.save(update_fields=["restriction"])
    record(
        by=by,
        deed="took in private",
        about=fresh,
        before=before,
        after=facts(fresh) | {"restriction": facts(restriction)},
    )
    return restriction


@deed
def release_item(*, by: User, item: AgendaItem, version: int, reason: str) -> AgendaItem:
    """Take the item in public again: its title, purpose and papers become what they are on any other item.

    A paper that is itself not for publication stays so until it is released, and so does the item of another
    meeting from which this one was carried.

    Raises:
        Refused: without a reason, and for an item that is not private.
        Stale: when somebody else changed the item in between.
    """
    lock(item.meeting)
    fresh = claim(item, version)
    if fresh.restriction is None or not is_private(fresh):
        raise Refused("This item is not private.")
    fresh.restriction = lift(by=by, restriction=of_its_own(fresh, fresh.restriction), reason=reason)
    restriction = fresh.restriction
    fresh.save(update_fields=["restriction", "version"])
    record(
        by=by,
        deed="released",
        about=fresh,
        before=facts(item),
        after=facts(fresh) | {"restriction": facts(restriction)},
        reason=restriction.lifting_reason,
    )
    return fresh


@deed
def review_restriction(
    *, by: User, restriction: Restriction, version: int, public_interest: str, review_on: datetime.date | None
) -> Restriction:
    """Look at an exemption again and keep it: why it still outweighs disclosure, and until when.

    Raises:
        Refused: when it is lifted, or confidential, which has no such test; without reasoning or a day to
            come.
        Stale: when somebody else reviewed it in between.
    """
    fresh = claim(restriction, version)
    if not fresh.is_in_force:
        raise Refused("This is no longer restricted, so there is nothing to review.")
    if fresh.kind != Kind.EXEMPT:
        raise Refused("Confidential information is not weighed against the public interest.")
    before = facts(fresh) | {"version": version}
    fresh.public_interest = reasoning(public_interest)
    fresh.review_on = day_of_review(review_on)
    fresh.save(update_fields=["public_interest", "review_on", "version"])
    record(
        by=by,
        deed="reviewed",
        about=fresh,
        before=before,
        after=facts(fresh),
        reason=fresh.public_interest,
    )
    return fresh


# ---- What these deeds and those of papers share


def new_restriction(
    *,
    by: User,
    kind: str,
    paragraphs: Iterable[int] = (),
    source: str = "",
    public_interest: str = "",
    review_on: datetime.date | None = None,
) -> Restriction:
    """The row that says what is restricted and why; call it in a deed, which logs it.

    Without ``review_on`` an exemption is looked at again in twelve months.

    Raises:
        Refused: for an exemption without a paragraph, without reasoning or with a day of review that is past;
            for a confidence without its source, and for one that weighs the public interest, as it may not.
    """
    if kind == Kind.EXEMPT:
        return Restriction.objects.create(
            kind=Kind.EXEMPT,
            paragraphs=known_paragraphs(paragraphs),
            public_interest=reasoning(public_interest),
            review_on=day_of_review(review_on or default_review(clock.today())),
            set_by=by,
            set_at=clock.now(),
        )
    if kind != Kind.CONFIDENTIAL:
        raise Refused("Choose whether it is exempt or confidential.", field="kind")
    if source not in Restriction.Source.values:
        raise Refused("Choose what makes it confidential.", field="source")
    if public_interest.strip():
        raise Refused(
            "Confidential information is kept whatever the public interest: take this reasoning out.",
            field="public_interest",
        )
    return Restriction.objects.create(kind=Kind.CONFIDENTIAL, source=source, set_by=by, set_at=clock.now())


def lift(*, by: User, restriction: Restriction, reason: str) -> Restriction:
    """End a restriction now; call it in a deed, which logs it."""
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why it can be public now.", field="reason")
    if len(reason) > LONGEST:
        raise Refused(f"Keep the reason to {LONGEST:,} characters.", field="reason")
    fresh = Restriction.objects.select_for_update(no_key=True).get(pk=restriction.pk)
    if not fresh.is_in_force:
        raise Refused("This is no longer restricted.")
    fresh.lifted_by, fresh.lifted_at, fresh.lifting_reason = by, clock.now(), reason
    fresh.version += 1
    fresh.save(update_fields=["lifted_by", "lifted_at", "lifting_reason", "version"])
    return fresh


def known_paragraphs(paragraphs: Iterable[int]) -> list[int]:
    numbers = sorted(set(paragraphs))
    if not numbers or not set(numbers) <= set(PARAGRAPHS):
        raise Refused("Choose at least one of the seven paragraphs.", field="paragraphs")
    return numbers


def reasoning(public_interest: str) -> str:
    public_interest = public_interest.strip()
    if not public_interest:
        raise Refused(
            "Say why the public interest in keeping it outweighs the public interest in disclosing it.",
            field="public_interest",
        )
    if len(public_interest) > LONGEST:
        raise Refused(f"Keep the reasoning to {LONGEST:,} characters.", field="public_interest")
    return public_interest


def day_of_review(day: datetime.date | None) -> datetime.date:
    if day is None:
        raise Refused("Enter the day on which it is looked at again.", field="review_on")
    if day <= clock.today():
        raise Refused("Choose a day to come for the review.", field="review_on")
    return day


def items_under(item: AgendaItem) -> list[AgendaItem]:
    """The items that belong under this one and are not private by themselves, locked for the deed."""
    tree = branches(items_in_line(item.meeting))
    found = next((branch.under for branch in tree if branch.row == item), [])
    return [each for each in found if not is_private(each)]


def of_its_own(item: AgendaItem, restriction: Restriction) -> Restriction:
    """The restriction of this meeting's items alone. An item that is carried forward shares that of the one
    it came from, and releasing the one must not release the other."""
    if not restriction.items.exclude(meeting=item.meeting).exists():
        return restriction
    shared = restriction.items.filter(meeting=item.meeting)
    own = Restriction(**{name: fact for name, fact in facts(restriction).items() if name != "id"})
    own.save(force_insert=True)
    shared.update(restriction=own)
    return own


def refuse_too_public(items: list[AgendaItem], kind: str) -> None:
    meeting = items[0].meeting
    if not meeting.agenda_is_published:
        return
    if kind == Kind.CONFIDENTIAL:
        raise Refused(
            "Readers have this agenda, with the title of the item. A confidential item is marked before its "
            "agenda is published: what readers have cannot be taken back.",
            field="kind",
        )
    public = {"publication__editions__not_for_publication": "", "publication__withdrawal": None}
    if any(item.papers.filter(publication__isnull=False, **public).exists() for item in items):
        raise Refused("Readers have a paper of this item. Withdraw it first: then the item can be private.")
    if meeting.publications.filter(kind="minutes", editions__isnull=False).exists():
        raise Refused("The minutes of this meeting are published, with this item taken in public.")
