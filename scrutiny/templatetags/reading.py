"""How the reading room words lengths and sizes."""

from django import template

from reports.composed_documents import size_in_words
from reports.documents import FORMATS
from reports.models import Edition, Publication
from scrutiny.addresses import edition_url

register = template.Library()

WORDS_A_MINUTE = 220


@register.filter
def reading_time(words: int) -> str:
    """ "8 minutes to read", from a number of words."""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return f"{minutes} minute{'' if minutes == 1 else 's'} to read"


@register.filter
def format_name(ending: str) -> str:
    """ "Word" for "docx"."""
    return FORMATS[ending].name if ending in FORMATS else "File"


register.filter("file_size", size_in_words)


@register.filter
def resolved(resolution: str) -> str:
    """A resolution as an outcome: "Resolved: that the report be noted". Words that say so are left alone."""
    return resolution if resolution.lower().startswith("resolved") else f"Resolved: {resolution}"


@register.simple_tag
def pdf_address(publication: Publication) -> str:
    """Where the PDF of the current edition is."""
    return edition_url(Edition(publication=publication), "pdf", is_current=True)


@register.simple_tag
def edition_address(edition: Edition, publication: Publication, current: Edition) -> str:
    """Where an edition in a history is: the current one at the address of the publication itself."""
    edition.publication = publication
    return edition_url(edition, is_current=edition == current)
