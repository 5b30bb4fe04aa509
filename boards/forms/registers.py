"""The period a register covers."""

import datetime
from typing import Any

from boards.forms.base import HouseForm
from boards.forms.widgets import DayField


class PeriodForm(HouseForm):
    """Both days included; without them the municipal year."""

    mark_optional = False

    first = DayField(label="From", called="the first day", required=False)
    last = DayField(label="To", called="the last day", required=False)

    def __init__(self, *args: Any, year: tuple[datetime.date, datetime.date], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"first": year[0], "last": year[1]})
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        first, last = facts.get("first"), facts.get("last")
        if first is not None and last is not None and last < first:
            self.add_error("last", "The last day must not be before the first day")
        return facts

    @property
    def period(self) -> tuple[datetime.date, datetime.date] | None:
        """The days to cover; None while what was typed is wrong."""
        if not self.is_bound:
            return self.year
        if not self.is_valid():
            return None
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return (first or datetime.date.min, last or datetime.date.max) if first or last else self.year
