"""What was read, sealed, to go with the page on which a person checks it and to come back unchanged.

Nothing is kept on the server between the two pages: the seal says that it was read here, for this person and
within a day.
"""

import datetime as dt
from dataclasses import asdict, replace
from typing import Any, Final

from django.core import signing

from reports.bring_in.brought_in import BroughtInMinutes, BroughtInReport, Cover, Paragraph, Section
from reports.bring_in.emphasis import Emphasis
from reports.bring_in.files import CannotRead
from reports.bring_in.unread import Unread

SALT: Final = "reports.bring_in"
ONE_DAY: Final = dt.timedelta(days=1)
LONGEST: Final = 3_000_000
"""Characters of a seal; a browser's form of 5 MB has room for it."""

Brought = BroughtInReport | BroughtInMinutes


def seal(brought: Brought, *, file_name: str, user_id: int) -> str:
    """Raises CannotRead for a document that is too long to be checked on one page."""
    day = brought.meeting_date.isoformat() if brought.meeting_date else None
    facts = asdict(replace(brought, meeting_date=None))
    kind = "report" if isinstance(brought, BroughtInReport) else "minutes"
    told = {"kind": kind, "day": day, "file": file_name, "user": user_id, "facts": facts}
    sealed = signing.dumps(told, salt=SALT, compress=True)
    if len(sealed) > LONGEST:
        raise CannotRead("The file holds far more text than can be checked on one page; divide it.")
    return sealed


def unseal(sealed: str, *, user_id: int) -> tuple[Brought, str]:
    """What was sealed for this person, and the file's name; CannotRead when it was not, or not today."""
    try:
        told = signing.loads(sealed, salt=SALT, max_age=ONE_DAY)
    except signing.BadSignature:
        raise CannotRead("What was read from the file is no longer here. Choose the file again.") from None
    if told["user"] != user_id:
        raise CannotRead("This file was read for somebody else. Choose the file again.")
    day = dt.date.fromisoformat(told["day"]) if told["day"] else None
    read = report_from if told["kind"] == "report" else minutes_from
    return replace(read(told["facts"]), meeting_date=day), told["file"]


def report_from(facts: dict[str, Any]) -> BroughtInReport:
    cover = facts["cover"]
    cover |= {
        "recommendations": tuple(cover["recommendations"]),
        "implications": pairs(cover["implications"]),
    }
    sections = tuple(
        Section(**(each | {"paragraphs": paragraphs_from(each["paragraphs"])})) for each in facts["sections"]
    )
    told = facts | {
        "cover": Cover(**cover),
        "sections": sections,
        "signature": tuple(facts["signature"]) if facts["signature"] else None,
        "background_papers": tuple(facts["background_papers"]),
        "details": pairs(facts["details"]),
        "warnings": tuple(facts["warnings"]),
        "not_recognised": unread_from(facts["not_recognised"]),
        "emphases": emphases_from(facts["emphases"]),
    }
    return BroughtInReport(**told)


def minutes_from(facts: dict[str, Any]) -> BroughtInMinutes:
    lists = {name: tuple(facts[name]) for name in ("resolutions", "supporting_documents", "warnings")}
    told = facts | lists | {"paragraphs": paragraphs_from(facts["paragraphs"])}
    told |= {"not_recognised": unread_from(facts["not_recognised"])}
    told |= {"details": pairs(facts["details"]), "emphases": emphases_from(facts["emphases"])}
    return BroughtInMinutes(**told)


def paragraphs_from(facts: list[dict[str, Any]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(each["number"], each["text"], tuple(each["bullets"])) for each in facts)


def unread_from(facts: list[dict[str, str]]) -> tuple[Unread, ...]:
    return tuple(Unread(**each) for each in facts)


def emphases_from(facts: list[dict[str, Any]]) -> tuple[Emphasis, ...]:
    return tuple(Emphasis(**each) for each in facts)


def pairs(facts: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in facts)
