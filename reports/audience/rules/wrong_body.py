"""Recommendations to the body that the paper was first written for: "I recommend that the Board …".

And those to bring the paper before the body that reads it now: they are done by reading it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from reports.audience.finding import Kind
from reports.audience.reading import Line, Mark, Reading
from reports.audience.wording import replaced

_SOFTLY = r"(?:\s+(?:would|must|now|also|again|therefore|[a-z]+ly))*"


def wrong_body(reading: Reading) -> Iterator[Mark]:
    """What was recommended earlier, or by others, stays as it was."""
    if reading.bodies.same:
        return
    for line in reading.lines:
        if mark := _brought_here(line, reading) or _to_others(line, reading):
            yield mark


def _to_others(line: Line, reading: Reading) -> Mark | None:
    anywhere, listed = patterns_of(reading.bodies.pattern)
    patterns = (*anywhere, *listed) if line.passage.place == "recommendation" else anywhere
    found = next(filter(None, (pattern.search(line.spoken) for pattern in patterns)), None)
    return _mark(line, found, reading) if found else None


def _brought_here(line: Line, reading: Reading) -> Mark | None:
    """There is nothing to suggest: what is done already is left out, or asks something else."""
    if line.passage.place != "recommendation":
        return None
    reader = reading.bodies.reader
    found = pattern_of_bringing(reader, reading.bodies.noun).search(line.spoken)
    why = f"The recommendation brings the paper before the {reader}, which reads it now."
    return Mark(line, *found.span(), Kind.WRONG_BODY, why) if found else None


@lru_cache(maxsize=32)
def patterns_of(other: str) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """What recommends something to a body anywhere, and what does so only in a list of recommendations."""
    them = rf"(?P<them>(?:(?:[Tt]he\s+)?[Mm]embers\s+of\s+)?(?:[Tt]he|[Tt]his)\s+{other})(?![’'\w])"
    anywhere = (
        rf"\b(?:I|[Ww]e){_SOFTLY}\s+(?:recommend|propose)\s+(?:(?:that|to)\s+)?{them}",
        rf"\b[Ii]t\s+is{_SOFTLY}\s+(?:recommended|proposed)\s+(?:that|to)\s+{them}",
        rf"{them}\s+(?:is|are){_SOFTLY}\s+recommended\s+to\b",
        rf"\b[Mm]y\s+recommendations?\s+(?:to|for)\s+{them}\s+(?:is|are)\b",
        rf"^[Rr]ecommendations?\s+(?:to|for)\s+{them}\W*$",
    )
    listed = (
        rf"^(?:[Tt]hat\s+)?{them}(?!\s+(?:has|had|was|were)\b)",
        rf"^(?:To\s+)?(?:[Aa]sk|[Ii]nvite|[Rr]ecommend\s+to)\s+{them}",
    )
    return tuple(map(re.compile, anywhere)), tuple(map(re.compile, listed))


@lru_cache(maxsize=32)
def pattern_of_bringing(reader: str, noun: str) -> re.Pattern[str]:
    """ "presents the report to the Scrutiny Committee", "be referred to this Committee"."""
    names = "|".join(map(re.escape, reader.split()[:-1])) or "Scrutiny"
    them = rf"(?:on\s+)?(?:to|before)\s+(?:the|this)\s+(?:(?:{names})\s+)*{re.escape(noun)}(?![’'\w])"
    paper = r"(?:it|(?:the|this|my)\s+(?:report|paper))"
    bring = rf"(?:present|submit|refer|send|take|bring|forward)s?\s+{paper}"
    brought = r"be\s+(?:presented|submitted|referred|sent|taken|brought|forwarded)"
    return re.compile(rf"\b(?:{bring}|{brought})\s+{them}", re.IGNORECASE)


def _mark(line: Line, found: re.Match[str], reading: Reading) -> Mark:
    bodies = reading.bodies
    why = f"The recommendation is to the {bodies.other}, but the paper now goes to {reading.their_meeting}."
    suggestion = replaced(line.text, *found.span("them"), f"the {bodies.noun}")
    return Mark(line, *found.span(), Kind.WRONG_BODY, why, suggestion)
