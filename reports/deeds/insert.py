"""Words that come into a report by a deed other than typing: an offer, a highlight, a suggested wording."""

import uuid

from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import User
from reports.deeds.draft import lock_draft, paragraph_of
from reports.deeds.order import put_in_order, standing_in, whereabouts
from reports.deeds.wordings import reword_row, text_of
from reports.deeds.writing import TOO_LONG
from reports.models import Paragraph, Report, Wording
from reports.typed import LONGEST, read_typed


@deed
def insert_paragraph(*, by: User, report: Report, after: uuid.UUID, typed: str) -> Paragraph:
    """A paragraph that says ``typed``, behind another one, or first in a section when ``after`` is its key.

    Words after a blank line become further paragraphs behind it. The first one is returned.

    Raises:
        Refused: without words, when they are too many, and to anybody but the writers of a draft.
    """
    lock_draft(by, report)
    refuse_words(typed)
    section, place = whereabouts(report, after)
    standing = standing_in(section)
    row = Paragraph(section=section, version=0)
    put_in_order(section, [*standing[:place], row, *standing[place:]])
    reword_row(by=by, report=report, row=row, typed=typed, how=Wording.How.INSERTED)
    record(by=by, deed="inserted a paragraph into", about=report, after={str(row.key): typed})
    return row


@deed
def reword(*, by: User, report: Report, key: uuid.UUID, version: int, typed: str) -> Paragraph:
    """Let a paragraph say ``typed``, as it was decided on its ``version``.

    Raises:
        Refused: without words, when they are too many, for a removed paragraph, and to anybody but the
            writers of a draft.
        Stale: when the paragraph was changed in between.
    """
    lock_draft(by, report)
    refuse_words(typed)
    row = paragraph_of(report, key)
    if row.removed_at:
        raise Refused("This paragraph was removed. Put it back before you change it.")
    if row.version != version:
        raise Stale("paragraph")
    before = text_of(row)
    if read_typed(before) == read_typed(typed):
        unchanged()
        return row
    reword_row(by=by, report=report, row=row, typed=typed, how=Wording.How.REWORDED)
    record(by=by, deed="reworded", about=report, before={str(key): before}, after={str(key): typed})
    return row


def refuse_words(typed: str) -> None:
    if not typed.strip():
        raise Refused("There is nothing to write here. Type what the paragraph is to say.")
    if len(typed) > LONGEST:
        raise Refused(TOO_LONG.format(length=len(typed), most=LONGEST))
