"""A paper laid out for the rules: every sentence where it stands, with what was said just before it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final, NamedTuple

from boards.dates import full_date
from reports.audience.audience import Audience
from reports.audience.bodies import Bodies, bodies_of
from reports.audience.finding import Kind
from reports.audience.papers import Passage, PlainPaper
from reports.audience.sentences import sentences

AT_LENGTH: Final = re.compile(r"“[^“”]*”")
"""A quotation that may hold several sentences, as what is carried forward does."""
QUOTED: Final = re.compile(r"\"[^\"]*\"|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage; `previous` is the sentence before it in the same passage, or empty.

    `place` counts the sentences of the paper. `spoken` is the sentence with what it quotes blanked out,
    letter for letter: the words of others stay theirs.
    """

    place: int
    passage: Passage
    text: str
    previous: str
    spoken: str


class Mark(NamedTuple):
    """What a rule says of the words from `start` to `end` of a sentence."""

    line: Line
    start: int
    end: int
    kind: Kind
    why: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a rule may look at."""

    paper: PlainPaper
    audience: Audience
    bodies: Bodies
    lines: tuple[Line, ...]

    @property
    def meeting(self) -> dt.date:
        return self.audience.meeting

    @property
    def their_meeting(self) -> str:
        """ "the Scrutiny Committee's meeting on Thursday 10 October 2019"."""
        return f"the {self.bodies.reader}’s meeting on {full_date(self.meeting)}"

    @property
    def is_moved(self) -> bool:
        """Whether the paper is known to go to another body, or another meeting, than it was written for."""
        same_day = self.bodies.other_meeting in (None, self.meeting)
        return self.bodies.is_told and not (self.bodies.same and same_day)


def blanked(text: str, quoted: re.Pattern[str]) -> str:
    return quoted.sub(lambda found: " " * len(found[0]), text)


def read(paper: PlainPaper, audience: Audience) -> Reading:
    return Reading(paper, audience, bodies_of(paper, audience), tuple(_lines(paper)))


def _lines(paper: PlainPaper) -> Iterator[Line]:
    place = count()
    for passage in paper.passages:
        previous, said = "", blanked(passage.text, AT_LENGTH)
        for sentence in sentences(passage.text):
            spoken = said[sentence.start : sentence.start + len(sentence.text)]
            yield Line(next(place), passage, sentence.text, previous, blanked(spoken, QUOTED))
            previous = sentence.text
