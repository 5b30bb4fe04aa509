"""What a reader types, made harmless: words and quoted phrases, no orders to an engine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_QUERY: Final = 200
"""Characters. Nobody reads further, and an engine should not have to."""

MOST_TERMS: Final = 12

MARK_START: Final = "\ue000"
MARK_END: Final = "\ue001"
"""Private characters that stand around a found word until the page has escaped the rest. The index drops
them from the texts it takes in, so none can come from a paper."""

STOP_WORDS: Final = frozenset(
    "a about an and are as at be been but by do does for from had has have how i if in into is it its my no "
    "not of on or our so that the their them then there these they this to was we were what when where which "
    "who why will with you your".split()
)
"""Words that say nothing about what is looked for. PostgreSQL leaves them out by itself; FTS5 would insist
on finding each one."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that must stand next to each other."""

    text: str
    is_phrase: bool = False


def terms_of(typed: str) -> list[Term]:
    """The terms to look for; every one must be found. Words without meaning count only when alone."""
    terms = list(dict.fromkeys(_split(typed)))
    telling = [term for term in terms if term.is_phrase or term.text.lower() not in STOP_WORDS]
    return (telling or terms)[:MOST_TERMS]


def plain(text: str) -> str:
    """Text without the characters that no engine should see: NUL, and our own marks."""
    return re.sub(f"[\0{MARK_START}{MARK_END}]", "", text)


def _split(typed: str) -> Iterator[Term]:
    quotes = plain(typed)[:LONGEST_QUERY].replace("“", '"').replace("”", '"')
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', quotes):
        text = " ".join((phrase or word).split())
        if any(character.isalnum() for character in text):
            yield Term(text, is_phrase=bool(phrase))
