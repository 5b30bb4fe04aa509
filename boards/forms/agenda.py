"""Items of an agenda, and publishing it."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from boards.agenda_order import NUMBER
from boards.deadlines import Deadline
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField, TimeField
from boards.models import AgendaItem, Meeting
from boards.timings import LONGEST

LONGEST_PURPOSE = 5000
UNDER = "Belongs under the item before it"


class ShortItemForm(HouseForm):
    """Title and purpose come first; the rest is added when it is known."""

    title = forms.CharField(max_length=250)
    purpose = forms.CharField(
        required=False,
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What the meeting is asked to do. For example: To receive the Chair’s report.",
    )


class AddItemForm(ShortItemForm):
    """The form below an agenda; ``is_sub_item`` is asked once there is an item to belong under."""

    is_sub_item = forms.BooleanField(label=UNDER, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = meeting.items.last()
        if last is None:
            del self.fields["is_sub_item"]
        else:
            own = last.number.partition(".")[0]
            self.fields["is_sub_item"].label = f"Belongs under item {own}"


class ItemForm(ShortItemForm):
    aim = forms.ChoiceField(
        label="What is it for?",
        choices=AgendaItem.Aim.choices,
        widget=forms.RadioSelect,
        initial=AgendaItem.Aim.INFORMATION,
        error_messages={"required": "Choose what it is for", "invalid_choice": "Choose what it is for"},
    )
    presenter = forms.CharField(
        required=False,
        max_length=150,
        help_text="The office that introduces the item. For example: Independent Chair.",
    )
    verbal = forms.BooleanField(label="A verbal update, without a paper", required=False)
    minutes_planned = forms.IntegerField(
        label="How long does it take?",
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-3"}
        ),
        help_text="In minutes. For example: 20.",
        error_messages={
            "invalid": "How long it takes must be a number of minutes, such as 20",
            "min_value": "How long it takes must be 1 minute or more",
            "max_value": f"How long it takes must be {LONGEST} minutes or fewer",
        },
    )


class ChangeItemForm(ItemForm, VersionedForm[AgendaItem]):
    """The first item of an agenda has none to belong under, and is not asked."""

    is_sub_item = forms.BooleanField(label=UNDER, required=False)

    def __init__(self, *args: Any, row: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.position == 1:
            del self.fields["is_sub_item"]

    def saved(self, row: AgendaItem) -> dict[str, Any]:
        names = ("title", "purpose", "aim", "presenter", "verbal", "minutes_planned", "is_sub_item")
        return {name: getattr(row, name) for name in names}


class UrgentItemForm(ItemForm):
    """``statutory``: the law asks for the chair's reason, and it is printed in the minutes (rule 5)."""

    urgency_reason = forms.CharField(
        label="Why does the chair take it now?",
        required=False,
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, statutory: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["urgency_reason"]
        reason.required = statutory
        if statutory:
            reason.label = "The special circumstances by which the chair finds it urgent"
            reason.help_text = (
                "They are shown with the item and stated in the minutes (LGA 1972 s.100B(4)(b))."
            )
            reason.error_messages["required"] = (
                "Enter the special circumstances by which the chair finds it urgent"
            )


class MoveForm(forms.Form):
    """The number the mover saw and the one it is to have; drawn by the page itself, never by our pack."""

    was = forms.CharField(max_length=10)
    to = forms.RegexField(NUMBER, max_length=10)


class RemoveItemForm(forms.Form):
    version = forms.IntegerField()


class PublishForm(HouseForm):
    """Reason and time of convening are asked for only when the law's notice is missed (rule 4).

    Day and hour come out of it together as ``convened_at``.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    short_notice_reason = forms.CharField(
        label="Why is the meeting convened at short notice?",
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Say why it cannot wait. The reason is public: it is shown with the agenda.",
        error_messages={"required": "Enter why the meeting is convened at short notice"},
    )
    convened_at = DayField(
        label="On which day was it convened?",
        called="the day on which the meeting was convened",
        help_text="It is shown with the agenda.",
    )
    convened_time = TimeField(
        label="At what time was it convened?",
        called="the time at which it was convened",
        help_text="For example: 10am or 2.30pm",
    )

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not deadline.is_short_of_law:
            for name in ("short_notice_reason", "convened_at", "convened_time"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        time = facts.pop("convened_time", None)
        if time and (day := facts.get("convened_at")):
            facts["convened_at"] = timezone.make_aware(datetime.datetime.combine(day, time))
        return facts
