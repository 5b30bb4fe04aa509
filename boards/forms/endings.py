"""Ending a body, naming its successor, and taking an end back."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from boards.forms.base import HouseForm
from boards.forms.bodies import reason_field
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Body


def other_bodies(body: Body) -> QuerySet[Body]:
    """All but the body itself, which neither succeeds itself nor reports to itself."""
    return Body.objects.exclude(pk=body.pk).prefetch_related("names")


class EndBodyForm(VersionedForm[Body]):
    ended_on = DayField(
        label="Last day", called="the last day", help_text="No meeting takes place after this day."
    )
    reason = reason_field("Readers see it too. For example: replaced by a board for the whole partnership.")
    successor = forms.ModelChoiceField(
        queryset=Body.objects.none(),
        label="Which body succeeds it?",
        required=False,
        empty_label="None, or not known yet",
        help_text="What is left open can be handed over to it.",
    )
    end_memberships = forms.BooleanField(
        label="End the memberships of its members and its chair with that day",
        required=False,
        help_text="The secretariat keeps its role, to hand over what is open.",
    )

    def __init__(self, *args: Any, row: Body, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["successor"].queryset = other_bodies(row)  # type: ignore[attr-defined]

    def saved(self, row: Body) -> dict[str, Any]:
        return {"ended_on": row.ended_on, "reason": row.end_reason, "successor": row.successor}


class SuccessorForm(VersionedForm[Body]):
    successor = forms.ModelChoiceField(
        queryset=Body.objects.none(),
        label="Which body succeeds it?",
        required=False,
        empty_label="None, or not known yet",
    )

    def __init__(self, *args: Any, row: Body, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["successor"].queryset = other_bodies(row)  # type: ignore[attr-defined]

    def saved(self, row: Body) -> dict[str, Any]:
        return {"successor": row.successor}


class ReopenBodyForm(HouseForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field("For example: ended by mistake.")
