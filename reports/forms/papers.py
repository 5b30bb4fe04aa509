"""Which paper goes on an agenda item, or what will follow and when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from boards.forms.base import HouseForm
from boards.forms.widgets import DayField
from reports.deeds.papers import LONGEST_TITLE, NO_REASON, title_of
from reports.models import Publication

TO_FOLLOW = "to-follow"
VERBAL = "verbal"
MOST = 100


def urgency_field() -> forms.CharField:
    return forms.CharField(
        label="The special circumstances by which the chair finds the paper urgent",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "The paper comes with less notice than the law asks for. The reason is shown with the paper and "
            "stated in the minutes (LGA 1972 s.100B(4)(b))."
        ),
    )


class PaperForm(HouseForm):
    """One question: which paper; and when it is to follow, its title and the day it is expected.

    ``late`` asks for the chair's reason as well, without which a paper that is there cannot be taken.
    """

    mark_optional = False

    which = forms.ChoiceField(
        label="Which paper?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a paper, or say that it is to follow"},
    )
    urgency_reason = urgency_field()
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
        self,
        *args: Any,
        publications: list[Publication],
        late: bool,
        may_follow: bool = True,
        may_be_verbal: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.publications = {str(publication.pk): publication for publication in publications}
        choices = [(key, named(publication)) for key, publication in self.publications.items()]
        if may_be_verbal:
            choices.append((VERBAL, "No paper: a verbal update"))
        if may_follow:
            choices.append((TO_FOLLOW, "A paper that is not ready: it is to follow"))
        else:
            del self.fields["title"], self.fields["expected_on"]
        if not late:
            del self.fields["urgency_reason"]
        field = self.fields["which"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def publication(self) -> Publication | None:
        """The paper that was chosen; None when it is to follow or verbal."""
        return self.publications.get(self.cleaned_data["which"])

    @property
    def is_verbal(self) -> bool:
        return str(self.cleaned_data["which"]) == VERBAL

    @property
    def urgency_reason_given(self) -> str:
        return str(self.cleaned_data.get("urgency_reason", ""))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        which = told.get("which")
        if which == TO_FOLLOW:
            self.want("title", "Enter the title of the paper that is to follow")
            self.want("expected_on", "Enter the day the paper is expected")
        elif which in self.publications and "urgency_reason" in self.fields:
            self.want("urgency_reason", NO_REASON.rstrip("."))
        return told

    def want(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(sentence))


class ExpectForm(HouseForm):
    expected_on = DayField(label="When is it expected now?", called="the day the paper is expected")


class UrgentPaperForm(HouseForm):
    urgency_reason = urgency_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["urgency_reason"].required = True
        self.fields["urgency_reason"].error_messages["required"] = NO_REASON.rstrip(".")


class MovePaperForm(forms.Form):
    """Where the mover saw the paper and where it is to go; drawn by the page itself, never by our pack."""

    was = forms.IntegerField(min_value=1, max_value=10_000)
    to = forms.IntegerField(min_value=0, max_value=10_000)


def named(publication: Publication) -> str:
    """A paper as the secretariat tells it from others: title, body, edition or state."""
    newest = max(publication.editions.all(), key=lambda edition: edition.number, default=None)
    if newest:
        where = f"published, edition {newest.number}"
        return f"{newest.title} ({newest.body_name}, {where})"
    if publication.kind == Publication.Kind.DOCUMENT:
        return f"{title_of(publication)} ({publication.body.name}, document, not published)"
    state = publication.report.get_state_display().lower()
    return f"{title_of(publication)} ({publication.body.name}, {state})"
