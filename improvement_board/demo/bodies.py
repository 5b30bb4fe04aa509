"""The two bodies of the demonstration: their names, what they are for, and how they number minutes."""

import datetime
from collections.abc import Iterator
from functools import partial

from boards.deadlines import why_not_counted
from boards.deeds.bodies import create_body, rename_body, set_terms
from boards.deeds.calendar import add_closed_day
from boards.models import Body, BodyName, ClosedDay
from improvement_board.demo.days import FIRST_BOARD_NAME, Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step
from scrutiny.deeds.numbering_rules import set_numbering
from scrutiny.models import NumberingRule

BOARD_NAME = "Marlshire Children's Improvement Board"
COMMITTEE_NAME = "Children and Families Scrutiny Committee"
COMMITTEE_SINCE = datetime.date(2013, 5, 14)
RENAMED = 54
"""Weeks before the board's next meeting at which it was renamed and began to meet every other month."""

BOARD_PURPOSE = (
    "The Improvement Board brings together the council, the police, the NHS, schools and the voluntary "
    "sector under an independent Chair. It tests whether help and protection for children in Marlshire "
    "are getting better, and says in public where they are not."
)
COMMITTEE_PURPOSE = (
    "The committee examines the council's services for children, young people and their families, "
    "holds the Cabinet Member to account and follows the improvement of children's social care on "
    "behalf of the county's residents."
)
FIRST_TERMS = """\
The Board is set up by agreement between Marlshire County Council and the Department for Education, \
following the inspection report in which children's services in the county were judged inadequate.

The Board will:

- agree the improvement plan and hold each partner to its part in it;
- meet every month, and more often when its Chair asks for it;
- receive at each meeting the Director's account of progress and the results of case audits;
- report to the council's scrutiny committee through its Chair.

The Chair is independent of every partner. Members speak for their organisations and send a substitute \
who can do the same when they cannot attend."""
SECOND_TERMS = """\
The Board continues to oversee the improvement of help, protection and care for children in \
Marlshire until the council is judged to be no longer inadequate, and for six months after that.

The Board will:

- meet every other month, leaving the month between for visits by its members to teams and partners;
- look at one locality and one theme in depth at each meeting;
- follow a small number of measures, and ask for an explanation whenever one of them turns the wrong \
way;
- hear at least twice a year from young people who have been in care;
- publish its agendas, papers and minutes unless the law or a child's privacy forbids it.

The Chair visits teams without notice, reports in writing to every second meeting and answers to the \
Children and Families Scrutiny Committee for the independence of that report.

The Board reviews these terms each year. It will hand over its remaining work to the Safeguarding \
Children Partnership in a meeting held in public."""
COMMITTEE_TERMS = """\
The committee reviews and scrutinises decisions and services that concern children, young people \
and families, including safeguarding, education, special educational needs, early help and children \
in care.

It may require the Cabinet Member and chief officers to attend, set up task groups, and make \
recommendations to the Cabinet or the council. Church and parent governor representatives may vote on \
education matters.

The committee does not examine the circumstances of any individual child."""


def board() -> Body:
    return BodyName.objects.get(name=FIRST_BOARD_NAME).body


def committee() -> Body:
    return BodyName.objects.get(name=COMMITTEE_NAME).body


def steps(days: Days) -> Iterator[Step]:
    first, renamed = moment(days.founded, 10), days.weeks_before(RENAMED, 0)
    names = BodyName.objects.all()
    yield Step(first, names.filter(name=FIRST_BOARD_NAME).exists, partial(set_up_board, days))
    yield Step(first, names.filter(name=COMMITTEE_NAME).exists, set_up_committee)
    yield Step(moment(renamed, 9), names.filter(name=BOARD_NAME).exists, partial(rename_board, renamed))
    christmas_eve = datetime.date(days.next_board.year, 12, 24)
    if not why_not_counted(christmas_eve):
        closed = ClosedDay.objects.filter(date=christmas_eve)
        yield Step(moment(days.weeks_before(20), 15), closed.exists, partial(close_offices, christmas_eve))


def set_up_board(days: Days) -> None:
    by = person("secretariat")
    made = create_body(
        by=by,
        name=FIRST_BOARD_NAME,
        since=days.founded,
        kind=Body.Kind.BOARD,
        regime=Body.Regime.PARTNERSHIP,
        purpose=BOARD_PURPOSE,
        contact="Improvement Programme Office, Shire Hall, improvement@demo.invalid",
    )
    set_terms(by=by, body=made, text=FIRST_TERMS, in_force_from=days.founded)
    set_numbering(by=by, body=made, since=days.founded, scheme=NumberingRule.Scheme.PER_MEETING)


def set_up_committee() -> None:
    by = person("democratic")
    made = create_body(
        by=by,
        name=COMMITTEE_NAME,
        since=COMMITTEE_SINCE,
        kind=Body.Kind.COMMITTEE,
        regime=Body.Regime.STATUTORY,
        purpose=COMMITTEE_PURPOSE,
        contact="Democratic Services, Shire Hall, scrutiny@demo.invalid",
    )
    set_terms(by=by, body=made, text=COMMITTEE_TERMS, in_force_from=COMMITTEE_SINCE)
    set_numbering(by=by, body=made, since=COMMITTEE_SINCE, scheme=NumberingRule.Scheme.THROUGH_YEAR)


def rename_board(since: datetime.date) -> None:
    by = person("secretariat")
    rename_body(by=by, body=board(), name=BOARD_NAME, since=since)
    set_terms(by=by, body=board(), text=SECOND_TERMS, in_force_from=since)


def close_offices(day: datetime.date) -> None:
    add_closed_day(
        by=person("secretariat"), date=day, name="Christmas Eve", kind=ClosedDay.Kind.COUNCIL_CLOSED
    )
