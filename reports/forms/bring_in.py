"""Choosing a document that was written elsewhere, and saying where it belongs."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from boards.forms.base import HouseForm
from reports.bring_in import CannotRead, Document, read_document
from reports.bring_in.files import LARGEST
from reports.bring_in.sealed import Brought, seal, unseal

TOO_LARGE = "The file is larger than 20 MB; make its pictures smaller or split it."


class UploadForm(HouseForm):
    """The file; what ``read`` found in it is ``brought`` and ``sealed`` once the form is valid."""

    file = forms.FileField(
        label="The document",
        help_text=(
            "A Word document (.docx), a web page (.html), plain text (.txt) or a PDF with text in it. "
            "Bold and italic words stay so, except those of a PDF."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.html,.htm,.txt,.pdf"}),
    )

    def __init__(self, *args: Any, read: Callable[[Document], Brought], user_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read, self.user_id = read, user_id
        self.brought: Brought | None = None
        self.sealed = ""

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if (file.size or 0) > LARGEST:
                raise CannotRead(TOO_LARGE)
            name = file.name or ""
            self.brought = self.read(read_document(name, file.read()))
            self.sealed = seal(self.brought, file_name=name, user_id=self.user_id)
        except CannotRead as trouble:
            raise ValidationError(str(trouble)) from None
        return file


class PlaceForm(HouseForm):
    """Where it belongs: one of ``places``, each a value and its label. Carries what was read, sealed."""

    sealed = forms.CharField(widget=forms.HiddenInput, strip=False)
    place = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, question: str, places: Sequence[tuple[str, str]], user_id: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user_id = user_id
        self.brought: Brought | None = None
        self.file_name = ""
        self.fields["place"].label = question
        self.fields["place"].choices = places  # type: ignore[attr-defined]

    def clean_sealed(self) -> str:
        try:
            self.brought, self.file_name = unseal(self.cleaned_data["sealed"], user_id=self.user_id)
        except CannotRead as trouble:
            raise ValidationError(str(trouble)) from None
        return str(self.cleaned_data["sealed"])
