"""What came of an item: dealt with, carried to a later meeting, or withdrawn. Then it is locked."""

from boards import clock
from boards.dates import plain_date
from boards.deeds.locks import refuse_closed
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Meeting, User

Outcome = AgendaItem.Outcome
REOPENED = "reopened the agenda item"


@deed
def decide_item(*, by: User, item: AgendaItem, version: int, outcome: str, note: str = "") -> AgendaItem:
    """Record what came of an item. From then on it does not change, nor what was declared or voted on it.

    Raises:
        Refused: for an unknown outcome, an item that is decided, one dealt with before the meeting was held
            or while a sub-item is open, or a closed meeting.
        Stale: when somebody else changed the item in between.
    """
    refuse_closed(item.meeting)
    if outcome not in Outcome.values:
        raise Refused("Choose what came of the item.", field="outcome")
    if AgendaItem.objects.filter(pk=item.pk, decided_at__isnull=False).exists():
        raise Refused(f"Item {item.number} is decided already. Reopen it first, and say why.")
    if outcome == Outcome.DONE:
        refuse_undealt(item)
    fresh = claim(item, version)
    before = facts(item)
    fresh.outcome, fresh.outcome_note = outcome, note.strip()
    fresh.decided_at, fresh.decided_by = clock.now(), by
    fresh.save(update_fields=["outcome", "outcome_note", "decided_at", "decided_by", "version"])
    record(by=by, deed="recorded the outcome of", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def reopen_item(*, by: User, item: AgendaItem, version: int, reason: str) -> AgendaItem:
    """Unlock an item that was decided. The reason stays in the log and beside the item on the desk.

    Raises:
        Refused: without a reason, for an item that is open, a sub-item of an item that is dealt with, one
            that stands on a later agenda already, or a closed meeting.
        Stale: when somebody else changed the item in between.
    """
    reason = reason.strip()
    refuse_closed(item.meeting)
    if not reason:
        raise Refused("Say why the item is reopened.", field="reason")
    refuse_reopening(AgendaItem.objects.get(pk=item.pk))
    fresh = claim(item, version)
    before = facts(item)
    fresh.outcome = fresh.outcome_note = ""
    fresh.decided_at = fresh.decided_by = None
    fresh.save(update_fields=["outcome", "outcome_note", "decided_at", "decided_by", "version"])
    record(by=by, deed=REOPENED, about=fresh, before=before, after=facts(fresh), reason=reason)
    return fresh


def sub_items(item: AgendaItem) -> list[AgendaItem]:
    """The items that stand under this one; a sub-item has none."""
    if item.is_sub_item:
        return []
    found = []
    for each in AgendaItem.objects.filter(meeting=item.meeting_id, position__gt=item.position):
        if not each.is_sub_item:
            break
        found.append(each)
    return found


def item_above(item: AgendaItem) -> AgendaItem | None:
    """The item that a sub-item belongs to."""
    before = AgendaItem.objects.filter(meeting=item.meeting_id, position__lt=item.position, is_sub_item=False)
    return before.last() if item.is_sub_item else None


def refuse_undealt(item: AgendaItem) -> None:
    meeting = Meeting.objects.get(pk=item.meeting_id)
    if not meeting.takes_place:
        raise Refused(
            "This meeting does not take place, so nothing is dealt with at it. Carry or withdraw the item.",
            field="outcome",
        )
    if meeting.date > clock.today():
        raise Refused("The meeting has not been held yet. Carry or withdraw the item.", field="outcome")
    left = [each.number for each in sub_items(item) if not each.is_decided]
    if left:
        are = "is" if len(left) == 1 else "are"
        raise Refused(f"Item {' and '.join(left)} {are} still open. Decide that first.", field="outcome")


def refuse_reopening(item: AgendaItem) -> None:
    if not item.is_decided:
        raise Refused(f"Item {item.number} is open already.")
    above = item_above(item)
    if above is not None and above.outcome == Outcome.DONE:
        raise Refused(f"Item {above.number} is dealt with. Reopen that one first.")
    later = AgendaItem.objects.filter(carried_from=item).select_related("meeting").first()
    if later is not None:
        raise Refused(
            f"This item is on the agenda of {plain_date(later.meeting.date)} already. Remove it there first."
        )
