"""When, where and how a body meets."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from boards import clock
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField, TimeField
from boards.meeting_lists import CALLED_OFF, PAST, UPCOMING
from boards.models import Body, Meeting, Theme
from boards.modes import mode_warning

HOW = "Choose how the meeting is held"
WEB = "Enter a web address that starts with https://"
LONGEST = 2000
PLANNED = (
    *("date", "starts_at", "mode", "venue", "link"),
    *("directions", "contact", "theme", "extraordinary_reason"),
)
"""What a plan says of a meeting, by the names of its columns."""


class LinkField(forms.URLField):
    """A web address a reader can follow; other kinds of address have no place on an agenda."""

    default_validators = [URLValidator(schemes=["http", "https"], message=WEB)]


class PlanForm(HouseForm):
    """``confirmed`` appears only when the law has something to say about the way of meeting (rule 12)."""

    mark_optional = False  # venue and link are needed or not with the way of meeting, as their hints say

    date = DayField(label="Date", called="the date of the meeting", help_text="For example: 10 10 2026")
    starts_at = TimeField(
        label="Start time", called="the start time", help_text="For example: 10am or 2.30pm"
    )
    mode = forms.ChoiceField(
        label="How is it held?",
        choices=Meeting.Mode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": HOW, "invalid_choice": HOW},
    )
    venue = forms.CharField(
        required=False, max_length=200, help_text="Room and address. Needed unless the meeting is virtual."
    )
    link = LinkField(
        label="Link to watch or join",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Readers see it. Needed unless the meeting is in person only.",
        error_messages={"invalid": WEB},
    )
    directions = forms.CharField(
        label="How to get there and get in (optional)",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Entrance, step-free way, parking, hearing loop. Readers see it.",
    )
    contact = forms.CharField(
        label="Contact for this meeting (optional)",
        required=False,
        max_length=200,
    )
    theme = forms.ModelChoiceField(
        label="Theme (optional)", queryset=Theme.objects.none(), required=False, empty_label="No theme"
    )
    extraordinary_reason = forms.CharField(
        label="If it is an extraordinary meeting, why is it held?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Readers see it. Leave it empty for an ordinary meeting.",
    )
    confirmed = forms.BooleanField(label="Hold the meeting virtually all the same", required=False)

    theme_it_has: Theme | None = None

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        self.body = body
        super().__init__(*args, **kwargs)
        self.offer_themes(self.theme_it_has)
        if body.contact and "contact" in self.fields:
            self.fields["contact"].help_text = f"Leave it empty for the contact of the body: {body.contact}."
        if not self.is_bound:
            del self.fields["confirmed"]

    def offer_themes(self, chosen: Theme | None) -> None:
        """The themes in use, with the one the meeting has; no question where there is none."""
        themes = self.body.themes.in_use(clock.today())
        if chosen is not None:
            themes = themes | self.body.themes.filter(pk=chosen.pk)
        field = self.fields.get("theme")
        if not themes.exists():
            self.fields.pop("theme", None)
        elif isinstance(field, forms.ModelChoiceField):
            field.queryset = themes

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        self.ask_for_place(facts)
        date, mode = facts.get("date"), facts.get("mode", "")
        warning = mode_warning(self.body, date, mode) if date else ""
        if not warning:
            del self.fields["confirmed"]
        elif not facts.get("confirmed"):
            self.add_error("confirmed", warning)
        return facts

    def ask_for_place(self, facts: dict[str, Any]) -> None:
        mode = facts.get("mode")
        if mode in (Meeting.Mode.IN_PERSON, Meeting.Mode.HYBRID) and not facts.get("venue"):
            self.miss("venue", "Enter the venue, so that people know where to go")
        if mode in (Meeting.Mode.VIRTUAL, Meeting.Mode.HYBRID) and not facts.get("link"):
            self.miss("link", "Enter the link, so that people can join")

    def miss(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)


class ChangeForm(PlanForm, VersionedForm[Meeting]):
    """The same, for a meeting that is planned; its date is settled once its agenda is published."""

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        self.theme_it_has = row.theme
        super().__init__(*args, body=row.body, row=row, **kwargs)
        if row.agenda_is_published:
            self.fields["date"].help_text = "The agenda is published, so the date can no longer change."

    def saved(self, row: Meeting) -> dict[str, Any]:
        return {name: getattr(row, name) for name in PLANNED}


SHOWN = [
    ("", "All"),
    (UPCOMING, "To come"),
    (PAST, "Past"),
    (CALLED_OFF, "Cancelled or postponed"),
]


class MeetingsFilter(HouseForm):
    """What the list of meetings shows; sent as part of the address."""

    mark_optional = False

    show = forms.ChoiceField(label="Which meetings", choices=SHOWN, required=False)
    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    theme = forms.ModelChoiceField(queryset=Theme.objects.none(), required=False, empty_label="Any theme")

    def __init__(self, *args: Any, body: Body, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year, theme = self.fields["year"], self.fields["theme"]
        if isinstance(year, forms.ChoiceField):
            year.choices = [("", "Any year"), *((each, str(each)) for each in years)]
        if isinstance(theme, forms.ModelChoiceField):
            theme.queryset = body.themes.all()
