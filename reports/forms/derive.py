"""The same report for another body: for which meeting, under which title, and who presents it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from boards.forms.base import HouseForm
from boards.models import Body, Meeting
from reports.deeds.reports import LONGEST_TITLE
from reports.forms.reports import destinations, label
from reports.models import Edition, Report


class DeriveForm(HouseForm):
    """``edition`` says which one the person was looking at, so that a correction in between is told."""

    mark_optional = False

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_000)
    goes_to = forms.ChoiceField(label="Which meeting is it for?", widget=forms.RadioSelect)
    title = forms.CharField(label="Title of the report", max_length=LONGEST_TITLE)
    presenter = forms.CharField(
        label="Who presents it?",
        help_text="The office first, then the name. Leave it empty where the author does.",
        required=False,
        max_length=LONGEST_TITLE,
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], source: Report, newest: Edition, **kwargs: Any
    ) -> None:
        initial = {"edition": newest.number, "title": newest.title}
        super().__init__(*args, initial=initial, **kwargs)
        own = (source.body_id, source.meeting_id)
        self.destinations = {
            value: (body, meeting)
            for value, (body, meeting) in destinations(bodies)
            if (body.pk, meeting.pk if meeting else None) != own
        }
        others = sorted(self.destinations, key=lambda value: self.destinations[value][0].pk == source.body_id)
        goals = [(value, label(*self.destinations[value])) for value in others]
        self.fields["goes_to"].choices = goals  # type: ignore[attr-defined]

    @property
    def goal(self) -> tuple[Body, Meeting | None]:
        return self.destinations[self.cleaned_data["goes_to"]]

    @property
    def told(self) -> dict[str, Any]:
        """What the deed takes beside the edition."""
        body, meeting = self.goal
        names = ("title", "presenter")
        return {"body": body, "meeting": meeting} | {name: self.cleaned_data[name] for name in names}
