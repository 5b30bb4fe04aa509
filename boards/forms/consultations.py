"""Consulting a body on its own future."""

from typing import Any

from django import forms

from boards import clock
from boards.forms.base import HouseForm
from boards.forms.bodies import reason_field
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import Consultation, ConsultationQuestion, Position

LONGEST_TEXT = 20_000


class ConsultationForm(HouseForm):
    title = forms.CharField(max_length=200)
    about = forms.CharField(
        label="What it is about",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What is proposed, and why it is asked now. It is read on the desk only.",
    )
    opened_on = DayField(label="First day", called="the first day")
    closes_on = DayField(
        label="Closing day", called="the closing day", help_text="The last day on which seats may answer."
    )
    announced = forms.BooleanField(
        label="Tell readers that the future of this body is under discussion",
        required=False,
        help_text=(
            "Its public page then says so, and that nothing is decided; once it is decided, what was decided "
            "and when. Without the tick readers learn nothing. Answers are never public."
        ),
    )


class ChangeConsultationForm(ConsultationForm, VersionedForm[Consultation]):
    def saved(self, row: Consultation) -> dict[str, Any]:
        return {
            name: getattr(row, name) for name in ("title", "about", "opened_on", "closes_on", "announced")
        }


def question_field() -> forms.CharField:
    return forms.CharField(label="Question", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class QuestionForm(HouseForm):
    text = question_field()


class ChangeQuestionForm(VersionedForm[ConsultationQuestion]):
    text = question_field()

    def saved(self, row: ConsultationQuestion) -> dict[str, Any]:
        return {"text": row.text}


class RemoveQuestionForm(HouseForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class MoveQuestionForm(forms.Form):
    """Where the mover saw the question and where it is to go; drawn by the page itself."""

    was = forms.IntegerField(min_value=1, max_value=10_000)
    to = forms.IntegerField(min_value=0, max_value=10_000)


class PositionForm(VersionedForm[Position]):
    """What a seat answered. ``row`` is not saved yet where it has not answered before."""

    stance = forms.ChoiceField(
        label="Where does the seat stand?",
        choices=Position.Stance.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose where the seat stands",
            "invalid_choice": "Choose where the seat stands",
        },
    )
    text = forms.CharField(
        label="In its own words",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    given_on = DayField(label="When was it given?", called="the day on which it was given")

    def saved(self, row: Position) -> dict[str, Any]:
        return {"stance": row.stance, "text": row.text, "given_on": row.given_on}

    def compare_with_theirs(self) -> None:
        if self.row.pk is None:
            self.row = Position.objects.get(question=self.row.question, seat=self.row.seat)
        super().compare_with_theirs()


class FindingsForm(VersionedForm[Consultation]):
    findings = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="What the answers come to: where the seats agree, and where they differ.",
    )

    def saved(self, row: Consultation) -> dict[str, Any]:
        return {"findings": row.findings}


def decision_field() -> forms.CharField:
    return forms.CharField(
        label="Decision", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )


class DecideForm(VersionedForm[Consultation]):
    decision = decision_field()
    decided_on = DayField(label="When was it decided?", called="the day of the decision")

    def saved(self, row: Consultation) -> dict[str, Any]:
        return {"decision": row.decision, "decided_on": row.decided_on or clock.today()}


class CorrectDecisionForm(VersionedForm[Consultation]):
    decision = decision_field()
    decided_on = DayField(label="When was it decided?", called="the day of the decision")
    announced = forms.BooleanField(
        label="Tell readers what was decided", required=False, help_text="On the public page of the body."
    )
    reason = reason_field("For example: the minute has another wording.")

    def saved(self, row: Consultation) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("decision", "decided_on", "announced")}
