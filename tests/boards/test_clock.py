"""The clock tells the present, or one earlier moment to those who bring a record in."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from boards import clock
from boards.deeds.organisations import add_organisation
from boards.deeds.record import entry_hash
from boards.models import LogEntry
from tests.cast import Cast

SUMMER_NIGHT = datetime.datetime(2019, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/London"))


def test_it_tells_the_present_before_and_after_an_earlier_moment() -> None:
    with clock.at(SUMMER_NIGHT, because="Brought in."):
        assert clock.now() == SUMMER_NIGHT

    assert abs(clock.now() - timezone.now()) < datetime.timedelta(seconds=10)


def test_its_day_is_the_day_in_london() -> None:
    with clock.at(SUMMER_NIGHT, because="Brought in."):
        assert clock.now().astimezone(datetime.UTC).date() == datetime.date(2019, 6, 30)
        assert clock.today() == datetime.date(2019, 7, 1)


def test_the_present_returns_when_a_deed_fails() -> None:
    with pytest.raises(ZeroDivisionError), clock.at(SUMMER_NIGHT, because="Brought in."):
        _ = 1 / 0

    assert clock.now() > SUMMER_NIGHT


@pytest.mark.parametrize(
    ("moment", "because"),
    [
        (datetime.datetime(2019, 7, 1, 9), "Brought in."),
        (datetime.datetime(2999, 7, 1, tzinfo=datetime.UTC), "Brought in."),
        (SUMMER_NIGHT, ""),
    ],
    ids=["without a time zone", "to come", "without a reason"],
)
def test_no_other_moment_is_told(moment: datetime.datetime, because: str) -> None:
    with pytest.raises(ValueError, match=r"still to come|has to say why"), clock.at(moment, because=because):
        pass


def test_the_log_says_that_an_earlier_moment_was_told_and_keeps_its_hash(cast: Cast) -> None:
    with clock.at(SUMMER_NIGHT, because="Brought in."):
        add_organisation(by=cast.sam, name="Marlshire Fire and Rescue")
    add_organisation(by=cast.sam, name="Marlshire Ambulance")

    told, present = LogEntry.objects.order_by("sequence")
    assert (told.at, told.reason) == (SUMMER_NIGHT, "Brought in.")
    assert (abs(present.at - timezone.now()) < datetime.timedelta(seconds=10), present.reason) == (True, "")
    assert [entry_hash(entry) for entry in (told, present)] == [told.hash, present.hash]
