"""One thing that the system knows already and the chair may want in the log."""

import datetime
from dataclasses import dataclass

from boards.models import Body, User


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``key`` is kept with the entry that is logged from it: the kind's name and an id, such as "meeting:12".

    ``what`` is said to the chair ("You chaired …"); the rest fills the form. ``body`` is None where the chair
    has to say for which body it is logged.
    """

    key: str
    what: str
    kind: str
    on: datetime.date
    body: Body | None = None
    met: str = ""
    sentence: str = ""
    is_virtual: bool = False


class SuggestionKind:
    """A source of suggestions; ``name`` begins its keys. Register one in the ``ready`` of its app."""

    name: str

    def found(self, user: User, since: datetime.date, today: datetime.date) -> list[Suggestion]:
        """What this kind knows of ``user`` from ``since`` up to ``today``, both London dates and included."""
        raise NotImplementedError
