"""Uploading a document, replacing its file, saying what it is, and accepting what was found in it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from boards.deeds.refusals import Refused
from boards.forms.base import HouseForm
from boards.forms.versions import VersionedForm
from reports.deeds.documents import LONGEST_SUMMARY, NO_WORDS, About
from reports.deeds.papers import NO_REASON
from reports.deeds.reports import LONGEST_TITLE
from reports.documents import ENDINGS, FORMATS, TICKS, Looked, look
from reports.documents.looking import refuse_size
from reports.forms.papers import urgency_field
from reports.models import Document, Paper

LONGEST_REASON = 5_000


class FileField(forms.FileField):
    """A file that is looked into as it is checked: ``looked`` and ``content`` are on the form afterwards."""

    def __init__(self, **kwargs: Any) -> None:
        endings = ",".join(ENDINGS)
        super().__init__(widget=forms.FileInput(attrs={"accept": endings}), allow_empty_file=True, **kwargs)


class LooksInside(HouseForm):
    """A form with a file. What was found in it is ``looked`` once the form is valid."""

    looked: Looked | None = None
    content: bytes = b""

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            refuse_size(file.size or 0)
            self.content = file.read()
            self.looked = look(self.content, file.name or "")
        except Refused as refusal:
            raise ValidationError(refusal.sentence) from None
        return file

    @property
    def must_choose_again(self) -> bool:
        """Whether a file was sent along that the page cannot keep: a browser never sends one by itself."""
        return bool(self.is_bound and self.errors and self.files.get("file") and not self.errors.get("file"))


class AboutForm(HouseForm):
    """What a person says about a document."""

    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    kind = forms.ChoiceField(
        label="What is it?",
        choices=Document.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of document it is"},
    )
    author = forms.CharField(
        label="Author",
        required=False,
        max_length=LONGEST_TITLE,
        help_text="The office before the name, such as “Director of Children’s Services”.",
    )
    summary = forms.CharField(
        label="What does it show?",
        required=False,
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=(
            "In a few sentences, for those who cannot open the file. A picture needs it: it is read aloud in "
            "place of the picture."
        ),
    )

    @property
    def about(self) -> About:
        said = self.cleaned_data
        return About(said["title"], said["kind"], said["author"], said["summary"])


class UploadForm(LooksInside, AboutForm):
    """``to_follow`` are papers of the item that were announced, ``late`` asks for the chair's reason."""

    file = FileField(
        label="The file",
        help_text="A PDF, a Word document, a workbook, slides or a picture, of at most 25 MB.",
    )
    in_place_of = forms.ChoiceField(
        label="Is it a paper that was to follow?",
        required=False,
        widget=forms.RadioSelect,
    )
    urgency_reason = urgency_field()

    field_order = ["file", "title", "kind", "author", "summary", "in_place_of", "urgency_reason"]

    def __init__(self, *args: Any, to_follow: Sequence[Paper], late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_follow = {str(paper.pk): paper for paper in to_follow}
        field = self.fields["in_place_of"]
        if not to_follow:
            del self.fields["in_place_of"]
        elif isinstance(field, forms.ChoiceField):
            named = [(key, f"Yes: “{paper.title}”") for key, paper in self.to_follow.items()]
            field.choices = [("", "No, it comes as well"), *named]
        if not late:
            del self.fields["urgency_reason"]

    @property
    def announced(self) -> Paper | None:
        return self.to_follow.get(self.cleaned_data.get("in_place_of", ""))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        is_picture = self.looked is not None and FORMATS[self.looked.format].is_picture
        if is_picture and "summary" not in self.errors and not told.get("summary"):
            self.add_error("summary", ValidationError(NO_WORDS.rstrip(".")))
        if "urgency_reason" in self.fields and not told.get("urgency_reason"):
            self.add_error("urgency_reason", ValidationError(NO_REASON.rstrip(".")))
        return told


class ReplaceForm(LooksInside):
    file = FileField(
        label="The new file",
        help_text="It takes the place of the file that is here, and is looked into again.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DetailsForm(AboutForm, VersionedForm[Document]):
    def saved(self, row: Document) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("title", "kind", "author", "summary")}


class AcceptForm(HouseForm):
    """A box for each group of serious findings; all of them, or none is accepted."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": document.version})
        super().__init__(*args, **kwargs)
        for kind in dict.fromkeys(each["kind"] for each in document.to_accept):
            self.fields[kind] = forms.BooleanField(
                label=TICKS[kind],
                error_messages={"required": f"Tick “{TICKS[kind]}”, or replace the file"},
            )

    @property
    def kinds(self) -> list[str]:
        return [name for name, ticked in self.cleaned_data.items() if name in TICKS and ticked]


class ActForm(HouseForm):
    """Publishing or withdrawing; ``asks`` and ``hint`` word the reason that readers see, if there is one."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, asks: str = "", hint: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": document.version})
        super().__init__(*args, **kwargs)
        if asks:
            self.fields["reason"] = forms.CharField(
                label=asks,
                help_text=hint,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": "Give the reason. Readers see it"},
            )
