"""Which entries of the log a report is to tell, up to which day, and in which section."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from boards.forms.base import HouseForm
from reports.compose import NumberedSection
from reports.forms.places_in_report import called
from reports.models import Activity


class InsertForm(HouseForm):
    """``tell`` is drawn beside the entries, where it can be seen which become one sentence."""

    mark_optional = False

    tell = forms.MultipleChoiceField(required=False)
    into = forms.ChoiceField(label="Into which section?")

    def __init__(
        self,
        *args: Any,
        entries: Sequence[Activity],
        left_behind: Sequence[Activity],
        sections: Sequence[NumberedSection],
        usual: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        offered = [*entries, *left_behind]
        self.fields["tell"].choices = [(str(each.pk), str(each)) for each in offered]  # type: ignore[attr-defined]
        self.fields["into"].choices = [(str(each.row.key), called(each)) for each in sections]  # type: ignore[attr-defined]
        self.fields["into"].initial = usual

    @property
    def told(self) -> set[int]:
        """The entries that are ticked: those of the period on a page that is new."""
        if not self.is_bound:
            return {each.pk for each in self.entries}
        return {int(value) for value in self.cleaned_data.get("tell", [])}


def day_in(asked: str, latest: datetime.date) -> datetime.date | None:
    """A day as an address names it, if there is such a day and it has come."""
    try:
        day = datetime.date.fromisoformat(asked)
    except ValueError:
        return None
    return day if day <= latest else None
