"""`manage.py remind`: once in the week before an action is due, then weekly, and once a day at most."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from boards import clock
from boards.deeds.actions import add_action, close_action
from boards.models import Action, ActionNote, LogEntry, User
from tests.builders import make_meeting
from tests.cast import Cast

DUE = date(2019, 11, 10)
NONE = "No owner of an action had to be reminded.\n"
ONE = "Reminded the owner of 1 action.\n"


@pytest.fixture(autouse=True)
def sent_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def action_of(cast: Cast, due: date = DUE, text: str = "Recruit") -> Action:
    meeting = cast.board.meetings.first() or make_meeting(cast.board, "2019-10-10")
    return add_action(by=cast.sam, meeting=meeting, text=text, owner=cast.mo, due=due)


def remind(day: date, hour: int = 7) -> str:
    out = StringIO()
    with clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), because="A test."):
        call_command("remind", stdout=out)
    return out.getvalue()


def days_reminded() -> list[date]:
    reminders = ActionNote.objects.filter(kind=ActionNote.Kind.REMINDER).order_by("at")
    return [note.at.date() for note in reminders]


def test_an_owner_hears_once_in_the_week_before_and_weekly_when_overdue(cast: Cast) -> None:
    action_of(cast)
    for number in range(40):  # every day from 1 November
        remind(date(2019, 11, 1) + timedelta(days=number))
    assert days_reminded() == [
        date(2019, 11, 3),  # seven days before it is due
        date(2019, 11, 11),  # the first day on which it is late
        date(2019, 11, 18),
        date(2019, 11, 25),
        date(2019, 12, 2),
        date(2019, 12, 9),
    ]
    assert len(mail.outbox) == 6
    assert {tuple(sent.to) for sent in mail.outbox} == {("mo@marlshire.test",)}


def test_run_again_on_the_same_day_it_reminds_nobody(cast: Cast) -> None:
    action_of(cast)
    assert [remind(date(2019, 11, 20)), remind(date(2019, 11, 20), hour=18)] == [ONE, NONE]
    assert len(mail.outbox) == 1


def test_a_timer_that_missed_days_still_reminds(cast: Cast) -> None:
    action_of(cast)
    assert remind(date(2019, 11, 9)) == ONE
    assert remind(date(2020, 2, 1)) == ONE


def test_an_action_chased_by_hand_counts_as_reminded(cast: Cast) -> None:
    action = action_of(cast)
    with clock.at(datetime(2019, 11, 5, 12, tzinfo=UTC), because="A test."):
        ActionNote.objects.create(action=action, kind="reminder", text="Reminded by mail.", at=clock.now())
    assert [remind(date(2019, 11, day)) for day in (5, 6, 10)] == [NONE, NONE, NONE]
    assert remind(date(2019, 11, 12)) == ONE


@pytest.mark.parametrize("facts", [{"email": None}, {"is_active": False}])
def test_nobody_is_reminded_who_cannot_be_reached(cast: Cast, facts: dict[str, object]) -> None:
    action_of(cast)
    User.objects.filter(pk=cast.mo.pk).update(**facts)
    assert remind(date(2019, 11, 20)) == NONE
    assert mail.outbox == []


def test_what_is_closed_or_far_off_is_left_alone(cast: Cast) -> None:
    close_action(by=cast.sam, action=action_of(cast), version=1, note="Done")
    action_of(cast, due=date(2019, 12, 31), text="Later")
    assert remind(date(2019, 11, 20)) == NONE


def test_the_count_and_the_log_say_what_was_sent(cast: Cast) -> None:
    for text in ("Recruit", "Train"):
        action_of(cast, text=text)
    assert remind(date(2019, 11, 20)) == "Reminded the owners of 2 actions.\n"
    entry = LogEntry.objects.latest("sequence")
    assert (entry.actor, entry.deed, entry.name) == (
        "Improvement Board",
        "sent a reminder of the action",
        "Train",
    )


def test_the_mail_is_the_workers(cast: Cast, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    action_of(cast)
    remind(date(2019, 11, 20))
    assert mail.outbox == []
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["boards.tasks.mail_reminder"]
