"""Setting up a body, and changing what it is called and what it is for."""

from typing import Any

from django import forms

from boards.deadlines import MOST_DAYS, STATUTORY_DAYS
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Body

CONTACT_HELP = (
    "An office and how to reach it, as the public reads it. For example: Democratic Services, 01632 960123."
)


def purpose_field() -> forms.CharField:
    return forms.CharField(
        label="Purpose",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What the body is for, in a sentence or two. Readers see it on the body's page.",
    )


def notice_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="Clear working days of notice",
        min_value=0,
        max_value=MOST_DAYS,
        initial=STATUTORY_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        help_text=(
            "How many whole working days lie between publishing the agenda and the meeting. The law asks a "
            f"statutory body for {STATUTORY_DAYS} or more; a partnership sets its own house rule."
        ),
    )


class NewBodyForm(HouseForm):
    name = forms.CharField(max_length=200)
    since = DayField(
        label="From when does it have this name?",
        called="the day from which it has this name",
        help_text="The day the body begins. You become its secretariat from that day.",
    )
    kind = forms.ChoiceField(label="Kind", choices=Body.Kind.choices, widget=forms.RadioSelect)
    regime = forms.ChoiceField(
        label="Which rules bind it?",
        choices=Body.Regime.choices,
        widget=forms.RadioSelect,
        help_text="Notice, access and the ways of meeting follow from this. It cannot be changed later.",
        error_messages={
            "required": "Choose which rules bind it",
            "invalid_choice": "Choose which rules bind it",
        },
    )
    purpose = purpose_field()
    contact = forms.CharField(required=False, max_length=200, help_text=CONTACT_HELP)
    notice_days = notice_field()


class BodyForm(VersionedForm[Body]):
    purpose = purpose_field()
    contact = forms.CharField(required=False, max_length=200, help_text=CONTACT_HELP)
    notice_days = notice_field()

    def saved(self, row: Body) -> dict[str, Any]:
        return {"purpose": row.purpose, "contact": row.contact, "notice_days": row.notice_days}


class RenameForm(HouseForm):
    name = forms.CharField(label="New name", max_length=200)
    since = DayField(
        label="From when?",
        called="the day from which the name holds",
        help_text="Meetings and papers before that day keep the name they had.",
    )


class TermsForm(HouseForm):
    in_force_from = DayField(
        label="In force from",
        called="the day from which they are in force",
        help_text="Earlier terms of reference stay on record.",
    )
    text = forms.CharField(
        label="Terms of reference",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Leave an empty line between paragraphs.",
    )
