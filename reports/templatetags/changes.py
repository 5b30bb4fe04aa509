"""The box in which the author says why a paragraph changed, beside the change it belongs to."""

from django import forms, template

from reports.changes import Change
from reports.forms.changes import ReasonsForm

register = template.Library()


@register.filter
def box_for(form: ReasonsForm, change: Change) -> forms.BoundField | None:
    """``{% with box=form|box_for:change %}``; None where no reason is asked for."""
    return form.box(change)
