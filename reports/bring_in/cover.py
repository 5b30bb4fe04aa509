"""The cover sheet: labels and what stands beside or under them, up to the first section."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.bring_in.brought_in import Cover
from reports.bring_in.dates import read_date
from reports.bring_in.labels import Label, Part, implication_kind, part_named, read_label
from reports.bring_in.lines import Line, as_text, ends_sentence
from reports.bring_in.marks import levels, read_bullet, read_number
from reports.bring_in.pieces import Kind, Piece, looks_like_heading, put_together

LONG_PARAGRAPH = 80
NEAR = 6  # lines; how far a title may stand above the table of the cover sheet
AHEAD = 100  # lines; how far to look for what shows that a section starts
BODY_WORDS = re.compile(r"\b(?:Committee|Board|Panel|Commission|Cabinet|Partnership|Forum|Scrutiny)\b", re.I)
EDITION = re.compile(r"Edition \d+|Draft")  # what a paper of the house says of itself behind body and date


@dataclass
class Field:
    """A label of the cover sheet with the lines that belong to it."""

    label: Label
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Front:
    """All that stands before the first section."""

    cover: Cover
    body_name: str = ""
    meeting_date: dt.date | None = None
    background_papers: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


def label_of(line: Line) -> Label | None:
    """The label of a line: its left cell, known or not, or a known label at its front."""
    if line.label:
        return Label(part_named(line.label) or Part.OTHER, line.label, line.text)
    return None if line.bullet or line.number else read_label(line.text, alone=line.apart or line.whole)


def split_front(lines: Sequence[Line]) -> int:
    """How many lines stand before the first section; 0 when there is no cover sheet."""
    labelled = False
    part: Part | None = None
    filled = False
    for at, line in enumerate(lines):
        label = label_of(line)
        if label and not _is_section_named_like_label(lines, at):
            labelled, part, filled = True, label.part, bool(label.rest)
        elif _starts_section(lines, at, part=part, filled=filled, labelled=labelled):
            return at
        else:
            filled = True
    return len(lines) if labelled else 0


def read_front(lines: Sequence[Line]) -> Front:
    """The cover sheet from the lines before the first section."""
    head: list[Line] = []
    fields: list[Field] = []
    for line in lines:
        if label := label_of(line):
            start = [Line(label.rest, apart=True, whole=line.whole)] if label.rest else []
            fields.append(Field(label, start))
        else:
            (fields[-1].lines if fields else head).append(line)
    return _front(put_together(head), fields)


def _starts_section(
    lines: Sequence[Line], at: int, *, part: Part | None, filled: bool, labelled: bool
) -> bool:
    line = as_text(lines[at])
    following = as_text(lines[at + 1]) if at + 1 < len(lines) else None
    number = read_number(read_bullet(line.text)[1])
    if number and len(levels(number.number)) > 1:
        return part is not Part.RECOMMENDATIONS or not _has_heading_later(lines, at)
    if number:
        return _is_section_heading(lines, at, number.rest, part=part)
    if line.heading:
        return labelled or bool(
            following
            and not label_of(lines[at + 1])
            and not following.heading
            and at > 0
            and not any(each.label and label_of(each) for each in lines[at + 2 : at + NEAR])
        )
    if not following or not line.apart or not looks_like_heading(line.text) or read_bullet(line.text)[0]:
        return False
    if numbered := read_number(read_bullet(following.text)[1]):
        return len(levels(numbered.number)) > 1
    sentence = ends_sentence(following.text) and not label_of(lines[at + 1])
    return labelled and filled and following.apart and sentence and len(line.text) < LONG_PARAGRAPH


def _is_section_heading(lines: Sequence[Line], at: int, text: str, *, part: Part | None) -> bool:
    """Whether a line numbered with one level starts a section, or is one of the recommendations."""
    if lines[at].heading:
        return True
    if not looks_like_heading(text):
        return part not in (Part.RECOMMENDATIONS, Part.KEY_ISSUES, Part.BACKGROUND_PAPERS)
    own = read_number(read_bullet(lines[at].text)[1])
    later = (read_number(read_bullet(line.text)[1]) for line in lines[at + 1 : at + AHEAD])
    following = next((number.number for number in later if number), "")
    if own and levels(following)[:1] == levels(own.number) and len(levels(following)) > 1:
        return True
    return part is not Part.RECOMMENDATIONS


def _has_heading_later(lines: Sequence[Line], at: int) -> bool:
    return any(line.heading or label_of(line) for line in lines[at + 1 : at + AHEAD])


def _is_section_named_like_label(lines: Sequence[Line], at: int) -> bool:
    """A heading such as "Recommendations" over paragraphs 5.1 and 5.2 is a section, not a label."""
    line = lines[at]
    if line.label or line.text.endswith((":", "?")) or at + 1 >= len(lines):
        return False
    number = read_number(read_bullet(as_text(lines[at + 1]).text)[1])
    return bool(number) and len(levels(number.number if number else "")) > 1


def _front(head: Sequence[Piece], fields: Sequence[Field]) -> Front:
    values: dict[Part, list[Piece]] = {}
    implications: dict[str, str] = {}
    details: list[tuple[str, str]] = []
    for entry in fields:
        pieces = put_together(entry.lines)
        if entry.label.part is Part.IMPLICATIONS:
            kind = implication_kind(entry.label.typed)
            implications[kind] = f"{implications.get(kind, '')} {_flow(pieces)}".strip()
        elif entry.label.part is Part.OTHER:
            details.append((entry.label.typed.strip(" :"), _flow(pieces)))
        else:
            values.setdefault(entry.label.part, []).extend(pieces)
    return _assemble(head, values, tuple(implications.items()), details)


def _assemble(
    head: Sequence[Piece],
    values: dict[Part, list[Piece]],
    implications: tuple[tuple[str, str], ...],
    details: list[tuple[str, str]],
) -> Front:
    named = _read_head(head, titled=Part.TITLE in values)
    text = {part: _flow(pieces) for part, pieces in values.items()}
    purpose_kind = read_purpose_kind(text.get(Part.PURPOSE_KIND, ""))
    if text.get(Part.PURPOSE_KIND) and not purpose_kind:
        details.append(("For", text[Part.PURPOSE_KIND]))
    cover = Cover(
        title=text.get(Part.TITLE, "") or named.title,
        purpose=text.get(Part.PURPOSE, ""),
        purpose_kind=purpose_kind,
        author=text.get(Part.AUTHOR, "") or named.author,
        key_issues=_flow(values.get(Part.KEY_ISSUES, []), paragraphs=True),
        recommendations=as_list(values.get(Part.RECOMMENDATIONS, [])),
        implications=implications,
    )
    stated = read_date(text.get(Part.DATE, "")) or named.meeting_date
    if text.get(Part.DATE) and not read_date(text[Part.DATE]):
        details.append(("Date", text[Part.DATE]))
    body_name = text.get(Part.BODY, "") or named.body_name
    papers = as_list(values.get(Part.BACKGROUND_PAPERS, []))
    above = [(label, line) for label, line in named.details if line != cover.title]
    return Front(cover, body_name, stated or read_date(body_name), papers, (*above, *details))


@dataclass
class Head:
    """The lines above the first label."""

    body_name: str = ""
    title: str = ""
    author: str = ""
    meeting_date: dt.date | None = None
    details: tuple[tuple[str, str], ...] = ()


def _read_head(pieces: Sequence[Piece], *, titled: bool) -> Head:
    head = Head()
    texts = [text for piece in pieces for text in piece.text.split(" · ") if text]
    texts = [text for text in texts if not EDITION.fullmatch(text)]
    for text in texts:
        head.meeting_date = head.meeting_date or read_date(text)
    rest = [text for text in texts if not _is_date_only(text)]
    body = next((text for text in rest if BODY_WORDS.search(text) and len(text) < LONG_PARAGRAPH), "")
    head.body_name = body or (rest[0] if rest and titled else "")
    rest = _without(rest, head.body_name)
    author = next((text for text in rest if re.match(r"Report (?:of|by) ", text)), "")
    rest, head.author = _without(rest, author), re.sub(r"^Report (?:of|by) (?:the )?", "", author)
    if not titled and rest:
        head.title = rest.pop()
    head.details = tuple(("", text) for text in rest)
    return head


def _without(texts: list[str], text: str) -> list[str]:
    if text not in texts:
        return texts
    at = texts.index(text)
    return texts[:at] + texts[at + 1 :]


def _is_date_only(text: str) -> bool:
    return read_date(text) is not None and len(text) <= 40 and not BODY_WORDS.search(text)


def read_purpose_kind(text: str) -> str:
    """information, decision or discussion from "For information."; the weightiest where several are named."""
    named = text.lower()
    for kind, words in (
        ("decision", r"\b(?:decision|decide|approval)\b"),
        ("discussion", r"\b(?:discussion|discuss)\b"),
        ("information", r"\b(?:information|noting|note)\b"),
    ):
        if re.search(words, named):
            return kind
    return ""


def as_list(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """One text for each recommendation or paper; the numbers and marks before them are read away."""
    return tuple(piece.text for piece in pieces if piece.text)


def _flow(pieces: Sequence[Piece], *, paragraphs: bool = False) -> str:
    """The pieces of a field as one text; with `paragraphs`, these stay apart as in Markdown."""
    if not paragraphs:
        return " ".join(filter(None, (piece.text for piece in pieces)))
    text = ""
    for piece in pieces:
        mark = {Kind.BULLET: "- ", Kind.NUMBERED: f"{piece.number}. "}.get(piece.kind, "")
        gap = "\n" if mark and text.rpartition("\n")[2].startswith(mark[:1]) else "\n\n"
        text = f"{text}{gap if text else ''}{mark}{piece.text}"
    return text
