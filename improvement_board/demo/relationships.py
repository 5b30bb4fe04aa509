"""To whom the demonstration's board reports."""

from collections.abc import Iterator
from functools import partial

from boards.deeds.relationships import add_relationship
from boards.models import Relationship
from improvement_board.demo.bodies import RENAMED, board, committee
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step


def steps(days: Days) -> Iterator[Step]:
    when = moment(days.weeks_before(RENAMED, 0), 10)
    yield Step(when, Relationship.objects.all().exists, partial(report_to_committee, days))


def report_to_committee(days: Days) -> None:
    add_relationship(
        by=person("secretariat"),
        body=board(),
        to=committee(),
        how_often="after each of its meetings",
        since=days.weeks_before(RENAMED, 0),
    )
