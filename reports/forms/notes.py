"""A note on a report or on one of its paragraphs, and an answer to it."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from reports.compose import numbered_sections
from reports.deeds.review import LONGEST_NOTE
from reports.models import Paragraph, Report


class NoteForm(HouseForm):
    mark_optional = False

    text = forms.CharField(
        label="What should change?",
        help_text="Only those who write the report and its reviewers read it.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, report: Report, is_writer: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_writer:
            text = self.fields["text"]
            text.label = "What is still to be done?"
            text.help_text = "Those who write the report read it now, and its reviewers once it is in review."
        self.rows = {str(row.key): row for _, row in numbered_paragraphs(report)}
        numbers = [(str(row.key), f"Paragraph {number}") for number, row in numbered_paragraphs(report)]
        self.fields["paragraph"] = forms.ChoiceField(
            label="What is it about?", required=False, choices=[("", "The whole report"), *numbers]
        )
        self.order_fields(["paragraph", "text"])

    def clean_paragraph(self) -> Paragraph | None:
        key = self.cleaned_data["paragraph"]
        return self.rows[key] if key else None


class AnswerForm(HouseForm):
    mark_optional = False

    text = forms.CharField(
        label="Your answer", max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )


def numbered_paragraphs(report: Report) -> list[tuple[str, Paragraph]]:
    """The paragraphs that are in the paper, with their numbers, in order."""
    sections = numbered_sections(report)
    return [(each.number, each.row) for section in sections for each in section.paragraphs if each.number]
