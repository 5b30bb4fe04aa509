"""Writing the paragraphs of minutes: their words, their kinds and their order within an item.

Every deed here locks the minutes first, so that two clerks take turns. ``order`` (``order_of``) says which
order of paragraphs somebody was looking at; it is left out where nobody was looking at a page.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from boards import clock
from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.typed import LONGEST, as_typed, read_typed
from scrutiny.deeds.minutes import lock_writing
from scrutiny.models import Minute, MinuteParagraph, Minutes

Kind = MinuteParagraph.Kind
Way = Literal["up", "down"]

TOO_LONG = "This paragraph has {length:,} characters, and {most:,} is the most. Divide it in two."


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What stands in a paragraph's box and its kind, drawn from ``version``.

    ``after`` is the paragraph behind which one stands that was made in the browser.
    """

    key: uuid.UUID
    version: int
    kind: str
    text: str
    after: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else saved ``theirs`` in between; ``yours`` is not saved."""

    theirs: str
    yours: str
    version: int
    their_kind: str = Kind.NOTE
    your_kind: str = Kind.NOTE


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a write, by key: new versions, what somebody else had changed, and what was refused."""

    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    versions: dict[uuid.UUID, int] = field(default_factory=dict)
    clashes: dict[uuid.UUID, Clash] = field(default_factory=dict)
    refused: dict[uuid.UUID, tuple[str, ParagraphChange]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.clashes and not self.refused


@deed
def write_minutes(*, by: User, minutes: Minutes, changes: Iterable[ParagraphChange]) -> Written:
    """Save what stands in the boxes, and tell what was not saved and why; the rest is saved all the same.

    Untouched boxes are skipped, by their words and not by their version. Words after a blank line become the
    next paragraph of the same kind. A box whose paragraph was taken out meanwhile puts it back when its words
    differ: better there twice than lost.

    Raises:
        Refused: when the minutes are no longer being written.
    """
    lock_writing(minutes)
    rows = {
        row.key: row
        for row in MinuteParagraph.objects.filter(minute__minutes=minutes).select_related("minute")
    }
    written = Written()
    for change in changes:
        texts = texts_of(change.text)
        row = rows.get(change.key)
        if not is_to_write(row, change, texts, written):
            continue
        if row is None:
            row = new_after(rows, change)
        elif row.removed_at:
            put_back(row)
        write_texts(row, texts, change.kind, written)
    if written.after:
        record(
            by=by,
            deed="wrote in the minutes of",
            about=minutes.meeting,
            before=written.before,
            after=written.after,
        )
    else:
        unchanged()
    return written


@deed
def add_paragraph(
    *,
    by: User,
    minute: Minute,
    kind: str = Kind.NOTE,
    after: uuid.UUID | None = None,
    text: str = "",
    number: str = "",
    order: str | None = None,
) -> MinuteParagraph:
    """Add a paragraph to an item, after another or at its end; ``number`` is one that was typed elsewhere."""
    lock_writing(minute.minutes, order)
    refuse_paragraph(kind, text)
    rows = standing_in(minute)
    place = next((n for n, row in enumerate(rows, 1) if row.key == after), len(rows))
    row = MinuteParagraph(minute=minute, kind=kind, text="\n".join(texts_of(text)), typed_number=number)
    put_in_order([*rows[:place], row, *rows[place:]])
    record(by=by, deed="added a paragraph to the minutes of", about=minute.minutes.meeting, after=facts(row))
    return row


@deed
def move_paragraph(*, by: User, minute: Minute, key: uuid.UUID, way: Way, order: str | None = None) -> None:
    """Move a paragraph one place up or down within its item; at the end of the way nothing happens."""
    lock_writing(minute.minutes, order)
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
    record(
        by=by, deed="reordered the minutes of", about=about, before={"order": before}, after={"order": after}
    )


@deed
def remove_paragraph(*, by: User, minute: Minute, key: uuid.UUID) -> None:
    """Take a paragraph out of the minutes; its row stays and the log keeps its words."""
    lock_writing(minute.minutes)
    rows = standing_in(minute)
    row = rows.pop(index_of(rows, key))
    before = facts(row)
    row.removed_at = clock.now()
    row.version += 1
    row.save(update_fields=["removed_at", "version"])
    put_in_order(rows)
    about = minute.minutes.meeting
    record(
        by=by, deed="removed a paragraph from the minutes of", about=about, before=before, after=facts(row)
    )


@deed
def restore_paragraph(*, by: User, minute: Minute, key: uuid.UUID) -> None:
    """Put a removed paragraph back where it stood, or last where its item has become shorter."""
    lock_writing(minute.minutes)
    row = minute.paragraphs.filter(key=key).first()
    if row is None:
        raise Refused("That paragraph is not in these minutes.")
    if row.removed_at is None:
        unchanged()
        return
    before = facts(row)
    put_back(row)
    about = minute.minutes.meeting
    record(
        by=by, deed="put a paragraph back into the minutes of", about=about, before=before, after=facts(row)
    )


def texts_of(typed: str) -> list[str]:
    """The paragraphs in one box, at least one, which may be empty; bullets stand on lines of their own."""
    return [as_typed(each.text, each.bullets) for each in read_typed(typed)]


def is_to_write(
    row: MinuteParagraph | None, change: ParagraphChange, texts: list[str], written: Written
) -> bool:
    """Whether a box holds something new that may be saved; if it may not, say so in ``written``."""
    if row is None and change.after is None:
        return False
    if row is not None and [row.text] == texts and (row.kind == change.kind or row.removed_at):
        return False
    try:
        refuse_paragraph(change.kind, change.text)
    except Refused as refusal:
        written.refused[change.key] = (refusal.sentence, change)
        return False
    if row is not None and row.version != change.version and row.removed_at is None:
        written.clashes[row.key] = Clash(row.text, change.text, row.version, row.kind, change.kind)
        return False
    return True


def write_texts(row: MinuteParagraph, texts: list[str], kind: str, written: Written) -> None:
    """One box's paragraphs on their rows: the first keeps the row, the others get rows after it."""
    added = [MinuteParagraph(minute=row.minute, version=0) for _ in texts[1:]]
    if added:
        rows = standing_in(row.minute)
        place = index_of(rows, row.key) + 1
        put_in_order([*rows[:place], *added, *rows[place:]])
    if row.text:
        written.before[str(row.key)] = [row.kind, row.text]
    for each, text in zip([row, *added], texts, strict=True):
        each.text, each.kind, each.version = text, kind, each.version + 1
        each.save(update_fields=["text", "kind", "version"])
        written.after[str(each.key)] = [each.kind, each.text]
        written.versions[each.key] = each.version


def new_after(rows: dict[uuid.UUID, MinuteParagraph], change: ParagraphChange) -> MinuteParagraph:
    """The row of a paragraph that was made in the browser, which also gave it its key."""
    beside = rows.get(change.after or change.key)
    if beside is None:
        beside = max(rows.values(), key=lambda row: (row.minute_id, row.position))
    standing = standing_in(beside.minute)
    place = next((n for n, row in enumerate(standing, 1) if row.key == beside.key), len(standing))
    taken = MinuteParagraph.objects.filter(key=change.key).exists()
    row = MinuteParagraph(minute=beside.minute, key=uuid.uuid4() if taken else change.key, version=0)
    put_in_order([*standing[:place], row, *standing[place:]])
    rows[row.key] = row
    return row


def put_back(row: MinuteParagraph) -> None:
    standing, place = standing_in(row.minute), max(row.position - 1, 0)
    row.removed_at = None
    row.version += 1
    row.save(update_fields=["removed_at", "version"])
    put_in_order([*standing[:place], row, *standing[place:]])


def refuse_paragraph(kind: str, text: str) -> None:
    if kind not in Kind.values:
        raise Refused("Choose the kind of the paragraph from the list.", field="kind")
    if len(text) > LONGEST:
        raise Refused(TOO_LONG.format(length=len(text), most=LONGEST), field="text")


def standing_in(minute: Minute) -> list[MinuteParagraph]:
    return list(minute.paragraphs.filter(removed_at=None))


def index_of(rows: list[MinuteParagraph], key: uuid.UUID) -> int:
    for place, row in enumerate(rows):
        if row.key == key:
            return place
    raise Refused("That paragraph is no longer there. Look at the minutes as they are now.")


def put_in_order(rows: list[MinuteParagraph]) -> None:
    for place, row in enumerate(rows, start=1):
        if row.pk is None:
            row.position = place
            row.save(force_insert=True)
        elif row.position != place:
            row.position = place
            row.save(update_fields=["position"])
