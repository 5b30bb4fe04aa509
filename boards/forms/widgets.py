"""Fields for a day and a time of day, in the pattern of three boxes and of what people type anyway."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MONTHS = ("January February March April May June July August September October November December").split()
PARTS = ("day", "month", "year")
FIRST_YEAR, LAST_YEAR = 1900, 2100

TypedDay = Sequence[str]
"""What was typed into the three boxes, as it was typed: day, month, year."""


class DayWidget(forms.Widget):
    """Three boxes for day, month and year; posted as ``<name>_day``, ``<name>_month`` and ``<name>_year``."""

    template_name = "forms/widgets/day.html"
    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any] | None, name: str
    ) -> TypedDay | None:
        if all(f"{name}_{part}" not in data for part in PARTS):
            return None
        return [str(data.get(f"{name}_{part}") or "").strip() for part in PARTS]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any] | None, name: str
    ) -> bool:
        return all(f"{name}_{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def id_to_mend(self, id_: str, value: dt.date | TypedDay | None) -> str:
        """The id of the first box at fault, for the link in the error summary."""
        return f"{id_}_{parts_at_fault(typed(value))[0]}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        boxes = typed(value)
        wrong = context["widget"]["attrs"].pop("aria-invalid", None)
        faults = parts_at_fault(boxes) if wrong else []
        context["widget"]["parts"] = [
            {"name": part, "value": box, "width": 4 if part == "year" else 2, "wrong": part in faults}
            for part, box in zip(PARTS, boxes, strict=True)
        ]
        return context


def typed(value: dt.date | TypedDay | None) -> list[str]:
    """What the three boxes show for a date, for what was typed before, or for nothing."""
    if isinstance(value, dt.date):
        return [str(value.day), str(value.month), str(value.year)]
    boxes = [] if value is None else [str(part) for part in value]
    return boxes if len(boxes) == 3 else ["", "", ""]


def parts_at_fault(boxes: TypedDay) -> list[str]:
    """The boxes to mark when a date is wrong: those left empty, or all of them."""
    empty = [part for part, box in zip(PARTS, boxes, strict=True) if not box]
    return empty or list(PARTS)


class DayField(forms.Field):
    """A date typed as day, month and year; gives a ``datetime.date`` or None.

    ``called`` is the date's name within a sentence ("the meeting date"), so that its errors say which date.
    Raises ValidationError with one plain sentence; what was typed stays in the boxes.
    """

    widget = DayWidget

    def __init__(self, *, called: str = "the date", **kwargs: Any) -> None:
        self.called = called
        messages = {"required": f"Enter {called}"} | kwargs.pop("error_messages", {})
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value: dt.date | TypedDay | None) -> dt.date | None:
        if isinstance(value, dt.date):
            return value
        boxes = typed(value)
        if not any(boxes):
            return None
        self.refuse_gaps(boxes)
        day, month, year = self.number(boxes, 0), self.month(boxes[1]), self.number(boxes, 2)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self.wrong(f"must have a year between {FIRST_YEAR} and {LAST_YEAR}, such as 2026", "year")
        try:
            return dt.date(year, month, day)
        except ValueError:
            sentence = f"{day} {MONTHS[month - 1]} {year} is not a real date"
            raise ValidationError(sentence, code="invalid") from None

    def refuse_gaps(self, boxes: TypedDay) -> None:
        gaps = [part for part, box in zip(PARTS, boxes, strict=True) if not box]
        if gaps:
            raise self.wrong(f"must include a {' and a '.join(gaps)}", "incomplete")

    def number(self, boxes: TypedDay, position: int) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", boxes[position]):
            raise self.wrong(f"must have a {PARTS[position]} in numbers", "invalid")
        return int(boxes[position])

    def month(self, box: str) -> int:
        """The month from its number or from its name, whole or cut short ("Oct", "sept")."""
        if re.fullmatch(r"[0-9]{1,2}", box) and 1 <= int(box) <= 12:
            return int(box)
        for number, name in enumerate(MONTHS, start=1):
            if len(box) >= 3 and name.lower().startswith(box.lower().rstrip(".")):
                return number
        raise self.wrong("must have a month between 1 and 12", "invalid")

    def wrong(self, rest: str, code: str) -> ValidationError:
        return ValidationError(f"{self.called[:1].upper()}{self.called[1:]} {rest}", code=code)


class TimeWidget(forms.TextInput):
    """A short text box: people write the time in many ways, and a browser's time picker takes only one."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "govuk-input--width-10", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, dt.time):
            return written(value)
        return str(value) if value else None


def written(value: dt.time) -> str:
    """A time as it would be typed: "2.30pm", "10am"."""
    minutes = f".{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'pm' if value.hour >= 12 else 'am'}"


NAMED_TIMES = {"noon": dt.time(12), "midday": dt.time(12), "midnight": dt.time(0)}
TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[.: ]?(?P<minute>[0-9]{2}))? ?(?P<half>[ap])?\.?(?(half)m?)\.?")


class TimeField(forms.Field):
    """A time of day as people write it: "10", "10am", "2:30 pm", "14.30", "noon"; gives a ``datetime.time``.

    From 1 to 6 o'clock without "am" or "pm" is refused rather than guessed, since a meeting at 2.30 is
    hardly ever at night; "02:30" is read as the 24-hour clock. What was typed stays in the box.
    """

    widget = TimeWidget

    def __init__(self, *, called: str = "the time", **kwargs: Any) -> None:
        self.called = called
        messages = {"required": f"Enter {called}"} | kwargs.pop("error_messages", {})
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value: dt.time | str | None) -> dt.time | None:
        if value is None or isinstance(value, dt.time):
            return value
        text = " ".join(value.lower().split())
        if not text:
            return None
        return NAMED_TIMES.get(text) or self.read(text)

    def read(self, text: str) -> dt.time:
        match = TIME.fullmatch(text)
        if not match:
            raise self.not_a_time()
        hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
        if half and not 1 <= hour <= 12:
            raise self.not_a_time()
        if not half and 1 <= hour <= 6 and not match["hour"].startswith("0"):
            raise ValidationError(f"Say whether {text} is in the morning or afternoon: {text}am or {text}pm")
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        try:
            return dt.time(hour, minute)
        except ValueError:
            raise self.not_a_time() from None

    def not_a_time(self) -> ValidationError:
        name = f"{self.called[:1].upper()}{self.called[1:]}"
        return ValidationError(f"{name} must be a time of day, such as 10am or 2.30pm", code="invalid")
