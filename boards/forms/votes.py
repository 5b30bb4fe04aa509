"""How each voting member voted on an item."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from boards.deeds.votes import Voter, voters
from boards.forms.versions import VersionedForm
from boards.models import AgendaItem, Attendance, Vote

NO_VOTE = ""


@dataclass(frozen=True, slots=True)
class VoterRow:
    """Somebody in a voting seat, with their choices unless an interest bars them."""

    person: Attendance
    field: BoundField | None


class VotesForm(VersionedForm[AgendaItem]):
    def __init__(self, *args: Any, row: AgendaItem, **kwargs: Any) -> None:
        self.voters: list[Voter] = voters(row)
        super().__init__(*args, row=row, **kwargs)
        for voter in self.voters:
            if not voter.barred:
                self.fields[f"vote_{voter.person.pk}"] = self.vote_of(voter.person)

    def vote_of(self, person: Attendance) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=person.name,
            required=False,
            choices=[*Vote.How.choices, (NO_VOTE, "No vote recorded")],
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
            error_messages={"invalid_choice": f"Choose how {person.name} voted from the list"},
        )

    def saved(self, row: AgendaItem) -> dict[str, Any]:
        nothing = {f"vote_{voter.person.pk}": NO_VOTE for voter in self.voters}
        return nothing | {f"vote_{vote.person_id}": vote.how for vote in Vote.objects.filter(item=row)}

    def rows(self) -> list[VoterRow]:
        return [
            VoterRow(voter.person, None if voter.barred else self[f"vote_{voter.person.pk}"])
            for voter in self.voters
        ]

    def votes(self) -> dict[int, str]:
        """By the key of each person; "" where no vote is recorded."""
        return {
            voter.person.pk: self.cleaned_data[f"vote_{voter.person.pk}"]
            for voter in self.voters
            if not voter.barred
        }
