"""How a meeting of the demonstration is written down: its business, who was there, and what was said."""

from dataclasses import dataclass, field

from boards.models import AgendaItem, Declaration, Meeting

Aim, Outcome, Interested = AgendaItem.Aim, AgendaItem.Outcome, Declaration.Kind


@dataclass(frozen=True)
class Private:
    """An item taken in private: the paragraphs of its exemption, why, and what readers are told of it."""

    paragraphs: tuple[int, ...]
    because: str
    summary: str


@dataclass(frozen=True)
class Business:
    """One agenda item and its minute.

    ``said`` are the paragraphs of the minute; one that begins with "Q:", "A:", "C:" or "P:" is a question, an
    answer, a concern or a promise. ``resolved`` begins with the verb: "note: that the report be noted"; empty
    when nothing was resolved. ``papers`` names reports of `demo.reports`; ``to_follow`` one that came late;
    ``documents`` and ``late_documents`` name those of `demo.documents`; ``awaited`` is the title of a paper
    that is still to follow. ``standing`` is a kind of standing item; an empty ``outcome`` is undecided.
    """

    title: str
    purpose: str = ""
    aim: str = Aim.INFORMATION
    presenter: str = ""
    verbal: bool = False
    takes: int | None = None
    is_sub_item: bool = False
    standing: str = ""
    said: tuple[str, ...] = ()
    resolved: str = ""
    papers: tuple[str, ...] = ()
    to_follow: str = ""
    awaited: str = ""
    documents: tuple[str, ...] = ()
    late_documents: tuple[str, ...] = ()
    urgent_because: str = ""
    private: Private | None = None
    outcome: str = Outcome.DONE
    outcome_note: str = ""


@dataclass(frozen=True)
class Word:
    """How an action stands some days after the meeting; without ``text``, a reminder to its owner."""

    days: int
    who: str
    text: str = ""


@dataclass(frozen=True)
class Task:
    """An action: ``due`` and ``closed`` are days after the meeting; an empty ``came_of_it`` is still open."""

    text: str
    owner: str
    due: int
    closed: int = 0
    came_of_it: str = ""
    item: int = 0
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Interest:
    """What somebody declared on an item; ``registered`` is in days after the meeting, 0 when it is not."""

    who: str
    item: str
    kind: str
    nature: str
    left_the_room: bool = False
    registered: int = 0


@dataclass(frozen=True)
class CalledOff:
    """Why a meeting does not take place on its day, said ``weeks_before`` the board's next meeting.

    ``moved`` is by how many days, 0 when it is cancelled.
    """

    reason: str
    weeks_before: int
    moved: int = 0


@dataclass(frozen=True)
class Gathering:
    """One meeting, ``weeks`` from the last of its body in the calendar of `demo.days`.

    ``away`` says how those members stood who were not there, or not all the time: "apologies", "absent",
    "for: a name", "came: 10:25", "left: 11:40". ``days`` moves a special meeting to another day.
    ``extraordinary`` is why it is outside the programme. ``template`` is one of `demo.agenda_templates`, put
    around the business. ``stage`` is how far the meeting has come: "planned", "drafted" (its agenda is not
    published), "called", or "held".
    """

    weeks: int
    business: tuple[Business, ...] = ()
    away: dict[str, str] = field(default_factory=dict)
    guests: tuple[tuple[str, str], ...] = ()
    in_the_chair: str = ""
    mode: str = Meeting.Mode.IN_PERSON
    tasks: tuple[Task, ...] = ()
    interests: tuple[Interest, ...] = ()
    short_notice: str = ""
    extraordinary: str = ""
    off: CalledOff | None = None
    template: str = ""
    days: int = 0
    stage: str = "held"

    @property
    def is_minuted(self) -> bool:
        return self.stage == "held" and all(business.said for business in self.business)
