"""How a page finds what happened to one of its items."""

from collections.abc import Mapping

from django import template

from boards.business import Business
from boards.models import AgendaItem

register = template.Library()


@register.filter
def of_item(business: Mapping[int, Business] | str | None, item: AgendaItem) -> Business | None:
    """The item's part of ``boards.business.business_of``; nothing on a page that did not ask for it."""
    return business.get(item.pk) if isinstance(business, Mapping) else None
