"""Typed marks: the numbers and bullets that people put in front of a paragraph."""

import re
from dataclasses import dataclass

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
LEVELS = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})(?:(?P<end>[.):])(?=\s|[A-Z‘“]|$)|(?=\s|$))\s*(?P<rest>.*)", re.S
)
SINGLE = re.compile(r"(?P<number>\d{1,3})(?P<end>[.)])(?:\s+|(?=[A-Z]))(?P<rest>\S.*)", re.S)
SEQUENCE = re.compile(
    rf"(?P<number>\d{{1,4}}/(?:[1-9]\d|20\d\d))(?P<end>[.):]?)\s+(?!{MONTH}\b)(?P<rest>\S.*)", re.S
)
BULLET = re.compile(
    r"(?P<mark>[-–—*]|[•·●○▪■□◦‣∙➢➤►✓\uf0b7\uf0a7\uf0d8\uf0fc\uf076]|o(?= ))"
    r"(?:\s+|(?<=[^-–—*o])(?=\S))(?P<rest>\S.*)",
    re.S,
)
PART = re.compile(r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+\S", re.I)
DASHES = "-–—*"


@dataclass(frozen=True)
class Numbered:
    """A number read from the front of a text; `firm` when punctuation closes it, as in "1.1." or "4)"."""

    number: str
    rest: str
    firm: bool


def read_number(text: str) -> Numbered | None:
    """The typed number in front of a text: 1.1, 1.1., 1.1), 20.1.1, 1., 102/19; None when there is none."""
    found = LEVELS.fullmatch(text) or SEQUENCE.fullmatch(text) or SINGLE.fullmatch(text)
    return Numbered(found["number"], found["rest"], bool(found["end"])) if found else None


def read_bullet(text: str) -> tuple[str, str]:
    """The bullet mark and the text behind it; the mark is "" where there is none."""
    found = BULLET.fullmatch(text)
    return (found["mark"], found["rest"]) if found else ("", text)


def is_part(text: str) -> bool:
    """Whether a text is a lettered part such as "(a) to note": the letter stays, since others refer to it."""
    return bool(PART.match(text))


def levels(number: str) -> tuple[int, ...]:
    """The parts of a number: "20.1.1" is (20, 1, 1)."""
    return tuple(int(part) for part in re.split(r"[./]", number) if part.isdigit())


def follows(number: str, before: str) -> bool:
    """Whether a number is the next one: 3.5, 3.4.1, 4 and 4.1 follow 3.4, and 103/19 follows 102/19."""
    if not before:
        return True
    new, old = levels(number), levels(before)
    if "/" in number or "/" in before:
        return ("/" in number) == ("/" in before) and new[0] == old[0] + 1
    if new == (*old, 1):
        return True
    steps = [(*old[:depth], old[depth] + 1) for depth in range(len(old))]
    return any(new in (step, (*step, 1)) for step in steps)
