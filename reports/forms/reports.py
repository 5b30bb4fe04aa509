"""Starting a report, and its cover sheet."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.models import AgendaItem, Body, Meeting
from boards.templatetags.house import full_date
from reports.cover_sheets import NO_PAPERS, background_papers, implications_label, recommendations_label
from reports.deeds.reports import LONGEST_TEXT, LONGEST_TITLE, CoverSheet
from reports.models import Report
from reports.report_templates import TEMPLATES, ReportTemplate

IMPLICATION = "implication-"


class StartForm(HouseForm):
    """One question, whom the report goes to, answered by a meeting or by a body without one."""

    title = forms.CharField(
        label="Title of the report",
        help_text="For example: Progress report on the work of the Improvement Board",
        max_length=LONGEST_TITLE,
    )
    goes_to = forms.ChoiceField(label="Which meeting is it for?", widget=forms.RadioSelect)
    template = forms.ChoiceField(
        label="Start from",
        choices=[(template.slug, template.name) for template in TEMPLATES.values()],
        initial=next(iter(TEMPLATES)),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.destinations = dict(destinations(bodies))
        goals = [(value, label(*goal)) for value, goal in self.destinations.items()]
        self.fields["goes_to"].choices = goals  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """The start as the deed takes it."""
        body, meeting = self.destinations[self.cleaned_data["goes_to"]]
        template: ReportTemplate = TEMPLATES[self.cleaned_data["template"]]
        title = self.cleaned_data["title"]
        return {"body": body, "meeting": meeting, "template": template, "title": title}


def destinations(bodies: QuerySet[Body]) -> Iterator[tuple[str, tuple[Body, Meeting | None]]]:
    """The next six meetings of each body, the soonest first, then the bodies for a report to no meeting."""
    today, bodies = timezone.localdate(), bodies.all()
    coming = [(body, body.meetings.taking_place().upcoming(today)[:6]) for body in bodies]
    meetings = [(body, meeting) for body, next_six in coming for meeting in next_six]
    for body, meeting in sorted(meetings, key=lambda goal: (goal[1].date, goal[0].slug)):
        yield f"meeting-{meeting.pk}", (body, meeting)
    for body in bodies:
        yield f"body-{body.pk}", (body, None)


def label(body: Body, meeting: Meeting | None) -> str:
    if meeting is None:
        return f"{body.name}, no particular meeting"
    return f"{meeting.body_name}, {full_date(meeting.date)}"


class CoverForm(VersionedForm[Report]):
    """The cover sheet, with a box for each kind of implication that its template asks for."""

    mark_optional = False

    title = forms.CharField(label="Report title", max_length=LONGEST_TITLE)
    purpose = forms.CharField(
        label="Purpose of report",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    aim = forms.ChoiceField(
        label="Is this for information or decision?",
        choices=AgendaItem.Aim.choices,
        widget=forms.RadioSelect,
    )
    author_line = forms.CharField(
        label="Author",
        help_text="The office first, then the name.",
        required=False,
        max_length=LONGEST_TITLE,
    )
    key_issues = forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )
    recommendations = forms.CharField(
        help_text="One on each line, for example: To note the report.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    background_papers = forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )
    no_background_papers = forms.BooleanField(label="There are no background papers", required=False)
    signature = forms.CharField(
        help_text="The name and under it the office, as they stand under the report.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, row: Report, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["recommendations"].label = recommendations_label(row.body)
        self.fields["background_papers"].help_text = (
            "One on each line. The law asks for this list, or for the word that there are none."
            if row.body.is_statutory
            else "One on each line."
        )
        for kind in row.implications:
            self.fields[f"{IMPLICATION}{kind}"] = forms.CharField(
                label=implications_label(kind),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=row.implications[kind],
            )
        self.order_fields(in_order(list(row.implications)))

    def saved(self, row: Report) -> dict[str, Any]:
        names = ("title", "purpose", "aim", "author_line", "key_issues", "recommendations", "signature")
        none = background_papers(row) == ()
        implications = {f"{IMPLICATION}{kind}": text for kind, text in row.implications.items()}
        return (
            {name: getattr(row, name) for name in names}
            | implications
            | {
                "background_papers": "" if none else row.background_papers,
                "no_background_papers": none,
            }
        )

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if facts.get("no_background_papers") and facts.get("background_papers"):
            sentence = "List the background papers or say there are none, not both"
            self.add_error("no_background_papers", sentence)
        return facts

    @property
    def told(self) -> CoverSheet:
        facts = self.cleaned_data
        return CoverSheet(
            title=facts["title"],
            purpose=facts["purpose"],
            aim=facts["aim"],
            author_line=facts["author_line"],
            key_issues=facts["key_issues"],
            recommendations=facts["recommendations"],
            implications={kind: facts[f"{IMPLICATION}{kind}"] for kind in self.row.implications},
            signature=facts["signature"],
            background_papers=NO_PAPERS if facts["no_background_papers"] else facts["background_papers"],
        )


def in_order(kinds: list[str]) -> list[str]:
    """Field names as they follow each other on the printed sheet."""
    before = ["version", "title", "purpose", "aim", "author_line", "key_issues", "recommendations"]
    after = ["background_papers", "no_background_papers", "signature"]
    return [*before, *(f"{IMPLICATION}{kind}" for kind in kinds), *after]
