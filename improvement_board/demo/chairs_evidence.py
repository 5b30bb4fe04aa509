"""What the reports of the demonstration's Chair rest on, and what they say of the highlights before them."""

import datetime
from collections.abc import Iterator

from improvement_board.demo.bodies import board
from improvement_board.demo.chairs_reports import CHAIRS_REPORTS, ChairsReport, Rests
from improvement_board.demo.days import Days
from improvement_board.demo.people import person
from reports.deeds.carry_forward import carry_forward
from reports.deeds.evidence import link_evidence
from reports.deeds.paragraphs import mark_highlight
from reports.models import Activity, Paragraph, Publication, Report


def paragraph_with(row: Report, words: str) -> Paragraph:
    """The one paragraph of a report that begins with, or has, these words."""
    return Paragraph.objects.get(section__report=row, removed_at=None, text__contains=words)


def tell_of_highlights(row: Report, told: ChairsReport) -> None:
    """Carry forward those of the last report behind the analysis, and mark this one's own."""
    for carried in told.carried:
        last = row.sections.get(heading="Analysis").paragraphs.filter(removed_at=None).latest("position")
        before = row.follows
        if before is None:
            raise LookupError(f"{row.title} follows no report.")
        carry_forward(
            by=person("chair"),
            report=row,
            highlight=paragraph_with(before, carried.highlight).key,
            verdict=carried.verdict,
            typed=carried.words,
            after=last.key,
        )
    for words in told.highlights:
        key = paragraph_with(row, words).key
        mark_highlight(by=person("chair"), report=row, key=key, is_highlight=True)


def say_what_it_rests_on(row: Report, told: ChairsReport, days: Days) -> None:
    for rests in told.rests:
        key = paragraph_with(row, rests.words).key
        for kind, target, words, on in links(rests, days):
            link_evidence(
                by=person("chair"), report=row, key=key, kind=kind, target=target, words=words, on=on
            )


def links(rests: Rests, days: Days) -> Iterator[tuple[str, str, str, datetime.date | None]]:
    """Kind, target, words and day, as the deed takes them."""
    for weeks, weekday in rests.visits:
        logged = Activity.objects.filter(body=board(), by=person("chair"))
        yield "activity", str(logged.get(on=days.weeks_before(weeks, weekday)).pk), "", None
    if rests.report:
        key, words = rests.report
        yield "paper", target_in(CHAIRS_REPORTS[key].title, words), "", None
    if rests.said:
        weeks, words = rests.said
        yield "verbal", "", words, days.weeks_before(weeks)


def target_in(title: str, words: str) -> str:
    """The paragraph with these words in the newest edition of the board's report of this title."""
    publication = Publication.objects.get(report__title=title, report__body=board())
    edition = publication.editions.latest("number")
    return f"{publication.slug}/{edition.number}#{paragraph_with(publication.report, words).key}"
