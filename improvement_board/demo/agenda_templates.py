"""What the demonstration's bodies have on every agenda."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from boards.deeds.agenda_templates import add_line, create_template
from boards.models import AgendaTemplate, Body
from improvement_board.demo.bodies import board, committee
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.story import Step

CREATED = 10
AT_THE_END = ("urgent", "next-meeting")
"""The standing items that follow the business."""


@dataclass(frozen=True)
class Template:
    """Each line is a kind of standing item and how many minutes it takes."""

    name: str
    body: Callable[[], Body]
    office: str
    presenter: str
    lines: tuple[tuple[str, int], ...]

    def row(self) -> AgendaTemplate:
        return AgendaTemplate.objects.get(name=self.name)

    def is_there(self) -> bool:
        return AgendaTemplate.objects.filter(name=self.name).exists()


TEMPLATES = {
    "board": Template(
        "Ordinary meeting of the Board",
        board,
        "secretariat",
        "Independent Chair",
        (
            ("apologies", 5),
            ("declarations", 5),
            ("minutes", 5),
            ("actions", 10),
            ("urgent", 10),
            ("next-meeting", 5),
        ),
    ),
    "committee": Template(
        "Ordinary meeting of the committee",
        committee,
        "clerk",
        "Chair of the committee",
        (
            ("apologies", 2),
            ("declarations", 3),
            ("minutes", 5),
            ("actions", 10),
            ("urgent", 5),
            ("next-meeting", 2),
        ),
    ),
}


def steps(days: Days) -> Iterator[Step]:
    for template in TEMPLATES.values():
        when = moment(days.weeks_before(CREATED), 14)
        yield Step(when, template.is_there, partial(write, template))


def write(template: Template) -> None:
    by = person(template.office)
    row = create_template(by=by, body=template.body(), name=template.name)
    for standing, minutes in template.lines:
        add_line(
            by=by,
            template=row,
            title="",
            standing=standing,
            presenter=template.presenter,
            minutes_planned=minutes,
        )
