"""How each member stood to a meeting, and who else was there."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from boards.deeds.attendance import Answer, How, answers_allowed
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import TimeField
from boards.models import Attendance, Meeting, Membership, Role

EVERYONE = "everyone"
"""The button that marks all who have no answer yet as present."""


@dataclass(frozen=True)
class MemberRow:
    """One member's row on the page."""

    membership: Membership
    how: BoundField
    substitute: BoundField | None
    arrived: BoundField | None
    left: BoundField | None

    @property
    def is_open(self) -> bool:
        """Whether the part with the times is shown at once: there is something in it, or wrong with it."""
        return any(
            field is not None and (field.value() or field.errors) for field in (self.arrived, self.left)
        )


class AttendanceForm(VersionedForm[Meeting]):
    """A choice for each member of that day and, where one may come, the name of a substitute; the times of
    who came late or left early; and who was in the chair."""

    mark_optional = False

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        self.members = row.members()
        super().__init__(*args, row=row, **kwargs)
        self.choices = answers_allowed(row)
        for membership in self.members:
            self.fields |= self.fields_of(membership)
        if self.takes_chair:
            self.fields["chair"] = self.chair_field()

    def fields_of(self, membership: Membership) -> dict[str, forms.Field]:
        name, key = membership.user.name, membership.user_id
        how = forms.ChoiceField(
            label=name,
            required=False,
            choices=self.choices,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
            error_messages={"invalid_choice": f"Choose how {name} attended from the list"},
        )
        fields: dict[str, forms.Field] = {f"how_{key}": how}
        if self.row.takes_place:
            fields[f"arrived_{key}"] = TimeField(
                label="Arrived late, at", called=f"when {name} arrived", required=False
            )
            fields[f"left_{key}"] = TimeField(
                label="Left early, at", called=f"when {name} left", required=False
            )
        if How.SUBSTITUTE not in dict(self.choices):
            return fields
        fields[f"substitute_{key}"] = forms.CharField(
            label=f"Who came instead of {name}?",
            required=False,
            max_length=150,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        )
        return fields

    def chair_field(self) -> forms.ChoiceField:
        """A choice for each seat: the member's name, or that of whoever sat there instead."""
        names = {seat.user_id: seat.user.name for seat in self.members}
        for key, name in names.items():
            instead = self.initial.get(f"substitute_{key}")
            names[key] = f"{instead} (for {name})" if instead else name
        return forms.ChoiceField(
            label="Who was in the chair?",
            required=False,
            choices=[(str(key), name) for key, name in names.items()],
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
            error_messages={"invalid_choice": "Choose who was in the chair from the list"},
        )

    @property
    def takes_chair(self) -> bool:
        return bool(self.members) and How.PRESENT in dict(self.choices)

    def saved(self, row: Meeting) -> dict[str, Any]:
        rows = list(Attendance.objects.filter(meeting=row))
        saved: dict[str, Any] = {}
        for member in rows:
            if member.user_id is None:
                continue
            instead = instead_of(member, rows)
            sat = instead or member
            saved |= {
                f"how_{member.user_id}": How.SUBSTITUTE.value if instead else member.how,
                f"substitute_{member.user_id}": instead.name if instead else "",
                f"arrived_{member.user_id}": sat.arrived_at,
                f"left_{member.user_id}": sat.left_at,
            }
            if sat.in_the_chair:
                saved["chair"] = str(member.user_id)
        return {"chair": self.usual_chair(saved)} | saved

    def usual_chair(self, saved: dict[str, Any]) -> str:
        """The chair of the body, for as long as nothing says that they were not there."""
        usual = [seat.user_id for seat in self.members if seat.role == Role.CHAIR]
        there = [key for key in usual if saved.get(f"how_{key}", How.PRESENT) == How.PRESENT]
        return str(there[0]) if there else ""

    def rows(self) -> list[MemberRow]:
        return [
            MemberRow(
                membership,
                self[f"how_{membership.user_id}"],
                self[f"substitute_{membership.user_id}"]
                if f"substitute_{membership.user_id}" in self.fields
                else None,
                self[f"arrived_{membership.user_id}"] if self.row.takes_place else None,
                self[f"left_{membership.user_id}"] if self.row.takes_place else None,
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
        rest = self.choices[0][0] if EVERYONE in self.data and self.row.takes_place else ""
        chosen = {
            membership.user_id: Answer(
                self.cleaned_data[f"how_{membership.user_id}"] or rest,
                self.cleaned_data.get(f"substitute_{membership.user_id}", ""),
                self.cleaned_data.get(f"arrived_{membership.user_id}"),
                self.cleaned_data.get(f"left_{membership.user_id}"),
            )
            for membership in self.members
        }
        return {user_id: answer for user_id, answer in chosen.items() if answer.how}

    def chair(self) -> int | None:
        """The seat that was chosen. A choice that the page made by itself is dropped when that seat turns
        out to be empty: the clerk never said so."""
        chosen = self.cleaned_data.get("chair", "")
        if not chosen:
            return None
        answer = self.answers().get(int(chosen))
        sat = answer is not None and answer.how in (How.PRESENT, How.SUBSTITUTE)
        return None if chosen == self.initial.get("chair") and not sat else int(chosen)


def instead_of(member: Attendance, rows: list[Attendance]) -> Attendance | None:
    """Of those at the meeting, who came in this member's place; without asking the database again."""
    came = (row for row in rows if row.how == How.SUBSTITUTE)
    return next(
        (
            row
            for row in came
            if row.stands_for_id == member.pk
            or (row.stands_for_id is None and row.substitute_for == member.name)
        ),
        None,
    )


class GuestForm(HouseForm):
    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    office = forms.CharField(
        required=False, max_length=200, help_text="For example: Head of Service, Marlshire County Council."
    )
    remote = forms.BooleanField(label="Joined by link", required=False)
    arrived_at = TimeField(label="Arrived late, at", called="the time of arrival", required=False)
    left_at = TimeField(label="Left early, at", called="the time of leaving", required=False)


class ChangeGuestForm(GuestForm, VersionedForm[Meeting]):
    """Versioned by the meeting, as all its attendance is."""

    def __init__(self, *args: Any, guest: Attendance, **kwargs: Any) -> None:
        self.guest_id = guest.pk
        super().__init__(*args, row=guest.meeting, **kwargs)

    def saved(self, row: Meeting) -> dict[str, Any]:
        guest = Attendance.objects.filter(meeting=row, pk=self.guest_id).first()
        if guest is None:
            return {}
        remote = guest.how == How.IN_ATTENDANCE_REMOTE
        told = {name: getattr(guest, name) for name in ("name", "office", "arrived_at", "left_at")}
        return told | {"remote": remote}
