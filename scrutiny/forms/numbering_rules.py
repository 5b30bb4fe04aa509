"""Choosing how a body numbers its minutes, from a day on (rule 15)."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.forms.widgets import DayField
from scrutiny.models import NumberingRule

HIGHEST_FIRST = 9_999


class NumberingForm(HouseForm):
    since = DayField(
        label="From which day?",
        called="the day from which minutes are numbered so",
        help_text="Meetings on that day and after it. A municipal year begins in May.",
    )
    scheme = forms.ChoiceField(
        label="How are the minutes numbered?",
        choices=NumberingRule.Scheme.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the minutes are numbered."},
    )
    first_number = forms.IntegerField(
        label="First number",
        help_text="Where a running number starts, when the rule begins in the middle of a year. Otherwise 1.",
        min_value=1,
        max_value=HIGHEST_FIRST,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first_number") is None and "first_number" in said:
            said["first_number"] = 1
        return said
