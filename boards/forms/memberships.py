"""Who serves a body, as what, for whom and when."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.forms.widgets import DayField
from boards.models import Organisation, Role, User


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.email})" if obj.email else str(obj.name)


class MemberForm(HouseForm):
    """A role for somebody in the list or, when the list is left alone, for somebody new."""

    mark_optional = False  # what is needed depends on the choice of a person, which "(optional)" would hide

    user = PersonChoice(
        label="Person",
        queryset=User.objects.filter(is_active=True),
        required=False,
        empty_label="Somebody new: enter them below",
    )
    name = forms.CharField(
        label="Name of somebody new",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Email address of somebody new",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Needed only if they are to sign in. You invite them afterwards.",
    )
    role = forms.ChoiceField(choices=Role.choices, widget=forms.RadioSelect)
    office = forms.CharField(
        required=False,
        max_length=150,
        help_text="What minutes and papers call them. For example: Director of Children’s Services.",
    )
    on_behalf_of = forms.ModelChoiceField(
        label="On behalf of",
        queryset=Organisation.objects.all(),
        required=False,
        empty_label="Nobody, or an organisation that is not in the list",
    )
    organisation = forms.CharField(
        label="An organisation that is not in the list", required=False, max_length=200
    )
    voting = forms.BooleanField(label="May vote", required=False, initial=True)
    since = DayField(label="First day", called="the first day")
    until = DayField(
        label="Last day",
        called="the last day",
        required=False,
        help_text="Leave empty while no end is known.",
    )

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if "user" not in self.errors and not facts.get("user") and not facts.get("name"):
            self.add_error("user", "Choose a person from the list, or enter the name of somebody new")
        if facts.get("user") and facts.get("name"):
            self.add_error("name", "Leave this empty when you choose a person from the list")
        if facts.get("on_behalf_of") and facts.get("organisation"):
            self.add_error("organisation", "Leave this empty when you choose an organisation from the list")
        since, until = facts.get("since"), facts.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must not be before the first day")
        return facts


class EndMembershipForm(HouseForm):
    until = DayField(
        label="Last day", called="the last day", help_text="The person serves on this day still."
    )
