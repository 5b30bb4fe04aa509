"""How a paper names its new readers, the body it was written for, and nobody else."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reports.audience.audience import NOUNS, Audience, noun_of
from reports.audience.days import written_dates
from reports.audience.papers import PlainPaper

_NAME: Final = rf"(?P<name>(?:[A-Z][\w’'-]*\s+(?:and\s+|for\s+)?){{0,6}}(?:{'|'.join(NOUNS)}))"
ORIGIN: Final = re.compile(
    rf"\breport\s+(?:made\s+|given\s+|that\s+went\s+)?to\s+the\s+{_NAME}(?:\s+(?:at|for)\s+(?:its|the))?"
    r"\s+(?:meeting\s+)?(?:held\s+)?(?:of|on)\s+(?P<day>.{5,40})"
)
NAMED_BOARD: Final = re.compile(r"\b((?:[A-Z][\w’'-]*\s+(?:and\s+)?){1,6}Board)\b")
OPENING: Final = 12  # passages in which a paper says where it comes from


@dataclass(frozen=True, slots=True)
class Bodies:
    """The readers and the body a paper was written for.

    `reader` and `other` are names for sentences ("Scrutiny Committee", "Improvement Board"); `noun` and
    `other_noun` what each calls itself. `pattern` finds the other body's name, in full or short, without its
    article, and no third body's. `other_meeting` is the local date the paper was written for, if known;
    `is_told` is whether anything says that it was written for `other`, which is a guess otherwise.
    """

    reader: str
    noun: str
    other: str
    other_noun: str
    pattern: str
    other_meeting: dt.date | None
    is_told: bool

    @property
    def same(self) -> bool:
        """Whether the readers are the body the paper was written for."""
        return _plain(self.reader) == _plain(self.other)


def bodies_of(paper: PlainPaper, audience: Audience) -> Bodies:
    """What the audience says, and where it is silent, what the paper says of itself."""
    noun = noun_of(audience.body, audience.kind)
    told_name, told_day = _origin(paper, audience.meeting)
    other = _without_article(audience.written_for or told_name)
    is_told = bool(other)
    if not other:
        other = _named_in([paper.title]) if audience.kind == "committee" else ""
    other_noun = noun_of(other, "committee" if audience.kind == "board" else "board")
    return Bodies(
        reader=_without_article(audience.body),
        noun=noun,
        other=other or other_noun,
        other_noun=other_noun,
        pattern=_pattern(other, other_noun, needs_name=other_noun == noun),
        other_meeting=audience.written_for_meeting or told_day,
        is_told=is_told,
    )


def _origin(paper: PlainPaper, meeting: dt.date) -> tuple[str, dt.date | None]:
    """The body and day in "the report to the Improvement Board meeting of 3 March 2020"."""
    for passage in paper.passages[:OPENING]:
        for found in ORIGIN.finditer(passage.text):
            date = next(written_dates(found["day"]), None)
            days = [period.last for period in date.periods(meeting)] if date and date.start < 12 else []
            if past := [day for day in days if day <= meeting]:
                return found["name"], past[-1]
    return "", None


def _named_in(texts: Iterable[str]) -> str:
    return next((found[1] for text in texts if (found := NAMED_BOARD.search(text))), "")


def _pattern(other: str, noun: str, *, needs_name: bool) -> str:
    """A regular expression for the other body: any of the words of its name may stand before its noun."""
    words = [re.escape(word) for word in other.split()[:-1]] or ["Improvement"]
    before = rf"(?:(?:{'|'.join(words)})\s+){'+' if needs_name else '*'}"
    return rf"(?:{before}[{noun[0]}{noun[0].lower()}]{noun[1:]}(?![\w’'-]*\s+(?:game|room|paper)\b))"


def _without_article(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.I)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
