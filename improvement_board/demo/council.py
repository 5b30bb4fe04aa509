"""The whole demonstration, put together."""

from improvement_board.demo import (
    actions,
    agendas,
    bodies,
    meetings,
    memberships,
    minutes,
    people,
    places,
    reports,
    visits,
)
from improvement_board.demo.days import days_of_the_demonstration
from improvement_board.demo.jobs import done_at_once
from improvement_board.demo.story import tell

NOUNS = (people, places, bodies, memberships, meetings, visits, reports, agendas, actions, minutes)


def load() -> int:
    """Tell what was not told yet; return how many steps that was, 0 when all was there."""
    days = days_of_the_demonstration()
    with done_at_once():
        return tell(step for noun in NOUNS for step in noun.steps(days))
