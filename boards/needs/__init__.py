"""What a person has to do next, for the front page of the desk: one file for each noun that needs doing."""

import datetime
from collections.abc import Callable

from boards.models import User
from boards.needs import (
    actions,
    agendas,
    closing,
    consultations,
    declarations,
    frequency,
    restrictions,
    seats,
)
from boards.needs.need import AHEAD, MOST, Need

SOURCES: tuple[Callable[[User, datetime.date], list[Need]], ...] = (
    agendas.needs,
    actions.needs,
    seats.needs,
    closing.needs,
    declarations.needs,
    frequency.needs,
    consultations.needs,
    restrictions.needs,
)


def needs(user: User, today: datetime.date) -> list[Need]:
    """Everything this desk has for ``user`` to do; the front page puts it in order."""
    return [need for source in SOURCES for need in source(user, today)]


__all__ = ["AHEAD", "MOST", "Need", "needs"]
