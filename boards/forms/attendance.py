"""How each member stood to a meeting, and who else was there."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from boards.deeds.attendance import Answer, How, answers_allowed
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.models import Attendance, Meeting, Membership

EVERYONE = "everyone"
"""The button that marks all who have no answer yet as present."""


@dataclass(frozen=True)
class MemberRow:
    """One member's row on the page."""

    membership: Membership
    how: BoundField
    substitute: BoundField | None


class AttendanceForm(VersionedForm[Meeting]):
    """A choice for each member of that day and, where one may come, the name of a substitute."""

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        self.members = row.members()
        super().__init__(*args, row=row, **kwargs)
        self.choices = answers_allowed(row)
        for membership in self.members:
            self.fields |= self.fields_of(membership)

    def fields_of(self, membership: Membership) -> dict[str, forms.Field]:
        name, key = membership.user.name, membership.user_id
        how = forms.ChoiceField(
            label=name,
            required=False,
            choices=self.choices,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
            error_messages={"invalid_choice": f"Choose how {name} attended from the list"},
        )
        if How.SUBSTITUTE not in dict(self.choices):
            return {f"how_{key}": how}
        substitute = forms.CharField(
            label=f"Who came instead of {name}?",
            required=False,
            max_length=150,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        )
        return {f"how_{key}": how, f"substitute_{key}": substitute}

    def saved(self, row: Meeting) -> dict[str, Any]:
        rows = list(Attendance.objects.filter(meeting=row))
        substitutes = {each.substitute_for: each.name for each in rows if each.how == How.SUBSTITUTE}
        saved: dict[str, Any] = {}
        for each in rows:
            if each.user_id is None:
                continue
            sent_one = each.name in substitutes
            saved[f"how_{each.user_id}"] = How.SUBSTITUTE.value if sent_one else each.how
            saved[f"substitute_{each.user_id}"] = substitutes.get(each.name, "")
        return saved

    def rows(self) -> list[MemberRow]:
        return [
            MemberRow(
                membership,
                self[f"how_{membership.user_id}"],
                self[f"substitute_{membership.user_id}"]
                if f"substitute_{membership.user_id}" in self.fields
                else None,
            )
            for membership in self.members
        ]

    @property
    def awaits_answers(self) -> bool:
        """Whether nothing is recorded yet of some member."""
        return any(f"how_{membership.user_id}" not in self.initial for membership in self.members)

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        for membership in self.members:
            how, substitute = f"how_{membership.user_id}", f"substitute_{membership.user_id}"
            if (
                facts.get(how) == How.SUBSTITUTE
                and not facts.get(substitute)
                and substitute not in self.errors
            ):
                self.add_error(substitute, f"Enter who came instead of {membership.user.name}")
        return facts

    def answers(self) -> dict[int, Answer]:
        """What was chosen, by person; whoever has no answer is present when ``everyone`` was pressed."""
        rest = self.choices[0][0] if EVERYONE in self.data else ""
        chosen = {
            membership.user_id: Answer(
                self.cleaned_data[f"how_{membership.user_id}"] or rest,
                self.cleaned_data.get(f"substitute_{membership.user_id}", ""),
            )
            for membership in self.members
        }
        return {user_id: answer for user_id, answer in chosen.items() if answer.how}


class GuestForm(HouseForm):
    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    office = forms.CharField(
        required=False, max_length=200, help_text="For example: Head of Service, Marlshire County Council."
    )
    remote = forms.BooleanField(label="Joined by link", required=False)
