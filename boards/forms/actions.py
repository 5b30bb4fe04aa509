"""What was agreed, who does it, by when, and what came of it."""

from typing import Any

from django import forms

from boards.deeds.actions import owners
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Action, AgendaItem, Meeting, User


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"Item {obj.position}: {obj.title}"


class ActionForm(HouseForm):
    text = forms.CharField(
        label="What is to be done?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ModelChoiceField(
        label="Who does it?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={
            "required": "Choose who does it",
            "invalid_choice": "Choose who does it from the list",
        },
    )
    due = DayField(label="By when?", called="the due date")
    item = ItemChoice(
        label="Agreed under",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="No single item",
        error_messages={"invalid_choice": "Choose the item from the list"},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        people = User.objects.filter(pk__in=[person.pk for person in owners(meeting)])
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]


class ChangeActionForm(ActionForm, VersionedForm[Action]):
    def __init__(self, *args: Any, row: Action, **kwargs: Any) -> None:
        super().__init__(*args, meeting=row.meeting, row=row, **kwargs)

    def saved(self, row: Action) -> dict[str, Any]:
        return {"text": row.text, "owner": row.owner, "due": row.due, "item": row.item}


class CloseActionForm(VersionedForm[Action]):
    note = forms.CharField(
        label="What came of it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence. It is kept with the action.",
    )

    def saved(self, row: Action) -> dict[str, Any]:
        return {"note": row.closing_note}
