"""Published papers and minutes for tests of what readers see, made by the publishing deeds themselves.

``lay_pdf`` does what the worker does, with a file that only says it is a PDF.
"""

import datetime
from collections.abc import Sequence

from boards.models import Body, Meeting, User
from reports import files
from reports.changes_article import changes_sha256
from reports.composed import (
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    CoverRow,
    paragraph_anchor,
    section_anchor,
)
from reports.deeds.publishing import content_of, next_number, prepare, publish_edition
from reports.deeds.renditions import keep_rendition
from reports.markdown import plain_text, render_block, render_inline
from reports.models import Edition, Publication, Rendition

Sections = Sequence[tuple[str, Sequence[str]]]

WORDS: Sections = (("What I saw", ("I visited the front door.", "Two teams were **short** of staff.")),)


def composed_report(
    title: str,
    body_name: str,
    sections: Sections = WORDS,
    *,
    day: datetime.date | None = None,
    purpose: str = "To tell the Board what the Chair saw.",
    edition: int = 1,
    reason: str = "",
) -> ComposedPaper:
    return ComposedPaper(
        kind="report",
        title=title,
        body_name=body_name,
        meeting_date=day,
        meeting_line="",
        edition=edition,
        cover=(CoverRow("Purpose of report", render_inline(purpose)),),
        sections=tuple(
            ComposedSection(
                key=f"section-{number}",
                number=str(number),
                heading=heading,
                anchor=section_anchor(str(number)),
                paragraphs=tuple(
                    _paragraph("report", text, f"{number}.{at}", str(number), at)
                    for at, text in enumerate(texts, 1)
                ),
            )
            for number, (heading, texts) in enumerate(sections, 1)
        ),
        signature=("Independent Chair",),
        background_papers=None,
        correction_reason=reason,
    )


def composed_minutes(meeting: Meeting, items: Sections, resolutions: dict[str, str]) -> ComposedPaper:
    """Minutes without paragraph numbers; ``resolutions`` by the title of their item."""
    return ComposedPaper(
        kind="minutes",
        title=f"Minutes of the {meeting.body_name}",
        body_name=meeting.body_name,
        meeting_date=meeting.date,
        meeting_line="",
        edition=1,
        cover=(),
        sections=tuple(
            _item(str(22 + place), heading, texts, resolutions.get(heading, ""))
            for place, (heading, texts) in enumerate(items, 1)
        ),
        signature=(),
        background_papers=None,
        correction_reason="",
    )


def publish(by: User, publication: Publication, paper: ComposedPaper, **about: str) -> Edition:
    prepare(by=by, publication=publication, paper=paper)
    lay_pdf(paper)
    return publish_edition(by=by, publication=publication, paper=paper, **about)


def make_edition(
    by: User,
    body: Body,
    title: str = "Chair’s report for autumn",
    sections: Sections = WORDS,
    *,
    slug: str = "",
    meeting: Meeting | None = None,
    author: str = "Independent Chair",
) -> Edition:
    """A published first edition of a report to ``body``."""
    slug = slug or f"report-{Publication.objects.count() + 1}"
    publication = Publication.objects.create(kind="report", slug=slug, body=body, meeting=meeting)
    paper = composed_report(title, body.name, sections, day=meeting.date if meeting else None)
    return publish(by, publication, paper, author=author)


def correct(by: User, edition: Edition, sections: Sections, reason: str) -> Edition:
    """The next edition of the same publication, with other words."""
    number = next_number(edition.publication)
    paper = composed_report(
        edition.title,
        edition.body_name,
        sections,
        day=edition.meeting_date,
        edition=number,
        reason=reason,
    )
    return publish(by, edition.publication, paper, author=edition.author, reason=reason)


def make_minutes(
    by: User, meeting: Meeting, items: Sections, resolutions: dict[str, str] | None = None
) -> Edition:
    slug = f"minutes-{meeting.body.slug}-{meeting.date.isoformat()}"
    publication = Publication.objects.create(kind="minutes", slug=slug, body=meeting.body, meeting=meeting)
    return publish(by, publication, composed_minutes(meeting, items, resolutions or {}))


def lay_pdf(paper: ComposedPaper) -> Rendition:
    """The file and the row that the worker would leave for this paper."""
    sha256 = content_of(paper).sha256
    file_sha256, size = files.keep(f"%PDF-1.7 of {sha256}".encode(), "pdf")
    return keep_rendition(by=None, content_sha256=sha256, file_sha256=file_sha256, size=size, pages=2)


def lay_word(edition: Edition) -> Rendition:
    """The Word file and the row that the worker would leave for an edition."""
    sha256 = edition.content_sha256
    file_sha256, size = files.keep(f"PK of {sha256}".encode(), "docx")
    return keep_rendition(
        by=None, content_sha256=sha256, file_sha256=file_sha256, size=size, pages=0, format="docx"
    )


def lay_changes_pdf(then: Edition, now: Edition) -> Rendition:
    """The file and the row that the worker would leave for what changed between the two."""
    sha256 = changes_sha256(then, now)
    file_sha256, size = files.keep(f"%PDF-1.7 of {sha256}".encode(), "pdf")
    return keep_rendition(by=None, content_sha256=sha256, file_sha256=file_sha256, size=size, pages=1)


def _item(number: str, heading: str, texts: Sequence[str], resolution: str) -> ComposedSection:
    paragraphs = [_paragraph("minutes", text, "", number, at) for at, text in enumerate(texts, 1)]
    if resolution:
        paragraphs.append(_paragraph("minutes", resolution, "", f"{number}-resolution", 1, kind="resolution"))
    return ComposedSection(
        key=f"item-{number}",
        number=number,
        heading=heading,
        anchor=section_anchor(number),
        paragraphs=tuple(paragraphs),
    )


def _paragraph(
    paper: str, text: str, number: str, section: str, at: int, kind: str = ""
) -> ComposedParagraph:
    return ComposedParagraph(
        key=f"{paper}-{section}-{at}",
        number=number,
        anchor=paragraph_anchor(
            "minutes" if paper == "minutes" else "report", number, section_number=section, position=at
        ),
        html=render_block(text),
        text=plain_text(text),
        kind=kind,
    )
