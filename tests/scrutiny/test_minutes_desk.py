"""The minutes desk: writing item by item in one form, and the way of minutes to readers."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from boards.models import AgendaItem, Attendance, LogEntry, Meeting, User
from reports import files
from reports.deeds.publishing import content_of
from reports.deeds.renditions import keep_rendition
from reports.typed import LONGEST
from scrutiny.deeds import minutes as deeds
from scrutiny.models import Minute, MinuteParagraph, Minutes, NumberingRule, Resolution
from scrutiny.views.publishing_minutes import next_paper
from tests.builders import make_item, make_meeting
from tests.cast import Cast

DAY = "2019-10-10"
PAGES = ("minutes", "write", "preview", "ready_pdf", "ready", "reopen", "publish", "correct")
ACTS = ("start", "write", "make_pdf_again", "ready", "reopen", "publish", "correct")


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    meeting = make_meeting(cast.committee, DAY, published_by=cast.cleo)
    make_item(meeting, "Declarations of interest")
    make_item(meeting, "Report of the Independent Chair", purpose="To receive the report.")
    return meeting


@pytest.fixture
def minutes(cast: Cast, meeting: Meeting) -> Minutes:
    return deeds.start_minutes(by=cast.cleo, meeting=meeting)


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.cleo)
    return client


def at(name: str, meeting: Meeting) -> str:
    return reverse(f"minutes:{name}", args=[meeting.body.slug, meeting.date])


def the(position: int, minutes: Minutes) -> Minute:
    return minutes.items.get(item__position=position)


def typed(minutes: Minutes, **changes: str) -> dict[str, str]:
    """The page's form as a browser would send it back, with ``changes`` typed into it."""
    form = {"order": deeds.order_of(minutes), "do": "save"}
    for row in MinuteParagraph.objects.filter(minute__minutes=minutes, removed_at=None):
        form |= {
            f"text-{row.key}": row.text,
            f"kind-{row.key}": row.kind,
            f"version-{row.key}": str(row.version),
        }
    for minute in Minute.objects.filter(minutes=minutes):
        resolution = Resolution.objects.filter(minute=minute).first() or Resolution(version=0)
        form |= {
            f"verb-{minute.pk}": resolution.verb,
            f"words-{minute.pk}": resolution.text,
            f"version-resolution-{minute.pk}": str(resolution.version),
        }
    return form | changes


def texts(minute: Minute) -> list[str]:
    return [row.text for row in minute.paragraphs.filter(removed_at=None)]


def finished(cast: Cast, minutes: Minutes) -> Minutes:
    Attendance.objects.create(meeting=minutes.meeting, user=cast.con, name="Con Councillor", how="present")
    for minute in minutes.items.all():
        minute.paragraphs.update(text=f"Said of item {minute.item.position}.")
        Resolution.objects.create(minute=minute, verb="note", text="that it be noted.")
    return minutes


def ready(cast: Cast, minutes: Minutes) -> Minutes:
    return deeds.make_ready(by=cast.cleo, minutes=finished(cast, minutes), version=minutes.version)


def lay_pdf(minutes: Minutes) -> None:
    """The file and the row that the worker would leave."""
    sha256 = content_of(next_paper(minutes)).sha256
    file_sha256, size = files.keep(f"%PDF-1.7 of {sha256}".encode(), "pdf")
    keep_rendition(by=None, content_sha256=sha256, file_sha256=file_sha256, size=size, pages=2)


def everything() -> list[Any]:
    """All that a refused request must leave as it is."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Minutes, Minute, MinuteParagraph, Resolution, NumberingRule, LogEntry)
    ]


# ---- Who may come in


@pytest.mark.parametrize("name", sorted({*PAGES, *ACTS}))
def test_only_those_who_write_minutes_come_in(
    cast: Cast, client: Client, meeting: Meeting, minutes: Minutes, name: str
) -> None:
    before = everything()
    for user, status in ((cast.con, 403), (cast.otto, 404), (cast.stranger, 404), (cast.lena, 404)):
        client.force_login(user)
        if name in PAGES:
            assert client.get(at(name, meeting)).status_code == status
        if name in ACTS:
            assert client.post(at(name, meeting), typed(minutes)).status_code == status
    assert everything() == before


@pytest.mark.parametrize("name", ["start", "make_pdf_again"])
def test_what_changes_something_is_not_asked_for(desk: Client, meeting: Meeting, name: str) -> None:
    assert desk.get(at(name, meeting)).status_code == 405


@pytest.mark.parametrize("name", ["minutes", "preview", "ready_pdf"])
def test_what_shows_something_takes_nothing(
    desk: Client, meeting: Meeting, minutes: Minutes, name: str
) -> None:
    assert desk.post(at(name, meeting)).status_code == 405


def test_a_day_without_a_meeting_is_not_found(desk: Client, meeting: Meeting) -> None:
    address = reverse("minutes:minutes", args=[meeting.body.slug, datetime.date(2019, 10, 11)])
    assert desk.get(address).status_code == 404


# ---- Beginning


def test_minutes_are_begun_with_one_button(desk: Client, meeting: Meeting) -> None:
    page = desk.get(at("minutes", meeting)).text
    assert f'action="{at("start", meeting)}"' in page
    assert desk.post(at("start", meeting)).url == at("minutes", meeting)  # type: ignore[attr-defined]
    assert [str(minute.item) for minute in Minutes.objects.get().items.all()] == [
        "1. Declarations of interest",
        "2. Report of the Independent Chair",
    ]
    entries = LogEntry.objects.count()
    desk.post(at("start", meeting))  # the button pressed twice
    assert (Minutes.objects.count(), LogEntry.objects.count()) == (1, entries)


def test_a_meeting_to_come_has_no_button(cast: Cast, desk: Client) -> None:
    meeting = make_meeting(cast.committee, datetime.date(2999, 1, 10), published_by=cast.cleo)
    page = desk.get(at("minutes", meeting)).text
    assert "has not been held yet" in page
    assert "Start the minutes" not in page


# ---- Writing


def test_the_page_shows_items_paragraphs_and_what_stops_publication(
    desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    page = desk.get(at("minutes", meeting)).text
    assert "0 of 2 items done" in page
    assert "To receive the report." in page
    for sentence in ("Record who attended the meeting.", "or that there was none."):
        assert sentence in page
    verbs = re.findall(r'<option value="([a-z]*)">', page.partition(f'id="verb-{the(1, minutes).pk}"')[2])
    assert verbs[:8] == ["", "note", "receive", "approve", "recommend", "refer", "request", "none"]


def test_every_box_is_saved_with_one_button(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    one, two = the(1, minutes), the(2, minutes)
    first, second = one.paragraphs.get(), two.paragraphs.get()
    sent = {
        f"text-{first.key}": "There were none.",
        f"text-{second.key}": "A member asked about the pace.\n\nAnother did, too.",
        f"kind-{second.key}": "question",
        f"verb-{one.pk}": "none",
        f"verb-{two.pk}": "note",
        f"words-{two.pk}": "that the report be noted.",
    }
    response = desk.post(at("write", meeting), typed(minutes, **sent))
    assert (response.status_code, response.headers["Location"]) == (302, at("minutes", meeting))
    assert (texts(one), texts(two)) == (
        ["There were none."],
        ["A member asked about the pace.", "Another did, too."],
    )
    assert {row.kind for row in two.paragraphs.all()} == {"question"}
    assert [(row.verb, row.text) for row in Resolution.objects.order_by("minute__item__position")] == [
        ("none", ""),
        ("note", "that the report be noted."),
    ]
    assert "2 of 2 items done" in desk.get(at("minutes", meeting)).text


def test_saving_the_page_as_it_is_changes_nothing(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    finished(cast, minutes)
    before = everything()
    assert desk.post(at("write", meeting), typed(minutes)).status_code == 302
    assert everything() == before


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("add-after", ["One", "", "Two"]),
        ("add-answer", ["One", "", "Two"]),
        ("move-down", ["Two", "One"]),
        ("move-up", ["One", "Two"]),
        ("remove", ["Two"]),
    ],
)
def test_every_button_saves_what_was_typed_and_then_acts(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes, do: str, expected: list[str]
) -> None:
    minute = the(2, minutes)
    one = minute.paragraphs.get()
    MinuteParagraph.objects.create(minute=minute, position=2, text="Two")
    response = desk.post(
        at("write", meeting), typed(minutes, **{f"text-{one.key}": "One", "do": f"{do}:{one.key}"})
    )
    assert response.status_code == 302
    assert texts(minute) == expected
    one.refresh_from_db()
    assert one.text == "One"


def test_an_answer_is_set_behind_its_question(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    minute = the(1, minutes)
    row = minute.paragraphs.get()
    asked = {f"text-{row.key}": "Why?", f"kind-{row.key}": "question", "do": f"add-answer:{row.key}"}
    desk.post(at("write", meeting), typed(minutes, **asked))
    assert [each.kind for each in minute.paragraphs.all()] == ["question", "answer"]


def test_a_step_sent_twice_is_taken_once(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    minute = the(2, minutes)
    one = minute.paragraphs.get()
    MinuteParagraph.objects.create(minute=minute, position=2, text="Two")
    MinuteParagraph.objects.create(minute=minute, position=3, text="Three")
    sent = typed(minutes, do=f"move-down:{one.key}")
    desk.post(at("write", meeting), sent)
    again = desk.post(at("write", meeting), sent)
    assert "moved in another window" in again.text
    assert texts(minute) == ["Two", "", "Three"]


def test_removed_words_can_be_put_back(cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    minute = the(1, finished(cast, minutes))
    row = minute.paragraphs.get()
    desk.post(at("write", meeting), typed(minutes, do=f"remove:{row.key}"))
    assert texts(minute) == []
    assert f"put-back:{row.key}" in desk.get(at("minutes", meeting)).text
    desk.post(at("write", meeting), typed(minutes, do=f"put-back:{row.key}"))
    assert texts(minute) == ["Said of item 1."]


def test_both_texts_are_shown_when_two_clerks_clash(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    row = the(1, minutes).paragraphs.get()
    mine = typed(minutes, **{f"text-{row.key}": "What I heard."})
    desk.post(at("write", meeting), typed(minutes, **{f"text-{row.key}": "What they heard."}))
    response = desk.post(at("write", meeting), mine)
    assert response.status_code == 200
    assert "What they heard." in response.text
    assert ">\nWhat I heard.</textarea>" in response.text
    row.refresh_from_db()
    assert row.text == "What they heard."
    drawn = re.search(rf'name="version-{row.key}" value="(\d+)"', response.text)
    assert drawn
    desk.post(at("write", meeting), mine | {f"version-{row.key}": drawn[1]})
    row.refresh_from_db()
    assert row.text == "What I heard."


def test_both_resolutions_are_shown_when_two_clerks_clash(
    desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    minute = the(1, minutes)
    mine = typed(minutes, **{f"verb-{minute.pk}": "receive", f"words-{minute.pk}": "that it be received."})
    theirs = {f"verb-{minute.pk}": "note", f"words-{minute.pk}": "that it be noted."}
    desk.post(at("write", meeting), typed(minutes, **theirs))
    page = desk.post(at("write", meeting), mine).text
    assert "To note: that it be noted." in page
    assert ">\nthat it be received.</textarea>" in page
    assert Resolution.objects.get(minute=minute).text == "that it be noted."
    desk.post(at("write", meeting), mine | {f"version-resolution-{minute.pk}": "1"})
    assert Resolution.objects.get(minute=minute).text == "that it be received."


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "gossip", "Choose the kind of the paragraph from the list."),
        ("text", "x" * (LONGEST + 1), "This paragraph has 100,001 characters, and 100,000 is the most."),
    ],
)
def test_a_box_that_cannot_be_saved_keeps_what_was_typed_and_holds_nothing_back(
    desk: Client, meeting: Meeting, minutes: Minutes, field: str, value: str, said: str
) -> None:
    bad, good = the(1, minutes).paragraphs.get(), the(2, minutes).paragraphs.get()
    sent = {f"text-{bad.key}": "Said.", f"text-{good.key}": "Kept."} | {f"{field}-{bad.key}": value}
    page = desk.post(at("write", meeting), typed(minutes, **sent)).text
    assert said in page
    assert f">\n{sent[f'text-{bad.key}']}</textarea>" in page
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.text, bad.kind, good.text) == ("", "note", "Kept.")


@pytest.mark.parametrize(
    ("verb", "words", "said"),
    [
        ("applaud", "that it be", "Choose what kind of resolution this is, or “No resolution”."),
        ("", "that it be noted", "Choose what kind of resolution this is, or “No resolution”."),
        ("note", "", "Enter the words of the resolution, for example: that the report be noted."),
        ("none", "that it be", "“No resolution” has no words. Remove them, or choose what was resolved."),
        ("note", "x" * 20_001, "Keep the resolution to 20,000 characters. It has 20,001."),
    ],
)
def test_a_wrong_resolution_keeps_what_was_typed(
    desk: Client, meeting: Meeting, minutes: Minutes, verb: str, words: str, said: str
) -> None:
    minute = the(1, minutes)
    sent = {f"verb-{minute.pk}": verb, f"words-{minute.pk}": words}
    page = desk.post(at("write", meeting), typed(minutes, **sent)).text
    assert said in page
    assert f">\n{words}</textarea>" in page
    assert not Resolution.objects.exists()


def test_the_boxes_of_other_minutes_are_out_of_reach(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    other = make_meeting(cast.other_board, DAY, published_by=cast.otto)
    make_item(other, "Private business")
    theirs = deeds.start_minutes(by=cast.otto, meeting=other)
    minute = theirs.items.get()
    row = minute.paragraphs.get()
    sent = {
        f"text-{row.key}": "Mine now",
        f"kind-{row.key}": "note",
        f"version-{row.key}": "1",
        f"verb-{minute.pk}": "note",
        f"words-{minute.pk}": "that it be mine.",
    }
    before = everything()
    desk.post(at("write", meeting), typed(minutes, **sent))
    for do in ("add-after", "move-up", "remove", "put-back"):
        response = desk.post(at("write", meeting), typed(minutes, do=f"{do}:{row.key}"))
        assert "no longer there" in response.text
    assert everything() == before


@pytest.mark.parametrize("do", ["", "dance", "remove", "remove:not-a-key", "add-after:", "x" * 500])
def test_an_unknown_step_only_saves(desk: Client, meeting: Meeting, minutes: Minutes, do: str) -> None:
    row = the(1, minutes).paragraphs.get()
    response = desk.post(at("write", meeting), typed(minutes, **{f"text-{row.key}": "Said.", "do": do}))
    assert response.status_code == 302
    assert texts(the(1, minutes)) == ["Said."]


@pytest.mark.parametrize(("do", "name"), [("preview", "preview"), ("finish", "ready")])
def test_going_on_saves_first(desk: Client, meeting: Meeting, minutes: Minutes, do: str, name: str) -> None:
    row = the(1, minutes).paragraphs.get()
    response = desk.post(at("write", meeting), typed(minutes, **{f"text-{row.key}": "Said.", "do": do}))
    assert response.headers["Location"] == at(name, meeting)
    assert texts(the(1, minutes)) == ["Said."]


def test_the_script_learns_what_became_of_its_save(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    minute = the(2, minutes)
    row, made = minute.paragraphs.get(), uuid.uuid4()
    sent = {
        f"text-{row.key}": "Asked.",
        f"text-{made}": "Answered.",
        f"kind-{made}": "answer",
        f"after-{made}": str(row.key),
        f"version-{made}": "0",
        f"verb-{minute.pk}": "none",
    }
    response = autosave(desk, meeting, typed(minutes, **sent))
    told = response.json()  # type: ignore[attr-defined]
    assert told["versions"] == {str(row.key): 2, str(made): 1, f"resolution-{minute.pk}": 1}
    assert (told["numbers"][str(row.key)], told["numbers"][str(made)]) == ("2.1", "2.2")
    assert (told["clashes"], told["refused"], told["progress"]) == ([], {}, "1 of 2 items done")
    assert told["order"] == deeds.order_of(minutes)
    assert [each.kind for each in minute.paragraphs.all()] == ["note", "answer"]
    before = everything()
    autosave(desk, meeting, typed(minutes, **sent) | {f"version-{row.key}": "2"})  # the same sent again
    assert everything() == before


def autosave(desk: Client, meeting: Meeting, form: dict[str, str]) -> HttpResponse:
    response: Any = desk.post(at("write", meeting), form, headers={"X-Autosave": "1"})
    return response  # type: ignore[no-any-return]


def test_what_was_typed_into_closed_minutes_is_shown_to_be_copied(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    row = the(1, minutes).paragraphs.get()
    sent = typed(minutes, **{f"text-{row.key}": "Too late."})
    ready(cast, minutes)
    before = everything()
    response = desk.post(at("write", meeting), sent)
    assert response.status_code == 409
    assert ">\nToo late.</textarea>" in response.text
    assert everything() == before


def test_a_late_item_is_opened_with_a_button(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    make_item(meeting, "Fire at Cherwick", urgency_reason="It burned last night.")
    page = desk.get(at("minutes", meeting)).text
    assert "Minute item 3, “Fire at Cherwick”, which came onto the agenda late." in page
    for _ in range(2):
        desk.post(at("write", meeting), typed(minutes, do="open-late-items"))
    assert Minute.objects.filter(item__title="Fire at Cherwick").count() == 1
    assert AgendaItem.objects.filter(minute=None).count() == 0


def test_nothing_typed_is_markup(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    row = the(1, minutes).paragraphs.get()
    bad = "</textarea><script>alert(1)</script>"
    desk.post(at("write", meeting), typed(minutes, **{f"text-{row.key}": bad}))
    for name in ("minutes", "preview"):
        page = desk.get(at(name, meeting)).text
        assert "alert(1)" in page
        assert "<script>alert" not in page


# ---- On their way to readers


def test_finishing_names_what_is_missing(desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    page = desk.get(at("ready", meeting)).text
    assert "Record who attended the meeting." in page
    assert '<form method="post" novalidate>' not in page
    desk.post(at("ready", meeting), {"version": minutes.version})
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.WRITING


def test_from_finished_to_published_to_corrected(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    finished(cast, minutes)
    desk.post(at("ready", meeting), {"version": 1})
    minutes.refresh_from_db()
    response = desk.get(at("minutes", meeting))
    assert "The PDF is being made" in response.text
    assert response.headers["Refresh"] == "5"
    assert "Publish the draft minutes" not in desk.get(at("minutes", meeting)).text
    assert desk.get(at("ready_pdf", meeting)).status_code == 404

    lay_pdf(minutes)
    pdf = desk.get(at("ready_pdf", meeting))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-1.7 of ")  # type: ignore[attr-defined]
    page = desk.get(at("publish", meeting)).text
    for part in (
        "Edition 1 of the draft minutes is published now",
        "Everyone, without signing in.",
        "Can it be",
    ):
        assert part in page
    desk.post(at("publish", meeting), {"version": minutes.version})
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.PUBLISHED
    public = Client().get(minutes.publication.get_absolute_url())
    assert public.status_code == 200
    assert 'id="m-2-1"' in public.text

    refused = desk.post(at("correct", meeting), {"version": minutes.version, "reason": "  "})
    assert "Say why the minutes need correcting. Readers see the reason." in refused.text
    desk.post(at("correct", meeting), {"version": minutes.version, "reason": "A name was wrong."})
    minutes.refresh_from_db()
    assert (minutes.state, minutes.correction_reason) == (Minutes.State.WRITING, "A name was wrong.")
    assert "To correct: A name was wrong." in desk.get(at("minutes", meeting)).text


def test_a_corrected_edition_says_why(cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    first = ready(cast, minutes)
    lay_pdf(first)
    deeds.publish(by=cast.cleo, minutes=first, version=first.version)
    first.refresh_from_db()
    deeds.correct(by=cast.cleo, minutes=first, version=first.version, reason="A name was wrong.")
    first.refresh_from_db()
    row = the(2, minutes).paragraphs.get()
    desk.post(at("write", meeting), typed(minutes, **{f"text-{row.key}": "As it was."}))
    second = deeds.make_ready(by=cast.cleo, minutes=first, version=first.version)
    lay_pdf(second)
    edition = deeds.publish(by=cast.cleo, minutes=second, version=second.version)
    assert (edition.number, edition.reason) == (2, "A name was wrong.")
    page = Client().get(minutes.publication.get_absolute_url()).text
    assert "A name was wrong." in page
    assert "As it was." in page


def test_the_preview_is_the_paper(cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes) -> None:
    first = ready(cast, minutes)
    html = content_of(next_paper(first)).html
    assert "Edition 1" in html
    page = desk.get(at("preview", meeting)).text
    assert html.replace("Edition 1", "Draft") in page


@pytest.mark.parametrize("name", ["reopen", "publish", "correct"])
def test_a_move_whose_time_is_not_now_changes_nothing(
    desk: Client, meeting: Meeting, minutes: Minutes, name: str
) -> None:
    before = everything()
    response = desk.post(at(name, meeting), {"version": minutes.version, "reason": "Because."})
    assert response.status_code == 409
    assert "is not possible now" in response.text
    assert everything() == before


def test_a_move_from_a_page_left_behind_is_shown_again(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    finished(cast, minutes)
    page = desk.post(at("ready", meeting), {"version": 7})
    assert page.status_code == 200
    assert "Somebody else changed these minutes in the meantime." in page.text
    assert f'value="{minutes.version}"' in page.text
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.WRITING


def test_attendance_changed_afterwards_stops_publication(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes
) -> None:
    first = ready(cast, minutes)
    lay_pdf(first)
    Attendance.objects.create(meeting=meeting, name="Gwen Guest", how="in-attendance")
    assert "no longer what was finished" in desk.get(at("publish", meeting)).text
    desk.post(at("publish", meeting), {"version": first.version})
    first.refresh_from_db()
    assert first.state == Minutes.State.READY
    desk.post(at("reopen", meeting), {"version": first.version})
    first.refresh_from_db()
    assert first.state == Minutes.State.WRITING


# ---- Numbering


@pytest.fixture
def numbering(cast: Cast) -> str:
    return reverse("minutes:numbering", args=[cast.committee.slug])


RULE = {
    "since_day": "1",
    "since_month": "5",
    "since_year": "2019",
    "scheme": "through-year",
    "first_number": "23",
}


def test_a_rule_numbers_the_minutes_from_its_day(
    desk: Client, meeting: Meeting, minutes: Minutes, numbering: str
) -> None:
    desk.post(numbering, RULE)
    rule = NumberingRule.objects.get()
    assert (rule.since, rule.scheme, rule.first_number) == (datetime.date(2019, 5, 1), "through-year", 23)
    row = the(1, minutes).paragraphs.get()
    desk.post(at("write", meeting), typed(minutes, **{f"text-{row.key}": "Said."}))
    assert "Add a paragraph after <span data-number>23.1</span>" in desk.get(at("minutes", meeting)).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scheme": "roman"}, "Choose"),
        ({"scheme": ""}, "Choose how the minutes are numbered."),
        ({"since_day": "31", "since_month": "2"}, "31 February 2019 is not a real date"),
        ({"first_number": "0"}, "must be 1 or more"),
        ({"first_number": "99999"}, "must be 9999 or fewer"),
        ({"first_number": "x"}, "must be a whole number"),
    ],
)
def test_a_wrong_rule_is_not_set(desk: Client, numbering: str, change: dict[str, str], said: str) -> None:
    page = desk.post(numbering, RULE | change).text
    assert said in page
    assert 'value="2019"' in page
    assert not NumberingRule.objects.exists()


def test_one_rule_begins_on_a_day(desk: Client, numbering: str) -> None:
    for _ in range(2):
        response = desk.post(numbering, RULE)
    assert "A rule from that day exists already. Choose another day." in response.text
    assert NumberingRule.objects.count() == 1


def test_published_minutes_keep_their_numbers(
    cast: Cast, desk: Client, meeting: Meeting, minutes: Minutes, numbering: str
) -> None:
    first = ready(cast, minutes)
    lay_pdf(first)
    deeds.publish(by=cast.cleo, minutes=first, version=first.version)
    page = desk.post(numbering, RULE).text
    assert "The minutes of Thursday 10 October 2019 are published with their numbers." in page
    assert not NumberingRule.objects.exists()
    desk.post(numbering, RULE | {"since_day": "11", "since_month": "10"})
    assert NumberingRule.objects.get().since == datetime.date(2019, 10, 11)


def test_numbering_is_for_those_who_write_minutes(cast: Cast, client: Client, numbering: str) -> None:
    people: list[tuple[User, int]] = [(cast.con, 403), (cast.otto, 404), (cast.stranger, 404)]
    for user, status in people:
        client.force_login(user)
        assert client.get(numbering).status_code == status
        assert client.post(numbering, RULE).status_code == status
    assert not NumberingRule.objects.exists()
