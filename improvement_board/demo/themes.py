"""What the meetings of the demonstration's board look at in depth, and what they have not come to."""

from collections.abc import Iterator
from functools import partial

from boards.deeds.themes import add_theme
from boards.models import Theme
from improvement_board.demo.bodies import board
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step

FRONT_DOOR, PRACTICE, WORKFORCE = "The front door", "Quality of practice", "Workforce and supervision"
CARE, VOICE, MISSING = "Children in care", "What children tell us", "Children who go missing"
THEMES = (FRONT_DOOR, PRACTICE, WORKFORCE, CARE, VOICE, MISSING)
"""The last of them was looked at once, in the board's first year, and never since."""

OF_MEETING = {
    -92: FRONT_DOOR,
    -88: PRACTICE,
    -84: WORKFORCE,
    -80: FRONT_DOOR,
    -76: PRACTICE,
    -72: MISSING,
    -68: FRONT_DOOR,
    -64: PRACTICE,
    -60: WORKFORCE,
    -48: WORKFORCE,
    -40: PRACTICE,
    -32: CARE,
    -24: VOICE,
    -16: WORKFORCE,
    -8: PRACTICE,
    0: FRONT_DOOR,
    8: CARE,
}
"""By week of the meeting; one of the board's meetings was about the board itself and had none."""


def steps(days: Days) -> Iterator[Step]:
    for name in THEMES:
        yield Step(moment(days.founded, 11), Theme.objects.filter(name=name).exists, partial(begin, name))


def begin(name: str) -> None:
    add_theme(by=person("secretariat"), body=board(), name=name)


def theme_of(weeks: int) -> Theme | None:
    """The theme of the board's meeting of that week, if it has one."""
    return Theme.objects.filter(name=OF_MEETING.get(weeks, "")).first()
