"""Whatever a browser sends is read or is None; nothing that was sent is an error."""

import datetime

import pytest

from boards.sent_values import read_day, read_day_key, read_moment, read_moment_key, read_number

DAY = datetime.date(2026, 10, 8)
MOMENT = datetime.datetime(2026, 10, 8, 9, 30, tzinfo=datetime.UTC)


def test_what_our_own_pages_wrote_is_read() -> None:
    assert (read_number("17"), read_number("9" * 18)) == (17, 10**18 - 1)
    assert (read_day("2026-10-08"), read_day_key("2026-10-08_17")) == (DAY, (DAY, 17))
    assert read_moment(MOMENT.isoformat()) == MOMENT
    assert read_moment_key("2026-10-08T09:30:00 00:00_17") == (MOMENT, 17)  # the plus came as a space


@pytest.mark.parametrize("text", ["", "-1", "1.0", " 1", "²", "٣", "9" * 19, "\0"])
def test_no_other_number_is_read(text: str) -> None:
    assert (read_number(text), read_day_key(f"2026-10-08_{text}")) == (None, None)


@pytest.mark.parametrize("text", ["", "today", "2026-02-30", "٢٠٢٦-10-08", "2026-10-08T09:30", "\0"])
def test_no_other_day_or_moment_is_read(text: str) -> None:
    """A moment without its time zone is none: nobody could say when it was."""
    assert (read_day(text), read_moment(text), read_moment_key(f"{text}_17")) == (None, None, None)
