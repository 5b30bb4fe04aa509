"""The proposed meetings, each a form of its own on one page."""

import datetime
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from boards import clock
from boards.deeds.meetings import Plan
from boards.forms.base import HouseForm
from boards.forms.meetings import PlanForm
from boards.forms.widgets import DayField
from boards.models import Theme


class ProposalForm(PlanForm):
    """One proposed meeting, on the page of all; only those that are ticked are read."""

    accept = forms.BooleanField(label="Plan this meeting", required=False)
    field_order = ("accept",)

    def __init__(self, *args: Any, themes: list[tuple[Any, str]], **kwargs: Any) -> None:
        self.themes = themes
        super().__init__(*args, **kwargs)
        for name in ("directions", "contact", "extraordinary_reason"):
            del self.fields[name]
        if not self.is_chosen:
            self.fields.pop("confirmed", None)

    def offer_themes(self, chosen: Theme | None) -> None:
        """Fetched once for all the forms of the page."""
        field = self.fields["theme"]
        if len(self.themes) < 2:
            del self.fields["theme"]
        elif isinstance(field, forms.ModelChoiceField):
            field.queryset, field.choices = self.body.themes.all(), self.themes

    @property
    def is_chosen(self) -> bool:
        return self.is_bound and bool(self["accept"].data)

    def full_clean(self) -> None:
        """What is not ticked is no plan, so nothing in it can be wrong."""
        if self.is_chosen or not self.is_bound:
            super().full_clean()
        else:
            self._errors = ErrorDict()
            self.cleaned_data = {}

    @property
    def plan(self) -> Plan:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "accept"}
        return Plan(**facts)


class HorizonForm(HouseForm):
    """How far ahead meetings are proposed."""

    mark_optional = False

    until = DayField(label="Propose meetings until", called="the day", required=False)

    def __init__(self, *args: Any, latest: datetime.date, **kwargs: Any) -> None:
        self.latest = latest
        super().__init__(*args, **kwargs)

    def clean_until(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["until"]
        if until is not None and not clock.today() <= until <= self.latest:
            raise forms.ValidationError("Choose a day from today to three years ahead")
        return until
