"""What came of an item, and why one is reopened."""

from typing import Any

from django import forms

from boards.forms.versions import VersionedForm
from boards.models import AgendaItem, Meeting, Versioned


class OutcomeForm(VersionedForm[AgendaItem]):
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=AgendaItem.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of the item"},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence for the desk, such as why it is carried.",
    )

    def saved(self, row: AgendaItem) -> dict[str, Any]:
        return {"outcome": row.outcome, "note": row.outcome_note}


class ReopenForm(VersionedForm[Any]):
    """A reason, for an item or for a whole meeting."""

    reason = forms.CharField(
        label="Why is it reopened?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The reason is shown on the desk and kept in the log.",
        error_messages={"required": "Say why it is reopened"},
    )

    def saved(self, row: Versioned) -> dict[str, Any]:
        return {}


class CloseForm(VersionedForm[Meeting]):
    def saved(self, row: Meeting) -> dict[str, Any]:
        return {}
