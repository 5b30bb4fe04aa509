"""When each item begins and the meeting ends: told only as far as somebody planned it."""

import datetime
from dataclasses import dataclass

import pytest

from boards.timings import Slot, in_words, longer_than_their_item, timetable

TEN = datetime.time(10)


@dataclass
class Planned:
    minutes_planned: int | None
    is_sub_item: bool = False


def under(minutes: int | None) -> Planned:
    return Planned(minutes, is_sub_item=True)


def begins(*items: Planned, at: datetime.time = TEN) -> list[str]:
    slots = timetable(at, items).slots
    return [f"{slot.begins_at:%H:%M}" if slot.begins_at else "" for slot in slots]


def ends(*items: Planned, at: datetime.time = TEN) -> str:
    ends_at = timetable(at, items).ends_at
    return f"{ends_at:%H:%M}" if ends_at else ""


def test_items_follow_one_another() -> None:
    items = [Planned(5), Planned(20), Planned(105)]
    assert begins(*items) == ["10:00", "10:05", "10:25"]
    assert ends(*items) == "12:10"


def test_no_time_is_made_up_after_an_item_without_minutes() -> None:
    items = [Planned(5), Planned(None), Planned(20)]
    assert begins(*items) == ["10:00", "", ""]
    assert ends(*items) == ""
    assert timetable(TEN, items).slots[2] == Slot(None, 20)


def test_sub_items_run_within_the_time_of_their_item() -> None:
    items = [Planned(10), Planned(30), under(10), under(15), Planned(5)]
    assert begins(*items) == ["10:00", "10:10", "10:10", "10:20", "10:40"]
    assert ends(*items) == "10:45"


def test_an_item_without_minutes_takes_those_of_its_sub_items() -> None:
    items = [Planned(None), under(10), under(15), Planned(5)]
    assert timetable(TEN, items).slots[0] == Slot(TEN, 25)
    assert begins(*items)[3] == "10:25"
    assert begins(Planned(None), under(10), under(None), Planned(5)) == ["", "10:00", "", ""]


def test_sub_items_may_be_planned_for_longer_than_their_item() -> None:
    assert longer_than_their_item([Planned(5), Planned(20), under(15), under(6)]) == [1]
    assert longer_than_their_item([Planned(21), under(15), under(6), Planned(None), under(60)]) == []


def test_a_late_meeting_ends_in_the_small_hours() -> None:
    assert ends(Planned(45), at=datetime.time(23, 30)) == "00:15"


def test_an_agenda_without_items_or_minutes_has_no_timetable() -> None:
    assert timetable(TEN, []).ends_at is None
    assert not timetable(TEN, [Planned(None)]).is_given
    assert timetable(TEN, [Planned(None), Planned(5)]).is_given


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (20, "20 minutes"),
        (60, "1 hour"),
        (75, "1 hour 15 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_minutes_in_words(minutes: int, words: str) -> None:
    assert in_words(minutes) == words
