"""Which verb tells a date: from "a date and some verbs" to "told as past" or "told as still to come"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports.audience.days import RelativeDate, WrittenDate, relative_dates, written_dates
from reports.audience.tense import Tense, Verbs, verbs

BOUNDARY: Final = re.compile(
    r"[;:()]|,\s|\s[–—-]\s|\b(?:that|which|who|whom|where|when|while|whilst|because|but|although|though|and|so|if|"
    r"whether)\b"
)
BINDING: Final = re.compile(r"\b(?:that|which|who|whom|where|when|if|whether)\b")
"""Words that open a clause of its own: a verb before them never tells a date after them."""

LEAD: Final = re.compile(
    r"\b(?P<word>on|in|at|by|before|until|till|during|of|from|since|after|for|to|between|dated|over|through|within|"
    r"than|as)\s+(?:the\s+)?(?:(?:end|beginning|start|middle|week\s+(?:beginning|commencing|of)|early|mid|late)"
    r"(?:\s+of)?(?:\s+|-))?$",
    re.I,
)
OWN_MEETING: Final = re.compile(
    r"\bat\s+(?:its|their|the|our|a)\s+(?:[\w’'-]+\s+){0,5}meeting\s+(?:of|on|in)\s+(?:the\s+)?$", re.I
)
A_THING_OF_THAT_DAY: Final = re.compile(
    r"\b(?:of|from|at|after|following|since|about|into|to)\s+(?:the|a|an|that|its|my|our|their|this)\s+"
    r"(?:[\w’'-]+\s+){0,4}(?:meeting|visit|review|inspection|session|workshop|event|conference|hearing|audit|"
    r"seminar|summit|report|letter)\s+(?:on|in|of)\s+(?:the\s+)?$",
    re.I,
)
FITTING: Final = frozenset("on in at by before until till during between within".split())
ARRANGED_FOR: Final = re.compile(
    r"\b(?:scheduled|planned|arranged|set|booked|fixed|listed|timetabled|proposed|due)\s+for\s+(?:the\s+)?$"
)
ARRANGED: Final = re.compile(r"scheduled|planned|arranged|booked|fixed|listed|timetabled|proposed", re.I)
"""Before a date these only say that it was chosen: the verb after it tells whether it has come."""

FARTHEST: Final = 12  # words between a verb and the date it tells
LOOKED_BACK: Final = 90  # characters before a date in which its lead is looked for


@dataclass(frozen=True, slots=True)
class Told:
    """A date with the verb that tells it and the preposition before it ("" for none)."""

    date: WrittenDate | RelativeDate
    lead: str
    verbs: Verbs
    between: str

    @property
    def span(self) -> tuple[int, int]:
        return min(self.date.start, self.verbs.start), max(self.date.end, self.verbs.end)

    @property
    def is_future(self) -> bool:
        return self.verbs.tense is Tense.FUTURE

    @property
    def is_past(self) -> bool:
        return self.verbs.tense is Tense.PAST


def told_dates(text: str) -> Iterator[Told]:
    """The dates of a sentence that a verb of the same clause tells, in order."""
    dates: list[WrittenDate | RelativeDate] = [*written_dates(text), *relative_dates(text)]
    if not dates:
        return
    spoken = list(verbs(text))
    boundaries = [mark.span() for mark in BOUNDARY.finditer(text)]
    for date in dates:
        lead = _lead(text, date)
        if lead is not None and (found := _verb_of(text, date, spoken, boundaries)):
            between = (
                text[found.end : date.start] if found.end <= date.start else text[date.end : found.start]
            )
            if len(between.split()) <= FARTHEST:
                yield Told(date, lead, found, between)


def _lead(text: str, date: WrittenDate | RelativeDate) -> str | None:
    """The preposition that ties a date to a verb; None where it belongs to a noun ("the letter of 3 May")."""
    before = text[max(0, date.start - LOOKED_BACK) : date.start]
    if OWN_MEETING.search(before) or ARRANGED_FOR.search(before):
        return "on"
    if A_THING_OF_THAT_DAY.search(before):
        return None
    found = LEAD.search(before)
    if not found:
        return "" if isinstance(date, RelativeDate) or not date.is_month else None
    word = found["word"].lower()
    return word if word in FITTING else None


def _verb_of(
    text: str,
    date: WrittenDate | RelativeDate,
    spoken: Sequence[Verbs],
    boundaries: Sequence[tuple[int, int]],
) -> Verbs | None:
    """The last verb before the date in its clause, or the first after it, or the last before the clause."""
    opened = max((end for _, end in boundaries if end <= date.start), default=0)
    closed = min((start for start, _ in boundaries if start >= date.end), default=len(text))
    before = [verb for verb in spoken if opened <= verb.start and verb.end <= date.start]
    after = [verb for verb in spoken if date.end <= verb.start < closed]
    if before and after and ARRANGED.fullmatch(before[-1].words):
        return after[0]
    if before:
        return before[-1]
    if after:
        return after[0] if _opens_clause(text, opened, date) else None
    earlier = [verb for verb in spoken if verb.end <= date.start]
    if not earlier or BINDING.search(text, earlier[-1].end, date.start):
        return None
    return earlier[-1]


def _opens_clause(text: str, opened: int, date: WrittenDate | RelativeDate) -> bool:
    """Whether nothing but a preposition stands between the start of the clause and the date."""
    return len(text[opened : date.start].split()) <= 3
