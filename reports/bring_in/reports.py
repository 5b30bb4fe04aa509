"""Reports: recognising the cover sheet, the sections and the signature in a document."""

import datetime as dt
from collections.abc import Sequence

from reports.bring_in.brought_in import BroughtInReport, Section
from reports.bring_in.cover import Front, read_front, split_front
from reports.bring_in.dates import read_meeting_date
from reports.bring_in.files import Document
from reports.bring_in.labels import Part, part_named
from reports.bring_in.pieces import put_together
from reports.bring_in.sections import read_sections
from reports.bring_in.signature import split_signature
from reports.bring_in.unread import Unread

EXPECTED = (
    ("title", "No title was recognised."),
    ("purpose", "No purpose was recognised."),
    ("purpose_kind", "It is not clear whether the report is for information, decision or discussion."),
    ("author", "No author was recognised."),
    ("key_issues", "No key issues were recognised."),
    ("recommendations", "No recommendations were recognised."),
    ("implications", "No implications were recognised."),
)


def read_report(document: Document) -> BroughtInReport:
    """A report from a document; what is not recognised is empty and named in the warnings. Never raises."""
    lines, signature = split_signature(document.lines)
    start = split_front(lines)
    front = read_front(lines[:start])
    sections, papers = split_background_papers(read_sections(put_together(lines[start:])))
    return BroughtInReport(
        cover=front.cover,
        sections=sections,
        signature=signature,
        body_name=front.body_name,
        meeting_date=front.meeting_date or _date_in(sections),
        background_papers=front.background_papers or papers,
        details=front.details,
        warnings=_warnings(front, sections, signature),
        not_recognised=(*document.unread, *unplaced(front.details)),
        emphases=document.emphases,
    )


def split_background_papers(
    sections: tuple[Section, ...],
) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The sections without a list of background papers that closes the report, and that list."""
    last = sections[-1] if sections else None
    if not last or last.number or part_named(last.heading) is not Part.BACKGROUND_PAPERS:
        return sections, ()
    texts = [text for each in last.paragraphs for text in (each.text, *each.bullets) if text]
    return (sections[:-1], tuple(texts)) if texts else (sections, ())


def unplaced(details: Sequence[tuple[str, str]]) -> tuple[Unread, ...]:
    """What stood on the cover sheet or above it and has no place here."""
    return tuple(
        Unread("label", f"“{label}”", text) if label else Unread("line", "above the cover sheet", text)
        for label, text in details
    )


def _date_in(sections: Sequence[Section]) -> dt.date | None:
    paragraphs = sections[0].paragraphs if sections else ()
    return next((date for each in paragraphs if (date := read_meeting_date(each.text))), None)


def _warnings(
    front: Front, sections: Sequence[Section], signature: tuple[str, str] | None
) -> tuple[str, ...]:
    found = [sentence for name, sentence in EXPECTED if not getattr(front.cover, name)]
    if not sections:
        found.append("No sections were recognised.")
    if not signature:
        found.append("No signature was recognised.")
    return tuple(found)
