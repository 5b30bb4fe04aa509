"""The paragraphs of a report: added, removed, put back, divided, joined and marked."""

import uuid
from typing import Final

from boards import clock
from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds.draft import lock_draft, paragraph_of
from reports.deeds.order import put_in_order, standing_in, standing_paragraph, whereabouts
from reports.deeds.wordings import (
    keep_what_stood,
    put_back,
    reword_row,
    text_of,
    touch,
    write_texts,
)
from reports.deeds.writing import TOO_LONG
from reports.markdown import render_block
from reports.models import Evidence, Paragraph, Report, Wording
from reports.typed import LONGEST, Typed, as_one, as_typed, divided, read_typed

How = Wording.How
BESIDE_A_TABLE: Final = (
    "Words cannot follow a table within one paragraph, and a table cannot follow bullets. Leave them apart."
)


@deed
def add_paragraph(*, by: User, report: Report, order: str, after: uuid.UUID) -> Paragraph:
    """An empty paragraph after a paragraph, or first in a section; one that is empty already will do."""
    lock_draft(by, report, order)
    section, place = whereabouts(report, after)
    standing = standing_in(section)
    beside = standing[place : place + 1]
    if beside and not text_of(beside[0]):
        unchanged()
        return beside[0]
    added = Paragraph(section=section)
    put_in_order(section, [*standing[:place], added, *standing[place:]])
    record(by=by, deed="added a paragraph to", about=report, after={"paragraph": str(added.key)})
    return added


@deed
def remove_paragraph(*, by: User, report: Report, key: uuid.UUID) -> Paragraph:
    """Take a paragraph out. Its words, evidence and notes stay with its row, and it can be put back."""
    lock_draft(by, report)
    paragraph = paragraph_of(report, key)
    if paragraph.removed_at:
        unchanged()
        return paragraph
    keep_what_stood([paragraph], list(paragraph.bullets.all()), report)
    paragraph.removed_at = clock.now()
    touch(paragraph, "removed_at")
    put_in_order(paragraph.section, standing_in(paragraph.section))
    record(by=by, deed="removed a paragraph from", about=report, before={str(key): text_of(paragraph)})
    return paragraph


@deed
def restore_paragraph(*, by: User, report: Report, key: uuid.UUID) -> Paragraph:
    """Put a removed paragraph back where it stood, or last where its section has become shorter.

    One that was joined to another comes back with its own words as they were; the other keeps what it has.
    """
    lock_draft(by, report)
    paragraph = paragraph_of(report, key)
    if paragraph.removed_at is None:
        unchanged()
        return paragraph
    was_joined = paragraph.merged_into_id is not None
    put_back(paragraph)
    own = paragraph.wordings.first()
    if was_joined and own:
        reword_row(by=by, report=report, row=paragraph, typed=own.typed, how=How.RESTORED)
    record(by=by, deed="put a paragraph back into", about=report, after={str(key): text_of(paragraph)})
    return paragraph


@deed
def split_paragraph(*, by: User, report: Report, order: str, key: uuid.UUID, at: int) -> Paragraph:
    """Divide a paragraph before character ``at`` of what stands in its box; return the second one.

    The first keeps the key, and with it evidence and notes. Where one side has no words, the words keep the
    key and an empty paragraph comes before or behind them.
    """
    lock_draft(by, report, order)
    row = standing_paragraph(report, key)
    typed = text_of(row)
    first, second = divided(typed, at)
    added = Paragraph(section=row.section, version=0)
    standing = standing_in(row.section)
    place = standing.index(row) + bool(first or not second)
    put_in_order(row.section, [*standing[:place], added, *standing[place:]])
    if not first or not second:
        record(by=by, deed="added a paragraph to", about=report, after={"paragraph": str(added.key)})
        return row if second else added
    [one], [two] = read_typed(first), read_typed(second)
    write_texts([(row, one), (added, two)], list(row.bullets.all()), by=by, report=report, how=How.DIVIDED)
    after = {str(row.key): first, str(added.key): second}
    record(by=by, deed="divided a paragraph of", about=report, before={str(key): typed}, after=after)
    return added


@deed
def merge_paragraph(*, by: User, report: Report, order: str, key: uuid.UUID) -> Paragraph:
    """Join a paragraph to the one before it in its section; return the one that has the words of both.

    Evidence and open notes go along, and whatever points at the joined one is followed through
    ``merged_into``. An empty paragraph gives way to the one with words, whichever comes first.

    Raises:
        Refused: for the first of a section, beside a table, and when both together are too long.
    """
    lock_draft(by, report, order)
    row = standing_paragraph(report, key)
    standing = standing_in(row.section)
    place = standing.index(row)
    if place == 0:
        raise Refused("There is no paragraph before this one in its section.")
    above, below = standing[place - 1], standing[place]
    heir, absorbed = (above, below) if text_of(above) else (below, above)
    before = {str(each.key): text_of(each) for each in (above, below)}
    together = together_or_refuse(above, below)
    take_in(by, report, heir, absorbed, together)
    put_in_order(row.section, [each for each in standing if each != absorbed])
    after = {str(heir.key): as_typed(together.text, together.bullets)}
    record(by=by, deed="joined two paragraphs of", about=report, before=before, after=after)
    return heir


def together_or_refuse(above: Paragraph, below: Paragraph) -> Typed:
    [one], [two] = read_typed(text_of(above)), read_typed(text_of(below))
    together = as_one(one, two)
    is_after_table = two.text and not one.bullets and render_block(one.text).endswith("</table>")
    if is_after_table or (one.bullets and "<table>" in render_block(two.text)):
        raise Refused(BESIDE_A_TABLE)
    length = len(as_typed(together.text, together.bullets))
    if length > LONGEST:
        raise Refused(TOO_LONG.format(length=length, most=LONGEST))
    return together


def take_in(by: User, report: Report, heir: Paragraph, absorbed: Paragraph, together: Typed) -> None:
    """The heir says what both said; evidence that it has already, and settled notes, stay behind."""
    theirs = list(absorbed.bullets.all())
    keep_what_stood([absorbed], theirs, report)
    if text_of(absorbed):
        bullets = [*heir.bullets.all(), *theirs]
        write_texts([(heir, together)], bullets, by=by, report=report, how=How.JOINED)
    absorbed.removed_at, absorbed.merged_into = clock.now(), heir
    touch(absorbed, "removed_at", "merged_into")
    own = set(heir.evidence.exclude(target="").values_list("kind", "target"))
    moved = [each.pk for each in absorbed.evidence.all() if (each.kind, each.target) not in own]
    Evidence.objects.filter(pk__in=moved).update(paragraph=heir)
    absorbed.notes.filter(settled_at=None).update(paragraph=heir)
    heir.is_highlight = heir.is_highlight or absorbed.is_highlight
    heir.changed_at = clock.now()
    heir.save(update_fields=["is_highlight", "changed_at"])


@deed
def mark_highlight(*, by: User, report: Report, key: uuid.UUID, is_highlight: bool) -> Paragraph:
    """Say whether the next report in the chain is to tell how this stands. Its words are not touched."""
    lock_draft(by, report)
    paragraph = standing_paragraph(report, key)
    if paragraph.is_highlight == is_highlight:
        unchanged()
        return paragraph
    paragraph.is_highlight, paragraph.changed_at = is_highlight, clock.now()
    paragraph.save(update_fields=["is_highlight", "changed_at"])
    said = "marked a highlight in" if is_highlight else "took the mark of a highlight off"
    record(by=by, deed=said, about=report, after={"paragraph": str(key)})
    return paragraph
