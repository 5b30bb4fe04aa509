"""What somebody declares on an item, and when it was entered in the register."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import AgendaItem, Attendance, Declaration


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        extra = obj.office or (f"for {obj.substitute_for}" if obj.substitute_for else "")
        return f"{obj.name}, {extra}" if extra else obj.name


class InterestForm(HouseForm):
    kind = forms.ChoiceField(
        label="What kind of interest is it?",
        choices=Declaration.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of interest"},
    )
    nature = forms.CharField(
        label="What is the interest?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As it is minuted, for example: my sister is employed by the service under review.",
        error_messages={"required": "Say what the interest is, as it is minuted"},
    )
    left_the_room = forms.BooleanField(label="Left the room for this item", required=False)


class DeclarationForm(InterestForm):
    person = PersonChoice(
        label="Who declares it?",
        queryset=Attendance.objects.none(),
        empty_label="Choose a person",
        error_messages={
            "required": "Choose who declares it",
            "invalid_choice": "Choose somebody who was at the meeting",
        },
    )
    field_order = ("person",)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Attendance.objects.attending().filter(meeting=item.meeting_id)
        self.fields["person"].queryset = there  # type: ignore[attr-defined]


class ReasonForm(VersionedForm[Declaration]):
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The reason is kept in the log.",
        error_messages={"required": "Say why"},
    )

    def saved(self, row: Declaration) -> dict[str, Any]:
        return {}


class ChangeDeclarationForm(InterestForm, ReasonForm):
    field_order = ("kind", "nature", "left_the_room", "reason")

    def saved(self, row: Declaration) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("kind", "nature", "left_the_room")}


class RegistrationForm(VersionedForm[Declaration]):
    on = DayField(label="When was it entered in the register?", called="the day of the entry")

    def saved(self, row: Declaration) -> dict[str, Any]:
        return {"on": row.registered_on}
