"""Saying what a paragraph rests on: one of the things that are known, or a word."""

from typing import Any

from django import forms

from boards import clock
from boards.forms.base import HouseForm
from boards.forms.widgets import DayField
from reports.deeds.evidence import LONGEST_WORDS, Basis
from reports.evidence.overview import MONTHS

LONGEST_SEARCH = 100
MOST_AT_ONCE = 50
MOST_MONTHS = 60


class SearchForm(HouseForm):
    """What stands in an address; what cannot be read counts as not asked for."""

    mark_optional = False

    search = forms.CharField(required=False, max_length=LONGEST_SEARCH)

    @property
    def words(self) -> str:
        return self.cleaned_data["search"] if self.is_valid() else ""


class MonthsForm(HouseForm):
    mark_optional = False

    months = forms.IntegerField(required=False, min_value=1, max_value=MOST_MONTHS)

    @property
    def chosen(self) -> int:
        return (self.cleaned_data["months"] if self.is_valid() else None) or MONTHS


class Targets(forms.MultipleChoiceField):
    """What was ticked, as it was sent: the deed asks its kind whether this person may link it."""

    def valid_value(self, value: Any) -> bool:
        return True


class LinkForm(HouseForm):
    target = Targets(error_messages={"required": "Tick what the paragraph rests on"})

    def clean_target(self) -> list[str]:
        ticked: list[str] = list(dict.fromkeys(self.cleaned_data["target"]))
        if len(ticked) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Tick no more than {MOST_AT_ONCE} at once.")
        return ticked

    @property
    def told(self) -> list[Basis]:
        return [{"target": target} for target in self.cleaned_data["target"]]


class SpokenForm(HouseForm):
    words = forms.CharField(
        label="Who said what?",
        help_text="The office first, not a name: the lead inspector told the Chair that practice is better. "
        "Readers see these words once the report is published.",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = DayField(label="When was it said?", called="the day it was said", initial=clock.today)

    @property
    def told(self) -> list[Basis]:
        return [{"words": self.cleaned_data["words"], "on": self.cleaned_data["on"]}]
