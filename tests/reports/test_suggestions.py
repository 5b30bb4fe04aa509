"""What the system knows already is offered to the log, entered by one click, or put aside for good."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.dates import full_date
from boards.deeds.refusals import Refused
from boards.models import Attendance, Body, LogEntry, Meeting, Role, User
from reports import suggestions
from reports.deeds.activity import Entry, log_activity
from reports.deeds.suggestions import put_aside
from reports.models import Activity, Paper, PutAside, Report
from reports.suggestions import Suggestion, SuggestionKind, suggestions_for
from tests.builders import make_item, make_meeting, make_member
from tests.cast import Cast
from tests.reports.stages import at

TODAY = timezone.localdate()
LIST, NEW, ASIDE = "/desk/activity/", "/desk/activity/new/", "/desk/activity/put-aside/"


def days_ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days)


def held(body: Body, days: int, user: User, how: str = "present", **facts: Any) -> Meeting:
    """A meeting that took place, with how ``user`` stood to it."""
    meeting = make_meeting(body, days_ago(days), **facts)
    Attendance.objects.create(
        meeting=meeting, user=user, name=user.name, how=how, in_the_chair=how == "present"
    )
    return meeting


def given(cast: Cast, body: Body, days: int, state: str = "published", **of_item: Any) -> Paper:
    report: Report = at(cast, state)
    item = make_item(make_meeting(body, days_ago(days)), "Report of the Chair", **of_item)
    return Paper.objects.create(
        item=item, publication=report.publication, title=report.title, added_by=cast.sam
    )


def keys(user: User) -> list[str]:
    return [each.key for each in suggestions_for(user, TODAY)]


def test_a_meeting_that_the_chair_attended_is_suggested(cast: Cast) -> None:
    chaired = held(cast.board, 10, cast.chris)
    virtual = held(cast.board, 20, cast.chris, how="in-attendance-remote")
    name = "Children's Improvement Board"
    assert suggestions_for(cast.chris, TODAY) == [
        Suggestion(
            key=f"meeting:{chaired.pk}",
            what=f"You chaired the {name} of {full_date(chaired.date)}",
            kind="meeting",
            on=chaired.date,
            body=cast.board,
            sentence=f"Chaired the meeting of the {name}",
        ),
        Suggestion(
            key=f"meeting:{virtual.pk}",
            what=f"You attended the {name} of {full_date(virtual.date)}",
            kind="meeting",
            on=virtual.date,
            body=cast.board,
            sentence=f"Attended a virtual meeting of the {name}",
            is_virtual=True,
        ),
    ]


def test_what_nobody_did_is_not_suggested(cast: Cast) -> None:
    held(cast.board, 1, cast.chris, how="apologies")
    held(cast.board, 2, cast.chris, how="absent")
    held(cast.board, 61, cast.chris)
    held(cast.board, 3, cast.chris, standing="cancelled", standing_reason="Snow")
    held(cast.board, 4, cast.sam)
    held(cast.committee, 5, cast.chris)
    given(cast, cast.board, 6, state="agreed")
    given(cast, cast.board, 62)
    given(cast, cast.board, 7, outcome="carried", decided_at=timezone.now(), decided_by=cast.sam)
    missed = given(cast, cast.board, 8)
    Attendance.objects.create(
        meeting=missed.item.meeting, user=cast.chris, name="Chris Chair", how="apologies"
    )
    given(cast, cast.board, 0)
    assert keys(cast.chris) == []
    assert keys(cast.sam) == []


def test_a_report_given_is_suggested_to_its_author_alone(cast: Cast) -> None:
    make_member(cast.board, cast.mo, Role.CHAIR)
    paper = given(cast, cast.committee, 9)
    (suggested,) = suggestions_for(cast.chris, TODAY)
    assert suggested.key == f"report:{paper.pk}"
    assert suggested.what.startswith("You gave a report to the Children and Families Scrutiny Committee of ")
    assert (suggested.kind, suggested.body) == ("report-given", cast.board)
    assert keys(cast.mo) == []
    entry = Entry(body=cast.board, kind="report-given", on=days_ago(9), met="the Committee")
    log_activity(by=cast.chris, entry=entry)
    assert keys(cast.chris) == []


def test_one_click_fills_the_form_and_the_entry_answers_it(client: Client, cast: Cast) -> None:
    meeting = held(cast.board, 10, cast.chris)
    client.force_login(cast.chris)
    key = f"meeting:{meeting.pk}"
    assert f"{NEW}?from=meeting%3A{meeting.pk}" in client.get(LIST).content.decode()
    form = client.get(f"{NEW}?from={key}").context["form"]
    assert (form["kind"].value(), form["on"].value(), form["suggestion"].value()) == (
        "meeting",
        meeting.date,
        key,
    )
    on = {f"on_{part}": str(getattr(meeting.date, part)) for part in ("day", "month", "year")}
    typed = {"kind": "meeting", "sentence": form["sentence"].value(), "suggestion": key, **on}
    answer = client.post(NEW, typed)
    assert answer.status_code == 302
    assert f"saved-log-activity-meeting-{meeting.pk}" in answer.cookies
    assert Activity.objects.get().suggestion == key
    assert keys(cast.chris) == []


def test_one_put_aside_does_not_come_back(client: Client, cast: Cast) -> None:
    meeting, other = held(cast.board, 10, cast.chris), held(cast.board, 12, cast.chris)
    client.force_login(cast.chris)
    for _ in range(2):
        assert client.post(ASIDE, {"suggestion": f"meeting:{meeting.pk}"})["Location"] == LIST
    assert keys(cast.chris) == [f"meeting:{other.pk}"]
    assert PutAside.objects.get().by == cast.chris
    assert LogEntry.objects.filter(deed="put a suggestion aside").count() == 1
    make_member(cast.board, cast.mo, Role.CHAIR)
    Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo", how="in-attendance")
    assert keys(cast.mo) == [f"meeting:{meeting.pk}"]


@pytest.mark.parametrize(
    "key", ["", "meeting:", "meeting:x", "meeting:1 or 1", "nobody:1", "x" * 200, "report:\u0661"]
)
def test_what_is_no_suggestion_is_refused(client: Client, cast: Cast, key: str) -> None:
    with pytest.raises(Refused):
        put_aside(by=cast.chris, suggestion=key)
    client.force_login(cast.chris)
    assert client.post(ASIDE, {"suggestion": key}).status_code == 302
    assert client.get(NEW, {"from": key}).context["chosen"] is None
    client.force_login(cast.sam)
    assert client.post(ASIDE, {"suggestion": key}).status_code == 403
    assert PutAside.objects.count() == 0


def test_a_new_kind_joins_by_its_class_alone(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Inspections(SuggestionKind):
        name = "inspection"

        def found(self, user: User, since: datetime.date, today: datetime.date) -> list[Suggestion]:
            return [Suggestion("inspection:7", "You took part in an inspection", "review", today)]

    monkeypatch.setattr(suggestions, "_kinds", dict(suggestions._kinds))
    suggestions.register(Inspections())
    client.force_login(cast.chris)
    assert "You took part in an inspection" in client.get(LIST).content.decode()
    assert client.get(f"{NEW}?from=inspection:7").context["form"]["kind"].value() == "review"
    put_aside(by=cast.chris, suggestion="inspection:7")
    assert keys(cast.chris) == []


def test_many_suggestions_ask_no_more_of_the_database(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            suggestions_for(cast.chris, TODAY)
        return len(asked)

    given(cast, held(cast.board, 1, cast.chris).body, 2)
    few = queries()
    for days in range(3, 43, 2):
        given(cast, held(cast.board, days, cast.chris).body, days + 1)
    assert len(keys(cast.chris)) == 42
    assert queries() == few
