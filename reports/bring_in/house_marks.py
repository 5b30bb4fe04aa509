"""Words from elsewhere in the marks of the house, so that a star or a bar in them stays a star or a bar."""

import re
from typing import Final

from reports.markdown import plain_text

MARKS: Final = re.compile(r"([\\*_\[\]|])")
BULLET: Final = re.compile(r"^(\s*)([-+*])(?=\s)", re.MULTILINE)


TABLE: Final = re.compile(r"\|[^\n]*\|\n\|(?: ---:? \|)+(?:\n\|[^\n]*\|)*")
"""A table as ``reports.bring_in.tables`` writes it: no other text that is brought in has a line break."""


def in_house_marks(text: str) -> str:
    """``text`` as an author would have to type it; most text is typed as it reads and comes back as it is.

    Its blocks stay apart, and its tables are typed already.
    """
    return "\n\n".join(
        block if TABLE.fullmatch(block) else _block_in_marks(block) for block in text.split("\n\n")
    )


def _block_in_marks(text: str) -> str:
    if plain_text(text) == " ".join(text.split()):
        return text
    return BULLET.sub(r"\1\\\2", MARKS.sub(r"\\\1", text))
