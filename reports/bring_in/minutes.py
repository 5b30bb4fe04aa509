"""Minutes: recognising the item, its paragraphs, resolutions and supporting documents in a document."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.bring_in.brought_in import BroughtInMinutes
from reports.bring_in.cover import BODY_WORDS, as_list
from reports.bring_in.dates import read_date
from reports.bring_in.files import Document
from reports.bring_in.lines import Line, as_text, ends_sentence
from reports.bring_in.marks import read_bullet, read_number
from reports.bring_in.pieces import Kind, Piece, looks_like_heading, put_together
from reports.bring_in.sections import read_paragraphs
from reports.bring_in.unread import Unread

ITEM = re.compile(r"agenda item(?: (?:no\.?|number))?(?: \d+\w?)?\s*[:.–-]?\s*", re.I)
MINUTES = re.compile(r"minutes?\s*:?", re.I)
SUPPORTING = re.compile(
    r"(?:supporting|background|attached|associated) (?:documents?|papers?)\s*(?::\s*(?P<rest>.*)|)", re.I
)
RESOLVED = re.compile(r"(?:it was )?resolved(?: unanimously)?\b\s*[:.–—-]*\s*(?P<text>.*)", re.I | re.S)
BARE = re.compile(r"That\b.+\b(?:be|is|are)\b.+", re.S)
LONGEST_BARE = 400
LEAD = re.compile(r"(?:that)?\s*(?:the \w+)?\s*[:–—-]?", re.I)
PART_MARK = re.compile(r"^\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+", re.I)
SHORT = 160


@dataclass
class _Parts:
    """The lines of a document by the part they belong to."""

    front: list[Line] = field(default_factory=list)
    item: list[Line] = field(default_factory=list)
    minutes: list[Line] = field(default_factory=list)
    supporting: list[Line] = field(default_factory=list)
    labelled: bool = False


def read_minutes(document: Document) -> BroughtInMinutes:
    """The minutes of one item; what is not recognised is empty and named in the warnings. Never raises."""
    parts = _split([as_text(line) for line in document.lines])
    front = _Front.read(parts.front)
    title, item_number, purpose = _read_item(parts.item)
    pieces, resolutions = _split_resolutions(put_together(parts.minutes))
    minutes = BroughtInMinutes(
        title=title,
        purpose=purpose,
        paragraphs=read_paragraphs(pieces),
        resolutions=resolutions,
        supporting_documents=as_list(put_together(parts.supporting)),
        item_number=item_number,
        body_name=front.body_name,
        meeting_date=front.meeting_date,
        details=front.details,
    )
    above = tuple(Unread("line", "above the item", text) for _, text in front.details)
    return replace(
        minutes,
        warnings=_warnings(minutes),
        not_recognised=(*document.unread, *above),
        emphases=document.emphases,
    )


def _split(lines: Sequence[Line]) -> _Parts:
    parts = _Parts()
    end = next((at for at, line in enumerate(lines) if SUPPORTING.fullmatch(line.text)), len(lines))
    if end < len(lines):
        rest = (SUPPORTING.fullmatch(lines[end].text) or {"rest": ""})["rest"] or ""
        first = [replace(lines[end], text=rest)] if rest else []
        parts.supporting = [replace(line, whole=True) for line in (*first, *lines[end + 1 :])]
    body = lines[:end]
    start = next((at for at, line in enumerate(body) if _names_item(line)), None)
    if start is not None:
        parts.front = list(body[:start])
        rest = ITEM.sub("", body[start].text, count=1)
        body = [*([replace(body[start], text=rest)] if rest else []), *body[start + 1 :]]
    _split_body(body, parts)
    return parts


def _names_item(line: Line) -> bool:
    found = ITEM.match(line.text)
    return bool(found) and len(line.text) <= SHORT and not ends_sentence(line.text.rstrip(":"))


def _split_body(body: Sequence[Line], parts: _Parts) -> None:
    """Item above, minutes below: at the label "Minutes:", else at the first paragraph."""
    label = next((at for at, line in enumerate(body) if MINUTES.fullmatch(line.text)), None)
    if label is not None:
        parts.item, parts.minutes, parts.labelled = list(body[:label]), list(body[label + 1 :]), True
        return
    start = next((at for at in range(len(body)) if _is_first_paragraph(body, at)), len(body))
    parts.item, parts.minutes = list(body[:start]), list(body[start:])


def _is_first_paragraph(body: Sequence[Line], at: int) -> bool:
    """The title comes first, then perhaps a purpose such as "To receive an update"."""
    text = body[at].text
    typed = read_number(read_bullet(text)[1])
    if at == 0:
        return bool(typed) and not looks_like_heading(typed.rest if typed else "")
    if typed or body[at].number or body[at].bullet or read_bullet(text)[0] or RESOLVED.match(text):
        return True
    if at == 1 or not body[at].apart:
        return body[at].apart and not _is_purpose(text)
    return True


def _is_purpose(text: str) -> bool:
    return (
        bool(re.match(r"(?:To [a-z]+|For [a-z]+|Presentation|Verbal|Report|Update)\b", text))
        and len(text) <= 3 * SHORT
    )


def _read_item(lines: Sequence[Line]) -> tuple[str, str, str]:
    """Title, typed number and purpose of the item."""
    pieces = list(put_together(replace(line, heading=at == 0) for at, line in enumerate(lines)))
    if not pieces:
        return "", "", ""
    purpose = " ".join(piece.text for piece in pieces[1:])
    return pieces[0].text, pieces[0].number, purpose


def _split_resolutions(pieces: Sequence[Piece]) -> tuple[list[Piece], tuple[str, ...]]:
    """Paragraphs without the resolutions, and these: behind "Resolved", or a bare "That … be …"."""
    kept: list[Piece] = []
    resolutions: list[str] = []
    open_lead: str | None = None
    for piece in pieces:
        found = RESOLVED.fullmatch(piece.text) if piece.kind is not Kind.BULLET else None
        if found:
            open_lead = _lead(found["text"], resolutions)
        elif open_lead is not None and (
            piece.kind is not Kind.TEXT or open_lead or piece.text[:5] == "That "
        ):
            resolutions.append(f"{open_lead} {PART_MARK.sub('', piece.text)}".strip())
            open_lead = ""
        elif _is_bare(piece):
            resolutions.append(piece.text)
        else:
            kept.append(piece)
            open_lead = None
    if open_lead:
        resolutions.append(open_lead)
    return kept, tuple(resolutions)


def _lead(text: str, resolutions: list[str]) -> str:
    """Keeps a resolution that is whole; gives back the words that its parts go on from, such as "that"."""
    if not text or LEAD.fullmatch(text):
        return text
    resolutions.append(text)
    return ""


def _is_bare(piece: Piece) -> bool:
    return (
        piece.kind is not Kind.BULLET and len(piece.text) <= LONGEST_BARE and bool(BARE.fullmatch(piece.text))
    )


@dataclass(frozen=True)
class _Front:
    """What stands above the item: the body, the date and the rest."""

    body_name: str = ""
    meeting_date: dt.date | None = None
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, lines: Sequence[Line]) -> "_Front":
        texts = [piece.text for piece in put_together(lines)]
        body = next((text for text in texts if BODY_WORDS.search(text)), "")
        date = next((found for text in texts if (found := read_date(text))), None)
        rest = [text for text in texts if text != body and not (read_date(text) and len(text) < 40)]
        return cls(body, date, tuple(("", text) for text in rest))


def _warnings(minutes: BroughtInMinutes) -> tuple[str, ...]:
    found = []
    if not minutes.title:
        found.append("No title of the item was recognised.")
    if not minutes.paragraphs:
        found.append("No paragraphs were recognised.")
    if not minutes.resolutions:
        found.append("No resolution was recognised; an item may have none.")
    return tuple(found)
