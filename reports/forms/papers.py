"""Which paper goes on an agenda item, or what will follow and when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from boards.forms.base import HouseForm
from boards.forms.widgets import DayField
from reports.deeds.papers import LONGEST_TITLE, title_of
from reports.models import Publication

TO_FOLLOW = "to-follow"
MOST = 100


class PaperForm(HouseForm):
    """One question: which paper; and when it is to follow, its title and the day it is expected."""

    mark_optional = False

    which = forms.ChoiceField(
        label="Which paper?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a paper, or say that it is to follow"},
    )
    title = forms.CharField(
        label="If it is to follow: what is it called?", required=False, max_length=LONGEST_TITLE
    )
    expected_on = DayField(
        label="If it is to follow: when is it expected?",
        called="the day the paper is expected",
        required=False,
        help_text="Readers see “to follow” and this day. Until the paper is there, it is not published.",
    )

    def __init__(
        self, *args: Any, publications: list[Publication], may_follow: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.publications = {str(publication.pk): publication for publication in publications}
        choices = [(key, named(publication)) for key, publication in self.publications.items()]
        if may_follow:
            choices.append((TO_FOLLOW, "A paper that is not ready: it is to follow"))
        else:
            del self.fields["title"], self.fields["expected_on"]
        field = self.fields["which"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def publication(self) -> Publication | None:
        """The paper that was chosen; None when it is to follow."""
        return self.publications.get(self.cleaned_data["which"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("which") == TO_FOLLOW:
            for name, sentence in (
                ("title", "Enter the title of the paper that is to follow"),
                ("expected_on", "Enter the day the paper is expected"),
            ):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(sentence))
        return told


def named(publication: Publication) -> str:
    """A paper as the secretariat tells it from others: title, body, edition or state."""
    newest = max(publication.editions.all(), key=lambda edition: edition.number, default=None)
    if newest:
        where = f"published, edition {newest.number}"
        return f"{newest.title} ({newest.body_name}, {where})"
    return (
        f"{title_of(publication)} ({publication.body.name}, {publication.report.get_state_display().lower()})"
    )
