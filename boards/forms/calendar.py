"""Closing a day and opening it again."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError

from boards.forms.base import HouseForm
from boards.forms.widgets import MONTHS, DayField
from boards.models import ClosedDay

KINDS = [
    (ClosedDay.Kind.BANK_HOLIDAY.value, "A one-off bank holiday"),
    (ClosedDay.Kind.COUNCIL_CLOSED.value, "A day on which the council is closed"),
]


class ClosedDayForm(HouseForm):
    date = DayField(label="Which day does not count?", called="the day")
    name = forms.CharField(
        label="What is the day called?",
        max_length=ClosedDay.LONGEST_NAME,
        help_text="It is shown wherever a deadline passes over the day. For example: Christmas closure.",
    )
    kind = forms.ChoiceField(label="Why does it not count?", choices=KINDS, widget=forms.RadioSelect)


class RemoveClosedDayForm(HouseForm):
    reason = forms.CharField(
        label="Why does this day count again?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


LINE = re.compile(r"(?P<day>[0-9]{1,2}) (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>[0-9]{4})[,:;]? (?P<name>.+)")
MOST_LINES = 60


class PasteDaysForm(HouseForm):
    """Days as people send each other the closures of a year: one on a line, each with its name."""

    days = forms.CharField(
        label="The days, one on a line",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="For example: 24 December 2026 Christmas closure",
        error_messages={"required": "Enter at least one day, with its name"},
    )

    def clean_days(self) -> list[tuple[datetime.date, str]]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["days"].splitlines()]
        told = [(number, line) for number, line in enumerate(lines, start=1) if line]
        if len(told) > MOST_LINES:
            raise ValidationError(f"Paste at most {MOST_LINES} days at a time")
        return [read_line(number, line) for number, line in told]


def read_line(number: int, line: str) -> tuple[datetime.date, str]:
    found = LINE.fullmatch(line)
    month = month_called(found["month"]) if found else 0
    if not found or not month:
        raise ValidationError(
            f"Line {number} is not a day and its name, such as 24 December 2026 Christmas closure: "
            f"“{line[:80]}”"
        )
    try:
        return datetime.date(int(found["year"]), month, int(found["day"])), found["name"]
    except ValueError:
        raise ValidationError(f"Line {number} has no real date: “{line[:80]}”") from None


def month_called(name: str) -> int:
    """The number of a month by its name, whole or cut short; 0 when there is none."""
    fits = (number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name.lower()))
    return next(fits, 0)
