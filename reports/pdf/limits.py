"""How large and how deeply nested the HTML of a paper may be.

A few hundred bytes of nested boxes can keep a layout engine busy for minutes. Papers never come near these
limits, so what exceeds them is refused before any layout starts.
"""

from html.parser import HTMLParser
from typing import Final

from reports.pdf.errors import RenderFailed

MOST_CHARACTERS: Final = 4_000_000  # some 800 pages
MOST_ELEMENTS: Final = 60_000
DEEPEST: Final = 40
VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


def refuse_bombs(html: str) -> None:
    """Raise RenderFailed, in words for the author, if `html` is larger or deeper than any paper."""
    if len(html) > MOST_CHARACTERS:
        raise RenderFailed("This paper is too long for one PDF. Split it into several papers.")
    counter = _Counter()
    counter.feed(html)
    if counter.deepest > DEEPEST:
        raise RenderFailed(
            "This paper nests lists or tables too deeply for a PDF. Use at most three levels of bullets."
        )
    if counter.elements > MOST_ELEMENTS:
        raise RenderFailed(
            "This paper has too many paragraphs or table cells for one PDF. Split it into several."
        )


class _Counter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.depth = self.deepest = self.elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        if tag not in VOID:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.depth = max(self.depth - 1, 0)
