"""The writing page's one big form, read from what the browser sends.

Each box is named after its paragraph's key, so nothing depends on where the paragraph stands by now. Fields
that are malformed or missing are passed over: what can be saved is saved.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from reports.deeds.writing import Changes, HeadingChange, ParagraphChange

STEP: Final = re.compile(r"(?P<verb>[a-z-]{1,30})(?::(?P<key>[0-9a-f-]{36}))?")


@dataclass(frozen=True, slots=True)
class Step:
    """What the pressed button asks for beside saving: "move-up" and the key of a paragraph or section.

    ``to`` is the part to come after; ``at`` the place, in units of UTF-16, in a box that stood as ``shown``.
    """

    verb: str
    key: uuid.UUID | None
    to: uuid.UUID | None = None
    at: int = 0
    shown: str = ""


def changes_in(typed: QueryDict) -> Changes:
    return Changes(tuple(headings_in(typed)), tuple(paragraphs_in(typed)), typed.get("order", ""))


def headings_in(typed: QueryDict) -> Iterator[HeadingChange]:
    for name, key in keyed(typed, "heading-"):
        yield HeadingChange(key, whole_number(typed.get(f"version-{key}")), str(typed[name]))


def paragraphs_in(typed: QueryDict) -> Iterator[ParagraphChange]:
    for name, key in keyed(typed, "text-"):
        version = whole_number(typed.get(f"version-{key}"))
        yield ParagraphChange(key, version, str(typed[name]), after=key_in(typed.get(f"after-{key}")))


def step_in(typed: QueryDict) -> Step:
    match = STEP.fullmatch(typed.get("do", "save"))
    if match is None:
        return Step("save", None)
    return Step(
        match["verb"],
        key_in(match["key"]),
        to=key_in(typed.get("to")),
        at=whole_number(typed.get("at")),
        shown=typed.get(f"text-{match['key']}", ""),
    )


def keyed(typed: QueryDict, prefix: str) -> Iterator[tuple[str, uuid.UUID]]:
    for name in typed:
        if name.startswith(prefix) and (key := key_in(name.removeprefix(prefix))):
            yield name, key


def key_in(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def whole_number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else 0
