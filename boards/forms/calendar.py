"""Closing a day and opening it again."""

from django import forms

from boards.forms.base import HouseForm
from boards.forms.widgets import DayField
from boards.models import ClosedDay

KINDS = [
    (ClosedDay.Kind.BANK_HOLIDAY.value, "A one-off bank holiday"),
    (ClosedDay.Kind.COUNCIL_CLOSED.value, "A day on which the council is closed"),
]


class ClosedDayForm(HouseForm):
    date = DayField(label="Which day does not count?", called="the day")
    name = forms.CharField(
        label="What is the day called?",
        max_length=ClosedDay.LONGEST_NAME,
        help_text="It is shown wherever a deadline passes over the day. For example: Christmas closure.",
    )
    kind = forms.ChoiceField(label="Why does it not count?", choices=KINDS, widget=forms.RadioSelect)


class RemoveClosedDayForm(HouseForm):
    reason = forms.CharField(
        label="Why does this day count again?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
