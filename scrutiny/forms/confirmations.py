"""Which meeting confirmed the minutes, and who signed them."""

from typing import Any

from django import forms

from boards import clock
from boards.dates import full_date
from boards.forms.versions import VersionedForm
from boards.models import Attendance, Meeting
from scrutiny.models import Minutes


def could_confirm(minutes: Minutes) -> list[Meeting]:
    """The later meetings of the body that were held by now, the first of them first."""
    later = Meeting.objects.filter(body=minutes.meeting.body_id, date__gt=minutes.meeting.date)
    return list(later.taking_place().filter(date__lte=clock.today()).order_by("date"))


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return full_date(obj.date)


class ConfirmForm(VersionedForm[Minutes]):
    meeting = MeetingChoice(
        label="Which meeting confirmed them?",
        queryset=Meeting.objects.none(),
        empty_label="Choose a meeting",
        error_messages={
            "required": "Choose the meeting that confirmed the minutes",
            "invalid_choice": "Choose a later meeting of this body that has been held",
        },
    )
    signed_by = forms.CharField(
        label="Who was in the chair and signed them?",
        max_length=150,
        help_text="The name, as it stands under the signature.",
        error_messages={"required": "Enter who was in the chair and signed the minutes"},
    )

    def __init__(self, *args: Any, row: Minutes, **kwargs: Any) -> None:
        self.meetings = could_confirm(row)
        super().__init__(*args, row=row, **kwargs)
        keys = [meeting.pk for meeting in self.meetings]
        self.fields["meeting"].queryset = Meeting.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    def saved(self, row: Minutes) -> dict[str, Any]:
        """The next meeting, which usually confirms, and who its attendance says was in the chair."""
        if not self.meetings:
            return {}
        chair = Attendance.objects.filter(meeting=self.meetings[0], in_the_chair=True).first()
        return {"meeting": self.meetings[0], "signed_by": chair.name if chair else ""}


class TakeBackForm(VersionedForm[Minutes]):
    reason = forms.CharField(
        label="Why is the confirmation taken back?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The reason is kept in the log.",
        error_messages={"required": "Say why the confirmation is taken back"},
    )

    def saved(self, row: Minutes) -> dict[str, Any]:
        return {}
