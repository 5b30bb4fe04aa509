"""How a meeting of the demonstration is written down: its business, who was there, and what was said."""

import datetime
from dataclasses import dataclass, field

from boards.models import AgendaItem, Meeting

Aim = AgendaItem.Aim


@dataclass(frozen=True)
class Business:
    """One agenda item and its minute.

    ``said`` are the paragraphs of the minute; one that begins with "Q:", "A:", "C:" or "P:" is a question, an
    answer, a concern or a promise. ``resolved`` begins with the verb: "note: that the report be noted"; empty
    when nothing was resolved. ``papers`` names reports of `demo.reports`; ``to_follow`` one that came late;
    ``last_minutes`` puts the published minutes of the meeting before on the item.
    """

    title: str
    purpose: str = ""
    aim: str = Aim.INFORMATION
    presenter: str = ""
    verbal: bool = False
    said: tuple[str, ...] = ()
    resolved: str = ""
    papers: tuple[str, ...] = ()
    to_follow: str = ""
    last_minutes: bool = False
    urgent_because: str = ""


@dataclass(frozen=True)
class Task:
    """An action: ``due`` and ``closed`` are days after the meeting; an empty ``came_of_it`` is still open."""

    text: str
    owner: str
    due: int
    closed: int = 0
    came_of_it: str = ""
    item: int = 0


@dataclass(frozen=True)
class Gathering:
    """One meeting, ``weeks`` from the last of its body in the calendar of `demo.days`.

    ``away`` says how those members stood who were not there: "apologies", "absent", or "for: a name".
    ``days`` moves a special meeting to another day. ``stage`` is how far the meeting has come: "planned",
    "drafted" (its agenda is not published), "called", or "held".
    """

    weeks: int
    business: tuple[Business, ...] = ()
    away: dict[str, str] = field(default_factory=dict)
    guests: tuple[tuple[str, str], ...] = ()
    mode: str = Meeting.Mode.IN_PERSON
    tasks: tuple[Task, ...] = ()
    short_notice: str = ""
    days: int = 0
    stage: str = "held"

    @property
    def later(self) -> datetime.timedelta:
        return datetime.timedelta(days=self.days)
