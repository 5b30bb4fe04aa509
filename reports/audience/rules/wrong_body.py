"""Recommendations to the body that the paper was first written for: "I recommend that the Board …"."""

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
    anywhere, listed = patterns_of(reading.bodies.pattern)
    for line in reading.lines:
        patterns = (*anywhere, *listed) if line.passage.place == "recommendation" else anywhere
        for pattern in patterns:
            if found := pattern.search(line.spoken):
                yield _mark(line, found, reading)
                break


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


def _mark(line: Line, found: re.Match[str], reading: Reading) -> Mark:
    bodies = reading.bodies
    why = f"The recommendation is to the {bodies.other}, but the paper now goes to {reading.their_meeting}."
    suggestion = replaced(line.text, *found.span("them"), f"the {bodies.noun}")
    return Mark(line, *found.span(), Kind.WRONG_BODY, why, suggestion)
