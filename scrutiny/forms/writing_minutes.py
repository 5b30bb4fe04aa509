"""The minutes page's one big form, read from what the browser sends.

Each box is named after its paragraph's key and each resolution after its minute, so nothing depends on where
they stand by now. Fields that are malformed or missing are passed over: what can be saved is saved.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from reports.forms.writing import key_in, keyed, whole_number
from scrutiny.deeds.paragraphs import ParagraphChange
from scrutiny.models import Minute, MinuteParagraph


@dataclass(frozen=True, slots=True)
class ResolutionChange:
    """What stands in the resolution of ``minute``, drawn from ``version`` (0 while there is none)."""

    minute: Minute
    version: int
    verb: str
    text: str


def paragraphs_in(typed: QueryDict) -> list[ParagraphChange]:
    return [
        ParagraphChange(
            key,
            whole_number(typed.get(f"version-{key}")),
            typed.get(f"kind-{key}", MinuteParagraph.Kind.NOTE),
            typed.get(name, ""),
            after=key_in(typed.get(f"after-{key}")),
        )
        for name, key in keyed(typed, "text-")
    ]


@dataclass(frozen=True, slots=True)
class SummaryChange:
    """What stands in the public summary of ``minute``, drawn from ``version`` of it."""

    minute: Minute
    version: int
    text: str


def summaries_in(typed: QueryDict, minutes: list[Minute]) -> Iterator[SummaryChange]:
    """The summaries of ``minutes`` that the form has; an id of other minutes is passed over."""
    for minute in minutes:
        text = typed.get(f"summary-{minute.pk}")
        if text is not None:
            yield SummaryChange(minute, whole_number(typed.get(f"version-summary-{minute.pk}")), text)


def resolutions_in(typed: QueryDict, minutes: list[Minute]) -> Iterator[ResolutionChange]:
    """The resolutions of ``minutes`` that the form has; an id of other minutes is passed over."""
    for minute in minutes:
        if f"words-{minute.pk}" in typed:
            version = whole_number(typed.get(f"version-resolution-{minute.pk}"))
            verb = typed.get(f"verb-{minute.pk}", "")
            yield ResolutionChange(minute, version, verb, typed.get(f"words-{minute.pk}", ""))
