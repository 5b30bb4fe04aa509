"""Logging what was done: quick on a phone, and private but for one sentence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Body, Place
from reports.deeds.activity import LONGEST_MET, LONGEST_TEXT
from reports.models import Activity

CHOOSE_BODY = "Choose the board or committee that you log this for"
CHOOSE_KIND = "Choose what it was"


class ActivityForm(HouseForm):
    """Which body is asked only of somebody who chairs more than one."""

    mark_optional = False

    body = forms.ModelChoiceField(
        label="For which board or committee?",
        queryset=Body.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": CHOOSE_BODY, "invalid_choice": CHOOSE_BODY},
    )
    kind = forms.ChoiceField(
        label="What was it?",
        choices=Activity.Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={"required": CHOOSE_KIND, "invalid_choice": CHOOSE_KIND},
    )
    on = DayField(label="When?", called="the day", initial=timezone.localdate)
    place = forms.ModelChoiceField(
        label="Where, or with which team?",
        queryset=Place.objects.select_related("within").order_by("within__name", "name"),
        required=False,
        empty_label="No particular place",
        error_messages={"invalid_choice": "Choose a place from the list"},
    )
    met = forms.CharField(
        label="Who did you meet?",
        help_text="Offices, not names: the Director of Children’s Services, social workers and managers.",
        required=False,
        max_length=LONGEST_MET,
        error_messages={"max_length": f"Keep who you met to {LONGEST_MET} characters"},
    )
    seen = forms.CharField(
        label="What did you see?",
        help_text="Private: only you read this.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    sentence = forms.CharField(
        label="One sentence for the report",
        help_text="May be published. Left empty, it is written from the kind, the place and the office.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_body = bodies[0] if len(bodies) == 1 else None
        if self.only_body:
            del self.fields["body"]
        else:
            self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError("That day is still to come. Log it once it has happened.")
        return day

    @property
    def told(self) -> dict[str, Any]:
        """The entry as the deeds take it."""
        names = ("kind", "on", "place", "met", "seen", "sentence")
        told = {name: self.cleaned_data[name] for name in names}
        return told | {"body": self.only_body or self.cleaned_data["body"]}


class ChangeActivityForm(ActivityForm, VersionedForm[Activity]):
    def saved(self, row: Activity) -> dict[str, Any]:
        names = ("body", "kind", "on", "place", "met", "seen", "sentence")
        return {name: getattr(row, name) for name in names}
