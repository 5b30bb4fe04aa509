"""How the desk words what is kept from the public."""

from django import template

from boards.models import AgendaItem, Body, Restriction
from boards.restrictions import paper_reason, printed_line, public_reason

register = template.Library()


@register.filter
def why_private(item: AgendaItem, body: Body) -> str:
    """What readers are told of a private item; nothing of a public one."""
    return public_reason(item.restriction, body) if item.restriction and item.restriction.is_in_force else ""


@register.filter
def why_restricted(restriction: Restriction | None, body: Body) -> str:
    """The line that a restricted paper bears; nothing for one that is not restricted."""
    return printed_line(restriction, body) if restriction and restriction.is_in_force else ""


@register.filter
def paper_note(restriction: Restriction) -> str:
    """The quiet words beside a restricted paper: "not for publication: paragraph 3", or "confidential"."""
    return paper_reason(restriction) or "confidential"
