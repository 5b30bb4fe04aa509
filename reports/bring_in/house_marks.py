"""Words from elsewhere in the marks of the house, so that a star or a bar in them stays a star or a bar."""

import re
from typing import Final

from reports.markdown import plain_text

MARKS: Final = re.compile(r"([\\*_\[\]|])")
BULLET: Final = re.compile(r"^(\s*)([-+*])(?=\s)", re.MULTILINE)


def in_house_marks(text: str) -> str:
    """``text`` as an author would have to type it; most text is typed as it reads and comes back as it is."""
    if plain_text(text) == " ".join(text.split()):
        return text
    return BULLET.sub(r"\1\\\2", MARKS.sub(r"\\\1", text))
