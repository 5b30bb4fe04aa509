"""Every clock of a meeting: its notice, its agenda and each of its papers are due on their own (rule 1).

Papers are not this desk's: the app that owns them registers how their clocks are read, in its ``ready``.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from boards import clock
from boards.deadlines import STATUTORY_DAYS, ClosedDays, Deadline, deadline_for, publication_day
from boards.models import ClosedDay, Meeting
from boards.notice import deadline_of


class Kind(StrEnum):
    NOTICE = "notice"
    AGENDA = "agenda"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing that must be public by a day: what it is, of which meeting, and where it stands."""

    kind: Kind
    what: str
    meeting: Meeting
    deadline: Deadline
    reason: str = ""
    """Why the meeting goes on although it is late; with it, no other way on is offered."""
    is_awaited: bool = False
    """A paper that is to follow: somebody has to bring it before it can be published."""
    verb: str = ""
    verb_address: str = ""
    """What to do about this one in particular, and where."""

    @property
    def is_met(self) -> bool:
        return self.deadline.published_on is not None and not self.deadline.is_late

    @property
    def address(self) -> str:
        """Where something can be done about it."""
        return self.meeting.get_desk_url()


Source = Callable[[Sequence[Meeting], datetime.date, ClosedDays], list[Clock]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Let ``source`` tell the clocks of many meetings at once, in a fixed number of queries."""
    _sources[name] = source


def clocks_of(meetings: Sequence[Meeting]) -> list[Clock]:
    """The clocks of these meetings as seen today in London, the soonest first; their bodies are at hand."""
    closed = ClosedDay.objects.reasons()
    today = clock.today()
    found = [each for meeting in meetings for each in own_clocks(meeting, today, closed)]
    for source in _sources.values():
        found += source(meetings, today, closed)
    return sorted(found, key=in_order)


def own_clocks(meeting: Meeting, today: datetime.date, closed: ClosedDays) -> list[Clock]:
    agenda = Clock(
        Kind.AGENDA, "Agenda", meeting, deadline_of(meeting, closed), reason=meeting.short_notice_reason
    )
    return [notice_clock(meeting, today, closed), agenda] if meeting.body.is_statutory else [agenda]


def notice_clock(meeting: Meeting, today: datetime.date, closed: ClosedDays) -> Clock:
    """Public notice of time and place: five clear days, whatever the body adds (LGA 1972 s.100A(6)(a))."""
    deadline = deadline_for(
        meeting.date,
        statutory=True,
        today=today,
        published_on=publication_day(meeting.notice_given_at),
        days=STATUTORY_DAYS,
        closed=closed,
        thing="the notice",
    )
    return Clock(Kind.NOTICE, "Public notice", meeting, deadline, reason=meeting.short_notice_reason)


def in_order(each: Clock) -> tuple[Any, ...]:
    """By the day it is due, then by meeting, then notice, agenda and papers."""
    kinds = list(Kind)
    return (each.deadline.publish_by, each.meeting.date, each.meeting.pk, kinds.index(each.kind), each.what)
