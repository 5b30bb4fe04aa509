"""How an agenda finds where each of its papers is opened."""

from collections.abc import Iterable, Mapping

from django import template

from boards.models import AgendaItem, Reader
from reports import agenda_papers
from reports.models import Paper

register = template.Library()


@register.simple_tag
def paper_addresses(items: Iterable[AgendaItem], reader: Reader) -> dict[int, str]:
    return agenda_papers.paper_addresses(items, reader)


@register.filter
def address_in(paper: Paper, addresses: Mapping[int, str]) -> str:
    """Where this reader opens the paper; empty where they may open it nowhere."""
    return addresses.get(paper.publication_id or 0, "")
