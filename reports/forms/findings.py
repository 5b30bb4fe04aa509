"""What an author answers to a finding of the re-audience check."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from reports.deeds.findings import LONGEST
from reports.models import FindingAnswer


class AnswerForm(HouseForm):
    """One of the three answers to one finding; the page draws its boxes itself, one set for each finding."""

    mark_optional = False

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=FindingAnswer.Answer.choices, widget=forms.HiddenInput)
    wording = forms.CharField(label="Your wording", required=False, max_length=LONGEST)
    reason = forms.CharField(label="Why it stays as it is", required=False, max_length=LONGEST)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        short = str(data.get("digest", ""))[:12]
        super().__init__(data, auto_id=f"%s-{short}", **kwargs)

    @property
    def told(self) -> dict[str, str]:
        names = ("digest", "answer", "wording", "reason")
        return {name: self.cleaned_data[name] for name in names}


class ReopenForm(HouseForm):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
