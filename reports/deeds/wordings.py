"""The words of paragraphs, and what they said before: no wording is written over.

Saves of one person that only add to each other within ten minutes become one wording. A save that takes words
away begins another one, so whatever stood somewhere can be read and put back.
"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from boards import clock
from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import User
from reports.bullets import Line, align, words_of
from reports.deeds.draft import lock_draft, paragraph_of
from reports.deeds.order import put_in_order, standing_in
from reports.models import Bullet, Paragraph, Report, Wording
from reports.typed import Typed, as_typed, read_typed

TOGETHER: Final = datetime.timedelta(minutes=10)
"""How long one person's saves go on being one wording."""
A_WORD: Final = 1
"""So many words may be another while one types: the last one, or one that is mended."""

How = Wording.How
Targets = Sequence[tuple[Paragraph, Typed]]


@deed
def restore_wording(*, by: User, report: Report, key: uuid.UUID, wording: int, version: int) -> Paragraph:
    """Let a paragraph say again what its wording of version ``wording`` says; the present one is kept.

    A removed paragraph comes back with it.

    Raises:
        Refused: to anybody but the writers of a draft, and when there is no such wording.
        Stale: when the paragraph was changed since the page was drawn.
    """
    lock_draft(by, report)
    row = paragraph_of(report, key)
    earlier = row.wordings.filter(version=wording).first()
    if earlier is None:
        raise Refused("This wording is not there. Look at the history again.")
    if row.version != version:
        raise Stale("paragraph")
    before = text_of(row)
    if row.removed_at is None and before == earlier.typed:
        unchanged()
        return row
    if row.removed_at:
        put_back(row)
    reword_row(by=by, report=report, row=row, typed=earlier.typed, how=How.RESTORED)
    record(
        by=by,
        deed="put back an earlier wording in",
        about=report,
        before={str(key): before},
        after={str(key): earlier.typed},
    )
    return row


def text_of(paragraph: Paragraph) -> str:
    """The paragraph as it stands in its box."""
    return as_typed(paragraph.text, (bullet.text for bullet in paragraph.bullets.all()))


def reword_row(*, by: User, report: Report, row: Paragraph, typed: str, how: How) -> list[Paragraph]:
    """Write ``typed`` into a row, and what follows a blank line in it into rows behind it; all of them."""
    targets = spread(row, read_typed(typed))
    write_texts(targets, list(row.bullets.all()), by=by, report=report, how=how)
    return [row for row, _ in targets]


def spread(row: Paragraph, typed: list[Typed]) -> list[tuple[Paragraph, Typed]]:
    """One box's paragraphs on their rows: the first keeps the row, the others get rows after it."""
    if row.removed_at:
        put_back(row)
    added = [Paragraph(section=row.section, version=0) for _ in typed[1:]]
    if added:
        standing = standing_in(row.section)
        place = standing.index(row) + 1
        put_in_order(row.section, [*standing[:place], *added, *standing[place:]])
    return list(zip([row, *added], typed, strict=True))


def put_back(paragraph: Paragraph) -> None:
    """A removed row among those that stand, where it was; its words are as they were left."""
    standing, place = standing_in(paragraph.section), max(paragraph.position - 1, 0)
    paragraph.removed_at = paragraph.merged_into = None
    touch(paragraph, "removed_at", "merged_into")
    put_in_order(paragraph.section, [*standing[:place], paragraph, *standing[place:]])


def touch(paragraph: Paragraph, *fields: str) -> None:
    """Save ``fields`` of a row as its next version, changed now."""
    paragraph.version += 1
    paragraph.changed_at = clock.now()
    paragraph.save(update_fields=[*fields, "version", "changed_at"])


def write_texts(
    targets: Targets, old: Sequence[Bullet], *, by: User, report: Report, how: How = How.WROTE
) -> None:
    """Write words and bullets into rows, and keep what stood there and what stands there now.

    ``old`` are the bullets that stood in these rows: one that goes on saying the same keeps its key and what
    is tied to it, also in another of the rows.
    """
    keep_what_stood([row for row, _ in targets], old, report)
    for row, typed in targets:
        row.text, row.version, row.changed_at = typed.text, row.version + 1, clock.now()
    rows = [row for row, _ in targets]
    Paragraph.objects.bulk_update(rows, ["text", "version", "changed_at"], batch_size=200)
    place_bullets(targets, old)
    keep_wordings(by, targets, how)


def place_bullets(targets: Targets, old: Sequence[Bullet]) -> None:
    new = [
        Bullet(paragraph=row, position=position, text=text)
        for row, typed in targets
        for position, text in enumerate(typed.bullets, start=1)
    ]
    matched = align([line_of(bullet) for bullet in old], [line_of(bullet) for bullet in new])
    kept, fresh = [], []
    for bullet, index in zip(new, matched, strict=True):
        if index is None:
            fresh.append(bullet)
        else:
            kept.append(continued(old[index], bullet))
    gone = {bullet.pk for bullet in old} - {bullet.pk for bullet in kept}
    if gone:
        Bullet.objects.filter(pk__in=gone).delete()
    Bullet.objects.bulk_update(kept, ["paragraph", "position", "text"], batch_size=200)
    Bullet.objects.bulk_create(fresh, batch_size=200)


def line_of(bullet: Bullet) -> Line:
    return Line(bullet.paragraph_id, bullet.text)


def continued(old: Bullet, new: Bullet) -> Bullet:
    old.paragraph, old.position, old.text = new.paragraph, new.position, new.text
    return old


# History


def keep_what_stood(rows: Sequence[Paragraph], bullets: Iterable[Bullet], report: Report) -> None:
    """Keep the words of rows whose last wording is not what stands there, as of a report brought in.

    Who wrote them is not known any more, so they are kept as the author's.
    """
    told = defaultdict(list)
    for bullet in bullets:
        told[bullet.paragraph_id].append(bullet.text)
    standing = {row.pk: as_typed(row.text, told[row.pk]) for row in rows if row.version}
    last = last_wordings([pk for pk, typed in standing.items() if typed])
    Wording.objects.bulk_create(
        Wording(
            paragraph=row,
            version=row.version,
            typed=standing[row.pk],
            begun_at=row.changed_at,
            at=row.changed_at,
            by_id=report.author_id,
        )
        for row in rows
        if standing.get(row.pk) and is_unknown(last[row.pk], row, standing[row.pk])
    )


def is_unknown(kept: Sequence[Wording], row: Paragraph, typed: str) -> bool:
    return not kept or (kept[0].typed != typed and kept[0].version < row.version)


def keep_wordings(by: User, targets: Targets, how: How) -> None:
    last, now, fresh = last_wordings([row.pk for row, _ in targets]), clock.now(), []
    for row, typed in targets:
        said = as_typed(typed.text, typed.bullets)
        kept = last[row.pk]
        if how == How.WROTE and kept and is_gone_on_with(by, kept, said, now):
            kept[0].version, kept[0].typed, kept[0].at = row.version, said, now
            kept[0].save(update_fields=["version", "typed", "at"])
        elif said or kept:
            fresh.append(Wording(paragraph=row, version=row.version, typed=said, how=how, by=by))
    Wording.objects.bulk_create(fresh, batch_size=200)


def last_wordings(paragraphs: Sequence[int]) -> dict[int, list[Wording]]:
    """The newest two wordings of each paragraph, the newest first, in two queries."""
    places: dict[int, list[int]] = defaultdict(list)
    known = Wording.objects.filter(paragraph__in=paragraphs).order_by("-version", "-pk")
    for paragraph, pk in known.values_list("paragraph", "pk"):
        places[paragraph] = [*places[paragraph], pk][:2]
    rows = Wording.objects.in_bulk([pk for pks in places.values() for pk in pks])
    return defaultdict(list, {paragraph: [rows[pk] for pk in pks] for paragraph, pks in places.items()})


def is_gone_on_with(by: User, kept: Sequence[Wording], said: str, now: datetime.datetime) -> bool:
    """Whether the newest wording may give way to ``said``: the same hand, lately, and no word is lost."""
    newest = kept[0]
    is_lately = newest.begun_at <= now < newest.begun_at + TOGETHER
    if newest.by_id != by.pk or newest.how != How.WROTE or not is_lately:
        return False
    if newest.typed == (kept[1].typed if len(kept) > 1 else ""):
        return True
    old, new = words_of(newest.typed), words_of(said)
    if new.total() >= old.total() and lost(old, new) <= A_WORD:
        return True
    return len(kept) > 1 and lost(old, words_of(kept[1].typed)) == 0


def lost(old: Counter[str], new: Counter[str]) -> int:
    """How many words of the one are not in the other."""
    return (old - new).total()
