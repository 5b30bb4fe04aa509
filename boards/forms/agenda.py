"""Items of an agenda, and publishing it."""

from typing import Any

from django import forms

from boards.deadlines import Deadline
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.models import AgendaItem

LONGEST_PURPOSE = 5000


class ShortItemForm(HouseForm):
    """Title and purpose come first; the rest is added when it is known."""

    title = forms.CharField(max_length=250)
    purpose = forms.CharField(
        required=False,
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What the meeting is asked to do. For example: To receive the Chair’s report.",
    )


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


class ChangeItemForm(ItemForm, VersionedForm[AgendaItem]):
    def saved(self, row: AgendaItem) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("title", "purpose", "aim", "presenter", "verbal")}


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
    """Where the mover saw the item and where it is to go; drawn by the page itself, never by our pack."""

    was = forms.IntegerField(min_value=1, max_value=10_000)
    to = forms.IntegerField(min_value=0, max_value=10_000)


class RemoveItemForm(forms.Form):
    version = forms.IntegerField()


class PublishForm(HouseForm):
    """``short_notice_reason`` is asked for only when the law's notice is missed (rule 4)."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    short_notice_reason = forms.CharField(
        label="Why is the meeting convened at short notice?",
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "Say when the meeting was convened and why it cannot wait. The reason is public: "
            "it is shown with the agenda."
        ),
        error_messages={"required": "Enter why the meeting is convened at short notice"},
    )

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not deadline.is_short_of_law:
            del self.fields["short_notice_reason"]
