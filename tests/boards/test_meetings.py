"""Meetings: planning one, changing its plan, and its page on the desk."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from boards.deeds.meetings import plan_meeting
from boards.deeds.refusals import Refused
from boards.models import Attendance, Body, Meeting
from boards.modes import mode_warning, remote_is_present
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

PLAN = "/desk/bodies/childrens-improvement-board/meetings/plan/"
PLAN_COMMITTEE = "/desk/bodies/children-and-families-scrutiny-committee/meetings/plan/"
MEETING = "/desk/meetings/childrens-improvement-board/2026-10-08/"


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
    regime: str, day_of_meeting: str, mode: str, warned: bool
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
    assert "No item is on the agenda yet. Add the first one below" in page
    assert "The agenda has no items yet." in page


def test_the_page_asks_the_database_as_often_for_many_items_as_for_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    meeting = make_meeting(cast.board, "2026-10-08")
    for number in range(20):
        make_item(meeting, f"Item {number}")
    client = browser(cast.sam)
    with django_assert_max_num_queries(22):
        client.get(MEETING)
