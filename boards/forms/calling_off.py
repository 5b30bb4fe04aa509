"""Cancelling, postponing and reinstating a meeting."""

from typing import Any

from django import forms

from boards.forms.meetings import LONGEST
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField, TimeField
from boards.models import Meeting
from boards.modes import mode_warning

CALL_OFF = [
    ("cancelled", "Cancel it"),
    ("moved", "Postpone it to another day"),
    ("postponed", "Postpone it; the new day is not set yet"),
]


class CallOffForm(VersionedForm[Meeting]):
    """Cancel or postpone; the new day and time belong to the second answer."""

    CANCELLED, MOVED, POSTPONED = "cancelled", "moved", "postponed"

    mark_optional = False

    how = forms.ChoiceField(
        label="What happens to the meeting?",
        choices=CALL_OFF,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens", "invalid_choice": "Choose what happens"},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers see the reason at the top of the page of the meeting.",
        error_messages={"required": "Say why. Readers see the reason"},
    )
    new_date = DayField(
        label="New date",
        called="the new date",
        required=False,
        help_text="When it is postponed to another day.",
    )
    starts_at = TimeField(
        label="New start time",
        called="the new start time",
        required=False,
        help_text="Leave it empty for the same time.",
    )
    confirmed = forms.BooleanField(label="Hold the meeting virtually all the same", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["confirmed"]

    def saved(self, row: Meeting) -> dict[str, Any]:
        return {} if row.takes_place else {"reason": row.standing_reason}

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        moved = facts.get("how") == self.MOVED
        if moved and "new_date" not in self.errors and not facts.get("new_date"):
            self.add_error("new_date", "Enter the new date, or say that it is not set yet")
        date = facts.get("new_date") if moved else None
        warning = mode_warning(self.row.body, date, self.row.mode) if date else ""
        if not warning:
            del self.fields["confirmed"]
        elif not facts.get("confirmed"):
            self.add_error("confirmed", warning)
        return facts


class ReinstateForm(VersionedForm[Meeting]):
    reason = forms.CharField(
        label="Why does it take place after all?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept in the log.",
    )

    def saved(self, row: Meeting) -> dict[str, Any]:
        return {}
