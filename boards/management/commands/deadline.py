"""`manage.py deadline 2019-10-10`: the last day to publish an agenda, as JSON for scripts and checks."""

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from boards import clock
from boards.deadlines import STATUTORY_DAYS, Deadline, deadline_for
from boards.models import ClosedDay


class Command(BaseCommand):
    help = "Print the last day to publish the agenda of a meeting, and the clear days that were counted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", help="the day of the meeting, as 2019-10-10")
        parser.add_argument("--days", default=str(STATUTORY_DAYS), help="clear days asked for (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exits with 1 and one sentence for a day or a number that cannot be used."""
        try:
            deadline = work_out(meeting=read_day(options["meeting"]), days=read_count(options["days"]))
        except ValueError as error:
            self.stderr.write(str(error))
            sys.exit(1)
        if deadline.warning:
            self.stderr.write(deadline.warning)
        self.stdout.write(as_json(deadline))


def work_out(*, meeting: date, days: int) -> Deadline:
    return deadline_for(
        meeting,
        statutory=True,
        today=clock.today(),
        days=days,
        closed=ClosedDay.objects.reasons(),
    )


def read_day(text: str) -> date:
    """The day that was typed, in the one form that nobody reads as another day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError(
            f"“{text}” is not a date. Give the day of the meeting as year-month-day: 2019-10-10."
        )
    return day


def read_count(text: str | int) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a number of days. Give a whole number, such as 5.") from None


def as_json(deadline: Deadline) -> str:
    return json.dumps(
        {
            "meeting": deadline.meeting.isoformat(),
            "publish_by": deadline.publish_by.isoformat(),
            "clear_days": [day.isoformat() for day in deadline.counted],
        }
    )
