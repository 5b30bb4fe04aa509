"""The sections and paragraphs of an edition, read back from what it froze.

Numbers and words come from the edition's data. Anchors come from its page, because a paragraph without a
number has one too, and because a link must lead to what is really there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from reports.models import Edition

SECTION_IDS: Final = re.compile(r'<section class="paper-section" id="([^"]+)">')
PARAGRAPH_IDS: Final = re.compile(r'<div class="paragraph[^"]*" id="([^"]+)">')
"""As ``templates/papers/v1`` writes them; cleaned text can hold neither an id nor a division of its own."""


@dataclass(frozen=True, slots=True)
class FrozenParagraph:
    number: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class FrozenSection:
    """A section of a report, or an item of minutes with its resolutions, which are its last paragraphs."""

    number: str
    heading: str
    anchor: str
    paragraphs: tuple[FrozenParagraph, ...]
    resolutions: tuple[FrozenParagraph, ...]


def frozen_sections(edition: Edition) -> list[FrozenSection]:
    """In the order of the page. Where page and data do not match, nothing has an anchor."""
    sources = [*(edition.data.get("sections") or []), *(edition.data.get("items") or [])]
    sections = _anchors(SECTION_IDS, edition, len(sources))
    paragraphs = _anchors(PARAGRAPH_IDS, edition, sum(len(_texts(source)) for source in sources))
    return [_section(source, next(sections), paragraphs) for source in sources]


def _anchors(ids: re.Pattern[str], edition: Edition, count: int) -> Iterator[str]:
    found = ids.findall(edition.html)
    return iter(found if len(found) == count else [""] * count)


def paragraph_ends(html: str) -> dict[str, int]:
    """Where, in the page of an edition, each paragraph ends before its closing tag, by its anchor."""
    starts = list(PARAGRAPH_IDS.finditer(html))
    ends = {}
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        limit = html.find("</section>", start.end())
        limit = min(limit, following.start()) if following and limit > 0 else limit
        ends[start[1]] = html.rfind("</div>", start.end(), limit if limit > 0 else None)
    return {anchor: end for anchor, end in ends.items() if end > 0}


def _section(source: dict[str, Any], anchor: str, anchors: Iterator[str]) -> FrozenSection:
    about = source.get("item") or source
    rows = [FrozenParagraph(number, text, next(anchors)) for number, text in _texts(source)]
    count = len(source.get("paragraphs") or [])
    return FrozenSection(
        number=about.get("number") or "",
        heading=about.get("heading") or about.get("title") or "",
        anchor=anchor,
        paragraphs=tuple(rows[:count]),
        resolutions=tuple(rows[count:]),
    )


def _texts(source: dict[str, Any]) -> list[tuple[str, str]]:
    """Number and words of each paragraph, and then of each resolution."""
    paragraphs = [(each.get("number") or "", _words(each)) for each in source.get("paragraphs") or []]
    return [*paragraphs, *(("", resolution) for resolution in source.get("resolutions") or [])]


def _words(paragraph: dict[str, Any]) -> str:
    lines = [paragraph.get("text"), *(paragraph.get("bullets") or []), paragraph.get("closing")]
    return "\n".join(line for line in lines if line)
