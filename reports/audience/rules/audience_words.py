"""Words that speak to, or as one of, the body the paper was written for: "this Board", "I ask the Board to".

The body told of as a third party ("the Improvement Board has agreed") is right in any paper and no finding.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reports.audience.bodies import Bodies
from reports.audience.finding import Kind
from reports.audience.reading import Line, Mark, Reading
from reports.audience.wording import replaced, swapped

_SOFTLY: Final = (
    r"(?:,?\s+(?:would|must|do|like\s+to|wish\s+to|want\s+to|now|also|again|therefore|already|well|all|of\s+course|"
    r"no\s+doubt|[a-z]+ly)\b,?)*"
)
_FEELS: Final = (
    r"(?:pleased|encouraged|concerned|interested|reassured|disappointed)(?:,\s+[a-z]+,)?\s+(?:to|by|that|at)"
)
_READS: Final = (
    r"(?:recall|remember|note|notice|know\s+(?:that|of|from|about)|wish\s+to|see\s+(?:from|that|attached|below|"
    r"above)|find\s+(?:attached|below|enclosed|it\s+helpful)|be\s+(?:aware|familiar)|"
    r"have\s+(?:seen|noted|noticed|heard|read)"
    rf"|be\s+{_FEELS})\b"
)
_ASKED: Final = {
    "ask": "asked",
    "invite": "invited",
    "urge": "urged",
    "request": "requested",
    "remind": "reminded",
}

Reword = Callable[[Line, re.Match[str], Bodies], str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of phrase: what finds it, what it does (for the reason), and how it is said anew."""

    pattern: re.Pattern[str]
    does: str
    reword: Reword
    only_in: str = ""


def audience_words(reading: Reading) -> Iterator[Mark]:
    if reading.bodies.same:
        return
    turns = turns_of(reading.bodies.pattern)
    for line in reading.lines:
        for turn in turns:
            if turn.only_in and line.passage.place != turn.only_in:
                continue
            found = turn.pattern.search(line.spoken)
            if found and not _speaks_of_another(line, found, reading.bodies):
                suggestion = turn.reword(line, found, reading.bodies)
                yield Mark(
                    line, *found.span(), Kind.AUDIENCE_WORDS, _why(found[0], turn, reading), suggestion
                )
    yield from _continued(reading)


@lru_cache(maxsize=32)
def turns_of(other: str) -> tuple[Turn, ...]:
    """The turns of phrase that address the body which a pattern finds."""
    the = rf"(?:[Tt]he|[Tt]his)\s+{other}"
    some = rf"(?:[Tt]he\s+)?(?:[Mm]embers|[Cc]olleagues)\s+(?:of|on)\s+{the}"
    them = rf"(?P<them>{some}|{the}(?:\s+members)?|{other}\s+members)"
    return (
        Turn(
            re.compile(
                rf"\b(?P<who>I|[Ww]e)(?P<how>{_SOFTLY})\s+(?P<ask>ask|invite|urge|request|remind)\s+"
                rf"(?:that\s+)?{them}(?![’'\w])"
            ),
            "asks",
            _asked,
        ),
        Turn(
            re.compile(
                rf"\b(?:seek|welcome|value|ask\s+for)\s+{the}[’']s?\s+(?:views?|support|agreement|comments|help)"
            ),
            "asks",
            _nothing,
        ),
        Turn(
            re.compile(
                rf"{them}\s+(?P<is>is|are)(?:\s+(?:now|therefore|also))*\s+(?:asked|invited|requested|urged|reminded)"
                r"\s+(?:to|that)\b"
            ),
            "asks",
            _was_asked,
        ),
        Turn(re.compile(rf"{them}\s+(?:will|may|might){_SOFTLY}\s+{_READS}"), "speaks to", _aware),
        Turn(
            re.compile(
                rf"{them}\s+(?:should|must|needs?\s+to)\s+(?:note|be\s+aware|bear\s+in\s+mind|recall)\b"
            ),
            "speaks to",
            _nothing,
        ),
        Turn(
            re.compile(
                rf"\b[Ii]t\s+is(?:\s+[a-z]+ly|\s+also|\s+very|\s+therefore)*\s+(?:important|vital|essential|crucial|"
                rf"imperative|necessary)\s+that\s+{them}\s+(?:should\s+|must\s+)?"
                r"(?!(?:has|have|had|is|was|were|are|will|would|can|could|did|does|may|might)\b)"
                r"(?:\w+ly\s+)?(?:[a-z]*(?:[^sd\W]|ss|[^e\W]d))\b(?!\s*[’'])"
            ),
            "asks",
            _nothing,
        ),
        Turn(
            re.compile(
                rf"\b[Tt]his\s+(?:report|paper|update)\s+(?:is\s+)?(?:to|for|asks|invites|updates|informs|briefs|"
                rf"advises|tells|gives|provides|offers)\s+{them}"
            ),
            "is addressed to",
            _for_readers,
        ),
        Turn(
            re.compile(
                rf"^To\s+(?:update|brief|inform|advise|ask|invite|assure|tell|provide|give|report\s+to)\s+{them}"
            ),
            "is addressed to",
            _for_readers,
            only_in="purpose",
        ),
        Turn(
            re.compile(
                rf"\b(?:[Aa]s\s+(?:a|the)\s+{other},?\s+(?:we|you)|(?:[Ww]e|[Yy]ou),?\s+as\s+(?:a|the)\s+{other})\b"
            ),
            "speaks as",
            _nothing,
        ),
        Turn(
            re.compile(
                r"\b[Oo]ur\s+(?:last|next|previous|forthcoming)\s+(?:Board\s+)?meeting\b(?!\s+with\b)"
            ),
            "speaks as",
            _their_meeting,
        ),
        Turn(re.compile(rf"\b(?:[Tt]his|[Yy]our)\s+{other}\b(?!-)"), "speaks to", _named),
    )


def _why(words: str, turn: Turn, reading: Reading) -> str:
    bodies = reading.bodies
    return f"“{words}” {turn.does} the {bodies.other}, but the paper now goes to {reading.their_meeting}."


def _speaks_of_another(line: Line, found: re.Match[str], bodies: Bodies) -> bool:
    """Whether "this Board" takes up another body named just before: "The Adults Board met. This Board …"."""
    if not re.match(r"this\s", found[0], re.I):
        return False
    before = f"{line.previous} {line.text[: found.start()]}"
    named = re.findall(rf"\b((?:[A-Z][\w’'-]*\s+(?:and\s+)?)+{bodies.other_noun})\b", before)
    names = [re.sub(r"^The\s+", "", name) for name in named]
    foreign = [name for name in names if not re.fullmatch(bodies.pattern, name)]
    return bool(foreign)


def _continued(reading: Reading) -> Iterator[Mark]:
    """ "It will be pleased to see …" after a sentence about the body: still said to it."""
    subject = re.compile(rf"(?:The|This)\s+{reading.bodies.pattern}\s+(?:has|is|was|will)\b")
    feels = re.compile(rf"(?:It|They)\s+will(?:\s+also|\s+[a-z]+ly)?\s+be\s+{_FEELS_BROADLY}")
    for line in reading.lines:
        found = feels.match(line.text)
        if found and subject.match(line.previous):
            why = (
                f"“{found[0]}” tells the {reading.bodies.other} what it will find, but the paper now goes to "
                f"{reading.their_meeting}."
            )
            yield Mark(line, *found.span(), Kind.AUDIENCE_WORDS, why)


_FEELS_BROADLY: Final = (
    r"(?:pleased|encouraged|concerned|interested|reassured|disappointed|aware)\b(?=[^.]{0,20}\b(?:to\s+(?:see|hear|"
    r"read|note|learn|know)|by|that|of)\b)"
)


def _nothing(line: Line, found: re.Match[str], bodies: Bodies) -> str:
    return ""


def _named(line: Line, found: re.Match[str], bodies: Bodies) -> str:
    """ "this Board" by its name, everywhere in the sentence."""
    return swapped(
        line.text, rf"\b(?:[Tt]his|[Yy]our)\s+{bodies.pattern}\b(?!-)", lambda _: f"the {bodies.other}"
    )


def _asked(line: Line, found: re.Match[str], bodies: Bodies) -> str:
    """ "I ask the Board to" as what was asked there: "I asked the Improvement Board to"."""
    if found["how"].strip(" ,") not in ("", "also", "therefore", "would", "again"):
        return ""
    how = "" if found["how"].strip() == "would" else found["how"]
    them = _in_full(found["them"], bodies)
    return replaced(line.text, *found.span(), f"{found['who']}{how} {_ASKED[found['ask']]} {them}")


def _was_asked(line: Line, found: re.Match[str], bodies: Bodies) -> str:
    was = "was" if found["is"] == "is" else "were"
    said = replaced(line.text, *found.span("is"), was)
    return replaced(said, *found.span("them"), _in_full(found["them"], bodies))


def _aware(line: Line, found: re.Match[str], bodies: Bodies) -> str:
    """ "The Board will be aware that" told of it: "The Improvement Board is aware that"."""
    start = found.end("them")
    told = re.match(r"\s+will\s+be\s+aware\b", line.text[start:])
    if not told:
        return ""
    plural = re.search(r"\b(?:members|colleagues)\b", found["them"], re.I)
    them = _in_full(found["them"], bodies)
    return replaced(
        line.text, found.start("them"), start + told.end(), f"{them} {'are' if plural else 'is'} aware"
    )


def _for_readers(line: Line, found: re.Match[str], bodies: Bodies) -> str:
    return replaced(line.text, *found.span("them"), f"the {bodies.noun}")


def _their_meeting(line: Line, found: re.Match[str], bodies: Bodies) -> str:
    meeting = re.sub(r"^our\s+|\bBoard\s+", "", found[0], flags=re.I)
    return replaced(line.text, *found.span(), f"the {bodies.other}’s {meeting}")


def _in_full(them: str, bodies: Bodies) -> str:
    return re.sub(rf"\b(?:the\s+|this\s+)?{bodies.pattern}", f"the {bodies.other}", them, count=1, flags=re.I)
