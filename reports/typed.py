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


def tidy(typed: str) -> str:
    """One kind of line end, and none of the unseen characters that a database may refuse."""
    return UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
