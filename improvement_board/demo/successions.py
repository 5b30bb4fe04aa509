"""What ended in the demonstration and is carried on by another: the health commissioner."""

from collections.abc import Iterator
from functools import partial

from boards.deeds.organisations import succeed_organisation
from boards.models import Organisation
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import organisation, person
from improvement_board.demo.story import Step

SUCCEEDED = 70
"""Weeks before the board's next meeting on which the commissioner's work went to the successor."""
SUCCESSOR = "NHS Marlshire and the Cherwick Vale Integrated Care Board"


def steps(days: Days) -> Iterator[Step]:
    there = Organisation.objects.filter(name=SUCCESSOR)
    when = moment(days.weeks_before(SUCCEEDED), 9, 15)
    yield Step(when, there.exists, partial(succeed_commissioner, days))


def succeed_commissioner(days: Days) -> None:
    succeed_organisation(
        by=person("secretariat"),
        organisation=organisation("commissioner"),
        on=days.weeks_before(SUCCEEDED),
        name=SUCCESSOR,
    )
