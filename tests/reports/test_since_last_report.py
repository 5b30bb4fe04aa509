"""The log of a period as bullets of a report: tied to their entries, never twice, only the sentence."""

import datetime
import uuid
from typing import Any

import pytest

from boards.deeds.refusals import Refused
from reports.deeds.activity import log_activity
from reports.deeds.paragraphs import (
    Changes,
    ParagraphChange,
    insert_activities,
    order_of,
    remove_paragraph,
    text_of,
    write_report,
)
from reports.deeds.reports import start_report
from reports.models import Activity, Bullet, Paragraph, Report
from reports.since_last_report import INTRODUCTION, bullets_since
from tests.cast import Cast
from tests.reports.stages import at, make_report

TODAY = datetime.date(2026, 11, 1)


def log(cast: Cast, kind: str, day: int, sentence: str, **facts: Any) -> Activity:
    told: dict[str, Any] = {
        "by": cast.chris,
        "body": cast.board,
        "on": datetime.date(2026, 10, day),
        "seen": "PRIVATE",
    } | facts
    return log_activity(kind=kind, sentence=sentence, **told)


def some_days(cast: Cast) -> None:
    log(cast, "visit", 3, "Visited Northam.")
    log(cast, "report-given", 1, "Reported to the Committee")
    log(cast, "meeting", 9, "Met the Chief Executive")
    log(cast, "review", 2, "Took part in the review")
    log(cast, "one-to-one", 4, "Met the Cabinet Member")
    log(cast, "visit", 1, "Visited  the Cherwick\noffice")
    log(cast, "other", 5, "")


TOLD = [
    "Met the Cabinet Member",
    "Met the Chief Executive",
    "Visited the Cherwick office",
    "Visited Northam",
    "Took part in the review",
    "Reported to the Committee",
]


def draft(cast: Cast) -> Report:
    return start_report(by=cast.chris, body=cast.board, title="Progress", period_to=TODAY)


def activity_section(report: Report) -> uuid.UUID:
    return report.sections.get(heading="Activity programme").key


def insert(cast: Cast, report: Report) -> int:
    into = activity_section(report)
    return insert_activities(by=cast.chris, report=report, order=order_of(report), into=into, until=TODAY)


def test_people_met_then_visits_reviews_and_reports_given_each_in_order_of_days(cast: Cast) -> None:
    some_days(cast)
    assert [bullet.text for bullet in bullets_since(Activity.objects.all())] == TOLD


def test_inserted_bullets_are_tied_to_their_entries_and_nothing_private_leaves(cast: Cast) -> None:
    some_days(cast)
    report = draft(cast)
    assert insert(cast, report) == 6
    paragraph = Paragraph.objects.get(section__key=activity_section(report))
    assert (paragraph.text, [bullet.text for bullet in paragraph.bullets.all()]) == (INTRODUCTION, TOLD)
    assert all(
        bullet.activity and bullet.activity.sentence.rstrip(".") == bullet.text
        for bullet in paragraph.bullets.select_related("activity")
    )
    assert "PRIVATE" not in text_of(paragraph)


def test_nothing_is_inserted_twice_and_later_entries_join_the_same_paragraph(cast: Cast) -> None:
    some_days(cast)
    report = draft(cast)
    insert(cast, report)
    with pytest.raises(Refused, match="in this report already"):
        insert(cast, report)
    log(cast, "visit", 20, "Visited Cherwick again")
    assert insert(cast, report) == 1
    bullets = Bullet.objects.filter(paragraph__section__report=report)
    assert [bullet.text for bullet in bullets] == [*TOLD, "Visited Cherwick again"]
    assert bullets.values("paragraph").distinct().count() == 1


def test_a_step_sent_twice_from_one_page_is_taken_once(cast: Cast) -> None:
    some_days(cast)
    report = draft(cast)
    into, order = activity_section(report), order_of(report)
    write_report(
        by=cast.chris,
        report=report,
        changes=Changes(
            paragraphs=[ParagraphChange(Paragraph.objects.get(section__key=into).key, 1, "My programme.")]
        ),
    )
    insert_activities(by=cast.chris, report=report, order=order, into=into, until=TODAY)
    log(cast, "visit", 20, "Visited Cherwick again")
    with pytest.raises(Refused, match="moved in another window"):
        insert_activities(by=cast.chris, report=report, order=order, into=into, until=TODAY)


def test_an_edited_bullet_stays_tied_and_is_not_inserted_again(cast: Cast) -> None:
    entry = log(cast, "visit", 3, "Visited the Early Help service in Cherwick")
    report = draft(cast)
    insert(cast, report)
    paragraph = Paragraph.objects.get(bullets__activity=entry)
    typed = (
        f"{INTRODUCTION}\n- Visited the Early Help service in Cherwick, which impressed me\n- Read case files"
    )
    write_report(
        by=cast.chris,
        report=report,
        changes=Changes(paragraphs=[ParagraphChange(paragraph.key, paragraph.version, typed)]),
    )
    tied = [(bullet.text, bullet.activity) for bullet in paragraph.bullets.all()]
    assert tied == [
        ("Visited the Early Help service in Cherwick, which impressed me", entry),
        ("Read case files", None),
    ]
    with pytest.raises(Refused, match="in this report already"):
        insert(cast, report)


def test_a_removed_paragraph_tells_nothing(cast: Cast) -> None:
    some_days(cast)
    report = draft(cast)
    insert(cast, report)
    told = Paragraph.objects.get(section__key=activity_section(report), removed_at=None)
    remove_paragraph(by=cast.chris, report=report, key=told.key)
    assert insert(cast, report) == 6


def test_only_the_period_the_body_and_the_author_count(cast: Cast) -> None:
    last = at(cast, "published", make_report(cast, period_to=datetime.date(2026, 10, 5)))
    log(cast, "visit", 5, "On the day of the last report")
    log(cast, "visit", 6, "The day after")
    log(cast, "visit", 31, "On the last day")
    Activity.objects.create(
        by=cast.mo, body=cast.board, kind="visit", on=datetime.date(2026, 10, 8), sentence="Mo's"
    )
    Activity.objects.create(
        by=cast.chris,
        body=cast.other_board,
        kind="visit",
        on=datetime.date(2026, 10, 8),
        sentence="Elsewhere",
    )
    report = start_report(by=cast.chris, body=cast.board, title="Next", period_to=datetime.date(2026, 10, 20))
    assert report.period_from == last.period_to
    insert(cast, report)
    assert list(Bullet.objects.values_list("text", flat=True)) == ["The day after", "On the last day"]
    report.refresh_from_db()
    assert report.period_to == TODAY
