"""The one sentence of a logged activity that may be published, as it starts out before anybody edits it.

Every sentence continues "In the period since my last report I have: …", so it opens with what was done.
"""

from dataclasses import dataclass
from typing import Final

from boards.models import Place
from reports.models import Activity

Kind = Activity.Kind


@dataclass(frozen=True, slots=True)
class Wording:
    """``plain`` where neither a place nor anybody met is known; the others fill in what is."""

    plain: str
    at: str
    with_: str
    both: str


WORDINGS: Final = {
    Kind.VISIT: Wording("", "Visited {place}", "Visited {met}", "Visited {place} and met {met}"),
    Kind.OBSERVATION: Wording(
        "",
        "Observed practice with {place}",
        "Observed the practice of {met}",
        "Observed practice with {place}, together with {met}",
    ),
    Kind.MEETING: Wording("", "Met {place}", "Met {met}", "Met {met} at {place}"),
    Kind.ONE_TO_ONE: Wording(
        "",
        "Held a one-to-one meeting with {place}",
        "Held a one-to-one meeting with {met}",
        "Held a one-to-one meeting with {met} at {place}",
    ),
    Kind.REPORT_GIVEN: Wording(
        "", "Reported to {place}", "Reported to {met}", "Reported to {met} at {place}"
    ),
    Kind.REVIEW: Wording(
        "Took part in a review",
        "Took part in a review of {place}",
        "Took part in a review with {met}",
        "Took part in a review of {place} with {met}",
    ),
    Kind.OTHER: Wording("", "", "", ""),
}

KINDS_IN_NAMES: Final = ("team", "service", "services", "office", "hub", "centre", "unit", "desk")


def first_sentence(kind: str, place: Place | None, met: str) -> str:
    """ "Visited the Early Help service in Cherwick"; empty where there is nothing to say it with."""
    wording, met = WORDINGS[Kind(kind)], met.strip().rstrip(".")
    if place and met:
        pattern = wording.both
    elif place:
        pattern = wording.at
    else:
        pattern = wording.with_ if met else wording.plain
    return pattern.format(place=spoken(place) if place else "", met=met)


def spoken(place: Place) -> str:
    """A place as it stands in a sentence: "the Early Help service in Cherwick", "Cherwick"."""
    if place.kind == Place.Kind.LOCALITY:
        return place.name
    name = place.name if names_its_kind(place) else f"{place.name} {place.get_kind_display().lower()}"
    article = "" if name.lower().startswith("the ") else "the "
    return f"{article}{name}" + (f" in {place.within.name}" if place.within else "")


def names_its_kind(place: Place) -> bool:
    """Whether the name already says what it is: "Under 11s team", "Cherwick office", "MASH hub"."""
    return place.name.lower().endswith(KINDS_IN_NAMES)
