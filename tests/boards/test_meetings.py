"""Meetings: planning one, changing its plan, and its page on the desk."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.dates import full_date
from boards.deeds.agenda import publish_agenda
from boards.deeds.meetings import (
    cancel_meeting,
    change_meeting,
    plan_meeting,
    postpone_meeting,
    reinstate_meeting,
)
from boards.deeds.refusals import Refused, Stale
from boards.models import Attendance, Body, LogEntry, Meeting, Theme
from boards.modes import mode_warning, remote_is_present
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

PLAN = "/desk/bodies/childrens-improvement-board/meetings/plan/"
PLAN_COMMITTEE = "/desk/bodies/children-and-families-scrutiny-committee/meetings/plan/"
MEETING = "/desk/meetings/childrens-improvement-board/2026-10-08/"
FACTS: dict[str, Any] = {
    "date": date(2026, 10, 8),
    "starts_at": time(10),
    "mode": "in-person",
    "venue": "Shire Hall",
}
SOON = timezone.localdate() + timedelta(days=20)
OFF = {"standing": "cancelled", "standing_reason": "Snow.", "standing_since": timezone.now()}


def plan(**other: str) -> Posted:
    return {
        "starts_at": "2.30pm",
        "mode": "hybrid",
        "venue": "Shire Hall",
        "link": "https://meet.test/board",
        **day("date", "2026-10-08"),
    } | other


def test_a_meeting_is_planned(cast: Cast) -> None:
    response = browser(cast.sam).post(PLAN, plan())
    assert (response.status_code, response["Location"]) == (302, MEETING)
    meeting = Meeting.objects.get()
    assert (meeting.body, meeting.date, meeting.starts_at) == (cast.board, date(2026, 10, 8), time(14, 30))
    assert (meeting.mode, meeting.venue, meeting.link) == ("hybrid", "Shire Hall", "https://meet.test/board")
    assert meeting.agenda_published_at is None
    entry = only_entry()
    assert (entry.actor, entry.deed, entry.before, entry.reason) == ("Sam Secretary", "planned", {}, "")
    assert (entry.after["date"], entry.after["starts_at"]) == ("2026-10-08", "14:30:00")


def test_a_second_meeting_on_one_day_is_refused_beside_the_date(cast: Cast) -> None:
    make_meeting(cast.board, "2026-10-08")
    response = browser(cast.sam).post(PLAN, plan(venue="Elsewhere"))
    page = words(response)
    assert "Children's Improvement Board already meets on Thursday 8 October 2026." in page
    content = response.content.decode()
    assert 'href="#id_date_day"' in content
    assert 'value="Elsewhere"' in content
    assert (Meeting.objects.count(), deeds_done()) == (1, [])


def test_another_body_may_meet_that_day(cast: Cast) -> None:
    make_meeting(cast.committee, "2026-10-08")
    assert browser(cast.sam).post(PLAN, plan()).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"date_day": "31", "date_month": "11"}, "31 November 2026 is not a real date"),
        ({"date_day": "", "date_month": "", "date_year": ""}, "Enter the date of the meeting"),
        ({"date_year": "26"}, "must have a year between 1900 and 2100"),
        (day("date", "1985-10-08"), "The date must be in 1986 or later."),
        ({"starts_at": "half past ten"}, "The start time must be a time of day, such as 10am or 2.30pm"),
        ({"starts_at": "2.30"}, "Say whether 2.30 is in the morning or afternoon"),
        ({"mode": "by-post"}, "Choose how the meeting is held"),
        ({"venue": ""}, "Enter the venue, so that people know where to go"),
        ({"venue": "x" * 201}, "must be 200 characters or fewer. It has 201."),
        ({"link": ""}, "Enter the link, so that people can join"),
        ({"link": "javascript:alert(1)"}, "Enter a web address that starts with https://"),
        ({"link": "ftp://meet.test/"}, "Enter a web address that starts with https://"),
        ({"mode": "virtual", "venue": "", "link": ""}, "Enter the link, so that people can join"),
        ({"mode": "in-person", "venue": "  "}, "Enter the venue, so that people know where to go"),
    ],
)
def test_bad_input_is_answered_in_one_sentence_and_changes_nothing(
    cast: Cast, wrong: Posted, sentence: str
) -> None:
    response = browser(cast.sam).post(PLAN, plan(**wrong))
    assert response.status_code == 200
    assert sentence in words(response)
    assert (Meeting.objects.count(), deeds_done()) == (0, [])


@pytest.mark.parametrize(
    ("regime", "day_of_meeting", "mode", "warned"),
    [
        ("statutory", "2021-05-06", "virtual", False),
        ("statutory", "2021-05-07", "virtual", True),
        ("statutory", "2020-04-04", "virtual", False),
        ("statutory", "2020-04-03", "virtual", True),
        ("statutory", "2026-10-08", "virtual", True),
        ("statutory", "2026-10-08", "hybrid", False),
        ("statutory", "2026-10-08", "in-person", False),
        ("partnership", "2026-10-08", "virtual", False),
    ],
)
def test_a_statutory_body_is_warned_before_it_meets_virtually(
    db: None, regime: str, day_of_meeting: str, mode: str, warned: bool
) -> None:
    on = date.fromisoformat(day_of_meeting)
    assert bool(mode_warning(Body(regime=regime), on, mode)) is warned
    assert remote_is_present(Body(regime="partnership"), on)


def test_the_next_meeting_starts_from_time_and_place_of_the_last(cast: Cast) -> None:
    make_meeting(cast.board, "2026-09-10", starts_at=time(9), venue="Old Hall")
    make_meeting(cast.board, "2026-10-08", starts_at=time(14, 30), venue="Shire Hall")
    content = browser(cast.sam).get(PLAN).content.decode()
    assert 'value="2.30pm"' in content
    assert 'value="Shire Hall"' in content
    assert 'value="Old Hall"' not in content


def test_the_warning_must_be_confirmed_and_the_log_keeps_that_it_was(cast: Cast) -> None:
    typed = plan(mode="virtual", venue="")
    response = browser(cast.cleo).post(PLAN_COMMITTEE, typed)
    assert "the law asks a statutory body to meet in one room" in words(response)
    assert "Hold the meeting virtually all the same" in words(response)
    assert Meeting.objects.count() == 0
    assert browser(cast.cleo).post(PLAN_COMMITTEE, typed | {"confirmed": "on"}).status_code == 302
    assert Meeting.objects.get().mode == "virtual"
    assert only_entry().reason == "Planned as a virtual meeting after the warning about the law."


def test_the_question_does_not_stand_there_when_nothing_is_asked(cast: Cast) -> None:
    assert "all the same" not in words(browser(cast.cleo).get(PLAN_COMMITTEE))
    assert "all the same" not in words(browser(cast.cleo).post(PLAN_COMMITTEE, plan(venue="")))


def test_the_deed_refuses_by_itself_what_the_form_would(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        plan_meeting(
            by=cast.cleo,
            body=cast.committee,
            date=date(2026, 10, 8),
            starts_at=time(10),
            mode="virtual",
            link="https://meet.test/",
        )
    assert refusal.value.field == "confirmed"
    assert deeds_done() == []


def change(meeting: Meeting, **other: str) -> Posted:
    return plan(version=str(meeting.version)) | other


def test_a_meeting_is_moved_to_another_day(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2026-10-08")
    response = browser(cast.sam).post(MEETING + "change/", change(meeting, date_day="9"))
    assert response["Location"] == MEETING.replace("10-08", "10-09")
    meeting.refresh_from_db()
    assert (meeting.date, meeting.mode, meeting.version) == (date(2026, 10, 9), "hybrid", 2)
    entry = only_entry()
    assert (entry.before["date"], entry.after["date"]) == ("2026-10-08", "2026-10-09")


def test_it_cannot_be_moved_onto_another_meeting(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2026-10-08")
    make_meeting(cast.board, "2026-10-09")
    response = browser(cast.sam).post(MEETING + "change/", change(meeting, date_day="9"))
    assert "already meets on Friday 9 October 2026" in words(response)
    meeting.refresh_from_db()
    assert (meeting.date, meeting.version, deeds_done()) == (date(2026, 10, 8), 1, [])


def test_the_date_stays_once_the_agenda_is_published_and_the_room_may_change(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2026-10-08", published_by=cast.sam)
    response = browser(cast.sam).post(MEETING + "change/", change(meeting, date_day="9"))
    assert "The agenda is published, so the date of the meeting can no longer change." in words(response)
    assert browser(cast.sam).post(MEETING + "change/", change(meeting, venue="Town Hall")).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.date, meeting.venue) == (date(2026, 10, 8), "Town Hall")


def test_the_date_stays_once_attendance_is_recorded(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2026-10-08")
    Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo Member", how="apologies")
    response = browser(cast.sam).post(MEETING + "change/", change(meeting, date_day="9"))
    assert "Attendance is recorded for this meeting, so its date can no longer change." in words(response)


def test_the_second_saver_sees_both_texts(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2026-10-08")
    browser(cast.sam).post(MEETING + "change/", change(meeting, venue="Theirs", starts_at="10am"))
    response = browser(cast.sam).post(MEETING + "change/", change(meeting, venue="Mine"))
    page = words(response)
    assert "Somebody else changed this meeting while you were working on it." in page
    assert "Start time 10am Venue Theirs" in page
    assert 'value="Mine"' in response.content.decode()
    assert 'name="version" value="2"' in response.content.decode()
    meeting.refresh_from_db()
    assert (meeting.venue, len(deeds_done())) == ("Theirs", 1)


def test_who_opens_a_meeting(cast: Cast) -> None:
    make_meeting(cast.board, "2026-10-08")
    assert codes(MEETING, cast.sam, cast.chris, cast.mo, cast.rae, cast.ada) == [200] * 5
    assert codes(MEETING, cast.otto, cast.cleo, cast.lena, cast.stranger) == [404] * 4
    assert codes(MEETING.replace("10-08", "10-07"), cast.sam) == [404]
    assert codes(MEETING.replace("10-08", "02-30"), cast.sam) == [404]
    assert codes(MEETING, cast.sam, method="post") == [405]


@pytest.mark.parametrize("page", ["change/", "publish/", "attendance/", "actions/add/", "items/late/"])
def test_only_the_secretariat_opens_the_forms_of_a_meeting(cast: Cast, page: str) -> None:
    make_meeting(cast.board, "2026-10-08")
    assert codes(MEETING + page, cast.sam) == [200]
    assert codes(MEETING + page, cast.chris, cast.mo, cast.rae, cast.ada) == [403] * 4
    assert codes(MEETING + page, cast.otto, cast.lena, cast.stranger) == [404] * 3
    assert codes(MEETING + page, cast.sam, method="delete") == [405]


def test_members_see_the_draft_without_handles(cast: Cast) -> None:
    make_item(make_meeting(cast.board, "2026-10-08"), "Recruitment")
    page = browser(cast.mo).get(MEETING).content.decode()
    assert "Recruitment" in page
    assert "data-move" not in page
    assert "Publish the agenda" not in page


def test_the_strip_says_what_is_missing(cast: Cast) -> None:
    meeting = make_meeting(cast.board, timezone.localdate() - timedelta(days=1))
    make_item(meeting, "One", verbal=True, presenter="Chair")
    make_item(meeting, "Two", presenter="Chair")
    make_item(meeting, "Three")
    page = words(browser(cast.sam).get(meeting.get_desk_url()))
    assert "No paper for items 2 and 3, and not marked as verbal." in page
    assert "No presenter for item 3." in page
    assert "The attendance is not recorded." in page
    Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo Member", how="present")
    assert "The attendance of 1 member is not recorded." in words(
        browser(cast.sam).get(meeting.get_desk_url())
    )


def test_an_empty_agenda_says_what_comes_next(cast: Cast) -> None:
    make_meeting(cast.board, "2026-10-08")
    page = words(browser(cast.sam).get(MEETING))
    assert "The agenda has no items yet." in page


def test_the_page_asks_the_database_as_often_for_many_items_as_for_one(cast: Cast) -> None:
    meeting, client = make_meeting(cast.board, "2026-10-08"), browser(cast.sam)
    make_item(meeting, "Item 1")
    once = asked(client, MEETING)
    for number in range(2, 22):
        make_item(meeting, f"Item {number}")
    assert asked(client, MEETING) == once <= 30


def asked(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# ---- more than a date and a room


def test_theme_directions_and_contact_are_kept_and_shown_to_readers(cast: Cast) -> None:
    cast.board.contact = "Board support"
    cast.board.save()
    theme = Theme.objects.create(body=cast.board, name="Children in care")
    more = day("date", SOON) | {
        "theme": str(theme.pk),
        "directions": "Ring at <b>door 3</b>.",
        "contact": "Pat, 01632 960001",
    }
    assert browser(cast.sam).post(PLAN, plan(**more)).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.theme, meeting.contact) == (theme, "Pat, 01632 960001")
    for page in (
        words(browser(cast.mo).get(meeting.get_desk_url())),
        words(Client().get(meeting.get_absolute_url())),
    ):
        assert "Ring at &lt;b&gt;door 3&lt;/b&gt;." in page
        assert "Children in care" in page
        assert "Pat, 01632 960001" in page
        assert "Board support" not in page


def test_without_a_contact_of_its_own_the_body_answers(cast: Cast) -> None:
    cast.board.contact = "Board support"
    cast.board.save()
    meeting = make_meeting(cast.board, "2026-10-08")
    assert "Board support" in words(Client().get(meeting.get_absolute_url()))
    assert "Leave it empty for the contact of the body: Board support." in words(browser(cast.sam).get(PLAN))


def test_the_theme_of_another_body_is_refused(cast: Cast) -> None:
    theme = Theme.objects.create(body=cast.other_board, name="Theirs")
    Theme.objects.create(body=cast.board, name="Ours")
    assert "Choose the theme (optional) from the list" in words(
        browser(cast.sam).post(PLAN, plan(theme=str(theme.pk)))
    )
    with pytest.raises(Refused) as refusal:
        plan_meeting(by=cast.sam, body=cast.board, theme=theme, **FACTS)
    assert (refusal.value.field, Meeting.objects.count()) == ("theme", 0)


def test_a_retired_theme_is_offered_only_to_the_meeting_that_has_it(cast: Cast) -> None:
    theme = Theme.objects.create(body=cast.board, name="Old theme", retired_on=date(2020, 1, 1))
    Theme.objects.create(body=cast.board, name="New theme")
    make_meeting(cast.board, "2026-10-08", theme=theme)
    assert "Old theme" not in words(browser(cast.sam).get(PLAN))
    page = words(browser(cast.sam).get(MEETING + "change/"))
    assert "Old theme" in page
    assert "New theme" in page


def test_an_extraordinary_meeting_says_why(cast: Cast) -> None:
    typed = plan(extraordinary_reason="The inspection letter came.", **day("date", SOON))
    browser(cast.sam).post(PLAN, typed)
    meeting = Meeting.objects.get()
    assert meeting.is_extraordinary
    on_desk = words(browser(cast.mo).get(meeting.get_desk_url()))
    assert "Extraordinary The inspection letter came." in on_desk
    assert "Extraordinary meeting: The inspection letter came." in words(
        Client().get(meeting.get_absolute_url())
    )
    assert "Extraordinary" in words(Client().get("/"))


# ---- the clock of the notice (rule 1)


def test_the_notice_counts_from_planning_and_anew_from_a_change_of_when_or_where(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on(of_september: int) -> datetime:
        now = datetime(2026, 9, of_september, 9, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    planned = on(1)
    meeting = plan_meeting(by=cast.sam, body=cast.board, **FACTS)
    assert (meeting.notice_given_at, meeting.changed_at) == (planned, planned)
    only_words = on(2)
    meeting = change_meeting(by=cast.sam, meeting=meeting, version=1, **FACTS, directions="Side door")
    assert (meeting.notice_given_at, meeting.changed_at) == (planned, only_words)
    changes: list[dict[str, Any]] = [
        {"venue": "B"},
        {"starts_at": time(11)},
        {"date": date(2026, 10, 9)},
        {"mode": "hybrid"},
    ]
    for later, more in enumerate(changes, start=3):
        moved = on(later)
        facts = {**FACTS, "link": "https://meet.test/", **more}
        meeting = change_meeting(by=cast.sam, meeting=meeting, version=meeting.version, **facts)
        assert meeting.notice_given_at == moved


# ---- cancelled, postponed, reinstated


@pytest.fixture
def october(cast: Cast) -> Meeting:
    meeting = make_meeting(cast.board, SOON, published_by=cast.sam, link="https://meet.test/")
    make_item(meeting, "Recruitment", minutes_planned=20)
    return meeting


def test_a_cancelled_meeting_keeps_its_page_and_says_so_at_the_top(cast: Cast, october: Meeting) -> None:
    typed = {"version": "1", "how": "cancelled", "reason": "The <i>chair</i> is ill."}
    response = browser(cast.sam).post(october.get_desk_url() + "call-off/", typed)
    assert (response.status_code, response["Location"]) == (302, october.get_desk_url())
    october.refresh_from_db()
    assert (october.standing, october.standing_reason, october.version) == (
        "cancelled",
        "The <i>chair</i> is ill.",
        2,
    )
    entry = only_entry()
    assert (entry.deed, entry.reason) == ("cancelled", "The <i>chair</i> is ill.")
    assert (entry.before["standing"], entry.after["standing"]) == ("planned", "cancelled")
    said = f"Cancelled on {full_date(timezone.localdate())}: The &lt;i&gt;chair&lt;/i&gt; is ill."
    for page in (
        words(browser(cast.mo).get(october.get_desk_url())),
        words(Client().get(october.get_absolute_url())),
    ):
        assert said in page
        assert page.index(said) < page.index("Recruitment")
    assert "Join or watch" not in words(Client().get(october.get_absolute_url()))


def test_readers_learn_of_it_in_the_lists_and_it_is_nobodys_next_meeting(
    cast: Cast, october: Meeting
) -> None:
    later = make_meeting(cast.board, SOON + timedelta(days=30))
    cancel_meeting(by=cast.sam, meeting=october, version=1, reason="Snow.")
    front = words(Client().get("/"))
    assert f"{full_date(october.date)} Cancelled" in front
    assert "Snow." in front
    assert f"Next meeting {full_date(later.date)}" in words(Client().get("/boards/"))
    assert f"Next meeting: {full_date(later.date)}" in words(browser(cast.sam).get("/desk/"))
    assert full_date(october.date) not in words(browser(cast.sam).get("/desk/bodies/"))
    listed = words(browser(cast.sam).get(f"/desk/bodies/{cast.board.slug}/"))
    assert f"{full_date(october.date)} Cancelled Snow." in listed


def test_nothing_is_due_for_a_cancelled_meeting(cast: Cast) -> None:
    meeting = make_meeting(cast.board, timezone.localdate() - timedelta(days=20), published_by=cast.sam)
    held = words(browser(cast.sam).get("/desk/"))
    assert "Write the minutes" in held
    assert "The attendance is not recorded." in words(browser(cast.sam).get(meeting.get_desk_url()))
    cancel_meeting(by=cast.sam, meeting=meeting, version=1, reason="Snow.")
    assert "Write the minutes" not in words(browser(cast.sam).get("/desk/"))
    page = words(browser(cast.sam).get(meeting.get_desk_url()))
    assert "The attendance is not recorded." not in page
    assert "Write the minutes" not in page
    assert "Counted:" not in page


def test_its_agenda_cannot_be_published(cast: Cast) -> None:
    meeting = make_meeting(cast.board, SOON)
    make_item(meeting, "Welcome")
    meeting = cancel_meeting(by=cast.sam, meeting=meeting, version=1, reason="Snow.")
    with pytest.raises(Refused, match="This meeting is cancelled, so its agenda cannot be published"):
        publish_agenda(by=cast.sam, meeting=meeting)
    assert "Publish the agenda" not in words(browser(cast.sam).get(meeting.get_desk_url()))
    with pytest.raises(Refused, match=r"This meeting is cancelled. Reinstate it first."):
        change_meeting(by=cast.sam, meeting=meeting, version=2, **FACTS)


def test_a_postponed_meeting_is_planned_anew_with_copies_of_its_items(cast: Cast, october: Meeting) -> None:
    new_date = SOON + timedelta(days=7)
    typed = {
        "version": "1",
        "how": "moved",
        "reason": "Snow.",
        "starts_at": "2pm",
        **day("new_date", new_date),
    }
    response = browser(cast.sam).post(october.get_desk_url() + "call-off/", typed)
    assert response.status_code == 302
    october.refresh_from_db()
    instead = october.moved_to
    assert instead is not None
    assert (instead.date, instead.starts_at, instead.venue) == (new_date, time(14), "Shire Hall")
    assert (instead.link, instead.agenda_is_published) == ("https://meet.test/", False)
    assert [item.title for item in instead.items.all()] == ["Recruitment"]
    assert [item.title for item in october.items.all()] == ["Recruitment"]
    public = words(Client().get(october.get_absolute_url()))
    assert f"It is held on {full_date(new_date)} instead." in public
    assert "Recruitment" in public
    assert [deed for _, deed in deeds_done()] == ["planned", "built the agenda of", "postponed"]


def test_a_meeting_may_be_postponed_before_its_new_day_is_known(cast: Cast, october: Meeting) -> None:
    off = postpone_meeting(by=cast.sam, meeting=october, version=1, reason="Snow.")
    assert (off.standing, off.moved_to) == ("postponed", None)
    assert "The new date is not set yet." in words(Client().get(october.get_absolute_url()))
    new_date = SOON + timedelta(days=7)
    off = postpone_meeting(by=cast.sam, meeting=off, version=2, reason="Snow.", new_date=new_date)
    assert off.moved_to is not None
    assert (off.moved_to.date, off.moved_to.starts_at) == (new_date, october.starts_at)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"how": "cancelled", "reason": "  "}, "Say why. Readers see the reason"),
        ({"how": "", "reason": "Snow."}, "Choose what happens"),
        ({"how": "moved", "reason": "Snow."}, "Enter the new date, or say that it is not set yet"),
        ({"how": "moved", "reason": "Snow.", "days": "0"}, "The new date must be after"),
        ({"how": "moved", "reason": "Snow.", "days": "30"}, "already meets on"),
    ],
)
def test_calling_off_is_refused_beside_the_field(
    cast: Cast, october: Meeting, typed: Posted, sentence: str
) -> None:
    make_meeting(cast.board, SOON + timedelta(days=30))
    days = typed.pop("days", None) if "days" in (typed := dict(typed)) else None
    boxes = day("new_date", SOON + timedelta(days=int(days))) if days else {}
    response = browser(cast.sam).post(
        october.get_desk_url() + "call-off/", {"version": "1", **typed, **boxes}
    )
    assert response.status_code == 200
    assert sentence in words(response)
    october.refresh_from_db()
    assert (october.takes_place, october.version, deeds_done()) == (True, 1, [])


def test_a_statutory_body_is_warned_before_it_postpones_into_a_virtual_day(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2021-05-06", mode="virtual", venue="", link="https://meet.test/")
    typed = {"version": "1", "how": "moved", "reason": "Illness.", **day("new_date", "2021-05-07")}
    page = browser(cast.cleo).post(meeting.get_desk_url() + "call-off/", typed)
    assert "the law asks a statutory body to meet in one room" in words(page)
    assert Meeting.objects.count() == 1
    again = typed | {"confirmed": "on"}
    assert browser(cast.cleo).post(meeting.get_desk_url() + "call-off/", again).status_code == 302
    assert list(Meeting.objects.values_list("date", flat=True)) == [date(2021, 5, 6), date(2021, 5, 7)]


def test_a_meeting_that_was_held_or_closed_is_not_called_off(cast: Cast, october: Meeting) -> None:
    Attendance.objects.create(meeting=october, user=cast.mo, name="Mo Member", how="apologies")
    rows = Attendance.objects.filter(meeting=october)
    rows.update(how="present")
    with pytest.raises(Refused, match=r"1 person is recorded as present at this meeting, so it was held."):
        cancel_meeting(by=cast.sam, meeting=october, version=1, reason="Snow.")
    rows.update(how="absent")
    Meeting.objects.update(closed_at=timezone.now(), closed_by=cast.sam)
    with pytest.raises(Refused, match=r"This meeting is closed."):
        postpone_meeting(by=cast.sam, meeting=october, version=1, reason="Snow.")
    Meeting.objects.update(closed_at=None, closed_by=None)
    off = cancel_meeting(by=cast.sam, meeting=october, version=1, reason="Snow.")
    with pytest.raises(Refused, match=r"This meeting is cancelled already."):
        cancel_meeting(by=cast.sam, meeting=off, version=2, reason="Snow.")


def test_a_meeting_is_reinstated_and_its_notice_counts_anew(cast: Cast, october: Meeting) -> None:
    noticed = october.notice_given_at
    off = cancel_meeting(by=cast.sam, meeting=october, version=1, reason="Snow.")
    typed = {"version": "2", "reason": "The snow has gone."}
    response = browser(cast.sam).post(october.get_desk_url() + "reinstate/", typed)
    assert response.status_code == 302
    october.refresh_from_db()
    assert (october.takes_place, october.standing_reason, october.standing_since) == (True, "", None)
    assert october.notice_given_at > noticed
    assert LogEntry.objects.latest("sequence").reason == "The snow has gone."
    with pytest.raises(Stale):
        reinstate_meeting(by=cast.sam, meeting=off, version=2, reason="Again.")


def test_a_moved_meeting_is_reinstated_only_once_the_other_is_cancelled(cast: Cast, october: Meeting) -> None:
    new_date = SOON + timedelta(days=7)
    off = postpone_meeting(by=cast.sam, meeting=october, version=1, reason="Snow.", new_date=new_date)
    with pytest.raises(Refused, match=f"It was moved to {full_date(new_date)}. Cancel that meeting first."):
        reinstate_meeting(by=cast.sam, meeting=off, version=2, reason="Thaw.")
    instead = Meeting.objects.get(date=new_date)
    cancel_meeting(by=cast.sam, meeting=instead, version=instead.version, reason="Thaw.")
    assert reinstate_meeting(by=cast.sam, meeting=off, version=2, reason="Thaw.").takes_place


def test_the_day_of_a_cancelled_meeting_stays_taken_and_says_why(cast: Cast) -> None:
    cancelled = make_meeting(cast.board, "2026-10-08")
    cancel_meeting(by=cast.sam, meeting=cancelled, version=1, reason="Snow.")
    assert (
        "The meeting on Thursday 8 October 2026 was cancelled, and its page stays. "
        "Choose another date, or reinstate that meeting." in words(browser(cast.sam).post(PLAN, plan()))
    )


@pytest.mark.parametrize("page", ["call-off/", "reinstate/"])
def test_only_the_secretariat_calls_off(cast: Cast, october: Meeting, page: str) -> None:
    assert codes(october.get_desk_url() + page, cast.sam) == [200]
    assert codes(october.get_desk_url() + page, cast.chris, cast.mo, cast.ada) == [403] * 3
    assert codes(october.get_desk_url() + page, cast.otto, cast.stranger) == [404] * 2


# ---- the list, page by page


MEETINGS = "/desk/bodies/childrens-improvement-board/meetings/"


def many(cast: Cast, count: int) -> None:
    theme = Theme.objects.create(body=cast.board, name="Children in care")
    Meeting.objects.bulk_create(
        Meeting(
            body=cast.board,
            date=date(2016, 1, 1) + timedelta(days=7 * number),
            starts_at=time(10),
            venue=f"Room {number}",
            theme=theme if number % 2 else None,
            **(OFF if number % 10 == 0 else {}),
        )
        for number in range(count)
    )


def dates_on(page: Any) -> list[date]:
    return [meeting.date for meeting in page.context["page"].rows]


def test_five_hundred_meetings_are_read_in_pages_without_gap_or_repeat(cast: Cast) -> None:
    many(cast, 500)
    client, address, seen = browser(cast.sam), MEETINGS, list[date]()
    counts = set()
    while address:
        counts.add(asked(client, address))
        page = client.get(address)
        seen += dates_on(page)
        after = page.context["page"].after
        address = f"{MEETINGS}?after={after}" if after else ""
    assert seen == sorted(Meeting.objects.values_list("date", flat=True), reverse=True)
    assert len(counts) == 1
    assert counts.pop() < 12


def test_the_list_is_filtered_by_when_standing_year_and_theme(cast: Cast) -> None:
    many(cast, 60)
    client = browser(cast.sam)
    made = list(Meeting.objects.order_by("-date"))
    assert dates_on(client.get(MEETINGS + "?show=off")) == [m.date for m in made if not m.takes_place]
    in_2017 = [m.date for m in made if m.date.year == 2017]
    assert dates_on(client.get(MEETINGS + "?year=2017")) == in_2017
    theme = Theme.objects.get()
    with_theme = [m.date for m in made if m.theme_id and m.date.year == 2016]
    assert dates_on(client.get(MEETINGS + f"?year=2016&theme={theme.pk}")) == with_theme
    make_meeting(cast.board, SOON + timedelta(days=30))
    make_meeting(cast.board, SOON)
    assert dates_on(client.get(MEETINGS + "?show=upcoming")) == [SOON, SOON + timedelta(days=30)]
    assert "No meeting is like that." in words(client.get(MEETINGS + "?show=upcoming&year=2016"))


@pytest.mark.parametrize(
    "after", ["x", "2026-13-40_1", "2026-10-08_", "_", "2026-10-08_99999999999999999999"]
)
def test_a_key_nobody_was_given_shows_the_first_page(cast: Cast, after: str) -> None:
    make_meeting(cast.board, "2026-10-08")
    assert dates_on(browser(cast.sam).get(MEETINGS, {"after": after})) == [date(2026, 10, 8)]
