"""Choosing what is handed over to the body that succeeds."""

from typing import Any

from django import forms
from django.utils.text import Truncator

from boards.dates import full_date
from boards.forms.base import HouseForm
from boards.models import Action
from boards.models.actions import ActionQuerySet


class ActionsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        text = Truncator(obj.text).words(40)
        return f"{obj.owner.name}: {text} (due {full_date(obj.due)})"


class HandOverActionsForm(HouseForm):
    """What is left open, as far as the person may read it; all of it is ticked to begin with."""

    actions = ActionsChoice(
        label="Actions to hand over",
        queryset=Action.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one action",
            "invalid_choice": "One of these actions was closed or handed over in the meantime",
            "invalid_pk_value": "Choose from the actions below",
        },
    )

    def __init__(self, *args: Any, left: ActionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actions"].queryset = left  # type: ignore[attr-defined]
        self.fields["actions"].initial = [action.pk for action in left]
