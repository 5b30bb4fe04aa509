"""How often the demonstration's board meets: every month at first, later every other month."""

import datetime
from collections.abc import Iterator
from functools import partial

from boards.deeds.frequency import set_rule
from boards.models import FrequencyRule
from improvement_board.demo.bodies import RENAMED, board
from improvement_board.demo.days import THURSDAY, Days, in_words, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step

LAST_MONTHLY = -56
"""The last meeting of the monthly rule, at which the board agreed the other, in weeks from its next one."""
STARTS_AT = datetime.time(10)


def steps(days: Days) -> Iterator[Step]:
    rules = FrequencyRule.objects
    monthly, bimonthly = rules.filter(every_months=1), rules.filter(every_months=2)
    yield Step(moment(days.founded, 11, 30), monthly.exists, partial(meet_monthly, days))
    agreed = moment(days.weeks_before(RENAMED, 0), 11)
    yield Step(agreed, bimonthly.exists, partial(meet_every_other_month, days))


def meet_monthly(days: Days) -> None:
    set_rule(
        by=person("secretariat"),
        body=board(),
        in_force_from=days.founded,
        every_months=1,
        week=days.week,
        weekday=THURSDAY,
        starts_at=STARTS_AT,
        reason="The Department for Education asks a new improvement board to meet every month.",
    )


def meet_every_other_month(days: Days) -> None:
    """From the first of a month, a year before the board's next meeting, so that it meets in that month."""
    decided = days.board(LAST_MONTHLY)
    set_rule(
        by=person("secretariat"),
        body=board(),
        in_force_from=days.in_month(-12).replace(day=1),
        every_months=2,
        week=days.week,
        weekday=THURSDAY,
        starts_at=STARTS_AT,
        reason=(
            f"Agreed by the Board on {in_words(decided)}: the month between is for visits by its members to "
            "teams and partners."
        ),
        review_on=days.next_board,
        rule_before_until=decided,
    )
