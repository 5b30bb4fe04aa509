"""Days counted from the day of writing ("last week") that mean other days when the paper is read."""

import re
from collections.abc import Iterator
from typing import Final

from boards.dates import full_date, plain_date
from reports.audience.days import Period, RelativeDate, relative_dates
from reports.audience.finding import Kind
from reports.audience.reading import Mark, Reading
from reports.audience.wording import replaced

TIED: Final = re.compile(r"\b(?:by|for|until|till|from|of|since|in|before|after|to|during)\s+$", re.I)


def relative_date(reading: Reading) -> Iterator[Mark]:
    """Nothing where it is not known for which day the paper was written."""
    written = reading.bodies.other_meeting
    if written is None or written == reading.meeting:
        return
    for line in reading.lines:
        for date in relative_dates(line.spoken):
            meant, read = date.seen_from(written), date.seen_from(reading.meeting)
            if meant != read:
                words = line.text[date.start : date.end]
                why = (
                    f"Written for {full_date(written)}, “{words}” meant {meant.in_full}; read at "
                    f"{reading.their_meeting}, it means {read.in_full}."
                )
                suggestion = _reworded(line.text, date, meant)
                yield Mark(line, date.start, date.end, Kind.RELATIVE_DATE, why, suggestion)


def _reworded(text: str, date: RelativeDate, meant: Period) -> str:
    """Nothing where a preposition or an "'s" ties the words to others ("by next month")."""
    if TIED.search(text[: date.start]) or text[date.end : date.end + 1] in ("’", "'"):
        return ""
    return replaced(text, date.start, date.end, _said(meant))


def _said(period: Period) -> str:
    """The same days in words that do not shift: "in September 2019", "in the week of 16 September 2019"."""
    first, last = period.first, period.last
    if first == last:
        return f"on {plain_date(first)}"
    if last.day > 7 and first.day == 1:
        return f"in {first:%B} {first.year}"
    return f"in the week of {plain_date(first)}"
