"""The whole demonstration, put together."""

from improvement_board.demo import (
    actions,
    agenda_templates,
    agendas,
    attendance,
    bodies,
    called_off,
    closed_days,
    confirmations,
    consultations,
    declarations,
    for_the_committee,
    frequency,
    meetings,
    memberships,
    minutes,
    outcomes,
    people,
    places,
    relationships,
    reports,
    seats,
    successions,
    terms,
    themes,
    visits,
)
from improvement_board.demo.days import days_of_the_demonstration
from improvement_board.demo.jobs import done_at_once
from improvement_board.demo.story import tell

NOUNS = (
    people,
    places,
    bodies,
    terms,
    seats,
    memberships,
    successions,
    relationships,
    themes,
    frequency,
    closed_days,
    consultations,
    meetings,
    called_off,
    visits,
    reports,
    for_the_committee,
    agenda_templates,
    agendas,
    attendance,
    declarations,
    actions,
    outcomes,
    minutes,
    confirmations,
)


def load() -> int:
    """Tell what was not told yet; return how many steps that was, 0 when all was there."""
    days = days_of_the_demonstration()
    with done_at_once():
        return tell(step for noun in NOUNS for step in noun.steps(days))
