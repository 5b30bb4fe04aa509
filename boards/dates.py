"""Days and times as they are written in English: in full, without the weekday, and several in one line.

Every page, mail and file says them in these words; the template filters of ``{% load house %}`` call the same
functions. An instant is told as the council lives it: in London.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone


def in_council_time(moment: dt.datetime) -> dt.datetime:
    """Readers think in the council's time: an instant is shown in the current time zone (Europe/London)."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def full_date(day: dt.date) -> str:
    """A day, or the day of an instant, as it is written in a sentence: "Thursday 10 October 2019"."""
    day = in_council_time(day) if isinstance(day, dt.datetime) else day
    return f"{day:%A} {plain_date(day)}"


def plain_date(day: dt.date) -> str:
    """The same without its weekday, for a title or where a day is only named again: "10 October 2019"."""
    day = in_council_time(day) if isinstance(day, dt.datetime) else day
    return f"{day.day} {day:%B} {day.year}"


def full_time(moment: dt.time | dt.datetime) -> str:
    """The time of day as in "2.30pm", "10am", "noon" and "midnight"."""
    moment = in_council_time(moment) if isinstance(moment, dt.datetime) else moment
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    minutes = f".{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'pm' if moment.hour >= 12 else 'am'}"


def full_moment(moment: dt.datetime) -> str:
    """The instant as in "Thursday 10 October 2019 at 2.30pm"."""
    return f"{full_date(moment)} at {full_time(moment)}"


def list_days(days: Sequence[dt.date]) -> str:
    """Days with commas, the month after the last day of each: "Thu 29, Fri 30 August, Mon 2 September"."""
    return ", ".join(name_days(days))


def list_run(days: Sequence[dt.date], *, with_month: bool) -> str:
    """Days next to each other: "Sat 5 and Sun 6", or "Fri 24 to Sun 26" when there are more than two."""
    names = name_days(days) if with_month else [f"{day:%a} {day.day}" for day in days]
    if len(names) > 2:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(names)


def name_days(days: Sequence[dt.date]) -> list[str]:
    """Each day in short, with the month where the next day is in another month, and at the end."""
    names = []
    for index, day in enumerate(days):
        last_of_month = index + 1 == len(days) or days[index + 1].month != day.month
        names.append(f"{day:%a} {day.day} {day:%B}" if last_of_month else f"{day:%a} {day.day}")
    return names
