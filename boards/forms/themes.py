"""Themes of a body, and the year they are looked at for."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Theme


class ThemeForm(HouseForm):
    name = forms.CharField(
        label="Name of the theme", max_length=120, help_text="For example: Children in care."
    )


class ChangeThemeForm(ThemeForm, VersionedForm[Theme]):
    retired_on = DayField(
        label="Retired from",
        called="the day",
        required=False,
        help_text="From this day it is offered for no new meeting. Meetings that had it keep it.",
    )

    def saved(self, row: Theme) -> dict[str, Any]:
        return {"name": row.name, "retired_on": row.retired_on}
