"""Starting a report, the chain it stands in and its period, and its cover sheet."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.template.loader import render_to_string

from boards import clock
from boards.dates import full_date
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import AgendaItem, Body, Meeting, User
from reports.chain import chain_of, meetings_reported_to, published_reports, told_as, told_until
from reports.compose import numbers_of
from reports.cover_sheets import NO_PAPERS, implications_label, recommendations_label, says_none
from reports.deeds.reports import BY_ITSELF, LONGEST_TEXT, LONGEST_TITLE, CoverSheet
from reports.evidence.background import Following, following
from reports.forms.notes import numbered_paragraphs
from reports.models import Report
from reports.references import as_typed
from reports.report_templates import TEMPLATES, ReportTemplate

IMPLICATION = "implication-"
NONE = "none"
NONE_LABEL = "None: it begins a chain"
SINCE_HELP = "The last day that the report before tells of. Leave it empty for the beginning."
MOST_TO_FOLLOW = 50


def follows_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Which report does it follow?",
        help_text="What was highlighted there is carried forward: better, the same, worse or closed.",
        required=False,
    )


def since_field() -> DayField:
    return DayField(
        label="Since which day?", called="the day it begins", help_text=SINCE_HELP, required=False
    )


class StartForm(HouseForm):
    """Whom the report goes to, a meeting or a body without one, which report it follows, and its period.

    Where it goes to decides what it may follow; for an author of several bodies who has not said which, the
    chain answers both by itself.
    """

    mark_optional = False

    title = forms.CharField(
        label="Title of the report",
        help_text="For example: Progress report on the work of the Improvement Board",
        max_length=LONGEST_TITLE,
    )
    goes_to = forms.ChoiceField(label="Which meeting is it for?", widget=forms.RadioSelect)
    follows = follows_field()
    period_from = since_field()
    period_to = DayField(
        label="Up to which day?",
        called="the day it ends",
        help_text="The day of the report: you can change it until the report is sent for review.",
        initial=clock.today,
        required=False,
    )
    template = forms.ChoiceField(
        label="Start from",
        choices=[(template.slug, template.name) for template in TEMPLATES.values()],
        initial=next(iter(TEMPLATES)),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.destinations = dict(destinations(bodies))
        self.lay_chain(list(bodies), author)
        goals = [(value, label(*goal)) for value, goal in self.destinations.items()]
        self.fields["goes_to"].choices = goals  # type: ignore[attr-defined]
        self.fields["goes_to"].initial = self.next_to_report_to(list(bodies), author)

    @property
    def told(self) -> dict[str, Any]:
        """The start as the deed takes it."""
        body, meeting = self.destinations[self.cleaned_data["goes_to"]]
        template: ReportTemplate = TEMPLATES[self.cleaned_data["template"]]
        title = self.cleaned_data["title"]
        return {
            "body": body,
            "meeting": meeting,
            "template": template,
            "title": title,
            "follows": self.followed,
            "period_from": self.cleaned_data.get("period_from"),
            "period_to": self.cleaned_data["period_to"],
        }

    @property
    def followed(self) -> Any:
        chosen = self.cleaned_data.get("follows") or BY_ITSELF
        return self.chain.get(chosen) if chosen != BY_ITSELF else BY_ITSELF

    def next_to_report_to(self, bodies: list[Body], author: User) -> str | None:
        """The one body's next meeting for which nothing is written yet; what is for no meeting, where none is
        planned."""
        if len(bodies) != 1:
            return None
        meetings = {value: meeting for value, (_, meeting) in self.destinations.items() if meeting}
        taken = meetings_reported_to(author, bodies[0])
        free = (value for value, meeting in meetings.items() if meeting.pk not in taken)
        return next(free, None) if meetings else next(iter(self.destinations))

    def lay_chain(self, bodies: list[Body], author: User) -> None:
        """Offer what a report to the one body may follow, its last one first and chosen."""
        self.chain = to_follow(author, bodies[0]) if len(bodies) == 1 else {}
        last = chain_of(author, bodies[0]).first() if self.chain else None
        chosen = str(last.pk) if last else NONE
        if not self.chain:
            del self.fields["follows"]
            return
        self.fields["follows"].choices = choices_of(self.chain)  # type: ignore[attr-defined]
        self.fields["follows"].initial = chosen
        self.fields["period_from"].initial = told_until(last) if last else None


class PeriodForm(VersionedForm[Report]):
    """Which report this one follows, and of which days it tells."""

    mark_optional = False

    follows = follows_field()
    period_from = since_field()
    period_to = DayField(label="Up to which day?", called="the day it ends")

    def __init__(self, *args: Any, row: Report, reader: User, **kwargs: Any) -> None:
        self.chain = to_follow(reader, row.body, row)
        super().__init__(*args, row=row, **kwargs)
        self.fields["follows"].choices = choices_of(self.chain)  # type: ignore[attr-defined]

    def saved(self, row: Report) -> dict[str, Any]:
        return {
            "follows": str(row.follows_id) if row.follows_id else NONE,
            "period_from": row.period_from,
            "period_to": row.period_to,
        }

    @property
    def told(self) -> dict[str, Any]:
        facts = self.cleaned_data
        return {
            "follows": self.chain.get(facts["follows"]),
            "period_from": facts["period_from"],
            "period_to": facts["period_to"],
        }


def to_follow(reader: User, body: Body, report: Report | None = None) -> dict[str, Report]:
    """The newest reports that one to the body may follow, by the value of their choice."""
    published = published_reports(reader, body)
    if report:
        published = published.exclude(pk=report.pk)
    rows = {str(row.pk): row for row in published[:MOST_TO_FOLLOW]}
    if report and report.follows and str(report.follows_id) not in rows:
        rows[str(report.follows_id)] = report.follows
    return rows


def choices_of(chain: dict[str, Report]) -> list[tuple[str, str]]:
    return [*((value, told_as(row)) for value, row in chain.items()), (NONE, NONE_LABEL)]


def destinations(bodies: QuerySet[Body]) -> Iterator[tuple[str, tuple[Body, Meeting | None]]]:
    """The next six meetings of each body, the soonest first, then the bodies for a report to no meeting."""
    today, bodies = clock.today(), bodies.all()
    coming = [(body, body.meetings.taking_place().upcoming(today)[:6]) for body in bodies]
    meetings = [(body, meeting) for body, next_six in coming for meeting in next_six]
    for body, meeting in sorted(meetings, key=lambda goal: (goal[1].date, goal[0].slug)):
        yield f"meeting-{meeting.pk}", (body, meeting)
    for body in bodies:
        yield f"body-{body.pk}", (body, None)


def meets_first(bodies: QuerySet[Body]) -> Body:
    """The body of the next meeting of all; the first of them where none is planned."""
    return next(destinations(bodies))[1][0]


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
    presenter = forms.CharField(
        help_text="Who introduces it at the meeting, where that is not the author.",
        required=False,
        max_length=LONGEST_TITLE,
    )
    key_issues = forms.CharField(
        help_text="In these boxes {3.7} refers to paragraph 3.7, whatever its number becomes.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
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
        papers = following(row)
        self.fields["background_papers"].help_text = about_background_papers(row, papers)
        if papers:
            self.fields["no_background_papers"].label = "There are no other background papers"
        for kind in row.implications:
            self.fields[f"{IMPLICATION}{kind}"] = forms.CharField(
                label=implications_label(kind),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.order_fields(in_order(list(row.implications)))

    def saved(self, row: Report) -> dict[str, Any]:
        names = (
            "title",
            "purpose",
            "aim",
            "author_line",
            "presenter",
            "key_issues",
            "recommendations",
            "signature",
        )
        none, numbers = says_none(row), numbers_of(row)
        implications = {f"{IMPLICATION}{kind}": text for kind, text in row.implications.items()}
        told = {name: getattr(row, name) for name in names} | implications
        return {name: as_typed(text, numbers) for name, text in told.items()} | {
            "background_papers": "" if none else row.background_papers,
            "no_background_papers": none,
        }

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
            presenter=facts["presenter"],
            key_issues=facts["key_issues"],
            recommendations=facts["recommendations"],
            implications={kind: facts[f"{IMPLICATION}{kind}"] for kind in self.row.implications},
            signature=facts["signature"],
            background_papers=NO_PAPERS if facts["no_background_papers"] else facts["background_papers"],
        )


def about_background_papers(report: Report, papers: list[Following]) -> str:
    """What is listed by itself because paragraphs rest on it, and what to type."""
    numbers = {row.pk: number for number, row in numbered_paragraphs(report)} if papers else {}
    told = [
        (paper.line, ", ".join(numbers[pk] for pk in paper.paragraphs if pk in numbers)) for paper in papers
    ]
    return render_to_string("reports/evidence/following.html", {"papers": told, "report": report})


def in_order(kinds: list[str]) -> list[str]:
    """Field names as they follow each other on the printed sheet."""
    before = ["version", "title", "purpose", "aim", "author_line", "presenter"]
    before += ["key_issues", "recommendations"]
    after = ["background_papers", "no_background_papers", "signature"]
    return [*before, *(f"{IMPLICATION}{kind}" for kind in kinds), *after]
