"""Somebody has to bring the paper to the meeting, and an author who cannot come says so."""

import re
from collections.abc import Iterator
from typing import Final

from reports.audience.finding import Kind
from reports.audience.papers import Passage
from reports.audience.reading import Line, Mark, Reading

_AWAY: Final = (
    r"(?<!was\s)(?<!were\s)(?<!been\s)"
    r"(?:unable\s+to|not\s+able\s+to|cannot|can\s+not|will\s+not(?:\s+be\s+able\s+to)?|won[’']t)"
)
_THERE: Final = (
    r"(?:attend\b|be\s+(?:present|with|there)\b|be\s+at\s+(?:the|this|your)|join\b|present\s+(?:my|this|the)\s+(?:report|paper))"
    r"(?![^.;]{0,60}\b(?:reviews?|visits?|conferences?|inspections?|workshops?|sessions?|hearings?)\b)"
)
APOLOGY: Final = re.compile(
    rf"\bI\b(?:\s+(?:am|regret|apologise|apologize|must|do|also))?[^.;]{{0,80}}?\b{_AWAY}\s+{_THERE}"
    r"|\bI\s+(?:send|give|offer|tender|must\s+give)\s+my\s+apologies\b|\b[Mm]y\s+apologies\s+for\s+(?:my\s+)?"
    r"(?:absence|not\s+(?:attending|being))\b|\bI\s+apologise\s+for\s+(?:my\s+absence|not\s+(?:attending|being)\s+(?:the|this|at|there|present|with|able))\b"
)
PRESENTED: Final = re.compile(
    r"\b(?:will|has\s+(?:kindly\s+)?agreed\s+to|is\s+to|is\s+going\s+to|has\s+offered\s+to)\s+(?:[a-z]+ly\s+)?"
    r"(?:present|introduce|speak\s+to|take\s+(?:the|you)\b[^.]{0,40}\bthrough|deputise|stand\s+in|represent\s+me|attend)\b"
    r"|\b(?:will|to)\s+be\s+(?:presented|introduced|represented)\s+(?:[^.]{0,40}\s)?by\b"
    r"|\b(?:on\s+my\s+behalf|in\s+my\s+(?:place|stead))\b|\bpresent(?:er|ed\s+by)\s*:",
    re.I,
)
FIRST_PERSON: Final = re.compile(r"\bI\s+(?:will|am|shall|have)\b[^.]{0,30}$")
DEPUTISES: Final = re.compile(r"[,(]?\s*\bon\s+behalf\s+of\b", re.I)
APART: Final = re.compile(r"\s+[-–—]\s+|,|\(|\n")


def presenter(reading: Reading) -> Iterator[Mark]:
    audience = reading.audience
    said = next(((line, found) for line in reading.lines if (found := APOLOGY.search(line.spoken))), None)
    absent = _is_among(reading.paper.author, audience.apologies)
    if absent and not said:
        yield _at_author(
            reading,
            Kind.APOLOGY_MISSING,
            f"The author has sent apologies for {reading.their_meeting}, but the paper does not say so.",
        )
    if _is_presented(reading, absent=absent or said is not None):
        return
    if said:
        line, found = said
        why = f"The author will not be at {reading.their_meeting}, and nobody is named to present the paper."
        yield Mark(line, *found.span(), Kind.PRESENTER_MISSING, why)
    elif absent or audience.presenter == "":
        why = f"Nobody is named to present the paper at {reading.their_meeting}."
        yield _at_author(reading, Kind.PRESENTER_MISSING, why)


def _is_presented(reading: Reading, *, absent: bool) -> bool:
    """Whether somebody who will be there presents, as the agenda or the paper itself says."""
    named = reading.audience.presenter
    if named and not (absent and _is_among(reading.paper.author, (named,))):
        return True
    if named is None and not absent:
        return True
    return any(_names_presenter(line) for line in reading.lines)


def _names_presenter(line: Line) -> bool:
    found = PRESENTED.search(line.spoken)
    return bool(found and not FIRST_PERSON.search(line.spoken[: found.end()]))


def _at_author(reading: Reading, kind: Kind, why: str) -> Mark:
    """At the author's line of the cover sheet, for no sentence says it."""
    text = reading.paper.author or reading.paper.title
    line = Line(-1, Passage("Author", text, "cover"), text, "", text)
    return Mark(line, 0, len(text), kind, why)


def _is_among(author: str, names: tuple[str, ...]) -> bool:
    """Whether the author's line gives one of the names, before its office or after it."""
    line, *_ = DEPUTISES.split(author)
    parts = {part.strip().casefold() for part in APART.split(line)} - {""}
    return any(APART.split(name)[0].strip().casefold() in parts for name in names if name.strip())
