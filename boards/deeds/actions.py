"""Actions: what somebody took on at a meeting, until it is closed."""

import datetime

from boards import clock
from boards.deadlines import full_date
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Action, AgendaItem, Meeting, Membership, User


@deed
def add_action(
    *,
    by: User,
    meeting: Meeting,
    text: str,
    owner: User,
    due: datetime.date,
    item: AgendaItem | None = None,
) -> Action:
    """Record what was agreed, who does it and by when.

    Raises:
        Refused: without a text, for a due date before the meeting, an owner who was no member that day, an
            item of another meeting, or the same action sent twice.
    """
    text = text.strip()
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    refuse_unfit(locked, text=text, owner=owner, due=due, item=item)
    if locked.actions.filter(text=text, owner=owner, due=due, item=item).exists():
        raise Refused("This action is recorded already.", field="text")
    action = Action.objects.create(
        body_id=locked.body_id, meeting=locked, item=item, text=text, owner=owner, due=due
    )
    record(by=by, deed="added the action", about=action, after=facts(action))
    return action


@deed
def change_action(
    *,
    by: User,
    action: Action,
    version: int,
    text: str,
    owner: User,
    due: datetime.date,
    item: AgendaItem | None,
) -> Action:
    """Change an open action.

    Raises:
        Refused: as ``add_action``, or when the action is closed.
        Stale: when somebody else saved in between.
    """
    refuse_unfit(action.meeting, text=text.strip(), owner=owner, due=due, item=item)
    fresh = claim(action, version)
    refuse_closed(fresh)
    before = facts(action)
    fresh.text, fresh.owner, fresh.due, fresh.item = text.strip(), owner, due, item
    fresh.save(update_fields=["text", "owner", "due", "item", "version"])
    record(by=by, deed="changed the action", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def close_action(*, by: User, action: Action, version: int, note: str) -> Action:
    """Close an action with one sentence on what came of it.

    Raises:
        Refused: without that sentence, or when it is closed already.
        Stale: when somebody else saved in between.
    """
    note = note.strip()
    if not note:
        raise Refused("Say in one sentence what came of it.", field="note")
    refuse_closed(action)
    fresh = claim(action, version)
    before = facts(action)
    fresh.closed_at, fresh.closed_by, fresh.closing_note = clock.now(), by, note
    fresh.save(update_fields=["closed_at", "closed_by", "closing_note", "version"])
    record(by=by, deed="closed the action", about=fresh, before=before, after=facts(fresh))
    return fresh


def owners(meeting: Meeting) -> list[User]:
    """Everybody who could take on an action: all who served the body on the day of the meeting."""
    served = Membership.objects.on(meeting.date).filter(body=meeting.body_id)
    return list(User.objects.filter(pk__in=served.values("user")))


def refuse_unfit(
    meeting: Meeting, *, text: str, owner: User, due: datetime.date, item: AgendaItem | None
) -> None:
    if not text:
        raise Refused("Enter what is to be done.", field="text")
    if due < meeting.date:
        raise Refused(
            f"The due date must not be before the meeting on {full_date(meeting.date)}.", field="due"
        )
    if owner not in owners(meeting):
        raise Refused(f"{owner} did not serve this body on the day of the meeting.", field="owner")
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused("Choose an item of this meeting.", field="item")


def refuse_closed(action: Action) -> None:
    if action.closed_at is not None:
        raise Refused("This action is closed already.")
