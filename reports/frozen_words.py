"""The words of an edition as an author would type them: what a report derived from it begins with.

The edition counts, not the draft it came from, which may have changed since. So words, order and headings are
read from its page, which is the record.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Final

from reports.frozen_units import (
    BULLETS,
    COVER,
    HEADING_NUMBER,
    PARAGRAPH_STARTS,
    ROW_STARTS,
    SECTIONS,
    TEXT,
)
from reports.markdown import text_of
from reports.markdown_of import markdown_of, markdown_of_line
from reports.models import Edition

ITEM: Final = re.compile(r"<li>(.*?)</li>", re.DOTALL)
PLACE: Final = re.compile(r"\]\(#(p-[A-Za-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class FrozenWords:
    """A paragraph of an edition and its bullets, as text that renders to what stands there."""

    key: uuid.UUID
    text: str
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrozenPart:
    heading: str
    paragraphs: tuple[FrozenWords, ...]


def frozen_parts(edition: Edition) -> list[FrozenPart]:
    """The sections of a report's edition; cross-references are to the keys of paragraphs again."""
    keys = keys_of(edition)
    return [
        FrozenPart(text_of(HEADING_NUMBER.sub("", heading)).strip(), tuple(paragraphs_in(inside, keys)))
        for classes, _, heading, inside in SECTIONS.findall(edition.html)
        if "background-papers" not in classes
    ]


def paragraphs_in(html: str, keys: dict[str, uuid.UUID]) -> Iterator[FrozenWords]:
    """The paragraphs of a section; a section that stands empty has none."""
    starts = [*PARAGRAPH_STARTS.finditer(html)]
    for start, after in zip_longest(starts, starts[1:]):
        inside = html[start.end() : after.start() if after else len(html)]
        text, listed = TEXT.search(inside), BULLETS.search(inside)
        bullets = ITEM.findall(listed[1]) if listed else []
        yield FrozenWords(
            key=keys[start[1]],
            text=with_keys(markdown_of(text[2] if text else ""), keys),
            bullets=tuple(with_keys(markdown_of_line(bullet), keys) for bullet in bullets),
        )


def frozen_cover(edition: Edition) -> dict[str, str]:
    """What each row of the cover sheet says, by its label, in order."""
    cover, keys = COVER.search(edition.html), keys_of(edition)
    rows = (row.partition("</th><td>") for row in (cover[1] if cover else "").split(ROW_STARTS)[1:])
    return {
        unescape(label): with_keys(markdown_of(cell.strip().removesuffix("</td></tr>")), keys)
        for label, _, cell in rows
    }


def keys_of(edition: Edition) -> dict[str, uuid.UUID]:
    """The key of each paragraph by its anchor."""
    return {anchor: uuid.UUID(key) for key, anchor in edition.data["anchors"].items()}


def with_keys(text: str, keys: dict[str, uuid.UUID]) -> str:
    """References as a draft keeps them: to the key of the paragraph that had the number then."""

    def keyed(found: re.Match[str]) -> str:
        key = keys.get(found[1])
        return f"](#key-{key})" if key else found[0]

    return PLACE.sub(keyed, text)
