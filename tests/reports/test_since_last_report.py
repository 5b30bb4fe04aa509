"""The log of a period as bullets of a report: tied to their entries, never twice, only the sentence."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.deeds.refusals import Refused
from boards.models import Place
from reports.activity_sentences import spoken
from reports.deeds.activity import Entry, log_activity
from reports.deeds.activity_sections import insert_activities
from reports.deeds.draft import order_of
from reports.deeds.paragraphs import remove_paragraph
from reports.deeds.reports import start_report
from reports.deeds.wordings import text_of
from reports.deeds.writing import Changes, ParagraphChange, write_report
from reports.helps import counted_helps
from reports.models import Activity, Bullet, CoWriter, Paragraph, Report
from reports.since_last_report import INTRODUCTION, bullets_since
from tests.cast import Cast
from tests.reports.stages import at, make_report

TODAY = datetime.date(2026, 11, 1)


def log(cast: Cast, kind: str, day: int, sentence: str, **facts: Any) -> Activity:
    told: dict[str, Any] = {"on": datetime.date(2026, 10, day), "seen": "PRIVATE"} | facts
    entry = Entry(body=cast.board, kind=kind, sentence=sentence, **told)
    return log_activity(by=cast.chris, entry=entry)


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
    tied = [
        (bullet.text, [row.sentence for row in bullet.activities.all()]) for bullet in paragraph.bullets.all()
    ]
    assert [(text, [" ".join(text.rstrip(".").split()) for text in told]) for text, told in tied] == [
        (text, [text]) for text in TOLD
    ]
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
    assert [bullet.text for bullet in bullets] == [*TOLD[:4], "Visited Cherwick again", *TOLD[4:]]
    assert bullets.values("paragraph").distinct().count() == 1


def test_who_is_met_again_is_not_told_twice_unless_the_author_edited_it(client: Client, cast: Cast) -> None:
    first = log(cast, "meeting", 1, "", met="the Chief Executive")
    report = draft(cast)
    insert(cast, report)
    log(cast, "visit", 2, "Visited Northam")
    log(cast, "meeting", 9, "", met="the Chief Executive")
    client.force_login(cast.chris)
    page = client.get(f"/desk/reports/{report.slug}/since-last-report/").content.decode()
    assert "Met the Chief Executive twice" in page
    assert page.count("Told in this report already") == 1
    assert insert(cast, report) == 2
    bullets = Bullet.objects.filter(paragraph__section__report=report)
    assert [(each.text, each.activities.count()) for each in bullets] == [
        ("Met the Chief Executive twice", 2),
        ("Visited Northam", 1),
    ]
    assert first in bullets[0].activities.all()
    bullets.filter(text__startswith="Met").update(text="Met the Chief Executive for two hours")
    log(cast, "meeting", 12, "", met="the Chief Executive")
    insert(cast, report)
    assert [(each.text, each.activities.count()) for each in bullets.all()] == [
        ("Met the Chief Executive for two hours", 2),
        ("Met the Chief Executive", 1),
        ("Visited Northam", 1),
    ]


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
    paragraph = Paragraph.objects.get(bullets__activities=entry)
    typed = (
        f"{INTRODUCTION}\n- Visited the Early Help service in Cherwick, which impressed me\n- Read case files"
    )
    write_report(
        by=cast.chris,
        report=report,
        changes=Changes(paragraphs=[ParagraphChange(paragraph.key, paragraph.version, typed)]),
    )
    tied = [(bullet.text, list(bullet.activities.all())) for bullet in paragraph.bullets.all()]
    assert tied == [
        ("Visited the Early Help service in Cherwick, which impressed me", [entry]),
        ("Read case files", []),
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


def test_a_bullet_of_several_entries_stays_tied_to_all_of_them_when_it_is_edited(cast: Cast) -> None:
    entries = [log(cast, "meeting", day, "", met="the Director") for day in (1, 2, 3)]
    for entry in entries:
        Activity.objects.filter(pk=entry.pk).update(sentence="Met the Director")
    report = draft(cast)
    assert insert(cast, report) == 1
    [bullet] = Bullet.objects.all()
    assert bullet.text == "Held regular discussions with the Director"
    row = bullet.paragraph
    typed = f"{INTRODUCTION}\n- Held regular and frank discussions with the Director\n- Read case files"
    changes = Changes(paragraphs=[ParagraphChange(row.key, row.version, typed)])
    write_report(by=cast.chris, report=report, changes=changes)
    told = {bullet.text: set(bullet.activities.all()) for bullet in row.bullets.all()}
    assert told == {
        "Held regular and frank discussions with the Director": set(entries),
        "Read case files": set(),
    }
    with pytest.raises(Refused, match="in this report already"):
        insert(cast, report)


def test_what_is_left_out_changes_how_the_rest_reads_and_is_offered_again(client: Client, cast: Cast) -> None:
    entries = [log(cast, "meeting", day, "Met the Director", met="the Director") for day in (1, 2, 3)]
    log(cast, "visit", 5, "", place=None)
    report = draft(cast)
    client.force_login(cast.chris)
    address = f"/desk/reports/{report.slug}/since-last-report/"
    page = client.get(address)
    assert [group.name for group in page.context["groups"]] == ["People met"]
    assert [str(each) for each in page.context["unsaid"]] == ["Visit, 2026-10-05"]
    assert "PRIVATE" not in page.content.decode()
    ticks = {"tell": [entries[0].pk, entries[2].pk], "into": str(activity_section(report))}
    looked = client.post(address, ticks | {"do": "look"})
    assert [bullet.text for group in looked.context["groups"] for bullet in group.bullets] == [
        "Met the Director twice"
    ]
    assert (looked.context["left_out"], Bullet.objects.count()) == ([entries[1]], 0)
    none = client.post(address, {"do": "insert", "into": ticks["into"]})
    assert "Nothing is ticked" in none.content.decode()
    told = client.post(address, ticks | {"do": "insert"})
    assert told["Location"].startswith(f"/desk/reports/{report.slug}/write/#text-")
    assert list(Bullet.objects.values_list("text", flat=True)) == ["Met the Director twice"]
    again = client.get(address)
    assert [each.pk for each in again.context["form"].entries] == [entries[1].pk]
    assert again.context["joins"] == "2.1"


def test_what_the_report_before_could_have_told_is_offered_once_more(client: Client, cast: Cast) -> None:
    before = make_report(cast, period_to=datetime.date(2026, 10, 5))
    told = log(cast, "visit", 3, "Told in the report before")
    insert_activities(by=cast.chris, report=before, into=before.sections.all()[0].key)
    at(cast, "published", before)
    late = log(cast, "visit", 5, "Visited on the last day, logged after the report")
    log(cast, "visit", 4, "")
    now = log(cast, "visit", 6, "Visited the day after")
    report = draft(cast)
    client.force_login(cast.chris)
    address = f"/desk/reports/{report.slug}/since-last-report/"
    page = client.get(address)
    assert (page.context["left_behind"], page.context["form"].told) == ([late], {now.pk})
    assert str(told.sentence) not in page.content.decode()
    into = str(activity_section(report))
    client.post(address, {"tell": [now.pk], "into": into, "do": "insert"})
    assert counted_helps(report, cast.chris)[0].waiting == "all told; 1 from before the period in no report"
    client.post(address, {"tell": [late.pk], "into": into, "do": "insert"})
    bullets = Bullet.objects.filter(paragraph__section__report=report)
    assert [bullet.text for bullet in bullets] == [now.sentence, late.sentence]
    assert client.get(address).context["left_behind"] == []
    report.refresh_from_db()
    assert report.period_from == before.period_to


def test_what_comes_after_the_period_is_told_of_and_makes_it_longer(client: Client, cast: Cast) -> None:
    report = start_report(by=cast.chris, body=cast.board, title="Early", period_to=datetime.date(2026, 10, 5))
    log(cast, "visit", 20, "Visited Northam")
    client.force_login(cast.chris)
    address = f"/desk/reports/{report.slug}/since-last-report/"
    page = client.get(address)
    assert (page.context["later"], page.context["groups"]) == (1, [])
    longer = client.get(f"{address}?until=2026-10-21")
    [entry] = longer.context["form"].entries
    sent = {"tell": [entry.pk], "into": str(activity_section(report)), "do": "insert"}
    assert client.post(f"{address}?until=2026-10-21", sent).status_code == 302
    report.refresh_from_db()
    assert report.period_to == datetime.date(2026, 10, 21)
    for wrong in ("9999-01-01", "soon", "2026-13-01"):
        assert client.get(f"{address}?until={wrong}").context["until"] == report.period_to


def test_only_the_author_tells_from_the_authors_log(client: Client, cast: Cast) -> None:
    some_days(cast)
    report = draft(cast)
    CoWriter.objects.create(report=report, user=cast.mo, asked_by=cast.chris)
    client.force_login(cast.mo)
    assert client.get(f"/desk/reports/{report.slug}/write/").status_code == 200
    assert client.get(f"/desk/reports/{report.slug}/since-last-report/").status_code == 403
    with pytest.raises(Refused, match="Only the author"):
        insert_activities(by=cast.mo, report=report, into=activity_section(report), until=TODAY)


def test_the_preview_asks_as_often_for_fifty_entries_as_for_one(client: Client, cast: Cast) -> None:
    report, counts = draft(cast), []
    cherwick = Place.objects.create(name="Cherwick", kind="locality")
    client.force_login(cast.chris)
    for many in (1, 49):
        for _ in range(many):
            team = Place.objects.create(name=f"Team {Place.objects.count()}", kind="team", within=cherwick)
            log(cast, "visit", 3, f"Visited {spoken(team)}", place=team)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/desk/reports/{report.slug}/since-last-report/?until=2026-11-01")
        counts.append(len(asked))
    assert counts[0] == counts[1]
