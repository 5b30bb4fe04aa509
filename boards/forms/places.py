"""Localities, services and teams."""

from django import forms

from boards.forms.base import HouseForm
from boards.forms.widgets import DayField
from boards.models import Place


class PlaceForm(HouseForm):
    name = forms.CharField(max_length=150, help_text="A place or a team, never a person.")
    kind = forms.ChoiceField(choices=Place.Kind.choices, widget=forms.RadioSelect)
    within = forms.ModelChoiceField(
        label="Part of",
        queryset=Place.objects.filter(ended_on=None).select_related("within"),
        required=False,
        empty_label="Nothing larger",
        error_messages={"invalid_choice": "Choose the larger place from the list"},
    )


class EndPlaceForm(HouseForm):
    ended_on = DayField(
        label="Last day",
        called="the last day",
        help_text="The place is no longer offered from then on. Visits that were logged keep it.",
    )
