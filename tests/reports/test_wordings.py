"""The history of a paragraph: every wording can be read, by its writers alone, and put back."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from boards import clock
from boards.deeds.refusals import Refused, Stale
from reports.deeds.co_writers import ask_to_write
from reports.deeds.paragraphs import remove_paragraph
from reports.deeds.wordings import restore_wording
from reports.deeds.writing import Changes, ParagraphChange, write_report
from reports.models import Evidence, Paragraph, Report, ReviewNote
from tests.cast import Cast
from tests.reports.stages import at, make_report
from tests.reports.test_writing import report, standing, texts, type_in

__all__ = ["report"]


def now(row: Paragraph) -> Paragraph:
    return Paragraph.objects.get(pk=row.pk)


def kept(row: Paragraph) -> list[str]:
    return list(row.wordings.order_by("version").values_list("typed", flat=True))


def history_of(row: Paragraph) -> str:
    return f"/desk/reports/{row.section.report.slug}/paragraphs/{row.key}/"


def test_words_that_are_added_within_ten_minutes_are_one_wording(report: Report) -> None:
    row = standing(report)[0]
    door = "I visited the front door."
    for ago, typed in ((30, "I vis"), (29, "I visited the fro"), (25, door), (10, f"{door} It works.")):
        with clock.at(timezone.now() - datetime.timedelta(minutes=ago), because="Told for a test."):
            type_in(report, now(row), typed)
    assert kept(row) == ["I visited the front door.", "I visited the front door. It works."]


def test_what_is_taken_away_stays_readable_however_fast_it_goes(report: Report) -> None:
    row = standing(report)[0]
    for typed in ("One two three four.", "One two three", "One two", "One", "", "Another thing altogether."):
        type_in(report, now(row), typed)
    assert kept(row) == ["One two three four.", "Another thing altogether."]


def test_another_hand_begins_another_wording(cast: Cast, report: Report) -> None:
    row = standing(report)[0]
    ask_to_write(by=cast.chris, report=report, user=cast.mo)
    type_in(report, row, "One.")
    change = ParagraphChange(row.key, 2, "One. Two.")
    write_report(by=cast.mo, report=report, changes=Changes(paragraphs=[change]))
    assert [(each.typed, each.by) for each in row.wordings.order_by("version")] == [
        ("One.", cast.chris),
        ("One. Two.", cast.mo),
    ]


def test_words_that_stood_before_the_history_began_are_in_it(cast: Cast) -> None:
    report = make_report(cast)
    row = standing(report)[0]
    type_in(report, row, "Other words.")
    assert kept(row) == ["I visited the front door.", "Other words."]


def test_a_wording_is_put_back_as_a_wording_itself(cast: Cast, report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "First words:\n- a")
    type_in(report, now(row), "Quite different ones")
    with pytest.raises(Stale):
        restore_wording(by=cast.chris, report=report, key=row.key, wording=2, version=2)
    with pytest.raises(Refused, match="not there"):
        restore_wording(by=cast.chris, report=report, key=row.key, wording=77, version=3)
    restore_wording(by=cast.chris, report=report, key=row.key, wording=2, version=3)
    assert texts(report)[0] == "First words:\n- a"
    assert [each.how for each in row.wordings.all()] == ["restored", "wrote", "wrote"]


def test_the_page_shows_each_wording_beside_the_one_before(
    client: Client, cast: Cast, report: Report
) -> None:
    row = standing(report)[0]
    type_in(report, row, "I saw two new teams & <b>more</b>.")
    type_in(report, now(row), "I saw the four teams & <b>more</b>.")
    client.force_login(cast.chris)
    page = client.get(history_of(row)).content.decode()
    assert "History of paragraph 1.1" in page
    assert '<span class="govuk-visually-hidden">(removed: </span>two new' in page
    assert '<span class="govuk-visually-hidden">(added: </span>the four' in page
    assert "&amp; &lt;b&gt;more&lt;/b&gt;." in page
    assert page.count("Put this wording back") == 1
    response = client.post(history_of(row), {"wording": "2", "version": "3"})
    assert response["Location"] == f"/desk/reports/{report.slug}/write/#text-{row.key}"
    again = client.post(history_of(row), {"wording": "3", "version": "3"}).content.decode()
    assert "Somebody else changed this paragraph" in again
    assert client.post(history_of(row), {"wording": "x", "version": ""}).status_code == 409
    assert texts(report)[0] == "I saw two new teams & <b>more</b>."


def test_a_removed_paragraph_keeps_evidence_and_notes_and_says_so(
    client: Client, cast: Cast, report: Report
) -> None:
    row = standing(report)[0]
    type_in(report, row, "Words")
    for target in "12":
        Evidence.objects.create(
            paragraph=row, kind="activity", target=target, on="2026-01-01", linked_by=cast.chris
        )
    ReviewNote.objects.create(report=report, paragraph=row, by=cast.rae, text="Hm.")
    client.force_login(cast.chris)
    write = f"/desk/reports/{report.slug}/write/"
    boxes = client.get(write).context["sections"][0].paragraphs
    assert boxes[0].kept == (
        "Removing it keeps its 2 pieces of evidence and 1 note; put it back to have them again."
    )
    remove_paragraph(by=cast.chris, report=report, key=row.key)
    assert "2 pieces of evidence and 1 note" in client.get(write).content.decode()
    page = client.get(history_of(row)).content.decode()
    assert ("History of a removed paragraph" in page, "2 pieces of evidence and 1 open note" in page) == (
        True,
        True,
    )
    last = now(row).wordings.latest("version")
    client.post(history_of(row), {"wording": last.version, "version": now(row).version})
    assert texts(report)[0] == "Words"
    assert (row.evidence.count(), row.notes.count()) == (2, 1)


def test_earlier_words_are_for_the_writers_alone(client: Client, cast: Cast) -> None:
    sent = at(cast, "in-review")
    row = standing(sent)[0]
    for user, code in ((cast.rae, 403), (cast.sam, 403), (cast.mo, 404), (cast.chris, 200)):
        client.force_login(user)
        assert client.get(history_of(row)).status_code == code
    other = standing(make_report(cast))[0]
    assert client.get(f"/desk/reports/{sent.slug}/paragraphs/{other.key}/").status_code == 404
    client.post(history_of(row), {"wording": "1", "version": "1"})
    assert texts(sent)[0] == "I visited the front door."


def test_a_long_history_is_read_in_pages_of_the_same_few_questions(
    client: Client, cast: Cast, report: Report, django_assert_max_num_queries: object
) -> None:
    row = standing(report)[0]
    client.force_login(cast.chris)
    for number in range(23):
        type_in(report, now(row), f"word{number} thing{number} more{number}")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page = client.get(history_of(row))
    assert len(page.context["told"]) == 20
    older = client.get(history_of(row) + page.context["older"])
    assert [each.is_first for each in older.context["told"]] == [False, False, True]
