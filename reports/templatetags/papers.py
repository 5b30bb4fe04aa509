"""The ways in which stored text becomes part of a page."""

import re
from collections.abc import Mapping
from itertools import pairwise, zip_longest
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports.bring_in.house_marks import in_house_marks
from reports.bring_in.sealed import Brought
from reports.frozen_sections import paragraph_ends
from reports.markdown import plain_text, render_block, render_inline
from reports.models import Edition
from reports.search.words import MARK_END, MARK_START

register = template.Library()

TABLE: Final = re.compile(r'aria-label="Link to paragraph (?P<number>[^"]*)"|<table>.*?</table>', re.DOTALL)

WIDE: Final = 5
"""From so many columns on a table does not fit a telephone, and is scrolled where it stands."""


@register.filter
def frozen_html(edition: Edition) -> SafeString:
    """The finished HTML of an edition, as it was published; a wide table stands in a region that scrolls.

    It is the one stored text that is put in a page unescaped: it was made by ``reports.composed.paper_html``
    from text cleaned by ``reports.markdown``, and a trigger refuses to change it afterwards.
    """
    return with_room(edition.html)


@register.filter
def frozen_with(edition: Edition, beside: Mapping[str, SafeString]) -> SafeString:
    """The finished HTML of an edition with what the page adds to its paragraphs, by their anchors.

    What is added is of the page and not of the record: ``beside`` was drawn by a template, and the words of
    the edition stand in between exactly as they were published.
    """
    ends = paragraph_ends(edition.html)
    added = sorted((ends[anchor], part) for anchor, part in beside.items() if anchor in ends)
    cuts = [0, *(end for end, _ in added), len(edition.html)]
    frozen = [with_room(edition.html[start:end]) for start, end in pairwise(cuts)]
    return format_html_join("", "{}{}", zip_longest(frozen, (part for _, part in added), fillvalue=""))


def with_room(frozen: str) -> SafeString:
    """Each wide table in a region of the page that the keyboard reaches, named after its paragraph.

    The words and marks of the edition are untouched: cleaned text can hold no table but those of its author.
    """
    number = ""

    def framed(found: re.Match[str]) -> str:
        nonlocal number
        if found["number"] is not None:
            number = found["number"]
            return found[0]
        if found[0].partition("</tr>")[0].count("</t") < WIDE:
            return found[0]
        named = f"Table in paragraph {number}" if number else "Table"
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{named}">{found[0]}</div>'

    return mark_safe(TABLE.sub(framed, frozen))  # noqa: S308


@register.filter
def in_markdown(text: str) -> SafeString:
    """Text that somebody typed, such as terms of reference, with its bullets and emphasis."""
    return render_block(text)


@register.filter
def as_brought_in(text: str, brought: Brought) -> SafeString:
    """Words read from a file, as they will stand in the draft: what looks like a mark of ours stays."""
    return render_block(in_house_marks(text, brought.emphases))


@register.filter
def bullet_brought_in(text: str, brought: Brought) -> SafeString:
    """The same of a bullet, which is one line."""
    return render_inline(in_house_marks(text, brought.emphases))


@register.filter
def words_alone(text: str) -> str:
    """The words of a paragraph without their marks, each bullet on a line."""
    return plain_text(text)


@register.filter
def in_one_line(text: str) -> str:
    """The lines of an excerpt run together: "I have: Visited the front door; Met the team"."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    ends = [f"{line} " if line[-1] in ".,;:!?" else f"{line}; " for line in lines[:-1]]
    return "".join([*ends, *lines[-1:]])


@register.filter
def marked(excerpt: str) -> SafeString:
    """An excerpt with the found words in ``<mark>``, everything else escaped."""
    first, *rest = excerpt.split(MARK_START)
    pieces = [piece.partition(MARK_END) for piece in rest]
    found = format_html_join("", "<mark>{}</mark>{}", ((word, after) for word, _, after in pieces))
    return format_html("{}{}", first, found)
