"""One thing to do. Each desk tells its own with functions ``needs(user, today)``."""

import datetime
from dataclasses import dataclass
from typing import Final

MOST: Final = 20
"""A front page is read at a glance; what is further off comes up as the rest is done."""

AHEAD: Final = datetime.timedelta(weeks=6)
"""How far off a meeting may be for its agenda to be somebody's work already."""


@dataclass(frozen=True, order=True)
class Need:
    """One thing to do: by which day, what it is about, and the verb that leads there."""

    day: datetime.date
    about: str
    verb: str
    address: str
    late: bool = False
