"""What a person says with a move of the workflow."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from reports.deeds.workflow import Move

LONGEST_REASON = 5_000

QUESTIONS = {
    "return": (
        "What should change?",
        "The author reads this with the notes on single paragraphs. Leave it empty where those say it all.",
    ),
    "reopen": ("Why is it opened again?", "The author and the reviewers can look it up in the log."),
    "correct": ("What was wrong?", "Readers see this at the head of the corrected edition."),
    "withdraw": ("Why is it withdrawn?", "Readers see this at the address of the report, for good."),
}


class MoveForm(HouseForm):
    """One act. ``version`` says which state of the report the person was looking at.

    ``despite_findings`` is filled in by the second step of publishing, which says what the check found.
    """

    mark_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move.name == "publish":
            self.fields["despite_findings"] = forms.BooleanField(required=False, widget=forms.HiddenInput)
        if move.name in QUESTIONS:
            label, hint = QUESTIONS[move.name]
            self.fields["reason"] = forms.CharField(
                label=label,
                help_text=hint,
                required=bool(move.asks),
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 5}),
                error_messages={"required": f"Say {move.asks}."},
            )
