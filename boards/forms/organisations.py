"""Partner organisations, and the choice of one."""

from typing import Any, cast

from django import forms

from boards.dates import full_date
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Organisation


class OrganisationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Any organisation, those that ended too, since a record may be brought in late; it says its last day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Organisation.objects.all(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} (to {full_date(obj.ended_on)})" if obj.ended_on else str(obj.name)


class OrganisationForm(HouseForm):
    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    sector = forms.ChoiceField(choices=[("", "Choose a sector"), *Organisation.Sector.choices])


class ChangeOrganisationForm(OrganisationForm, VersionedForm[Organisation]):
    def saved(self, row: Organisation) -> dict[str, Any]:
        return {"name": row.name, "sector": row.sector}


class EndOrganisationForm(HouseForm):
    until = DayField(label="Last day", called="the last day")


class SuccessionForm(HouseForm):
    """A successor from the list or, when the list is left alone, a new one."""

    mark_optional = False

    on = DayField(
        label="First day of the successor",
        called="the first day",
        help_text="The day before is the last one of the organisation that ends. For example: 1 7 2022",
    )
    successor = OrganisationChoice(
        label="Successor", required=False, empty_label="A new organisation: enter it below"
    )
    name = forms.CharField(
        label="Name of a new organisation",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sector = forms.ChoiceField(
        label="Sector of a new organisation",
        choices=[("", "The same"), *Organisation.Sector.choices],
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(OrganisationChoice, self.fields["successor"])
        choice.queryset = Organisation.objects.filter(ended_on=None).exclude(pk=organisation.pk)

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if "successor" in self.errors or "name" in self.errors:
            return facts
        if facts.get("successor") and facts.get("name"):
            self.add_error("name", "Leave this empty when you choose an organisation from the list")
        if not facts.get("successor") and not facts.get("name"):
            self.add_error(
                "successor", "Choose an organisation from the list, or enter the name of a new one"
            )
        return facts
