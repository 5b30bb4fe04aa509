"""Saying why something is not for publication, looking at it again, and releasing it."""

import datetime
from typing import Any

from django import forms

from boards.deeds.restrictions import LONGEST
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Restriction
from boards.restrictions import PARAGRAPHS, default_review

KINDS = (
    (
        Restriction.Kind.EXEMPT,
        "Exempt: within one of the seven paragraphs, while the public interest asks for it",
    ),
    (Restriction.Kind.CONFIDENTIAL, "Confidential: the law or a government department forbids disclosing it"),
)


class RestrictForm(HouseForm):
    """Both kinds on one page, so that it works without scripts; the deed says what is missing for the kind.

    ``version`` is that of the item, and left out for a paper.
    """

    mark_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Which is it?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is exempt or confidential"},
    )
    paragraphs = forms.TypedMultipleChoiceField(
        label="Exempt: which paragraphs of Schedule 12A Part 1?",
        required=False,
        coerce=int,
        choices=[(at, f"{at}. {words[:1].upper()}{words[1:]}") for at, words in PARAGRAPHS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Readers see these.",
    )
    public_interest = forms.CharField(
        label="Exempt: why does keeping it outweigh disclosing it?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The interest on both sides, and why keeping it weighs more. Readers do not see this.",
    )
    review_on = DayField(
        label="Exempt: when is that looked at again?",
        called="the day of the review",
        required=False,
        help_text="Twelve months from now, unless you choose another day.",
    )
    source = forms.ChoiceField(
        label="Confidential: what makes it so?",
        choices=Restriction.Source.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="There is no weighing of the public interest: it must be kept.",
    )

    def __init__(self, *args: Any, today: datetime.date, is_versioned: bool = True, **kwargs: Any) -> None:
        kwargs["initial"] = {"review_on": default_review(today)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if not is_versioned:
            del self.fields["version"]

    @property
    def told(self) -> dict[str, Any]:
        """What the form says, for the deed: of a confidence, nothing that belongs to an exemption, except
        reasoning that somebody wrote, which the deed refuses rather than lose it silently."""
        said = dict(self.cleaned_data)
        if said["kind"] == Restriction.Kind.CONFIDENTIAL:
            said |= {"paragraphs": [], "review_on": None}
        else:
            said["source"] = ""
        return said


class ReviewForm(VersionedForm[Restriction]):
    """The reasoning as it stands, to be confirmed or written again, and the next day of review."""

    public_interest = forms.CharField(
        label="Why does keeping it still outweigh disclosing it?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Readers do not see this.",
        error_messages={"required": "Say why keeping it still outweighs disclosing it"},
    )
    review_on = DayField(label="When is it looked at again?", called="the day of the next review")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["review_on"] = default_review(today)

    def saved(self, row: Restriction) -> dict[str, Any]:
        return {"public_interest": row.public_interest, "review_on": row.review_on}


class ReleaseForm(HouseForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why can it be public now?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Readers see this reason.",
        error_messages={"required": "Say why it can be public now"},
    )


class VersionForm(forms.Form):
    """A button's form, drawn by its page."""

    version = forms.IntegerField()
