"""The two bodies of the demonstration: their names, what they are for, and how they number minutes."""

import datetime
from collections.abc import Iterator
from functools import partial

from boards.deeds.bodies import create_body, rename_body
from boards.models import Body, BodyName
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
    set_numbering(by=by, body=made, since=COMMITTEE_SINCE, scheme=NumberingRule.Scheme.THROUGH_YEAR)


def rename_board(since: datetime.date) -> None:
    rename_body(by=person("secretariat"), body=board(), name=BOARD_NAME, since=since)
