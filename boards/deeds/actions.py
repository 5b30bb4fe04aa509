"""Actions: what somebody took on at a meeting, until it is closed."""

import datetime

from boards import clock
from boards.dates import full_date
from boards.deadlines import publication_day
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Action, ActionNote, AgendaItem, Meeting, Membership, User
from boards.permissions import Permission, require
from boards.tasks import mail_reminder

REMINDED = "Reminded by mail."


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
    locked = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
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
    refuse_unfit(action.meeting, text=text.strip(), owner=owner, due=due, item=item, action=action)
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


@deed
def reopen_action(*, by: User, action: Action, version: int, reason: str) -> Action:
    """Open a closed action again, because it was not done after all. What was said of it stays in the log.

    Raises:
        Refused: without a reason, or when it is open.
        Stale: when somebody else saved in between.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("Say why it is open again.", field="reason")
    fresh = claim(action, version)
    if fresh.closed_at is None:
        raise Refused("This action is open already.")
    before = facts(fresh) | {"version": version}
    fresh.closed_at, fresh.closed_by, fresh.closing_note = None, None, ""
    fresh.save(update_fields=["closed_at", "closed_by", "closing_note", "version"])
    say(by=by, action=fresh, text=f"Opened again: {reason}")
    record(by=by, deed="reopened the action", about=fresh, before=before, after=facts(fresh), reason=reason)
    return fresh


@deed
def note_progress(*, by: User, action: Action, text: str) -> ActionNote:
    """Add a word on how an action stands. Its owner may, and whoever runs the body's meetings.

    Raises:
        Refused: without a word, when the action is closed, and for the same word sent twice.
        PermissionDenied, Http404: for anybody else.
    """
    text = text.strip()
    if action.owner_id != by.pk:
        require(by, Permission.EDIT_MEETINGS, action.body)
    if not text:
        raise Refused("Say how it stands.", field="text")
    fresh = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    refuse_closed(fresh)
    newest = fresh.notes.first()
    if newest and (newest.text, newest.by_id) == (text, by.pk):
        raise Refused("This is what the last word says already.", field="text")
    note = say(by=by, action=fresh, text=text)
    record(by=by, deed="added a word to the action", about=fresh, after=facts(note))
    return note


@deed
def remind_owner(*, by: User | None, action: Action) -> ActionNote:
    """Ask the worker to mail the owner, at most once a day in London. ``by`` is None for the daily round.

    Raises:
        Refused: when the action is closed, its owner has no address or was reminded today already.
    """
    locked = Action.objects.select_for_update(of=("self",), no_key=True)
    fresh = locked.select_related("owner").get(pk=action.pk)
    refuse_closed(fresh)
    owner = fresh.owner
    if not owner.email or not owner.is_active:
        raise Refused(f"{owner.name} cannot be reached by mail. Speak to them instead.")
    last = fresh.notes.filter(kind=ActionNote.Kind.REMINDER).first()
    if last and publication_day(last.at) == clock.today():
        raise Refused(f"{owner.name} was reminded of this action today already.")
    note = say(by=by, action=fresh, text=REMINDED, kind=ActionNote.Kind.REMINDER)
    record(by=by, deed="sent a reminder of the action", about=fresh, after=facts(note))
    mail_reminder.enqueue(fresh.pk)
    return note


def say(*, by: User | None, action: Action, text: str, kind: str = ActionNote.Kind.PROGRESS) -> ActionNote:
    return ActionNote.objects.create(action=action, kind=kind, text=text, at=clock.now(), by=by)


def owners(meeting: Meeting, action: Action | None = None) -> list[User]:
    """Everybody who could take on an action: all who served the body on the day of the meeting.

    An action that was handed over may go to those who serve its new body today.
    """
    served = Membership.objects.on(meeting.date).filter(body=meeting.body_id).values("user")
    people = User.objects.filter(pk__in=served)
    if action is not None and action.body_id != meeting.body_id:
        serving = Membership.objects.on(clock.today()).filter(body=action.body_id).values("user")
        people = people | User.objects.filter(pk__in=serving)
    return list(people)


def refuse_unfit(
    meeting: Meeting,
    *,
    text: str,
    owner: User,
    due: datetime.date,
    item: AgendaItem | None,
    action: Action | None = None,
) -> None:
    if not text:
        raise Refused("Enter what is to be done.", field="text")
    if due < meeting.date:
        raise Refused(
            f"The due date must not be before the meeting on {full_date(meeting.date)}.", field="due"
        )
    if owner not in owners(meeting, action):
        raise Refused(f"{owner} did not serve this body on the day of the meeting.", field="owner")
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused("Choose an item of this meeting.", field="item")


def refuse_closed(action: Action) -> None:
    if action.closed_at is not None:
        raise Refused("This action is closed already.")
