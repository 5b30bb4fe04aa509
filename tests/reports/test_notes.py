"""Notes: left in draft by the writers and in review by reviewers, answered, settled, private to both."""

import pytest
from django.test import Client

from boards.deeds.refusals import Refused
from boards.models import LogEntry, User
from reports.deeds.co_writers import ask_to_write
from reports.deeds.paragraphs import remove_paragraph
from reports.deeds.review import add_note, answer_note, notes_for, settle_note
from reports.deeds.workflow import move
from reports.models import NoteAnswer, Report, ReviewNote
from tests.cast import Cast
from tests.reports.stages import at, make_report
from tests.reports.test_writing import page_of, standing


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def notes_page(report: Report) -> str:
    return f"/desk/reports/{report.slug}/notes/"


def test_writers_leave_notes_for_each_other_and_see_them_beside_the_paragraph(cast: Cast) -> None:
    report = make_report(cast)
    ask_to_write(by=cast.chris, report=report, user=cast.mo)
    row = standing(report)[1]
    mo = signed_in(cast.mo)
    form = mo.get(f"{notes_page(report)}?paragraph={row.key}").content.decode()
    assert f'value="{row.key}" selected' in form
    asked = {"paragraph": row.key, "text": "Which <b>teams</b>?"}
    assert mo.post(notes_page(report), asked).status_code == 302
    note = ReviewNote.objects.get()
    chris = signed_in(cast.chris)
    answer = f"{notes_page(report)}{note.pk}/answer/"
    assert chris.post(answer, {"text": "Northam & Southam."}).status_code == 302
    box = mo.get(page_of(report)).context["sections"][0].paragraphs[1]
    assert [[answer.text for answer in each.answers.all()] for each in box.notes] == [["Northam & Southam."]]
    page = mo.get(notes_page(report)).content.decode()
    for words in (
        "Paragraph 1.2",
        "Which &lt;b&gt;teams&lt;/b&gt;?",
        "Northam &amp; Southam.",
        "Answer of Chris",
    ):
        assert words in page
    assert chris.post(f"{notes_page(report)}{note.pk}/settle/").status_code == 302
    assert chris.get(page_of(report)).context["sections"][0].paragraphs[1].notes == ()


def test_no_note_is_left_where_nobody_would_look_for_it(cast: Cast) -> None:
    report = make_report(cast)
    stands, removed, *_ = standing(report)
    remove_paragraph(by=cast.chris, report=report, key=removed.key)
    other = standing(make_report(cast))[0]
    for paragraph in (removed, other):
        with pytest.raises(Refused, match="not in this report now"):
            add_note(by=cast.chris, report=report, text="Hm.", paragraph=paragraph)
    add_note(by=cast.chris, report=report, text="Hm.", paragraph=stands)


def test_reviewers_answer_in_review_and_their_notes_alone_are_a_reason_to_return(cast: Cast) -> None:
    report = make_report(cast)
    add_note(by=cast.chris, report=report, text="Mine.")
    sent = at(cast, "in-review", report)
    with pytest.raises(Refused, match="a note that says what to change"):
        move(by=cast.rae, report=sent, move="return", version=sent.version)
    note = add_note(by=cast.rae, report=sent, text="How many?")
    answer_note(by=cast.chris, note=note, text="Four.")
    answer_note(by=cast.rae, note=note, text="Say so.")
    assert list(note.answers.values_list("by__name", "text")) == [
        ("Chris Chair", "Four."),
        ("Rae Reviewer", "Say so."),
    ]
    assert move(by=cast.rae, report=sent, move="return", version=sent.version).state == "draft"


def test_an_answer_sent_twice_is_kept_once_and_odd_ones_are_refused(cast: Cast) -> None:
    report = at(cast, "in-review")
    note = add_note(by=cast.rae, report=report, text="How many?")
    entries = LogEntry.objects.count()
    for _ in range(2):
        answer_note(by=cast.chris, note=note, text=" Four. ")
    assert (NoteAnswer.objects.get().text, LogEntry.objects.count()) == ("Four.", entries + 1)
    for text in ("", " ", "x" * 5_001):
        with pytest.raises(Refused):
            answer_note(by=cast.chris, note=note, text=text)
    with pytest.raises(Refused, match="Only those who write"):
        answer_note(by=cast.mo, note=note, text="I too")
    settle_note(by=cast.chris, note=note)
    with pytest.raises(Refused, match="settled"):
        answer_note(by=cast.rae, note=note, text="Late")
    typed = signed_in(cast.rae).post(f"{notes_page(report)}{note.pk}/answer/", {"text": "Late & lost?"})
    assert "Late &amp; lost?" in typed.content.decode()


def test_notes_and_answers_are_for_writers_and_reviewers_alone(cast: Cast) -> None:
    report, other = at(cast, "in-review"), at(cast, "in-review", make_report(cast))
    note = add_note(by=cast.rae, report=report, text="Canarynote")
    answer_note(by=cast.rae, note=note, text="Canaryanswer")
    for user, code in ((cast.mo, 404), (cast.otto, 404), (cast.sam, 200), (cast.chris, 200)):
        browser = signed_in(user)
        assert browser.get(f"{notes_page(report)}{note.pk}/answer/").status_code == code
        assert browser.get(f"{notes_page(other)}{note.pk}/answer/").status_code == 404
    assert not notes_for(cast.con, report).exists()
    assert NoteAnswer.objects.count() == 1
