"""How places are named on the page of where the chair has been."""

from django import template

from boards.models import Place
from reports.coverage import in_words

register = template.Library()


@register.filter
def as_opening(place: Place) -> str:
    return in_words(place)
