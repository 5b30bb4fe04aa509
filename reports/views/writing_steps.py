"""What the buttons of the writing page do beside saving, each by its verb."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds import order as orders
from reports.deeds import paragraphs, sections
from reports.deeds.draft import paragraph_of
from reports.deeds.wordings import text_of
from reports.forms.writing import Step
from reports.models import Report
from reports.references import masked
from reports.typed import same_place


@dataclass(frozen=True, slots=True)
class Asked:
    """A step somebody asks for: with the part of the report it is about, and the order they looked at."""

    by: User
    report: Report
    order: str
    key: uuid.UUID
    step: Step

    @property
    def to(self) -> uuid.UUID:
        if self.step.to is None:
            raise Refused("Say where it goes.")
        return self.step.to


def take(by: User, report: Report, order: str, step: Step) -> str:
    """Do what the pressed button says; return the id of the element at which to go on, if any."""
    act = STEPS.get(step.verb)
    if act is None or step.key is None:
        return ""
    return act(Asked(by, report, order, step.key, step))


def add_after(asked: Asked) -> str:
    added = paragraphs.add_paragraph(by=asked.by, report=asked.report, order=asked.order, after=asked.key)
    return f"text-{added.key}"


def move(way: orders.Way) -> Callable[[Asked], str]:
    def moved(asked: Asked) -> str:
        orders.move_paragraph(by=asked.by, report=asked.report, order=asked.order, key=asked.key, way=way)
        return f"text-{asked.key}"

    return moved


def move_to(asked: Asked) -> str:
    orders.move_to(by=asked.by, report=asked.report, order=asked.order, key=asked.key, after=asked.to)
    return f"text-{asked.key}"


def split(asked: Asked) -> str:
    """Where the writer's box stood: spaces may have been tidied away since, and references renumbered."""
    typed = text_of(paragraph_of(asked.report, asked.key))
    at = same_place(masked(asked.step.shown or typed), asked.step.at, masked(typed))
    second = paragraphs.split_paragraph(
        by=asked.by, report=asked.report, order=asked.order, key=asked.key, at=at
    )
    return f"text-{second.key}"


def merge_up(asked: Asked) -> str:
    heir = paragraphs.merge_paragraph(by=asked.by, report=asked.report, order=asked.order, key=asked.key)
    return f"text-{heir.key}"


def remove(asked: Asked) -> str:
    removed = paragraphs.remove_paragraph(by=asked.by, report=asked.report, key=asked.key)
    return f"heading-{removed.section.key}"


def put_back(asked: Asked) -> str:
    paragraphs.restore_paragraph(by=asked.by, report=asked.report, key=asked.key)
    return f"text-{asked.key}"


def mark(is_highlight: bool) -> Callable[[Asked], str]:
    def marked(asked: Asked) -> str:
        paragraphs.mark_highlight(by=asked.by, report=asked.report, key=asked.key, is_highlight=is_highlight)
        return f"text-{asked.key}"

    return marked


def add_section(asked: Asked) -> str:
    added = sections.add_section(by=asked.by, report=asked.report, order=asked.order, after=asked.key)
    return f"heading-{added.key}"


def move_section(way: orders.Way) -> Callable[[Asked], str]:
    def moved(asked: Asked) -> str:
        sections.move_section(by=asked.by, report=asked.report, order=asked.order, key=asked.key, way=way)
        return f"heading-{asked.key}"

    return moved


def section_to(asked: Asked) -> str:
    sections.section_to(by=asked.by, report=asked.report, order=asked.order, key=asked.key, after=asked.to)
    return f"heading-{asked.key}"


def remove_section(asked: Asked) -> str:
    sections.remove_section(by=asked.by, report=asked.report, order=asked.order, key=asked.key)
    return ""


STEPS: Final[dict[str, Callable[[Asked], str]]] = {
    "add-after": add_after,
    "move-up": move("up"),
    "move-down": move("down"),
    "move-to": move_to,
    "split": split,
    "merge-up": merge_up,
    "remove": remove,
    "put-back": put_back,
    "highlight": mark(True),
    "no-highlight": mark(False),
    "add-section": add_section,
    "section-up": move_section("up"),
    "section-down": move_section("down"),
    "section-to": section_to,
    "remove-section": remove_section,
}
