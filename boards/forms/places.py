"""Localities, services and teams."""

from django import forms

from boards.forms.base import HouseForm
from boards.models import Place


class PlaceForm(HouseForm):
    name = forms.CharField(max_length=150, help_text="A place or a team, never a person.")
    kind = forms.ChoiceField(choices=Place.Kind.choices, widget=forms.RadioSelect)
    within = forms.ModelChoiceField(
        label="Part of",
        queryset=Place.objects.select_related("within"),
        required=False,
        empty_label="Nothing larger",
        error_messages={"invalid_choice": "Choose the larger place from the list"},
    )
