"""What somebody says with a move of the minutes."""

from django import forms

from boards.forms.base import HouseForm

LONGEST_REASON = 5_000


class MinutesMoveForm(HouseForm):
    """One act. ``version`` says which state of the minutes the person was looking at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(MinutesMoveForm):
    reason = forms.CharField(
        label="What was wrong?",
        help_text="Readers see this at the head of the corrected edition.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say why the minutes need correcting. Readers see the reason."},
    )
