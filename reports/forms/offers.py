"""An offered paragraph on its way into a report."""

import uuid
from typing import Any

from django import forms

from boards.forms.base import HouseForm
from reports.forms.places_in_report import SectionField
from reports.models import Report
from reports.typed import LONGEST


class OfferForm(HouseForm):
    mark_optional = False

    text = forms.CharField(
        label="How the report says it",
        help_text="Edit it as you like. It stays linked to what it is from.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Type what the report is to say"},
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = self.place = SectionField(report=report)

    @property
    def told(self) -> dict[str, Any]:
        after: uuid.UUID = self.place.behind(self.cleaned_data["section"])
        return {"typed": self.cleaned_data["text"], "after": after}
