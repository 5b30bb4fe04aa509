"""Declarations of interest on an item: made, put right, taken back, and entered in the register (rule 17)."""

import datetime

from django.db import IntegrityError, transaction

from boards import clock
from boards.deeds.locks import refuse_settled
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Attendance, Declaration, User


@deed
def declare(
    *, by: User, item: AgendaItem, person: Attendance, kind: str, nature: str, left_the_room: bool = False
) -> Declaration:
    """Record what somebody at the meeting declared on an item.

    Raises:
        Refused: for somebody who was not there, an unknown kind, no words on what the interest is, the same
            kind twice, a pecuniary interest of somebody whose vote on the item is recorded, or an item that
            is settled.
    """
    refuse_settled(item)
    nature = nature.strip()
    refuse_unfit(item, person=person, kind=kind, nature=nature)
    declaration = Declaration(
        item=item,
        person=person,
        kind=kind,
        nature=nature,
        left_the_room=left_the_room,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    save_once(declaration)
    record(by=by, deed="recorded the declaration of", about=declaration, after=facts(declaration))
    return declaration


@deed
def change_declaration(
    *,
    by: User,
    declaration: Declaration,
    version: int,
    kind: str,
    nature: str,
    left_the_room: bool,
    reason: str,
) -> Declaration:
    """Put a declaration right. What stood there before stays in the log, with the reason.

    Raises:
        Refused: as ``declare``, or without a reason.
        Stale: when somebody else saved in between.
    """
    refuse_settled(declaration.item)
    nature = nature.strip()
    refuse_unfit(declaration.item, person=declaration.person, kind=kind, nature=nature)
    reason = needed(reason, "Say why the declaration is put right.")
    fresh = claim(declaration, version)
    before = facts(declaration)
    fresh.kind, fresh.nature, fresh.left_the_room = kind, nature, left_the_room
    fresh.registered_on = fresh.registered_on if fresh.is_pecuniary else None
    save_once(fresh)
    record(
        by=by,
        deed="put right the declaration of",
        about=fresh,
        before=before,
        after=facts(fresh),
        reason=reason,
    )
    return fresh


@deed
def remove_declaration(*, by: User, declaration: Declaration, version: int, reason: str) -> None:
    """Take back a declaration that was never made. The log keeps it, with the reason.

    Raises:
        Refused: without a reason, or when the item is settled.
        Stale: when somebody else saved in between.
    """
    refuse_settled(declaration.item)
    reason = needed(reason, "Say why the declaration is removed.")
    fresh = claim(declaration, version)
    record(by=by, deed="removed the declaration of", about=fresh, before=facts(declaration), reason=reason)
    fresh.delete()


@deed
def record_registration(
    *, by: User, declaration: Declaration, version: int, on: datetime.date
) -> Declaration:
    """Record the day on which a pecuniary interest was entered in the register of interests.

    That comes after the meeting, so the item may be settled and the meeting closed.

    Raises:
        Refused: for another kind of interest, or a day to come.
        Stale: when somebody else saved in between.
    """
    if not declaration.is_pecuniary:
        raise Refused("Only a disclosable pecuniary interest is entered in the register.")
    if on > clock.today():
        raise Refused("The day of the entry must not be in the future.", field="on")
    fresh = claim(declaration, version)
    before = facts(declaration)
    fresh.registered_on = on
    fresh.save(update_fields=["registered_on", "version"])
    record(by=by, deed="recorded the registration of", about=fresh, before=before, after=facts(fresh))
    return fresh


def save_once(declaration: Declaration) -> None:
    try:
        with transaction.atomic():
            declaration.save()
    except IntegrityError:
        said = f"{declaration.person.name} declared {declaration.a_kind} on this item already"
        raise Refused(
            f"{said}: change that declaration.",
            field="kind",
        ) from None


def refuse_unfit(item: AgendaItem, *, person: Attendance, kind: str, nature: str) -> None:
    there = Attendance.objects.attending().filter(meeting=item.meeting_id, pk=person.pk).exists()
    if not there:
        raise Refused("Choose somebody who was at the meeting.", field="person")
    if kind not in Declaration.Kind.values:
        raise Refused("Choose the kind of interest.", field="kind")
    if not nature:
        raise Refused("Say what the interest is, as it is minuted.", field="nature")
    if kind == Declaration.Kind.PECUNIARY and item.votes.filter(person=person).exists():
        raise Refused(
            f"{person.name} is recorded as voting on this item, which a disclosable pecuniary interest "
            "forbids. Take that vote back first.",
            field="kind",
        )


def needed(reason: str, sentence: str) -> str:
    if not reason.strip():
        raise Refused(sentence, field="reason")
    return reason.strip()
