""" "This meeting" and its agenda, in a paper that goes to another meeting."""

import re
from collections.abc import Iterator
from typing import Final

from boards.dates import full_date, plain_date
from reports.audience.finding import Kind
from reports.audience.reading import Line, Mark, Reading
from reports.audience.wording import replaced

AT: Final = r"(?:for|at|to|before|by|in)"
TODAY: Final = r"(?:today|tonight|this\s+(?:morning|afternoon|evening))[’']s"
AGENDA: Final = re.compile(
    rf"\b(?:elsewhere|later|earlier|also|separately|item\s+\d+)\s+on\s+(?:the|this)\s+agenda\b"
    rf"|\b(?:this|{TODAY})\s+agenda\b"
)
ANOTHER: Final = re.compile(
    r"\b(?:meetings?|met|conference|session|reviews?|visit(?:s|ed)?|workshop|summit|seminar|hearing|event)\b",
    re.I,
)
"""What "this meeting" may take up when it was spoken of just before."""


def this_meeting(reading: Reading) -> Iterator[Mark]:
    """Where nothing says that the paper was written for another meeting, only with that body's name."""
    if reading.bodies.is_told and not reading.is_moved:
        return
    with_name = re.compile(
        rf"(?:\b(?P<came>coming|going|presented|submitted)\s+to\s+)?\b(?:[Tt]he|[Tt]his)\s+{reading.bodies.pattern}"
        rf"\s+(?P<at>{AT})\s+this\s+meeting\b"
    )
    plain = re.compile(
        rf"\b{AT}\s+(?P<words>this\s+meeting|{TODAY}\s+(?:meeting|{reading.bodies.pattern}))\b", re.I
    )
    for line in reading.lines:
        said = line.spoken
        if found := with_name.search(said):
            yield _mark(line, found, _at_theirs(line, found, reading), reading)
        elif reading.is_moved and (found := plain.search(said)) and not _means_another(line, found, reading):
            yield _mark(line, found, _theirs(line, found, reading), reading)
        elif reading.is_moved and (found := AGENDA.search(said)):
            yield _mark(line, found, "", reading)


def _mark(line: Line, found: re.Match[str], suggestion: str, reading: Reading) -> Mark:
    return Mark(line, *found.span(), Kind.THIS_MEETING, _why(found[0], reading), suggestion)


def _why(words: str, reading: Reading) -> str:
    bodies = reading.bodies
    day = f" on {full_date(bodies.other_meeting)}" if bodies.other_meeting else ""
    return (
        f"“{words}” was said of the {bodies.other}’s meeting{day}, but the paper now goes to "
        f"{reading.their_meeting}."
    )


def _means_another(line: Line, found: re.Match[str], reading: Reading) -> bool:
    """Whether a meeting told of just before is meant, or the new readers are named and so theirs is."""
    before = line.text[: found.start()]
    if not found["words"].lower().startswith("this"):
        return False
    readers = re.search(rf"\b(?:the|this)\s+(?:[A-Z]\w+\s+)*{reading.bodies.noun}\b", line.text, re.I)
    return bool(readers or ANOTHER.search(before) or ANOTHER.search(line.previous))


def _day(reading: Reading) -> str:
    day = reading.bodies.other_meeting
    return plain_date(day) if day else ""


def _at_theirs(line: Line, found: re.Match[str], reading: Reading) -> str:
    """ "coming to the Board for this meeting": "that came to the Improvement Board for its meeting of …"."""
    if not (day := _day(reading)):
        return ""
    came = {"coming": "that came to ", "going": "that went to "}.get(found["came"] or "", "")
    came = came or (f"{found['came']} to " if found["came"] else "")
    return replaced(
        line.text,
        *found.span(),
        f"{came}the {reading.bodies.other} {found['at']} its meeting of {day}",
    )


def _theirs(line: Line, found: re.Match[str], reading: Reading) -> str:
    if not (day := _day(reading)):
        return ""
    return replaced(line.text, *found.span("words"), f"the {reading.bodies.other}’s meeting of {day}")
