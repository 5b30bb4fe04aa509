"""Templates of agendas, their lines, and building an agenda from them."""

from typing import Any

from django import forms

from boards import standing
from boards.dates import full_date
from boards.forms.agenda import UNDER, ItemForm
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.models import AgendaItem, AgendaTemplate, Meeting, TemplateItem

MOST_AGENDAS = 60
"""Past agendas to choose from, the latest first: some years of a body that meets monthly."""


class NewTemplateForm(HouseForm):
    name = forms.CharField(max_length=120, help_text="For example: Ordinary meeting, Budget meeting.")


class RenameTemplateForm(VersionedForm[AgendaTemplate], NewTemplateForm):
    def saved(self, row: AgendaTemplate) -> dict[str, Any]:
        return {"name": row.name}


class KeepTemplateForm(NewTemplateForm):
    """The template's name, when it is made from an agenda."""


def standing_choices() -> list[tuple[str, str]]:
    return [("", "Nothing: an item like any other"), *((kind.key, kind.label) for kind in standing.kinds())]


class NewLineForm(HouseForm):
    """Below the lines of a template: a title, or a standing item that brings its own."""

    title = forms.CharField(max_length=250, required=False)
    standing = forms.ChoiceField(
        label="What arrives under it by itself?",
        required=False,
        error_messages={"invalid_choice": "Choose what arrives from the list"},
    )
    is_sub_item = forms.BooleanField(label=UNDER, required=False)

    def __init__(self, *args: Any, template: AgendaTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = standing_choices()  # type: ignore[attr-defined]
        if not template.items.exists():
            del self.fields["is_sub_item"]


class LineForm(ItemForm, VersionedForm[TemplateItem]):
    standing = forms.ChoiceField(
        label="What arrives under it by itself?",
        required=False,
        error_messages={"invalid_choice": "Choose what arrives from the list"},
    )
    is_sub_item = forms.BooleanField(label=UNDER, required=False)

    def __init__(self, *args: Any, row: TemplateItem, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["standing"].choices = standing_choices()  # type: ignore[attr-defined]
        if row.position == 1:
            del self.fields["is_sub_item"]

    def saved(self, row: TemplateItem) -> dict[str, Any]:
        names = ("title", "purpose", "aim", "presenter", "verbal", "minutes_planned")
        return {name: getattr(row, name) for name in (*names, "standing", "is_sub_item")}


class AgendaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return full_date(obj.date)


class CarriedChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} (item {obj.number} of {full_date(obj.meeting.date)})"


def carried_field(label: str) -> CarriedChoice:
    return CarriedChoice(
        label=label,
        queryset=AgendaItem.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "One of these items is no longer to be carried forward. Look at the list again",
            "invalid_pk_value": "Choose the items from the list",
            "invalid_list": "Choose the items from the list",
        },
    )


class BuildForm(HouseForm):
    """Where an agenda starts. What was carried forward is ticked; what was merely left open is offered."""

    mark_optional = False

    template = forms.ModelChoiceField(
        queryset=AgendaTemplate.objects.none(),
        required=False,
        empty_label="No template",
        error_messages={"invalid_choice": "Choose the template from the list"},
    )
    source = AgendaChoice(
        label="Copy a past agenda",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="No agenda",
        help_text="Its items with their purposes, presenters and timings, without papers and outcomes.",
        error_messages={"invalid_choice": "Choose the agenda from the list"},
    )
    carried = carried_field("Carried forward to this meeting or a later one")
    left_open = carried_field("Not dealt with at the last meeting")
    standing = forms.MultipleChoiceField(
        label="Standing items",
        required=False,
        help_text="Each comes once, also when the template or the past agenda has it.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose the standing items from the list"},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = list(meeting.items.all())
        self.offer("template", meeting.body.agenda_templates.filter(retired_on=None))
        self.offer("source", past_agendas(meeting))
        self.offer("carried", AgendaItem.objects.to_carry_to(meeting))
        self.offer("left_open", AgendaItem.objects.left_open_before(meeting))
        self.offer_standing_items({item.standing for item in items})
        if "carried" in self.fields:
            self.fields["carried"].initial = self.fields["carried"].queryset  # type: ignore[attr-defined]
        if "template" in self.fields and not items:
            self.fields["template"].initial = self.only_template()

    def offer(self, name: str, rows: Any) -> None:
        """Fill a field with what can be chosen; a field without anything to choose is not asked."""
        if rows.exists():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def offer_standing_items(self, there: set[str]) -> None:
        kinds = [(kind.key, kind.title) for kind in standing.kinds() if kind.key not in there]
        if kinds:
            self.fields["standing"].choices = kinds  # type: ignore[attr-defined]
        else:
            del self.fields["standing"]

    def only_template(self) -> AgendaTemplate | None:
        templates = list(self.fields["template"].queryset[:2])  # type: ignore[attr-defined]
        return templates[0] if len(templates) == 1 else None

    def chosen(self) -> dict[str, Any]:
        """What the deed takes, from a valid form."""
        said = self.cleaned_data
        kinds = [standing.kind_called(key) for key in said.get("standing", [])]
        return {
            "template": said.get("template"),
            "source": said.get("source"),
            "standing": [kind for kind in kinds if kind is not None],
            "carried": [*said.get("carried", []), *said.get("left_open", [])],
        }


def past_agendas(meeting: Meeting) -> Any:
    """The latest agendas of the body that have items, whether published or not."""
    own = Meeting.objects.filter(body=meeting.body_id).exclude(pk=meeting.pk)
    latest = own.filter(items__isnull=False).order_by("-date").distinct()[:MOST_AGENDAS]
    return Meeting.objects.filter(pk__in=list(latest.values_list("pk", flat=True))).order_by("-date")
