"""Who a paper is for now, and whom it was written for: all that the check knows beside the paper."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

BodyKind = Literal["board", "committee"]

NOUNS: Final = ("Committee", "Board", "Panel", "Commission", "Partnership", "Forum", "Cabinet", "Council")


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document with the local date on which it was published, or None while it is awaited."""

    title: str
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Audience:
    """The body that will read a paper, and the day of its meeting, a local date.

    `written_for` and `written_for_meeting` are the body and meeting that the paper was first written for,
    empty where that is not known. `presenter` is None where it is not known who presents, and empty where it
    is known that nobody is named. `apologies` are the names of people who will not be there.
    """

    body: str
    kind: BodyKind
    meeting: dt.date
    written_for: str = ""
    written_for_meeting: dt.date | None = None
    presenter: str | None = None
    apologies: tuple[str, ...] = ()
    documents: tuple[KnownDocument, ...] = ()


def kind_of(body: str) -> BodyKind:
    """What a body is by its name: a board, unless it scrutinises or is called something else."""
    named = body.casefold()
    return "board" if "board" in named and "scrutiny" not in named else "committee"


def noun_of(body: str, kind: BodyKind) -> str:
    """What a body calls itself in a sentence: "Committee" for the Corporate Parenting Committee."""
    found = re.findall(rf"\b(?:{'|'.join(NOUNS)})\b", body, re.I)
    if found:
        return str(found[-1]).capitalize()
    return "Board" if kind == "board" else "Committee"
