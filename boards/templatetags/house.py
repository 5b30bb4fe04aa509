"""Filters and tags that every template may use: dates in words, navigation, and what the form pack needs."""

import datetime as dt
from collections.abc import Iterable

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards import dates
from boards.forms.base import (
    AnyForm,
    ErrorLine,
    error_lines,
    form_errors_id,
    options_of,
    whole_form_errors,
)

register = template.Library()

WIDGET_CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "selectmultiple": "govuk-select",
    "file": "govuk-file-upload",
    "clearablefile": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "day": "govuk-date-input",
}
CLASSES_WITHOUT_ERROR = {"govuk-checkboxes__input"}
"""The design system marks the group, not the box, when a checkbox is wrong."""


@register.filter
def full_date(value: dt.date | None) -> str:
    """The day as in "Thursday 10 October 2019"; nothing for no date."""
    return dates.full_date(value) if value else ""


@register.filter
def full_time(value: dt.time | dt.datetime | str | None) -> str:
    """The time of day as in "2.30pm", "10am", "noon" and "midnight"; nothing for no time."""
    return "" if value is None or isinstance(value, str) else dates.full_time(value)


@register.filter
def full_moment(value: dt.datetime | None) -> str:
    """The instant as in "Thursday 10 October 2019 at 2.30pm"; nothing for none."""
    return dates.full_moment(value) if value else ""


@register.filter
def one_line(text: str) -> str:
    """A page title on one line: templates break lines where readers of a browser tab should not see it."""
    return " ".join(text.split())


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, address: str, label: str, exact: bool = False) -> SafeString:
    """A navigation link that says when the reader is on its page, or within its part of the site.

    Looks at the path only, never at the session, so that public pages stay free of cookies.
    """
    path = context["request"].path if "request" in context else ""
    current = ""
    if path == address:
        current = "page"
    elif not exact and path.startswith(address):
        current = "true"
    if not current:
        return format_html('<a href="{}">{}</a>', address, label)
    return format_html('<a href="{}" aria-current="{}">{}</a>', address, current, label)


@register.filter
def label_text(field: BoundField) -> str:
    """The label, with "(optional)" behind it where the field need not be filled in."""
    label = str(field.label)
    marks = getattr(field.form, "mark_optional", False) and not isinstance(field.field, forms.BooleanField)
    if not marks or field.field.required or "optional" in label.lower():
        return label
    return f"{label} (optional)"


@register.filter
def govuk_widget(field: BoundField) -> SafeString:
    """The widget in the design system's classes, beside those it asks for itself (such as a width)."""
    base = WIDGET_CLASSES.get(field.widget_type, "govuk-input")
    classes = [base, str(field.field.widget.attrs.get("class", ""))]
    if field.errors and base not in CLASSES_WITHOUT_ERROR:
        classes.append(f"{base}--error")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def govuk_option(option: BoundWidget, kind: str) -> SafeString:
    """One radio button or checkbox of a group; ``kind`` is "radios" or "checkboxes"."""
    attrs = {
        name: value for name, value in option.data["attrs"].items() if name not in ("class", "aria-invalid")
    }
    option.data["attrs"] = attrs | {"class": f"govuk-{kind}__input"}
    return option.tag(wrap_label=False)


@register.filter
def options(field: BoundField) -> list[BoundWidget]:
    """The choices of a radio or checkbox group, in order."""
    return options_of(field)


@register.simple_tag
def error_summary(
    form: "AnyForm | str | None" = None, forms: "Iterable[AnyForm] | None" = None
) -> list[ErrorLine]:
    """The lines of the error summary for a page's form or forms; a page without either has none."""
    drawn = [*(forms or []), form]
    return [line for each in drawn if each and not isinstance(each, str) for line in error_lines(each)]


register.filter("form_errors_id", form_errors_id)
register.filter("whole_form_errors", whole_form_errors)
