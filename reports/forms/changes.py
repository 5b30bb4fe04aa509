"""The author's reasons for changes: one box at each paragraph that differs from the edition before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from boards.forms.versions import VersionedForm
from reports.changes import Change
from reports.deeds.changes import LONGEST_REASON, paragraphs_of
from reports.models import Report


class ReasonsForm(VersionedForm[Report]):
    """``changes`` are those of paragraphs; ``told`` is what ``give_reasons`` takes."""

    mark_optional = False

    def __init__(self, *args: Any, changes: Sequence[Change], **kwargs: Any) -> None:
        self.changes = changes
        super().__init__(*args, **kwargs)
        for change in changes:
            self.fields[f"reason-{change.key}"] = forms.CharField(
                label=f"Why was paragraph {change.unit.number} {change.in_words}?",
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def saved(self, row: Report) -> dict[str, Any]:
        reasons = paragraphs_of(row).filter(key__in=[change.key for change in self.changes])
        return {f"reason-{key}": reason for key, reason in reasons.values_list("key", "change_reason")}

    @property
    def told(self) -> dict[UUID, str]:
        """What was typed; the reason of a paragraph that says again what it said before is let go."""
        given = paragraphs_of(self.row).exclude(change_reason="").values_list("key", flat=True)
        return dict.fromkeys(given, "") | {
            UUID(change.key): self.cleaned_data[f"reason-{change.key}"] for change in self.changes
        }

    def box(self, change: Change) -> forms.BoundField | None:
        """The box that belongs to a change, if it has one."""
        name = f"reason-{change.key}"
        return self[name] if name in self.fields else None
