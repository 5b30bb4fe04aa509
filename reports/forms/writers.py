"""Whom the author of a report asks to help."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.models import User
from reports.deeds.co_writers import may_be_asked
from reports.models import Report


class WriterChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: User) -> str:
        return obj.name


class AskForm(HouseForm):
    mark_optional = False

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helping = report.co_writers.now().values("user")
        self.fields["user"] = WriterChoice(
            label="Who is to help?",
            help_text="Somebody with a role on the body. Who has written in a report cannot review it.",
            queryset=may_be_asked(report).exclude(pk__in=helping),
            empty_label="Choose a person",
        )
