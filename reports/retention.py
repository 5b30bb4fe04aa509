"""How long the law asks a council to keep the papers of a meeting open to inspection (domain rule 10).

Minutes, agendas and public reports: six years beginning with the date of the meeting (LGA 1972 s.100C(1)).
Background papers: four years beginning with it (s.100D(2)). The service deletes nothing, ever; what this
floor touches is a withdrawal, which takes a paper out of the reading room.
"""

import datetime
from typing import Final

from boards.models import Body, Meeting
from reports.models import Publication

PAPERS: Final = 6
BACKGROUND_PAPERS: Final = 4


def kept_through(meeting: datetime.date, years: int = PAPERS) -> datetime.date:
    """The last day of ``years`` years that begin with the day of the meeting."""
    try:
        anniversary = meeting.replace(year=meeting.year + years)
    except ValueError:  # 29 February, in a year without one
        anniversary = meeting.replace(year=meeting.year + years, month=3, day=1)
    return anniversary - datetime.timedelta(days=1)


def open_through(publication: Publication) -> datetime.date | None:
    """Until when the law keeps what was published here open to inspection; None where no law does.

    Counts from the latest statutory meeting that had it on its agenda, or whose minutes it is.
    """
    of_papers = Meeting.objects.filter(items__papers__publication=publication)
    own = Meeting.objects.filter(publications=publication)
    days = [
        day
        for meetings in (of_papers, own)
        for day in meetings.filter(
            body__regime=Body.Regime.STATUTORY, agenda_published_at__isnull=False
        ).values_list("date", flat=True)
    ]
    return kept_through(max(days)) if days else None
