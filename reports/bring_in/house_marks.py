"""Words from elsewhere in the marks of the house, so that a star or a bar in them stays a star or a bar."""

import re
from collections.abc import Iterable
from typing import Final

from reports.bring_in.emphasis import Emphasis, Span, spans_of
from reports.markdown import plain_text

MARKS: Final = re.compile(r"([\\*_\[\]|])")
BULLET: Final = re.compile(r"^(\s*)([-+*])(?=\s)", re.MULTILINE)


TABLE: Final = re.compile(r"\|[^\n]*\|\n\|(?: ---:? \|)+(?:\n\|[^\n]*\|)*")
"""A table as ``reports.bring_in.tables`` writes it: no other text that is brought in has a line break."""


def in_house_marks(text: str, emphases: Iterable[Emphasis] = ()) -> str:
    """``text`` as an author would have to type it; most text is typed as it reads and comes back as it is.

    Its blocks stay apart, and its tables are typed already. What stood out in the file stands out.
    """
    return "\n\n".join(
        block if TABLE.fullmatch(block) else _block_in_marks(block, emphases) for block in text.split("\n\n")
    )


def _block_in_marks(text: str, emphases: Iterable[Emphasis]) -> str:
    said = " ".join(text.split())
    spans = spans_of(text, emphases)
    for typed in (with_stars(text, spans), with_stars(text, spans, escape=True), text):
        if plain_text(typed) == said:
            return typed
    return escaped(text)


def with_stars(text: str, spans: Iterable[Span], *, escape: bool = False) -> str:
    """``text`` with stars around the spans that stand out."""
    typed, end = "", 0
    as_typed = escaped if escape else str
    for start, stop, stars in spans:
        typed += f"{as_typed(text[end:start])}{stars}{as_typed(text[start:stop])}{stars}"
        end = stop
    return typed + as_typed(text[end:])


def escaped(text: str) -> str:
    return BULLET.sub(r"\1\\\2", MARKS.sub(r"\\\1", text))
