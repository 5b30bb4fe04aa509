"""Logging what was done: quick on a phone, and private but for one sentence."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField

from boards import clock
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Body, Place
from reports.deeds.activity import LONGEST_KEY, LONGEST_LINE, LONGEST_TEXT, Entry
from reports.models import Activity
from reports.places_offered import Group

CHOOSE_BODY = "Choose the board or committee that you log this for"
CHOOSE_KIND = "Choose what it was"
CHOOSE_PLACE = "Choose a place from the list"
CHOOSE_POSITION = "Choose how the team was"
NO_PLACE = ("", "No particular place")
PRIVATE = "Private: only you read this."
MORE = ("until", "is_virtual", "purpose", "fed_back_to", "followed")
"""Asked only of somebody who opens "More": the rest is what two minutes on a phone are for."""


def private(label: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=PRIVATE,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


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
    on = DayField(label="When?", called="the day", initial=clock.today)
    place = forms.ModelChoiceField(
        label="Where, or with which team?",
        queryset=Place.objects.select_related("within"),
        required=False,
        error_messages={"invalid_choice": CHOOSE_PLACE},
    )
    met = forms.CharField(
        label="Who did you meet?",
        help_text="Offices, not names: the Director of Children’s Services, social workers and managers.",
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": f"Keep who you met to {LONGEST_LINE} characters"},
    )
    seen = private("What did you see?", rows=8)
    sentence = forms.CharField(
        label="One sentence for the report",
        help_text="May be published. Left empty, it is written from your other answers.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    position = forms.ChoiceField(
        label="How is this team now?",
        help_text=PRIVATE,
        choices=Activity.Position.choices,
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        required=False,
        error_messages={"invalid_choice": CHOOSE_POSITION},
    )
    position_why = private("Why do you say so?", rows=2)
    until = DayField(
        label="The last day, if it went on for longer than a day",
        called="the last day",
        required=False,
    )
    is_virtual = forms.BooleanField(label="It was by video or telephone", required=False)
    purpose = forms.CharField(
        label="What was it for?",
        help_text=PRIVATE,
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": f"Keep the purpose to {LONGEST_LINE} characters"},
    )
    fed_back_to = forms.CharField(
        label="Whom did you tell what you saw?",
        help_text=f"{PRIVATE} Offices, not names.",
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": f"Keep whom you told to {LONGEST_LINE} characters"},
    )
    followed = private("What followed from it?", rows=3)
    client_key = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "The mark of this entry is damaged. Save it again."},
    )
    suggestion = forms.RegexField(
        r"\A[a-z-]{1,30}:[0-9]{1,18}\Z",
        required=False,
        max_length=LONGEST_KEY,
        widget=forms.HiddenInput,
        error_messages={"invalid": "The suggestion is not there any more. Save the entry without it."},
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], places: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(places)
        self.only_body = bodies[0] if len(bodies) == 1 else None
        if self.only_body:
            del self.fields["body"]
        else:
            self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def offer(self, places: list[Group]) -> None:
        """Draw these places and take no other: an ended one stays only on the entry that names it."""
        field = cast("forms.ModelChoiceField[Place]", self.fields["place"])
        offered = [pk for _, choices in places for pk, _ in choices]
        field.queryset = Place.objects.filter(pk__in=offered).select_related("within")
        field.choices = [NO_PLACE, *places]

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError("That day is still to come. Log it once it has happened.")
        return day

    @property
    def told(self) -> Entry:
        answers = {"body": self.only_body} | self.cleaned_data
        return Entry(**{name: answers[name] for name in Entry.__slots__})

    @property
    def first(self) -> list[BoundField]:
        """The few questions of every entry, and what is hidden."""
        return [field for field in self if field.name not in MORE]

    @property
    def more(self) -> list[BoundField]:
        return [field for field in self if field.name in MORE]

    @property
    def more_is_open(self) -> bool:
        """Whether something is answered or wrong in there, which must not be out of sight."""
        return any(field.errors or says_something(field.value()) for field in self.more)


def says_something(value: object) -> bool:
    """Whether a field's value is more than nothing; the boxes of a day come as a list."""
    return any(value) if isinstance(value, list) else bool(value)


class ChangeActivityForm(ActivityForm, VersionedForm[Activity]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["client_key"], self.fields["suggestion"]
        self.fields["position"].label = "How was this team then?"

    def saved(self, row: Activity) -> dict[str, Any]:
        return {name: getattr(row, name) for name in Entry.__slots__}
