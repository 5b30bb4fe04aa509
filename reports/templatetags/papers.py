"""The ways in which stored text becomes part of a page."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports.markdown import render_block
from reports.models import Edition
from reports.search.words import MARK_END, MARK_START

register = template.Library()


@register.filter
def frozen_html(edition: Edition) -> SafeString:
    """The finished HTML of an edition, exactly as it was published.

    It is the one stored text that is put in a page unescaped: it was made by ``reports.composed.paper_html``
    from text cleaned by ``reports.markdown``, and a trigger refuses to change it afterwards.
    """
    return mark_safe(edition.html)  # noqa: S308


@register.filter
def in_markdown(text: str) -> SafeString:
    """Text that somebody typed, such as terms of reference, with its bullets and emphasis."""
    return render_block(text)


@register.filter
def marked(excerpt: str) -> SafeString:
    """An excerpt with the found words in ``<mark>``, everything else escaped."""
    first, *rest = excerpt.split(MARK_START)
    pieces = [piece.partition(MARK_END) for piece in rest]
    found = format_html_join("", "<mark>{}</mark>{}", ((word, after) for word, _, after in pieces))
    return format_html("{}{}", first, found)
