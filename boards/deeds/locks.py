"""What is settled stays as it is until somebody reopens it, with a reason."""

from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Meeting


def refuse_settled(item: AgendaItem) -> None:
    """Refuse a change to an item whose business is done, or whose meeting is closed. Call it in a deed.

    The meeting is locked before the item, here as everywhere, so that no two writers wait for each other.
    """
    refuse_closed(item.meeting)
    fresh = AgendaItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    if fresh.is_decided:
        raise Refused(f"Item {fresh.number} is decided, so it is locked. Reopen it first, and say why.")


def refuse_closed(meeting: Meeting) -> None:
    """Refuse a change to the record of a meeting that is closed. Call it in a deed: it locks the meeting."""
    if Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk).is_closed:
        raise Refused("This meeting is closed. Reopen it first, and say why.")
