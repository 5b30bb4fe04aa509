"""The log of the demonstration's Chair: where she went, what she saw, and what may be published of it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from improvement_board.demo.bodies import board
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.places import place
from improvement_board.demo.story import Step
from reports.deeds.activity import Entry, log_activity
from reports.models import Activity

Kind, Position = Activity.Kind, Activity.Position
MON, TUE, WED, THU, FRI = range(5)
MASH = "Multi-Agency Safeguarding Hub (MASH)"
LADO = "Local Authority Designated Officer (LADO) service"
QA = "Quality Assurance service"
WEXCOMBE = "Wexcombe and the Forest of Harrowdene"


@dataclass(frozen=True)
class Visit:
    """``weeks`` before the board's next meeting; ``sentence`` is left to the software where it is empty.

    ``days`` is how long it went on; ``why`` is why the Chair judged the ``position`` of the team as she did.
    """

    weeks: int
    weekday: int
    kind: str
    place: str = ""
    within: str = ""
    met: str = ""
    seen: str = ""
    sentence: str = ""
    days: int = 1
    virtual: bool = False
    purpose: str = ""
    position: str = ""
    why: str = ""
    fed_back_to: str = ""
    followed: str = ""

    def on(self, days: Days) -> datetime.date:
        return days.weeks_before(self.weeks, self.weekday)

    def until(self, days: Days) -> datetime.date | None:
        return self.on(days) + datetime.timedelta(days=self.days - 1) if self.days > 1 else None


VISITS = (
    Visit(
        91,
        MON,
        Kind.ONE_TO_ONE,
        met="the Interim Director of Children's Services",
        seen=(
            "Tired but candid. Says the plan has 112 actions and that nobody can hold more than ten in "
            "their head. Wants the Board to say which ten."
        ),
    ),
    Visit(
        90,
        WED,
        Kind.VISIT,
        MASH,
        met="the hub manager",
        seen=(
            "Police and health desks still at opposite ends of the room. 43 contacts waiting at noon. "
            "Manager knows each of them without looking."
        ),
        position=Position.WORSE,
        why="43 contacts were waiting at noon.",
    ),
    Visit(
        88,
        TUE,
        Kind.MEETING,
        met="the Chief Executive and the Cabinet Member for Children and Families",
        seen=(
            "Both want to be judged on this. Asked them to come to a team with me rather than to another "
            "meeting."
        ),
    ),
    Visit(
        86,
        THU,
        Kind.VISIT,
        "Assessment team",
        "Cherwick",
        seen=(
            "Two workers with 31 and 29 children. One cried. Team manager covering two posts. Spoke to "
            "the Director the same evening."
        ),
        sentence=(
            "Visited the Assessment team in Cherwick, where I spoke with workers about the number of "
            "children they are responsible for"
        ),
        position=Position.WORSE,
        why="Caseloads of 31 and 29, and one manager for two posts.",
    ),
    Visit(
        83,
        MON,
        Kind.VISIT,
        "Assessment team",
        "Stonebeck",
        seen="Third manager this year. Audits on the noticeboard, unread. Good newly qualified workers.",
        position=Position.WORSE,
        why="The third manager this year.",
    ),
    Visit(
        81,
        TUE,
        Kind.OBSERVATION,
        QA,
        met="two auditors",
        seen=(
            "Sat beside them for a whole audit. Thorough. Neither had ever been asked to tell the team "
            "what they found."
        ),
        sentence="Sat beside the council's auditors while they examined a case from beginning to end",
    ),
    Visit(
        78,
        WED,
        Kind.VISIT,
        ("Early Help team"),
        ("Aldermere"),
        seen=(
            "The best morning so far. Waiting list is short because somebody rings every family on it each "
            "week."
        ),
        position=Position.BETTER,
        why="Somebody rings every family on the waiting list each week.",
    ),
    Visit(
        76,
        FRI,
        Kind.ONE_TO_ONE,
        met="the Head of Public Protection of Marlshire Police",
        seen="Will move two sergeants into the hub. Wants thresholds written down.",
        virtual=True,
    ),
    Visit(
        74,
        MON,
        Kind.VISIT,
        ("Assessment team"),
        WEXCOMBE,
        seen=("An hour and a quarter's drive. Half the desks are empty. Warm welcome. They feel forgotten."),
        position=Position.WORSE,
        why="Half the desks are empty.",
    ),
    Visit(
        71,
        THU,
        Kind.MEETING,
        met="lead inspectors before the first monitoring visit",
        sentence=(
            "Met the inspectors before the first monitoring visit and took part in the discussion of "
            "their findings"
        ),
    ),
    Visit(
        68,
        TUE,
        Kind.MEETING,
        met="the chairs of the secondary and primary headteachers' associations",
        seen="Schools do not know whom to ring. Simple to mend.",
    ),
    Visit(
        66,
        WED,
        Kind.VISIT,
        MASH,
        met="staff of all three agencies",
        seen="Transformed. One room, one screen, one conversation.",
        position=Position.BETTER,
        why="One room and one conversation, where there were three.",
    ),
    Visit(
        62,
        MON,
        Kind.ONE_TO_ONE,
        met="the Director of Children's Services",
        seen=(
            "New Director, six weeks in. Has met every team. Asked me what I would stop doing. Good question."
        ),
    ),
    Visit(
        60,
        WED,
        Kind.VISIT,
        "Family Support team",
        "Aldermere",
        seen="Supervision begins with one child, chosen by the worker. Ask others to come and see this.",
        position=Position.SAME,
        why="It was good and has stayed so.",
    ),
    Visit(
        57,
        WED,
        Kind.REPORT_GIVEN,
        met="the Children and Families Scrutiny Committee",
        sentence=(
            "Reported to the council's Children and Families Scrutiny Committee and answered its questions"
        ),
    ),
    Visit(
        56,
        THU,
        Kind.VISIT,
        "Children in Care team",
        "Cherwick",
        seen="Stable. Workers know birthdays.",
        position=Position.SAME,
        why="Stable, and known to the children.",
    ),
    Visit(
        55,
        FRI,
        Kind.MEETING,
        met="the Department for Education's adviser",
        seen="Wants pace. Agrees that the date of the recording system is not believable.",
        virtual=True,
    ),
    Visit(
        52,
        MON,
        Kind.OBSERVATION,
        "Family Support team",
        "Stonebeck",
        met="the team manager",
        seen="Supervision about spreadsheets for 50 minutes. No child was named.",
        sentence="Observed supervision in the Family Support team in Stonebeck",
        position=Position.WORSE,
        why="Supervision without a child in it.",
        fed_back_to="the team manager",
        followed="Has asked to sit in with Aldermere.",
    ),
    Visit(
        50,
        TUE,
        Kind.OBSERVATION,
        "Family Support team",
        "Aldermere",
        met="the team manager",
        seen="Same form, same hour, a different world.",
        sentence="Observed supervision in the Family Support team in Aldermere",
    ),
    Visit(
        48,
        WED,
        Kind.VISIT,
        "Early Help team",
        "Cherwick",
        met=("practitioners of five agencies"),
        seen=("They ring each other. Thresholds settled by telephone."),
        position=Position.BETTER,
        why="Five agencies that ring each other.",
    ),
    Visit(
        46,
        MON,
        Kind.OTHER,
        seen=("Worker B showed me her notebook. She was ashamed of it; she should not be."),
        sentence="Spent two days beside social workers as they used the case recording system",
        days=2,
    ),
    Visit(
        43,
        THU,
        Kind.REVIEW,
        met="the Department for Education",
        sentence="Took part in the Department for Education's review of progress after twelve months",
    ),
    Visit(
        42,
        TUE,
        Kind.VISIT,
        LADO,
        seen="Records exemplary. Ask them to train the MASH in record keeping.",
        position=Position.SAME,
        why="As good as ever.",
    ),
    Visit(
        39,
        WED,
        Kind.REPORT_GIVEN,
        met="the Children and Families Scrutiny Committee",
        sentence=(
            "Reported to the council's Children and Families Scrutiny Committee on practice and caseloads"
        ),
    ),
    Visit(
        38,
        MON,
        Kind.VISIT,
        ("Assessment team"),
        ("Aldermere"),
        seen=("16 children each. Quiet. People look up when one comes in."),
        position=Position.BETTER,
        why="Sixteen children each, and the time to see them.",
    ),
    Visit(
        37,
        WED,
        Kind.VISIT,
        "Assessment team",
        "Stonebeck",
        met="the new team manager",
        seen="Fifth manager in three years. She means to stay. Nobody believes her yet.",
        position=Position.SAME,
        why="A new manager; too early to say more.",
    ),
    Visit(
        35,
        TUE,
        Kind.VISIT,
        ("Assessment team"),
        ("Cherwick"),
        seen=("The worker who cried in my first month is now a practice supervisor."),
        position=Position.BETTER,
        why="Caseloads have come down, and people stay.",
    ),
    Visit(
        34,
        THU,
        Kind.VISIT,
        "Assessment team",
        WEXCOMBE,
        met="the locality manager",
        seen="One third agency. Two more leaving for the neighbouring county. Audit tracker up to date.",
        position=Position.WORSE,
        why="A third is agency staff, and two more are leaving.",
    ),
    Visit(
        33,
        FRI,
        Kind.VISIT,
        ("Emergency Duty team"),
        seen=(
            "Until 3 a.m. Two workers for the whole county and calm throughout. No access to the "
            "history of a family after midnight if the system is being backed up."
        ),
        sentence="Spent an evening and part of a night with the Emergency Duty team",
        position=Position.SAME,
        why="Calm, but without the history of a family at night.",
    ),
    Visit(32, MON, Kind.MEETING, met="the four managers of the Children in Care teams"),
    Visit(
        29,
        WED,
        Kind.MEETING,
        met="the young people's advisory group",
        seen=(
            "'Why did it have to be us who told the story again?' Use this, with their permission (given)."
        ),
        sentence="Met the young people's advisory group, whose words I quote with their permission",
    ),
    Visit(
        27,
        TUE,
        Kind.ONE_TO_ONE,
        met="the Chief Nursing Officer of the Integrated Care Board",
        virtual=True,
    ),
    Visit(
        21,
        WED,
        Kind.REPORT_GIVEN,
        met="the Children and Families Scrutiny Committee",
        sentence=(
            "Reported to the council's Children and Families Scrutiny Committee on the differences "
            "between the localities"
        ),
    ),
    Visit(
        20,
        THU,
        Kind.VISIT,
        "Family Support team",
        WEXCOMBE,
        seen=("Two children not seen alone for eight weeks. Told the manager and the Director the same day."),
        position=Position.WORSE,
        why="Two children had not been seen alone for eight weeks.",
        fed_back_to="the Director of Children's Services",
        followed="A new manager was found within the month.",
    ),
    Visit(
        18,
        TUE,
        Kind.VISIT,
        "Children in Care team",
        "Aldermere",
        met="the team and four foster carers",
        seen="Carers say: the same worker for three years. That is the whole secret.",
        position=Position.BETTER,
        why="The same worker for three years.",
    ),
    Visit(17, WED, Kind.VISIT, "Fostering Recruitment team", "Fostering and Adoption service"),
    Visit(
        15,
        MON,
        Kind.VISIT,
        ("Assessment team"),
        ("Stonebeck"),
        seen=("She is still here. They believe her now."),
        position=Position.BETTER,
        why="The manager has stayed.",
    ),
    Visit(
        13,
        THU,
        Kind.OTHER,
        seen="Watched the switch to the new system on the Sunday. No drama.",
        sentence=(
            "Watched the change to the new case recording system and spoke with workers in the week after it"
        ),
    ),
    Visit(
        11,
        TUE,
        Kind.REVIEW,
        met="the Director and the lead inspectors",
        sentence="Took part in the discussion of findings that closed the third monitoring visit",
    ),
    Visit(
        10,
        FRI,
        Kind.OBSERVATION,
        QA,
        seen=("Read every failed case of the last round. 2 groups: recording, seeing."),
        sentence="Read every case that was judged inadequate in the last audit round",
        purpose="To see what the cases that fail have in common",
    ),
    Visit(
        7,
        WED,
        Kind.ONE_TO_ONE,
        met="the Director of Children's Services",
        seen="Agrees about the two Family Support teams. Has moved a manager.",
    ),
    Visit(
        6,
        TUE,
        Kind.VISIT,
        "Family Support team",
        "Cherwick",
        seen="Child's words on every file I picked. No decision changed by them in two of three.",
        position=Position.SAME,
        why="The child is heard, and little follows from it.",
    ),
    Visit(
        5,
        THU,
        Kind.VISIT,
        "Family Support team",
        "Stonebeck",
        met="the team manager",
        seen="Supervision held for everybody last month. First time in three years.",
        position=Position.BETTER,
        why="Everybody had supervision last month.",
    ),
    Visit(
        4,
        MON,
        Kind.VISIT,
        "Family Support team",
        WEXCOMBE,
        seen=(
            "The two children have been seen. New manager begins on the first. Go again before the next "
            "meeting."
        ),
        position=Position.UNKNOWN,
        why="The new manager has not begun yet.",
    ),
    Visit(
        4,
        FRI,
        Kind.MEETING,
        met="the young people's advisory group",
        seen="'You write it down, and then what?'",
        sentence="Met the young people's advisory group for the second time this year",
    ),
    Visit(
        3,
        WED,
        Kind.REPORT_GIVEN,
        met="the Children and Families Scrutiny Committee",
        sentence="Presented my report to the council's Children and Families Scrutiny Committee",
    ),
)


def steps(days: Days) -> Iterator[Step]:
    for visit in VISITS:
        when = moment(visit.until(days) or visit.on(days), 18)
        yield Step(when, partial(is_logged, visit, days), partial(log, visit, days))


def is_logged(visit: Visit, days: Days) -> bool:
    """By day and kind, so that an entry whose words were put right is not logged again."""
    logged = Activity.objects.filter(body=board(), by=person("chair"), kind=visit.kind)
    return logged.filter(on=visit.on(days)).exists()


def log(visit: Visit, days: Days) -> None:
    log_activity(by=person("chair"), entry=entry_of(visit, days))


def entry_of(visit: Visit, days: Days) -> Entry:
    return Entry(
        body=board(),
        kind=visit.kind,
        on=visit.on(days),
        until=visit.until(days),
        is_virtual=visit.virtual,
        place=place(visit.place, visit.within) if visit.place else None,
        met=visit.met,
        purpose=visit.purpose,
        seen=visit.seen,
        sentence=visit.sentence,
        position=visit.position,
        position_why=visit.why,
        fed_back_to=visit.fed_back_to,
        followed=visit.followed,
    )
