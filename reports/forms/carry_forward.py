"""The paragraph in which a report says what became of a highlight of the last one."""

import uuid
from typing import Any

from django import forms

from boards.forms.base import HouseForm
from reports.forms.places_in_report import SectionField
from reports.models import CarriedForward, Paragraph, Report
from reports.typed import LONGEST


class CarryForm(HouseForm):
    """``paragraph`` is the one that tells of it already: it is edited where it stands."""

    mark_optional = False

    text = forms.CharField(
        label="How the report says it",
        help_text="Edit it as you like: say what has changed, and how you know.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    put_in = forms.BooleanField(label="Put this paragraph into the report", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, report: Report, verdict: str, like: str, paragraph: Paragraph | None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "put_in": verdict != CarriedForward.Verdict.NO_LONGER,
            "version": paragraph.version if paragraph else 0,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if paragraph:
            del self.fields["put_in"]
            self.fields["text"].label = "How the report says it now"
        else:
            self.fields["section"] = SectionField(report=report, like=like)
            self.order_fields(["text", "section", "put_in"])
        self.forget_version()

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if self.is_told and not facts.get("text", "").strip():
            self.add_error("text", "Type what the report is to say")
        return facts

    def forget_version(self) -> None:
        """A page that was drawn before there was a paragraph knows no version, also when it is sent twice."""
        if "put_in" in self.fields or (self.is_bound and "version" not in self.data):
            del self.fields["version"]

    @property
    def is_told(self) -> bool:
        return "put_in" not in self.fields or bool(self.cleaned_data.get("put_in"))

    @property
    def told(self) -> dict[str, Any]:
        """The words and their place as the deed takes them."""
        if not self.is_told:
            return {}
        section = self.fields.get("section")
        behind: uuid.UUID | None = None
        if isinstance(section, SectionField):
            behind = section.behind(self.cleaned_data["section"])
        return {
            "typed": self.cleaned_data["text"],
            "after": behind,
            "version": self.cleaned_data.get("version") or 0,
        }
