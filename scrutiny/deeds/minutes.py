"""Writing the minutes of a meeting, and publishing them as draft minutes.

Minutes are published as *draft* and stay so until a later meeting confirms them (domain rule 14). What is
published is a frozen edition, made and checked by the same deeds as a report's.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Meeting, User
from reports.deeds.publishing import next_number, prepare, publish_edition
from reports.models import Edition, Publication
from reports.typed import LONGEST, tidy
from scrutiny.compose import compose_minutes
from scrutiny.models import Minute, MinuteParagraph, Minutes
from scrutiny.unfinished import unfinished

State = Minutes.State
Kind = MinuteParagraph.Kind
Way = Literal["up", "down"]

NOT_WRITING = "These minutes are no longer being written. Take them back to writing first."
TOO_LONG = "This paragraph has {length:,} characters, and {most:,} is the most. Divide it in two."


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What stands in a paragraph's box and its kind, drawn from ``version``."""

    key: uuid.UUID
    version: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else saved ``theirs`` in between; ``yours`` is not saved."""

    theirs: str
    yours: str
    version: int


@deed
def start_minutes(*, by: User, meeting: Meeting) -> Minutes:
    """Open the minutes of a meeting with one minute for each item of its agenda.

    Raises:
        Refused: before the day of the meeting, without a published agenda, or when they are open already.
    """
    if meeting.date > timezone.localdate():
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
def write_minutes(
    *, by: User, minutes: Minutes, changes: Iterable[ParagraphChange]
) -> dict[uuid.UUID, Clash]:
    """Save what stands in the boxes; returns, by key, what somebody else changed in between.

    Untouched boxes are skipped. A box that clashes is not saved, and the others are.

    Raises:
        Refused: when the minutes are no longer being written, for an unknown kind or a text too long.
    """
    lock_writing(minutes)
    standing = {row.key: row for row in MinuteParagraph.objects.filter(minute__minutes=minutes, removed_at=None)}
    clashes: dict[uuid.UUID, Clash] = {}
    before, after = {}, {}
    for change in changes:
        row = standing.get(change.key)
        text = tidy(change.text).strip()
        if row is None or (row.text, row.kind) == (text, change.kind):
            continue
        refuse_paragraph(change.kind, text)
        if row.version != change.version:
            clashes[row.key] = Clash(theirs=row.text, yours=change.text, version=row.version)
            continue
        before[str(row.key)] = [row.kind, row.text]
        row.text, row.kind, row.version = text, change.kind, row.version + 1
        row.save(update_fields=["text", "kind", "version"])
        after[str(row.key)] = [row.kind, row.text]
    if after:
        record(by=by, deed="wrote in the minutes of", about=minutes.meeting, before=before, after=after)
    else:
        unchanged()
    return clashes


def refuse_paragraph(kind: str, text: str) -> None:
    if kind not in Kind.values:
        raise Refused("Choose the kind of the paragraph from the list.", field="kind")
    if len(text) > LONGEST:
        raise Refused(TOO_LONG.format(length=len(text), most=LONGEST), field="text")


@deed
def add_paragraph(
    *, by: User, minute: Minute, kind: str = Kind.NOTE, after: uuid.UUID | None = None, text: str = "", number: str = ""
) -> MinuteParagraph:
    """Add a paragraph to an item, after another or at its end; ``number`` is one that was typed elsewhere."""
    lock_writing(minute.minutes)
    refuse_paragraph(kind, text)
    rows = standing_in(minute)
    place = next((n for n, row in enumerate(rows, 1) if row.key == after), len(rows))
    row = MinuteParagraph.objects.create(
        minute=minute, position=place + 1, kind=kind, text=tidy(text).strip(), typed_number=number
    )
    put_in_order([*rows[:place], row, *rows[place:]])
    record(by=by, deed="added a paragraph to the minutes of", about=minute.minutes.meeting, after=facts(row))
    return row


@deed
def move_paragraph(*, by: User, minute: Minute, key: uuid.UUID, way: Way) -> None:
    """Move a paragraph one place up or down within its item; at the end of the way nothing happens."""
    lock_writing(minute.minutes)
    rows = standing_in(minute)
    place = index_of(rows, key)
    other = place + (-1 if way == "up" else 1)
    if not 0 <= other < len(rows):
        unchanged()
        return
    before = [str(row.key) for row in rows]
    rows[place], rows[other] = rows[other], rows[place]
    put_in_order(rows)
    after = [str(row.key) for row in rows]
    about = minute.minutes.meeting
    record(by=by, deed="reordered the minutes of", about=about, before={"order": before}, after={"order": after})


@deed
def remove_paragraph(*, by: User, minute: Minute, key: uuid.UUID) -> None:
    """Take a paragraph out of the minutes; its row stays and the log keeps its words."""
    lock_writing(minute.minutes)
    rows = standing_in(minute)
    row = rows.pop(index_of(rows, key))
    before = facts(row)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    put_in_order(rows)
    about = minute.minutes.meeting
    record(by=by, deed="removed a paragraph from the minutes of", about=about, before=before, after=facts(row))


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
    fresh = change_state(by=by, minutes=minutes, version=version, state=State.READY, deed="finished the minutes of")
    paper = compose_minutes(fresh, edition=next_number(fresh.publication))
    prepare(by=by, publication=fresh.publication, paper=paper)
    return fresh


@deed
def reopen(*, by: User, minutes: Minutes, version: int) -> Minutes:
    """Take minutes that are ready, but not published, back to writing."""
    if minutes.state != State.READY:
        raise Refused("Only minutes that are ready to publish can be taken back to writing.")
    return change_state(by=by, minutes=minutes, version=version, state=State.WRITING, deed="took back the minutes of")


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
    return publish_edition(
        by=by,
        publication=fresh.publication,
        paper=compose_minutes(fresh, edition=next_number(fresh.publication)),
        summary="Draft minutes, until a later meeting confirms them.",
        reason=fresh.correction_reason,
    )


@deed
def correct(*, by: User, minutes: Minutes, version: int, reason: str) -> Minutes:
    """Open published minutes for a correction: the next edition, with a reason that readers see."""
    if minutes.state != State.PUBLISHED:
        raise Refused("Only published minutes are corrected.")
    if not reason.strip():
        raise Refused("Say why the minutes need correcting. Readers see the reason.", field="reason")
    fresh = change_state(
        by=by,
        minutes=minutes,
        version=version,
        state=State.WRITING,
        deed="opened for correction the minutes of",
        correction_reason=reason.strip(),
    )
    return fresh


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
        by=by, deed=deed, about=fresh.meeting, before=before, after=facts(fresh), reason=correction_reason or ""
    )
    return fresh


def lock_writing(minutes: Minutes) -> Minutes:
    """Lock the minutes for the running deed, and refuse when they are not being written."""
    fresh = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if fresh.state != State.WRITING:
        raise Refused(NOT_WRITING)
    return fresh


def standing_in(minute: Minute) -> list[MinuteParagraph]:
    return list(minute.paragraphs.filter(removed_at=None))


def index_of(rows: list[MinuteParagraph], key: uuid.UUID) -> int:
    for place, row in enumerate(rows):
        if row.key == key:
            return place
    raise Refused("That paragraph is no longer there. Look at the minutes as they are now.")


def put_in_order(rows: list[MinuteParagraph]) -> None:
    for place, row in enumerate(rows, start=1):
        if row.position != place or row._state.adding:
            row.position = place
            row.save(update_fields=["position"])
