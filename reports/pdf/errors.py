"""What can go wrong while a PDF is made, each with a sentence a person can be shown."""

from typing import Final

TOO_LARGE: Final = "This paper needs more memory than a PDF may take. Split it, or simplify its tables."
TOO_SLOW: Final = (
    "This paper takes too long to draw as a PDF. "
    "Look for very large tables or deeply nested lists, and simplify them."
)
UNAVAILABLE: Final = (
    "PDFs are switched off on this machine, because a system library is missing. Install it with: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"
)
FAULT: Final = "The PDF could not be made, because of a fault in the software. Tell the secretariat."


class PdfUnavailable(Exception):
    """WeasyPrint or one of the system libraries it draws with is missing on this machine."""

    def __init__(self, sentence: str = UNAVAILABLE) -> None:
        super().__init__(sentence)


class RenderFailed(Exception):
    """This paper cannot be made into a PDF. The message says why and what its author can do."""
