"""Forms that know which version of a row they were drawn from, and how a deed's refusal is shown."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from django import forms
from django.forms.boundfield import BoundField

from boards.dates import full_date
from boards.deeds.refusals import Refused, Stale
from boards.forms.base import HouseForm
from boards.forms.widgets import TimeField, written
from boards.models import Versioned

Row = TypeVar("Row", bound=Versioned)


class Theirs(NamedTuple):
    """What somebody else saved in a field meanwhile, to compare with what stands in the form."""

    label: str
    text: str


class VersionedForm(HouseForm, Generic[Row]):
    """A form that edits one row, and shows both texts when somebody else saved first.

    A subclass says in ``saved`` what its fields hold on a row.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        self.row = row
        self.theirs: list[Theirs] = []
        kwargs["initial"] = self.saved(row) | {"version": row.version} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def saved(self, row: Row) -> dict[str, Any]:
        raise NotImplementedError

    def compare_with_theirs(self) -> None:
        """Put what is saved now beside what was typed, so that saving again is a choice, not an accident."""
        fresh = type(self.row)._default_manager.get(pk=self.row.pk)
        saved = self.saved(fresh)
        self.theirs = [
            Theirs(str(field.label), in_words(field, saved[field.name]))
            for field in self.visible_fields()
            if field.name in saved and saved[field.name] != self.cleaned_data.get(field.name)
        ]
        draw_with(self, version=str(fresh.version))


def draw_with(form: forms.Form, **hidden: str) -> None:
    """Replace what was posted in hidden fields, so that the page is drawn with what holds now."""
    form.data = {name: form.data.get(name) for name in form.data} | hidden


def in_words(field: BoundField, value: Any) -> str:
    """A saved value as a person reads it."""
    if isinstance(field.field, TimeField) and value is not None:
        return written(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if hasattr(value, "isoformat"):
        return full_date(value)
    if isinstance(field.field, forms.ModelChoiceField):
        return str(value) if value else "Nothing"
    choices = dict(getattr(field.field, "choices", []))
    return str(choices.get(value, value)) or "Nothing"


def accepted(form: HouseForm, act: Callable[[], object]) -> bool:
    """Do a deed with what a valid form says; when it is refused, put its sentence where it belongs.

    The deed's transaction is over by then, so the page can be drawn with everything that was typed.
    """
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        if isinstance(refusal, Stale) and isinstance(form, VersionedForm):
            form.compare_with_theirs()
        return False
    return True
