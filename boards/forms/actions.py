"""What was agreed, who does it, by when, how it stands and what came of it."""

from typing import Any

from django import forms

from boards.deeds.actions import owners
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Action, AgendaItem, Meeting, User


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"Item {obj.number}: {obj.title}"


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

    def __init__(self, *args: Any, meeting: Meeting, action: Action | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "action-%s")
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        people = User.objects.filter(pk__in=[person.pk for person in owners(meeting, action)])
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]


class ChangeActionForm(ActionForm, VersionedForm[Action]):
    def __init__(self, *args: Any, row: Action, **kwargs: Any) -> None:
        super().__init__(*args, meeting=row.meeting, action=row, row=row, **kwargs)

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


class ReopenActionForm(VersionedForm[Action]):
    reason = forms.CharField(
        label="Why is it open again?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The reason is kept with the action.",
    )

    def saved(self, row: Action) -> dict[str, Any]:
        return {}


class WordForm(HouseForm):
    text = forms.CharField(
        label="How does it stand?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two sentences. Everybody who works with this body can read them.",
    )


class FilterForm(HouseForm):
    """Whose actions a list shows. A name that cannot be read in an address counts as not asked for."""

    mark_optional = False

    owner = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, owners: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in owners}
        choices = [("", "Everybody"), *((person.pk, person.name) for person in owners)]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    @property
    def person(self) -> User | None:
        """The one person whose actions were asked for, or None."""
        return self.people.get(self.cleaned_data["owner"]) if self.is_valid() else None
