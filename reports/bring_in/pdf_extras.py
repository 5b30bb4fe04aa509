"""What a page of a PDF holds beside its text: pictures and comments, which are told and not brought in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from reports.bring_in.lines import tidy
from reports.bring_in.unread import Unread

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_THINGS: Final = 200  # of a kind on one page
SAID: Final = (
    "/Text",
    "/FreeText",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Caret",
    "/Stamp",
)
"""Annotations that people write; links and the fields of a form are none of them."""


def extras(page: "PageObject", text: str) -> Iterator[Unread]:
    """What is on the page and not in its ``text``, with the number of the page as its place."""
    where = f"on page {(page.page_number or 0) + 1}"
    drawn = pictures(page)
    if drawn and not any(letter.isalnum() for letter in text):
        yield Unread("scan", where)
    else:
        yield from (Unread("picture", where) for _ in range(drawn))
    yield from (Unread("comment", where, said) for said in remarks(page))


def pictures(page: "PageObject") -> int:
    """How many pictures the page names; none is opened, since a small file can hold a huge picture."""
    resources = opened(page.get("/Resources")) or {}
    drawings = opened(resources.get("/XObject")) or {}
    kinds = (opened(each) for each in list(drawings.values())[:MOST_THINGS])
    return sum(1 for each in kinds if each and each.get("/Subtype") == "/Image")


def remarks(page: "PageObject") -> Iterator[str]:
    for each in list(opened(page.get("/Annots")) or [])[:MOST_THINGS]:
        note = opened(each) or {}
        if note.get("/Subtype") in SAID and (said := tidy(str(note.get("/Contents") or ""))):
            yield said


def opened(value: Any) -> Any:
    """A value of the file itself, where the page only says where it stands."""
    return value.get_object() if hasattr(value, "get_object") else value
