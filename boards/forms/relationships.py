"""Which body reports to which, how often, and when."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.forms.endings import other_bodies
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Body, Relationship


def how_often_field() -> forms.CharField:
    return forms.CharField(
        label="How often?",
        max_length=150,
        help_text="As readers read it. For example: after each of its meetings; twice a year.",
        error_messages={"required": "Enter how often it reports"},
    )


class RelationshipForm(HouseForm):
    to = forms.ModelChoiceField(
        queryset=Body.objects.none(),
        label="To which body does it report?",
        empty_label="Choose a body",
        error_messages={"required": "Choose the body to which it reports"},
    )
    how_often = how_often_field()
    since = DayField(label="First day", called="the first day")
    until = DayField(
        label="Last day",
        called="the last day",
        required=False,
        help_text="Leave empty while no end is known.",
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = other_bodies(body)  # type: ignore[attr-defined]


class ChangeRelationshipForm(VersionedForm[Relationship]):
    how_often = how_often_field()
    since = DayField(label="First day", called="the first day")
    until = DayField(
        label="Last day",
        called="the last day",
        required=False,
        help_text="Leave empty while no end is known.",
    )

    def saved(self, row: Relationship) -> dict[str, Any]:
        return {"how_often": row.how_often, "since": row.since, "until": row.until}


class EndRelationshipForm(VersionedForm[Relationship]):
    until = DayField(label="Last day", called="the last day", help_text="It reports on this day still.")

    def saved(self, row: Relationship) -> dict[str, Any]:
        return {"until": row.until}
