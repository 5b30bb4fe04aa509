"""A paragraph as its author types it: words, then bullets on lines of their own that begin with "- ".

A blank line with words after it begins another paragraph. Pure: text in, text out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 100_000
"""The most characters one box may hold."""

BULLET: Final = re.compile(r"\s*[-*•◦▪‣·](?:\s+|$)(?P<text>.*)")
LINK: Final = re.compile(r"\[[^\[\]\n]{0,500}\]\([^()\s]{0,500}\)")
MARK: Final = re.compile(r"^[^\S\n]*[-*•◦▪‣·][^\S\n]+", re.MULTILINE)
TABLE: Final = re.compile(r"^\|[^\n]*(?:\n\|[^\n]*)*", re.MULTILINE)
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Typed:
    text: str
    bullets: tuple[str, ...] = ()


def read_typed(typed: str) -> list[Typed]:
    """The paragraphs in one box, at least one, which may be empty."""
    paragraphs, words, bullets, blank = [], list[str](), list[str](), False
    for line in tidy(typed).split("\n"):
        if not line.strip():
            blank = True
            continue
        bullet = BULLET.fullmatch(line)
        if bullet is None and blank and (words or bullets):
            paragraphs.append(Typed("\n".join(words), tuple(filter(None, bullets))))
            words, bullets = [], []
        blank = False
        if bullet:
            bullets.append(bullet["text"].strip())
        elif bullets:
            bullets[-1] = f"{bullets[-1]} {line.strip()}".strip()
        else:
            words.append(line.strip())
    paragraphs.append(Typed("\n".join(words), tuple(filter(None, bullets))))
    return paragraphs


def as_typed(text: str, bullets: Iterable[str]) -> str:
    """What stands in the box of a paragraph: the other way round from ``read_typed``."""
    return "\n".join(lines_of(text, bullets))


def lines_of(text: str, bullets: Iterable[str]) -> Iterator[str]:
    if text:
        yield text
    for bullet in bullets:
        yield f"- {bullet}"


def as_one(above: Typed, below: Typed) -> Typed:
    """Two paragraphs joined: the second goes on where the first ends, at its last bullet if any."""
    if above.bullets and below.text:
        last = f"{above.bullets[-1]} {' '.join(below.text.split())}"
        return Typed(above.text, (*above.bullets[:-1], last, *below.bullets))
    beside = "\n" if "|" in below.text else " "
    return Typed(beside.join(filter(None, (above.text, below.text))), (*above.bullets, *below.bullets))


def divided(typed: str, at: int) -> tuple[str, str]:
    """What stands in a box, before and behind character ``at``; links, marks and tables stay whole."""
    for together in (LINK, MARK, TABLE):
        for found in together.finditer(typed):
            if found.start() < at < found.end() or (together is MARK and at == found.end()):
                at = found.start()
    return typed[: max(at, 0)].strip(), typed[max(at, 0) :].strip()


def same_place(shown: str, at: int, typed: str) -> int:
    """The character of ``typed`` at which somebody stood who saw it as ``shown``, where spaces may differ.

    ``at`` counts as browsers do, in units of UTF-16.
    """
    before = shown.encode("utf-16-le", "surrogatepass")[: max(at, 0) * 2].decode("utf-16-le", "ignore")
    left = len("".join(before.split()))
    for place, character in enumerate(typed):
        if left <= 0:
            return place
        left -= not character.isspace()
    return len(typed)


def tidy(typed: str) -> str:
    """One kind of line end, and none of the unseen characters that a database may refuse."""
    return UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
