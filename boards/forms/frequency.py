"""How often a body meets."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField, TimeField
from boards.models import FrequencyRule

LONGEST = 2000


def one_of(sentence: str) -> dict[str, str]:
    return {"required": sentence, "invalid_choice": sentence}


HOW_OFTEN = [
    (months, FrequencyRule(every_months=months).how_often.capitalize()) for months in (1, 2, 3, 4, 6, 12)
]
OTHERS = [(months, f"Every {months} months") for months in (5, 7, 8, 9, 10, 11)]


class RuleForm(HouseForm):
    every_months = forms.TypedChoiceField(
        label="How often does it meet?",
        choices=sorted(HOW_OFTEN + OTHERS),
        coerce=int,
        error_messages=one_of("Choose how often it meets"),
    )
    week = forms.TypedChoiceField(
        label="In which week of the month?",
        choices=FrequencyRule.Week.choices,
        coerce=int,
        error_messages=one_of("Choose the week of the month"),
    )
    weekday = forms.TypedChoiceField(
        label="On which day of the week?",
        choices=FrequencyRule.Weekday.choices,
        coerce=int,
        error_messages=one_of("Choose the day of the week"),
    )
    starts_at = TimeField(
        label="Start time", called="the start time", help_text="For example: 10am or 2.30pm"
    )
    in_force_from = DayField(
        label="From which day?",
        called="the day from which it holds",
        help_text="The month of this day is the first in which the body meets by this rule.",
    )
    until = DayField(
        label="Last day of this rule",
        called="the last day",
        required=False,
        help_text="Leave it empty while the rule holds until the next one.",
    )
    reason = forms.CharField(
        label="Why does the body meet this often from then?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the body meets this often"},
    )
    review_on = DayField(
        label="To be reviewed on",
        called="the day of the review",
        required=False,
        help_text="It comes up on the front page of the desk by that day.",
    )


class SetRuleForm(RuleForm):
    """``rule_before_until`` is asked when a rule is in force that has no last day."""

    rule_before_until = DayField(
        label="Last day of the rule before",
        called="the last day of the rule before",
        required=False,
        help_text="When there is a gap. Without it, the rule before holds until this one begins.",
    )
    field_order = (
        *("every_months", "week", "weekday", "starts_at", "in_force_from", "rule_before_until"),
        *("until", "reason", "review_on"),
    )

    def __init__(self, *args: Any, follows: FrequencyRule | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if follows is None:
            del self.fields["rule_before_until"]


class CorrectRuleForm(RuleForm, VersionedForm[FrequencyRule]):
    def saved(self, row: FrequencyRule) -> dict[str, Any]:
        names = (
            "every_months",
            "week",
            "weekday",
            "starts_at",
            "in_force_from",
            "until",
            "reason",
            "review_on",
        )
        return {name: getattr(row, name) for name in names}


class ReviewForm(VersionedForm[FrequencyRule]):
    outcome = forms.CharField(
        label="What did the body decide?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept in the log. To meet more or less often, set a new rule as well.",
    )
    review_on = DayField(label="Next review on", called="the next review", required=False)
    until = DayField(
        label="Last day of this rule",
        called="the last day",
        required=False,
        help_text="Leave it empty while the rule holds until the next one.",
    )

    def saved(self, row: FrequencyRule) -> dict[str, Any]:
        return {"until": row.until}


class WithdrawForm(VersionedForm[FrequencyRule]):
    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It is kept in the log.",
    )

    def saved(self, row: FrequencyRule) -> dict[str, Any]:
        return {}
