"""What can go wrong while a Word file is made, each with a sentence a person can be shown."""

from typing import Final

TOO_LARGE: Final = "This paper is too large for one Word file. Split it, or simplify its tables."
FAULT: Final = "The Word file could not be made, because of a fault in the software. Tell the secretariat."


class WordFailed(Exception):
    """No Word file can be made of this paper. The message says why and what its author can do."""

    STATUS: Final = 3
    """With which the child that makes the file says so."""
