"""Keeping the minutes of one item that were written elsewhere."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Meeting, User
from reports.bring_in import BroughtInMinutes
from reports.bring_in import Paragraph as BroughtInParagraph
from reports.bring_in.house_marks import in_house_marks
from reports.typed import as_typed
from scrutiny.deeds.minutes import lock_writing, open_item, start_minutes
from scrutiny.deeds.paragraphs import put_in_order, standing_in
from scrutiny.deeds.resolutions import resolve
from scrutiny.models import Minute, MinuteParagraph, Minutes, Resolution

Verb = Resolution.Verb

VERBS: Final = (
    (re.compile(r"\brecommend", re.I), Verb.RECOMMEND),
    (re.compile(r"\brefer(?:red)?\b", re.I), Verb.REFER),
    (re.compile(r"\b(?:request|asked|invited)", re.I), Verb.REQUEST),
    (re.compile(r"\b(?:approv|agreed|adopt|endors)", re.I), Verb.APPROVE),
    (re.compile(r"\breceive", re.I), Verb.RECEIVE),
)
"""The first that fits; those that oblige somebody come first, so that no obligation is lost among others."""


@deed
def bring_in_minutes(*, by: User, meeting: Meeting, item: AgendaItem, brought: BroughtInMinutes) -> Minute:
    """Write what was read into the minute of ``item``, and open the meeting's minutes when they are not open.

    Paragraphs keep the numbers they bore, so that their addresses stay right, and are all notes: which is a
    question and which an answer is for a person to say. The resolution keeps its words.

    Raises:
        Refused: when nothing was recognised, for an item of another meeting or one that has minutes, and as
            ``start_minutes`` does.
    """
    if not brought.paragraphs:
        raise Refused("No minutes were recognised in this file: it has no paragraphs.")
    if item.meeting_id != meeting.pk:
        raise Refused("Choose an item of the meeting's own agenda.", field="item")
    minutes = Minutes.objects.filter(meeting=meeting).first() or start_minutes(by=by, meeting=meeting)
    lock_writing(minutes)
    minute = Minute.objects.filter(minutes=minutes, item=item).first() or open_item(minutes, item)
    typed = partial(in_house_marks, emphases=brought.emphases)
    texts = [text_of(paragraph, typed) for paragraph in brought.paragraphs]
    refuse_minuted(minute, texts)
    rows = keep_paragraphs(minute, list(brought.paragraphs), texts)
    after = {"item": str(item), "paragraphs": [facts(row) for row in rows]}
    record(by=by, deed="brought in minutes of", about=meeting, after=after)
    if brought.resolutions:
        text = in_own_words(brought.resolutions, typed)
        resolve(by=by, minute=minute, version=0, verb=verb_of(text), text=text)
    return minute


def refuse_minuted(minute: Minute, texts: list[str]) -> None:
    """Importing twice is recognised, and what a person wrote is never mixed with what a file says."""
    standing = [row.text for row in standing_in(minute) if row.text.strip()]
    if standing == texts:
        raise Refused(f"The minutes of item {minute.item.number} are here already.")
    if standing or Resolution.objects.filter(minute=minute).exists():
        number = minute.item.number
        raise Refused(
            f"Item {number} has minutes already. Remove what is written of it, or choose another item."
        )


def keep_paragraphs(
    minute: Minute, brought: list[BroughtInParagraph], texts: list[str]
) -> list[MinuteParagraph]:
    empty = standing_in(minute)
    borne = set(
        MinuteParagraph.objects.filter(minute__minutes=minute.minutes, removed_at=None)
        .exclude(typed_number="")
        .values_list("typed_number", flat=True)
    )
    rows = []
    for paragraph, text in zip(brought, texts, strict=True):
        row = empty.pop(0) if empty else MinuteParagraph(minute=minute, version=0)
        row.text, row.version = text, row.version + 1
        row.typed_number = "" if paragraph.number in borne else paragraph.number
        borne.add(row.typed_number)
        rows.append(row)
    for place, row in enumerate(rows, start=1):
        row.position = place
        row.save()
    put_in_order([*rows, *empty])
    return rows


def text_of(paragraph: BroughtInParagraph, typed: Callable[[str], str]) -> str:
    """``typed`` gives words from the file the marks of the house."""
    bullets = (typed(" ".join(bullet.split())) for bullet in paragraph.bullets)
    return as_typed(typed(paragraph.text.strip()), bullets)


def in_own_words(resolutions: tuple[str, ...], typed: Callable[[str], str]) -> str:
    """One resolution on a line, several as a list, opened by the word that makes them resolutions."""
    if len(resolutions) == 1:
        return f"Resolved – {typed(resolutions[0])}"
    return "\n".join(["Resolved –", *(f"- {typed(each)}" for each in resolutions)])


def verb_of(text: str) -> str:
    """What kind of resolution the words make; to note, when none of the others is said."""
    return next((verb for pattern, verb in VERBS if pattern.search(text)), Verb.NOTE)
