"""Setting up a body, and changing what it is called and what it is for."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from boards.dates import full_date
from boards.deadlines import MOST_DAYS, STATUTORY_DAYS
from boards.deeds.bodies import MOST_PRESENT
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Body, BodyName, TermsOfReference
from boards.models.bodies import InForce

CONTACT_HELP = (
    "An office and how to reach it, as the public reads it. For example: Democratic Services, 01632 960123."
)

LONGEST_TERMS = 100_000


def reason_field(example: str) -> forms.CharField:
    return forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"The log keeps the reason. {example}",
        error_messages={"required": "Enter the reason"},
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


class EarlierNameForm(HouseForm):
    name = forms.CharField(label="Earlier name", max_length=200)
    since = DayField(
        label="From when did it have this name?",
        called="the day from which it had this name",
        help_text="It bore this name until the first one that is known here begins.",
    )


class CorrectNameForm(VersionedForm[BodyName]):
    name = forms.CharField(max_length=200)
    since = DayField(label="First day of this name", called="the first day of this name")
    reason = reason_field("For example: misspelt when it was entered.")

    def saved(self, row: BodyName) -> dict[str, Any]:
        return {"name": row.name, "since": row.since}


def text_of_terms() -> forms.CharField:
    return forms.CharField(
        label="Terms of reference",
        max_length=LONGEST_TERMS,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Leave an empty line between paragraphs. Begin the lines of a list with a dash.",
    )


def quorum_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="Quorum",
        required=False,
        min_value=1,
        max_value=MOST_PRESENT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        help_text="How many voting members must be present. Leave empty when the terms set no quorum.",
    )


class TermsForm(HouseForm):
    in_force_from = DayField(
        label="In force from",
        called="the day from which they are in force",
        help_text="Earlier terms of reference stay on record.",
    )
    quorum = quorum_field()
    text = text_of_terms()


class CorrectTermsForm(VersionedForm[TermsOfReference]):
    in_force_from = DayField(label="In force from", called="the day from which they are in force")
    quorum = quorum_field()
    text = text_of_terms()
    reason = reason_field("For example: a paragraph was left out when they were entered.")

    def saved(self, row: TermsOfReference) -> dict[str, Any]:
        return {"in_force_from": row.in_force_from, "quorum": row.quorum, "text": row.text}


class CompareTermsForm(HouseForm):
    """Two versions to compare; each is named by the day from which it is in force."""

    mark_optional = False

    old = forms.TypedChoiceField(label="From", coerce=datetime.date.fromisoformat)
    new = forms.TypedChoiceField(label="To", coerce=datetime.date.fromisoformat)

    def __init__(self, *args: Any, versions: Sequence[InForce[TermsOfReference]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.since.isoformat(), in_words(each)) for each in versions]
        for field in (self.fields["old"], self.fields["new"]):
            field.choices = choices  # type: ignore[attr-defined]


def in_words(version: InForce[TermsOfReference]) -> str:
    end = f" to {full_date(version.until)}" if version.until else ""
    return f"In force from {full_date(version.since)}{end}"
