"""Writing, reviewing and publishing the Chair's reports of the demonstration."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial

from boards.models import Meeting
from improvement_board.demo.bodies import board
from improvement_board.demo.chairs_evidence import say_what_it_rests_on, tell_of_highlights
from improvement_board.demo.chairs_reports import CHAIRS_REPORTS, ChairsReport, Correction
from improvement_board.demo.days import Days, in_words, moment, publication_day
from improvement_board.demo.people import person
from improvement_board.demo.story import Step
from reports.deeds.activity_sections import insert_activities
from reports.deeds.co_writers import ask_to_write
from reports.deeds.draft import order_of
from reports.deeds.reports import CoverSheet, fill_in_cover, start_report
from reports.deeds.review import add_note, settle_note
from reports.deeds.workflow import move
from reports.deeds.writing import Changes, ParagraphChange, write_report
from reports.models import Paragraph, Publication, Report
from reports.since_last_report import activities_to_insert

WRITTEN = 24
"""Days before the board's next meeting on which the reports that are not published yet were written."""

TITLES = {key: told.title for key, told in CHAIRS_REPORTS.items()}


def steps(days: Days) -> Iterator[Step]:
    for told in CHAIRS_REPORTS.values():
        row = partial(report, told, days)
        yield Step(finished(told, days), partial(is_started, told, days), partial(write, told, days))
        for number, correction in enumerate(told.corrections, start=2):
            when = moment(days.weeks_before(correction.weeks), 11)
            done = partial(is_corrected, told, days, number)
            yield Step(when, done, partial(correct, told, days, correction))
        if told.withdrawn:
            weeks, reason = told.withdrawn
            when = moment(days.weeks_before(weeks), 11)
            yield Step(
                when, partial(is_withdrawn, told, days), partial(make, row, "withdraw", "secretariat", reason)
            )


def finished(told: ChairsReport, days: Days) -> datetime.datetime:
    """When the report went as far as it went: in time for the agenda, late, or a few weeks ago."""
    meeting = days.board(told.meeting)
    if told.ends != "published":
        return moment(days.next_board - datetime.timedelta(days=WRITTEN), 14)
    return (
        moment(meeting - datetime.timedelta(days=2), 12)
        if told.late
        else moment(publication_day(meeting), 12)
    )


def meeting_of(told: ChairsReport, days: Days) -> Meeting:
    return Meeting.objects.get(body=board(), date=days.board(told.meeting))


def report(told: ChairsReport, days: Days) -> Report:
    return Report.objects.filter(meeting=meeting_of(told, days), author=person("chair")).earliest("pk")


def publication(key: str, days: Days) -> Publication:
    return report(CHAIRS_REPORTS[key], days).publication


def is_started(told: ChairsReport, days: Days) -> bool:
    return Report.objects.filter(meeting=meeting_of(told, days), author=person("chair")).exists()


def is_corrected(told: ChairsReport, days: Days, number: int) -> bool:
    """Also when somebody has begun to correct it otherwise."""
    row = report(told, days)
    return row.state != Report.State.PUBLISHED or row.publication.editions.filter(number__gte=number).exists()


def is_withdrawn(told: ChairsReport, days: Days) -> bool:
    return report(told, days).state == Report.State.WITHDRAWN


def write(told: ChairsReport, days: Days) -> None:
    """The whole way of a report, as far as it went."""
    row = start_report(by=person("chair"), body=board(), meeting=meeting_of(told, days), title=told.title)
    fill_in(row, told)
    fill_sections(row, told, words(told, days))
    tell_of_highlights(row, told)
    say_what_it_rests_on(row, told, days)
    if told.co_writer:
        ask_to_write(by=person("chair"), report=row, user=person(told.co_writer))
    if activities_to_insert(row, row.period_to or days.next_board) and told.ends != "draft":
        into = row.sections.get(heading="Activity programme").key
        insert_activities(by=person("chair"), report=row, order=order_of(row), into=into)
    review(partial(report, told, days), told)
    if told.ends == "published":
        publish(partial(report, told, days))


def fill_in(row: Report, told: ChairsReport) -> None:
    cover = CoverSheet(
        title=told.title,
        purpose=told.purpose,
        aim=row.aim,
        author_line=row.author_line,
        key_issues=told.key_issues,
        recommendations=told.recommendations,
        implications={"financial": told.financial},
        signature=row.signature,
        background_papers=told.background,
    )
    fill_in_cover(by=person("chair"), report=row, version=row.version, cover=cover)


def words(told: ChairsReport, days: Days) -> dict[str, str]:
    return days.said | {"meeting": in_words(days.board(told.meeting))}


def fill_sections(row: Report, told: ChairsReport, said: dict[str, str]) -> None:
    """One box for each section: a blank line in it begins the next paragraph."""
    changes = []
    for heading, paragraphs in told.sections.items():
        first = row.sections.get(heading=heading).paragraphs.get()
        typed = "\n\n".join(paragraphs).format_map(said)
        changes.append(ParagraphChange(first.key, first.version, typed))
    write_report(by=person("chair"), report=row, changes=Changes(paragraphs=changes))


Row = Callable[[], Report]
"""The report as it is now: each move needs its newest version."""


def review(row: Row, told: ChairsReport) -> None:
    if told.ends == "draft":
        return
    make(row, "submit", "chair")
    if told.returned:
        make(row, "return", "reviewer", told.returned)
        settle_note(by=person("chair"), note=row().notes.get(settled_at=None))
        make(row, "submit", "chair")
    for text in told.notes:
        about = Paragraph.objects.filter(section__report=row(), section__heading="Analysis").first()
        add_note(by=person("reviewer"), report=row(), text=text, paragraph=about)


def publish(row: Row) -> None:
    """Agree, which has the PDF made, and publish."""
    make(row, "agree", "reviewer")
    make(row, "publish", "secretariat")


def make(row: Row, name: str, who: str, reason: str = "") -> None:
    """A correction speaks to the committee that reads the report next, which the check of audiences finds."""
    now = row()
    move(
        by=person(who),
        report=now,
        move=name,
        version=now.version,
        reason=reason,
        despite_findings=True,
    )


def correct(told: ChairsReport, days: Days, correction: Correction) -> None:
    row = partial(report, told, days)
    make(row, "correct", "chair", correction.reason)
    wrong = Paragraph.objects.get(
        section__report=row(), removed_at=None, text__contains=correction.instead_of
    )
    typed = wrong.text.replace(correction.instead_of, correction.says.format_map(words(told, days)))
    change = ParagraphChange(wrong.key, wrong.version, typed)
    write_report(by=person("chair"), report=row(), changes=Changes(paragraphs=[change]))
    make(row, "submit", "chair")
    publish(row)
