"""What the published minutes say was resolved on an item."""

from dataclasses import dataclass

from boards.models import AgendaItem, Restriction
from boards.restrictions import PRIVATE_ITEM, public_title
from reports.frozen_sections import frozen_sections
from reports.models import Edition


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the published minutes say was resolved on an item, and where they say it."""

    title: str
    resolutions: tuple[str, ...]
    url: str


def outcomes_of(minutes: Edition) -> list[Outcome]:
    """From the frozen record: working minutes are never looked at."""
    page = minutes.publication.get_absolute_url()
    return [
        Outcome(
            title=section.heading,
            resolutions=tuple(each.text for each in section.resolutions),
            url=f"{page}#{section.anchor}" if section.anchor else page,
        )
        for section in frozen_sections(minutes)
    ]


def outcome_of(item: AgendaItem, outcomes: list[Outcome]) -> Outcome | None:
    """The first outcome under this item's title, taken out: items of one name stand in the same order.

    Minutes number their items by a rule of their own, so the number of the agenda is no guide. The minutes of
    an item that was released since then may still call it a private one.
    """
    titles = {public_title(item)}
    if item.restriction and item.restriction.kind == Restriction.Kind.CONFIDENTIAL:
        titles.add(PRIVATE_ITEM)
    for place, outcome in enumerate(outcomes):
        if outcome.title in titles:
            return outcomes.pop(place)
    return None
