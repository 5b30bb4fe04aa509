"""Keeping a report that was written elsewhere: it becomes a draft like any other."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import PurePath
from typing import Final

from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Body, Meeting, User
from reports.bring_in import BroughtInReport
from reports.bring_in import Paragraph as BroughtInParagraph
from reports.bring_in import Section as BroughtInSection
from reports.bring_in.house_marks import in_house_marks
from reports.compose import NumberedParagraph, numbered_sections
from reports.deeds.reports import LONGEST_TITLE, open_report
from reports.deeds.writing import LONGEST_HEADING
from reports.models import Bullet, Paragraph, Report, Section

LONGEST_KIND: Final = 100
Typed = Callable[[str], str]
"""Gives words from the file the marks of the house."""


@deed
def bring_in_report(
    *, by: User, body: Body, brought: BroughtInReport, meeting: Meeting | None = None, file_name: str
) -> Report:
    """Make a draft of ``by`` from what was read in the file: cover sheet, sections, paragraphs, signature.

    Numbers are derived from the order as in every report; ``numbers_that_differ`` tells where the file had
    typed others. Titles and headings beyond the longest are cut, which ``cut_short`` tells.

    Raises:
        Refused: when nothing was recognised, for a meeting of another body, and for a report that is there.
    """
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)  # the same file sent twice at once: one waits
    title = title_of(brought, file_name)
    refuse_unfit(body, meeting, brought, title)
    typed = partial(in_house_marks, emphases=brought.emphases)
    day = meeting.date if meeting else brought.meeting_date
    cover = cover_of(brought, typed)
    report = open_report(by=by, body=body, meeting=meeting, title=title, period_to=day, **cover)
    for position, section in enumerate(brought.sections, start=1):
        keep_section(report, position, section, typed)
    record(by=by, deed="brought in", about=report, after=facts(report) | {"file": file_name})
    return report


def cover_of(brought: BroughtInReport, typed: Typed) -> dict[str, str | dict[str, str]]:
    """The fields of the cover sheet as the file has them."""
    cover = brought.cover
    return {
        "purpose": typed(cover.purpose),
        "aim": cover.purpose_kind or AgendaItem.Aim.INFORMATION,
        "author_line": in_house_marks(cover.author)[:LONGEST_TITLE],
        "key_issues": typed(cover.key_issues),
        "recommendations": one_a_line(cover.recommendations),
        "implications": {kind[:LONGEST_KIND]: typed(text) for kind, text in cover.implications},
        "signature": "\n".join(brought.signature or ()),
        "background_papers": "\n".join(" ".join(paper.split()) for paper in brought.background_papers),
    }


def keep_section(report: Report, position: int, brought: BroughtInSection, typed: Typed) -> None:
    heading = " ".join(brought.heading.split())[:LONGEST_HEADING]
    section = Section.objects.create(report=report, position=position, heading=heading)
    for place, paragraph in enumerate(brought.paragraphs or [BroughtInParagraph("", "")], start=1):
        row = Paragraph.objects.create(section=section, position=place, text=typed(paragraph.text.strip()))
        bullets = [typed(bullet.strip()) for bullet in paragraph.bullets]
        Bullet.objects.bulk_create(
            Bullet(paragraph=row, position=number, text=text) for number, text in enumerate(bullets, start=1)
        )


def title_of(brought: BroughtInReport, file_name: str) -> str:
    """The report's own title, or the name of its file when none was recognised."""
    title = " ".join(brought.cover.title.split()) or PurePath(file_name).stem.strip()
    return title[:LONGEST_TITLE]


def one_a_line(texts: Iterable[str]) -> str:
    return "\n".join(in_house_marks(" ".join(text.split())) for text in texts)


def refuse_unfit(body: Body, meeting: Meeting | None, brought: BroughtInReport, title: str) -> None:
    if not any(section.paragraphs for section in brought.sections):
        raise Refused("No report was recognised in this file: it has no paragraphs under a heading.")
    if meeting and meeting.body_id != body.pk:
        raise Refused("Choose a meeting of the body that the report goes to.", field="meeting")
    if Report.objects.filter(body=body, meeting=meeting, title=title).exists():
        raise Refused(f"“{title}” is here already. The same report is brought in once.")


def numbers_that_differ(report: Report, brought: BroughtInReport) -> list[str]:
    """One sentence for the first number that is not as it was typed; empty when all agree."""
    derived = [each for section in numbered_sections(report) for each in section.paragraphs]
    typed = [each for section in brought.sections for each in section.paragraphs or [None]]
    for row, paragraph in zip_longest(derived, typed):
        if sentence := difference(row, paragraph):
            return [sentence]
    return []


def difference(row: NumberedParagraph | None, typed: BroughtInParagraph | None) -> str:
    now, before = row.number if row else "", typed.number if typed else ""
    if not before or now == before:
        return ""
    here = now or "without a number"
    return f"The paragraph numbered {before} in the file is {here} here, and those after it follow."


def cut_short(brought: BroughtInReport) -> Iterator[str]:
    """A sentence for each title, author or heading that was too long to keep whole."""
    lines = [
        ("The title", brought.cover.title, LONGEST_TITLE),
        ("The author", brought.cover.author, LONGEST_TITLE),
        *((f"Heading {each.number}".strip(), each.heading, LONGEST_HEADING) for each in brought.sections),
    ]
    for name, text, longest in lines:
        if len(" ".join(text.split())) > longest:
            yield f"{name} was cut to {longest} characters. It said: {text}"
