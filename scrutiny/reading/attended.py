"""Who was at a meeting, from the day its minutes are public."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from boards.models import Attendance, Meeting
from reports.models import Edition


@dataclass(frozen=True, slots=True)
class Attended:
    heading: str
    people: Sequence[Attendance]


ATTENDANCE_GROUPS: Final = (
    ("Present", (Attendance.How.PRESENT, Attendance.How.SUBSTITUTE)),
    ("Apologies", (Attendance.How.APOLOGIES,)),
    ("Absent", (Attendance.How.ABSENT,)),
    ("In attendance", (Attendance.How.IN_ATTENDANCE, Attendance.How.IN_ATTENDANCE_REMOTE)),
)


def attendance(meeting: Meeting, minutes: Edition | None) -> list[Attended]:
    """Who was there, in the order of minutes. It is public from the day the minutes are. 2 queries."""
    if minutes is None:
        return []
    rows = Attendance.objects.of(meeting)
    groups = ((heading, [row for row in rows if row.how in hows]) for heading, hows in ATTENDANCE_GROUPS)
    return [Attended(heading, people) for heading, people in groups if people]
