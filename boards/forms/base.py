"""What every form of the house shares: our crispy pack, plain error sentences and the error summary."""

from typing import Any, NamedTuple, TypeAlias

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.boundfield import BoundField, BoundWidget

from boards.forms.widgets import DayWidget

AnyForm: TypeAlias = "forms.BaseForm | forms.BaseFormSet[Any]"
"""A form or a set of forms (Django's sets take a type only when types are checked, hence the quotes)."""


class ErrorLine(NamedTuple):
    """One line of an error summary: the id it leads to (empty when there is none) and what it says."""

    target: str
    message: str


class HouseForm(forms.Form):
    """A form drawn by our pack: the page writes the form tag, the token and the button.

    Fields that keep Django's stock sentences ("This field is required.") get plain ones that name the field.
    Set ``mark_optional = False`` on forms, such as search, where every field may stay empty.
    """

    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Words the errors just before they are needed, when labels and fields are as the page shows them."""
        for name, field in self.fields.items():
            speak_plainly(field, label=str(field.label or forms.utils.pretty_name(name)))
        super().full_clean()

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        return helper

    @property
    def error_summary(self) -> list[ErrorLine]:
        """Every error of the form in the order of its fields, those of the whole form first."""
        return error_lines(self)


def speak_plainly(field: forms.Field, *, label: str) -> None:
    """Replace those of the field's error sentences that are still Django's own."""
    stock = {
        code: str(message)
        for cls in reversed(type(field).__mro__)
        for code, message in getattr(cls, "default_error_messages", {}).items()
        if cls.__module__.startswith("django.")
    }
    for code, message in plain_messages(field, label).items():
        if str(field.error_messages.get(code, "")) == stock.get(code, ""):
            field.error_messages[code] = message


def plain_messages(field: forms.Field, label: str) -> dict[str, str]:
    """Sentences that say what to do, by error code; ``%(…)s`` is filled in by Django's validators."""
    thing = with_article(label)
    subject = thing[:1].upper() + thing[1:]
    messages = {"required": what_to_do(field, label)}
    if isinstance(field, forms.CharField):
        messages |= {
            "max_length": f"{subject} must be %(limit_value)d characters or fewer. It has %(show_value)d.",
            "min_length": f"{subject} must be %(limit_value)d characters or more. It has %(show_value)d.",
            "null_characters_not_allowed": f"{subject} contains a hidden character. Type it again.",
        }
    if isinstance(field, forms.EmailField):
        messages["invalid"] = "Enter an email address in the form name@example.org"
    elif isinstance(field, forms.URLField):
        messages["invalid"] = "Enter a web address that starts with https://"
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{subject} must be a whole number"
        messages["min_value"] = f"{subject} must be %(limit_value)s or more"
        messages["max_value"] = f"{subject} must be %(limit_value)s or fewer"
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        messages["invalid_choice"] = f"Choose {thing} from the list"
    elif isinstance(field, forms.FileField):
        messages |= {"empty": "The file is empty. Choose another one", "missing": "Choose a file"}
    return messages


def what_to_do(field: forms.Field, label: str) -> str:
    """The sentence for an empty field: "Enter the title", "Choose a file", or the question again."""
    if label.endswith("?"):
        return f"Answer the question: {label}"
    if isinstance(field, forms.FileField):
        return "Choose a file"
    if isinstance(field, forms.BooleanField):
        return f"Tick the box: {label}"
    chooses = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    return f"{'Choose' if chooses else 'Enter'} {with_article(label)}"


def with_article(label: str) -> str:
    """A label as it reads within a sentence: "Title" becomes "the title", "DfE contact" "the DfE contact"."""
    first = label.split(" ", 1)[0]
    if first[1:] == first[1:].lower():
        label = label[:1].lower() + label[1:]
    return label if first.lower() in ("the", "a", "an", "your", "this") else f"the {label}"


def error_lines(form: AnyForm) -> list[ErrorLine]:
    """The error summary of a form or of a set of forms, each line with the id of the input to mend."""
    if isinstance(form, forms.BaseFormSet):
        own = [ErrorLine("", str(message)) for message in form.non_form_errors()]
        return own + [line for member in form.forms for line in error_lines(member)]
    lines = [ErrorLine(form_errors_id(form), message) for message in whole_form_errors(form)]
    for field in form.visible_fields():
        lines += [ErrorLine(first_input_id(field), str(message)) for message in field.errors]
    return lines


def whole_form_errors(form: forms.BaseForm) -> list[str]:
    """What no visible field can show: errors of the form itself, and of its hidden fields."""
    of_hidden_fields = [message for field in form.hidden_fields() for message in field.errors]
    return [str(message) for message in [*form.non_field_errors(), *of_hidden_fields]]


def form_errors_id(form: forms.BaseForm) -> str:
    """The id of the place where a form prints the errors that belong to no single field."""
    return f"{form.prefix}-form-errors" if form.prefix else "form-errors"


def first_input_id(field: BoundField) -> str:
    """The id that an error summary leads to: the box at fault of a date, the first choice of a group."""
    widget = field.field.widget
    if isinstance(widget, DayWidget):
        return widget.id_to_mend(field.auto_id, field.value())
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        choices = options_of(field)
        return str(choices[0].id_for_label) if choices else str(field.auto_id)
    return str(field.id_for_label or field.auto_id)


def options_of(field: BoundField) -> list[BoundWidget]:
    """The choices of a radio or checkbox group, in order."""
    return list(field.subwidgets)
