"""English prose cut into sentences, where a full stop does not always end one."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

ENDING: Final = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\n(?=\s*(?:[-•*·–]\s|\n))")
DOTTED: Final = re.compile(r"(?:\b[A-Za-z]\.)+$")
LAST_WORD: Final = re.compile(r"([^\W\d_]+)\.$")
NEXT: Final = re.compile(r"\s*[\"“‘'(\[]*([\w’']*)")
LONGEST: Final = (
    1200  # characters; what is longer is no sentence, and is cut so that no text takes long to read
)
TAIL: Final = 40  # characters; no abbreviation is longer
ABBREVIATIONS: Final = frozenset(
    "mr mrs ms mx dr prof rev sir st cllr cllrs messrs approx cf eg ie etc fig figs jan feb mar apr jun jul "
    "aug sep sept oct nov dec para paras pp ref refs sec tel vol vs viz incl excl dept est".split()
)
BEFORE_NUMBERS: Final = frozenset("no nos p art".split())
OPENERS: Final = frozenset(
    "A After All Although An And As At But By For From Given He How However I If In It Its Members My No On "
    "Our She Since So Some That The Their There These They This Those To We What When Where While With "
    "You".split()
)
"""Words that so rarely follow initials inside a sentence that one after "Q.A." starts another."""


class Sentence(NamedTuple):
    """A sentence without the space around it, and where it begins in its text."""

    text: str
    start: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; every letter of the text is in one of them."""
    found, start = [], 0
    for end in _no_longer(text, (*_endings(text), len(text))):
        if stripped := text[start:end].strip():
            found.append(Sentence(stripped, start + text[start:end].index(stripped[0])))
        start = end
    return found


def _no_longer(text: str, ends: Iterable[int]) -> Iterator[int]:
    """The ends, with more of them, at spaces where there are any, where too much stands between two."""
    start = 0
    for end in ends:
        while end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            start = space if space > start else start + LONGEST
            yield start
        yield end
        start = end


def _endings(text: str) -> Iterator[int]:
    for mark in ENDING.finditer(text):
        if mark[0] == "\n" or not _goes_on(text, mark):
            yield mark.end()


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """Whether the sentence goes on after a full stop, as after "e.g." or "Cllr."."""
    following = NEXT.match(text, mark.end())
    word = following[1] if following else ""
    if word[:1].islower():
        return True
    if mark[0] != ".":
        return False
    before = text[max(0, mark.end() - TAIL) : mark.end()]
    if DOTTED.search(before):
        return word not in OPENERS
    last = LAST_WORD.search(before)
    if not last:
        return bool(re.search(r"(?:^|\n)\s*\d{1,3}\.$", before))
    if last[1].lower() in BEFORE_NUMBERS:
        return word[:1].isdigit()
    return last[1].lower() in ABBREVIATIONS and word not in OPENERS
