"""Writing the minutes of a meeting, and publishing them as draft minutes.

Minutes are published as *draft* and stay so until a later meeting confirms them (domain rule 14). What is
published is a frozen edition, made and checked by the same deeds as a report's.
"""

from boards import clock
from boards.deeds.chain import digest
from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Meeting, User
from reports.deeds.publishing import next_number, prepare, publish_edition
from reports.models import Edition, Publication
from scrutiny.compose import compose_minutes
from scrutiny.deeds.confirmations import refuse_confirmed
from scrutiny.models import Minute, MinuteParagraph, Minutes
from scrutiny.standing_minutes import bring_minutes_to_next_agenda
from scrutiny.unfinished import late_items, unfinished

State = Minutes.State

NOT_WRITING = "These minutes are no longer being written. Take them back to writing first."
BEHIND = (
    "What you typed is saved, but the paragraphs were moved in another window, so nothing else was done. "
    "Look at the order as it is now and try again."
)


@deed
def start_minutes(*, by: User, meeting: Meeting) -> Minutes:
    """Open the minutes of a meeting with one minute for each item of its agenda.

    Raises:
        Refused: before the day of the meeting, without a published agenda, or when they are open already.
    """
    if meeting.date > clock.today():
        raise Refused("The meeting has not been held yet. Its minutes can be written from the day itself.")
    if not meeting.agenda_is_published:
        raise Refused("The agenda of this meeting was not published. Publish it before you minute it.")
    if Minutes.objects.filter(meeting=meeting).exists():
        raise Refused("The minutes of this meeting are being written already.")
    publication = Publication.objects.create(
        kind=Publication.Kind.MINUTES,
        slug=f"minutes-{meeting.body.slug}-{meeting.date.isoformat()}",
        body=meeting.body,
        meeting=meeting,
    )
    minutes = Minutes.objects.create(publication=publication, meeting=meeting)
    for item in meeting.items.all():
        open_item(minutes, item)
    record(by=by, deed="opened the minutes of", about=meeting, after=facts(minutes))
    return minutes


def open_item(minutes: Minutes, item: AgendaItem) -> Minute:
    """The minute of ``item`` with one empty paragraph to write in."""
    minute = Minute.objects.create(minutes=minutes, item=item)
    MinuteParagraph.objects.create(minute=minute, position=1)
    return minute


@deed
def open_late_items(*, by: User, minutes: Minutes) -> list[Minute]:
    """Open a minute for each item that came onto the agenda after the minutes were begun."""
    lock_writing(minutes)
    opened = [open_item(minutes, item) for item in late_items(minutes)]
    if opened:
        after = {"items": [str(minute.item) for minute in opened]}
        record(by=by, deed="opened late items in the minutes of", about=minutes.meeting, after=after)
    else:
        unchanged()
    return opened


@deed
def make_ready(*, by: User, minutes: Minutes, version: int) -> Minutes:
    """Finish the minutes: check that nothing is missing and have the PDF made.

    Raises:
        Refused: naming everything that is unfinished (domain rules 5, 13 and 16).
    """
    lock_writing(minutes)
    missing = unfinished(minutes)
    if missing:
        raise Refused(" ".join(missing))
    fresh = change_state(
        by=by, minutes=minutes, version=version, state=State.READY, deed="finished the minutes of"
    )
    paper = compose_minutes(fresh, edition=next_number(fresh.publication))
    prepare(by=by, publication=fresh.publication, paper=paper)
    return fresh


@deed
def reopen(*, by: User, minutes: Minutes, version: int) -> Minutes:
    """Take minutes that are ready, but not published, back to writing."""
    if minutes.state != State.READY:
        raise Refused("Only minutes that are ready to publish can be taken back to writing.")
    return change_state(
        by=by, minutes=minutes, version=version, state=State.WRITING, deed="took back the minutes of"
    )


@deed
def publish(*, by: User, minutes: Minutes, version: int) -> Edition:
    """Publish the draft minutes as they were made ready.

    Raises:
        Refused: when they are not ready, were changed since, or their PDF is still being made.
    """
    if minutes.state != State.READY:
        raise Refused("Make the minutes ready before you publish them.")
    fresh = change_state(
        by=by, minutes=minutes, version=version, state=State.PUBLISHED, deed="published the draft minutes of"
    )
    edition = publish_edition(
        by=by,
        publication=fresh.publication,
        paper=compose_minutes(fresh, edition=next_number(fresh.publication)),
        summary="Draft minutes, until a later meeting confirms them.",
        reason=fresh.correction_reason,
    )
    bring_minutes_to_next_agenda(by, fresh)
    return edition


@deed
def correct(*, by: User, minutes: Minutes, version: int, reason: str) -> Minutes:
    """Open published draft minutes for a correction: the next edition, with a reason that readers see.

    Raises:
        Refused: for minutes that are not published, without a reason, and for minutes that a later meeting
            confirmed (domain rule 14).
        Stale: when somebody else changed them in between.
    """
    if minutes.state != State.PUBLISHED:
        raise Refused("Only published minutes are corrected.")
    refuse_confirmed(minutes)
    if not reason.strip():
        raise Refused("Say why the minutes need correcting. Readers see the reason.", field="reason")
    return change_state(
        by=by,
        minutes=minutes,
        version=version,
        state=State.WRITING,
        deed="opened for correction the minutes of",
        correction_reason=reason.strip(),
    )


def change_state(
    *, by: User, minutes: Minutes, version: int, state: str, deed: str, correction_reason: str | None = None
) -> Minutes:
    """Lock the minutes, give them their new state and log it; call inside a deed."""
    fresh = claim(minutes, version)
    before = facts(minutes)
    fresh.state = state
    if correction_reason is not None:
        fresh.correction_reason = correction_reason
    fresh.save(update_fields=["state", "version", "correction_reason"])
    record(
        by=by,
        deed=deed,
        about=fresh.meeting,
        before=before,
        after=facts(fresh),
        reason=correction_reason or "",
    )
    return fresh


def lock_writing(minutes: Minutes, order: str | None = None) -> Minutes:
    """Lock the minutes for the running deed, and refuse when they are not being written.

    ``order`` is the order of paragraphs that somebody was looking at: a step sent twice, or from a window
    left behind, is refused instead of being taken on another paragraph.
    """
    fresh = Minutes.objects.select_for_update(no_key=True).get(pk=minutes.pk)
    if fresh.state != State.WRITING:
        raise Refused(NOT_WRITING)
    if order is not None and order != order_of(fresh):
        raise Refused(BEHIND)
    return fresh


def order_of(minutes: Minutes) -> str:
    """A short name for the present order of the paragraphs."""
    standing = MinuteParagraph.objects.filter(minute__minutes=minutes, removed_at=None)
    rows = standing.order_by("minute__item__position", "position", "pk").values_list("minute", "key")
    return digest(list(rows))[:16]
