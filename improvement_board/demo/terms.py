"""The terms of reference of the demonstration's bodies."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from boards.deeds.bodies import set_terms
from boards.models import Body, TermsOfReference
from improvement_board.demo.bodies import COMMITTEE_SINCE, RENAMED, board, committee
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step

FIRST_TERMS = """\
Purpose

The Board oversees the improvement of help, protection and care for children in Marlshire. It is set up by \
agreement between Marlshire County Council and the Department for Education, following the inspection \
report in which children's services in the county were judged inadequate.

What the Board does

- It agrees the improvement plan and holds each partner to its part in it.
- It receives at each meeting the Director's account of progress and the results of case audits.
- It follows every measure in the plan, and asks for an explanation whenever one of them turns the wrong \
way.
- It reports to the council's scrutiny committee through its Chair.

Membership

The Chair is independent of every partner and is appointed by the council with the consent of the \
Department. Members are the most senior officers of their organisations who answer for children. They \
speak for their organisations, and send a substitute who can do the same when they cannot attend. A member \
who misses three meetings in a row is asked by the Chair whether another should take the seat.

Meetings

The Board meets every month, and more often when its Chair asks for it. Four voting members are a quorum, \
of whom one at least is from the council and one from the police or the health service. Agendas and papers \
go to members five working days before the meeting. The Board decides by consent; when it cannot, the \
Chair records who disagrees and why.

Openness

Minutes are published when the Board has agreed them. Papers are published unless the law or a child's \
privacy forbids it. The Board does not discuss the circumstances of any individual child.

Interests

Members declare an interest in an item before it is discussed. A member who stands to gain or lose by a \
decision leaves the room while it is made.

Review

The Board reviews these terms after one year."""

SECOND_TERMS = """\
Purpose

The Board oversees the improvement of help, protection and care for children in Marlshire until the \
council is judged to be no longer inadequate, and for six months after that. It is set up by agreement \
between Marlshire County Council and the Department for Education.

What the Board does

- It agrees the improvement plan and holds each partner to its part in it.
- It looks at one locality and one theme in depth at each meeting.
- It follows a small number of measures, and asks for an explanation whenever one of them turns the wrong \
way.
- It hears at least twice a year from young people who have been in care.
- It reports to the council's scrutiny committee through its Chair, after each of its meetings.

Membership

The Chair is independent of every partner and is appointed by the council with the consent of the \
Department. Members are the most senior officers of their organisations who answer for children. They \
speak for their organisations, and send a substitute who can do the same when they cannot attend. A member \
who misses two meetings in a row is asked by the Chair whether another should take the seat. The Board \
proposes new seats when a part of the county's life with children is not heard.

Meetings

The Board meets every other month, leaving the month between for visits by its members to teams and \
partners. Five voting members are a quorum, of whom one at least is from the council and one from the \
police or the health service. Agendas and papers are published five working days before the meeting. The \
Board decides by consent; when it cannot, the Chair records who disagrees and why.

Openness

Agendas, papers and draft minutes are published unless the law or a child's privacy forbids it. The Chair \
visits teams without notice, reports in writing to every second meeting and answers to the Children and \
Families Scrutiny Committee for the independence of that report. The Board does not discuss the \
circumstances of any individual child.

Interests

Members declare an interest in an item before it is discussed. A member who stands to gain or lose by a \
decision leaves the room while it is made, and the minutes say so.

Review and end

The Board reviews these terms each year. It will hand over its remaining work to the Safeguarding Children \
Partnership in a meeting held in public."""

COMMITTEE_TERMS = """\
The committee reviews and scrutinises decisions and services that concern children, young people and \
families, including safeguarding, education, special educational needs, early help and children in care.

It may require the Cabinet Member and chief officers to attend, set up task groups, and make \
recommendations to the Cabinet or the council. Three voting members are a quorum. Church representatives \
may vote on education matters; the parent governor representative is co-opted without a vote.

The committee does not examine the circumstances of any individual child."""


@dataclass(frozen=True)
class Terms:
    """One version: the ``office`` that enters it, and how many voting members it asks for."""

    body: Callable[[], Body]
    office: str
    text: str
    quorum: int
    in_force_from: datetime.date


def steps(days: Days) -> Iterator[Step]:
    renamed = days.weeks_before(RENAMED, 0)
    first = moment(days.founded, 10, 30)
    for when, terms in (
        (first, Terms(board, "secretariat", FIRST_TERMS, 4, days.founded)),
        (first, Terms(committee, "democratic", COMMITTEE_TERMS, 3, COMMITTEE_SINCE)),
        (moment(renamed, 9, 30), Terms(board, "secretariat", SECOND_TERMS, 5, renamed)),
    ):
        yield Step(when, TermsOfReference.objects.filter(text=terms.text).exists, partial(agree, terms))


def agree(terms: Terms) -> None:
    set_terms(
        by=person(terms.office),
        body=terms.body(),
        text=terms.text,
        in_force_from=terms.in_force_from,
        quorum=terms.quorum,
    )
