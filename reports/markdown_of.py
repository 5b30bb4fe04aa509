"""Finished HTML turned back into the text an author would have typed for it.

An edition keeps pages, not what was typed. What is made from one must say the same words with the same marks,
so what is returned here renders to the very HTML it was made from; where no marks do that, it is the words
alone. Pure.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Final

from reports.markdown import clean, render_block, render_inline, text_of

SPECIAL: Final = re.compile(r"([\\*_\[\]|])")
LEADING: Final = re.compile(r"^([-+•◦▪‣·])(?=\s)", re.MULTILINE)
MARKS: Final = {"strong": "**", "em": "*"}


def markdown_of(html: str) -> str:
    """The text of a paragraph whose HTML is ``html``."""
    return best(html, render_block, "\n", "\n\n")


def markdown_of_line(html: str) -> str:
    """The text of one line, such as a bullet."""
    return best(html, render_inline, " ")


def best(html: str, render: Callable[[str], str], *joints: str) -> str:
    """The plainest of the ways to type it that renders to it."""
    html = clean(html)
    ways = [typed(html, joint, escape=escape) for escape in (False, True) for joint in joints]
    return next((way for way in ways if render(way) == html), SPECIAL.sub(r"\\\1", text_of(html)))


def typed(html: str, joint: str, *, escape: bool) -> str:
    reader = _Reader(escape=escape)
    reader.feed(html)
    reader.close()
    return joint.join(reader.finished())


class _Reader(HTMLParser):
    """Collects blocks: a paragraph, a list with its items, a table with its rows."""

    def __init__(self, *, escape: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._escape = escape
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._lines: list[str] = []
        self._links: list[str] = []
        self._cells: list[str] = []
        self._figures: list[bool] = []
        self._depth = 0
        self._ends = {
            "a": self._end_link,
            "p": self._end_paragraph,
            "li": self._end_item,
            "ul": self._end_list,
            "tr": self._end_row,
            "table": self._end_block,
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in MARKS:
            self._words.append(MARKS[tag])
        elif tag == "a":
            self._links.append(told.get("href") or "")
            self._words.append("[")
        elif tag == "ul":
            self._end_item()
            self._depth += 1
        elif tag == "li":
            self._end_item()
        elif tag == "th":
            self._figures.append(told.get("class") == "figure")

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS:
            self._words.append(MARKS[tag])
        elif tag in ("th", "td"):
            self._cells.append(self._take().replace("\n", " "))
        elif end := self._ends.get(tag):
            end()

    def handle_data(self, data: str) -> None:
        self._words.append(SPECIAL.sub(r"\\\1", data) if self._escape else data)

    def finished(self) -> Iterator[str]:
        if words := self._take():
            self._blocks.append(words)
        yield from self._blocks

    def _take(self) -> str:
        words = "".join(self._words).strip()
        self._words = []
        return LEADING.sub(r"\\\1", words) if self._escape else words

    def _end_link(self) -> None:
        address = self._links.pop() if self._links else ""
        awkward = address.count("(") != address.count(")")
        self._words.append(f"](<{address}>)" if awkward else f"]({address})")

    def _end_paragraph(self) -> None:
        if not self._depth and (words := self._take()):
            self._blocks.append(words)

    def _end_item(self) -> None:
        if words := self._take():
            self._lines.append(f"{'  ' * max(self._depth - 1, 0)}- {words}")

    def _end_list(self) -> None:
        self._end_item()
        self._depth = max(self._depth - 1, 0)
        if not self._depth:
            self._end_block()

    def _end_row(self) -> None:
        cells = [cell if self._escape else cell.replace("|", "\\|") for cell in self._cells]
        self._lines.append(f"| {' | '.join(cells)} |")
        if self._figures:
            self._lines.append(f"|{'|'.join('--:' if figure else '---' for figure in self._figures)}|")
        self._cells, self._figures = [], []

    def _end_block(self) -> None:
        if self._lines:
            self._blocks.append("\n".join(self._lines))
        self._lines = []
