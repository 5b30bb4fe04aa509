"""The seats of a body, and the day on which its composition is looked at."""

from typing import Any

from django import forms

from boards.deeds.seats import MOST_AT_ONCE
from boards.forms.base import HouseForm
from boards.forms.organisations import OrganisationChoice
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Organisation, Seat


class SeatForm(HouseForm):
    """What a seat is; ``agreed_on`` stays empty while it is only proposed."""

    title = forms.CharField(max_length=150, help_text="For example: Chief Superintendent, or Headteacher.")
    organisation = OrganisationChoice(
        required=False, empty_label="No one organisation: choose the sector below"
    )
    sector = forms.ChoiceField(
        choices=[("", "As the organisation"), *Organisation.Sector.choices],
        required=False,
        help_text="Needed only for a seat that belongs to no one organisation.",
    )
    voting = forms.BooleanField(label="Has a vote", required=False, initial=True)
    since = DayField(label="First day", called="the first day", help_text="From when the seat stands.")


class NewSeatForm(SeatForm):
    agreed_on = DayField(
        label="Agreed on",
        called="the day of the agreement",
        required=False,
        help_text="Leave empty while the seat is only proposed.",
    )
    how_many = forms.IntegerField(
        label="How many such seats?",
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=1,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    )


class ChangeSeatForm(SeatForm, VersionedForm[Seat]):
    def saved(self, row: Seat) -> dict[str, Any]:
        return {
            "title": row.title,
            "organisation": row.organisation,
            "sector": "" if row.organisation else row.sector,
            "voting": row.voting,
            "since": row.since,
        }


class AgreeSeatForm(HouseForm):
    agreed_on = DayField(label="Agreed on", called="the day of the agreement")


class EndSeatForm(HouseForm):
    until = DayField(label="Last day", called="the last day", help_text="The seat stands on this day still.")


class OnDayForm(HouseForm):
    """The day of a view that can be looked at as of another day."""

    on = DayField(label="Show it as it was on", called="the day")
