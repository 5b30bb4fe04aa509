"""Which wording of a paragraph is to be put back."""

from django import forms

from boards.forms.base import HouseForm

MOST = 2_000_000_000


class RestoreForm(HouseForm):
    """Drawn as one button beside each wording; both fields are hidden."""

    wording = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
