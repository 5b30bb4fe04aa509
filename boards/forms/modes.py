"""The times in which the law lets members of a statutory body be present from elsewhere."""

from typing import Any

from django import forms

from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from boards.forms.widgets import DayField
from boards.models import RemotePresence


class RemotePresenceForm(HouseForm):
    since = DayField(label="First day", called="the first day")
    until = DayField(
        label="Last day",
        called="the last day",
        required=False,
        help_text="Leave it empty while there is none.",
    )
    source = forms.CharField(
        label="Which law says so?",
        max_length=300,
        help_text="The Act or the regulations, with their year.",
        error_messages={"required": "Enter the regulations or the Act that say so"},
    )


class ChangeRemotePresenceForm(RemotePresenceForm, VersionedForm[RemotePresence]):
    reason = forms.CharField(
        label="What changed, or what was wrong?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It is kept in the log.",
        error_messages={"required": "Say what changed, or what was wrong"},
    )

    def saved(self, row: RemotePresence) -> dict[str, Any]:
        return {"since": row.since, "until": row.until, "source": row.source}
