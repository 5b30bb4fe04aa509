"""The one sentence of a logged activity that may be published, as it starts out before anybody edits it.

Every sentence continues "In the period since my last report I have: …", so it opens with what was done.
``static/js/log_activity.js`` says the same while the form is filled in.
"""

import datetime
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

    def say(self, place: str, met: str) -> str:
        if place and met:
            pattern = self.both
        elif place:
            pattern = self.at
        else:
            pattern = self.with_ if met else self.plain
        return pattern.format(place=place, met=met)


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

VIRTUAL_WORDINGS: Final = {
    Kind.VISIT: Wording(
        "",
        "Made a virtual visit to {place}",
        "Made a virtual visit to {met}",
        "Made a virtual visit to {place} and met {met}",
    ),
    Kind.OBSERVATION: Wording(
        "",
        "Observed practice virtually with {place}",
        "Observed virtually the practice of {met}",
        "Observed practice virtually with {place}, together with {met}",
    ),
    Kind.MEETING: Wording(
        "", "Met {place} virtually", "Met {met} virtually", "Met {met} of {place} virtually"
    ),
    Kind.ONE_TO_ONE: Wording(
        "",
        "Held a virtual one-to-one meeting with {place}",
        "Held a virtual one-to-one meeting with {met}",
        "Held a virtual one-to-one meeting with {met} of {place}",
    ),
    Kind.REPORT_GIVEN: Wording(
        "",
        "Reported virtually to {place}",
        "Reported virtually to {met}",
        "Reported virtually to {met} of {place}",
    ),
    Kind.REVIEW: Wording(
        "Took part virtually in a review",
        "Took part virtually in a review of {place}",
        "Took part virtually in a review with {met}",
        "Took part virtually in a review of {place} with {met}",
    ),
    Kind.OTHER: Wording("", "", "", ""),
}

KINDS_IN_NAMES: Final = ("team", "service", "services", "office", "hub", "centre", "unit", "desk")


def first_sentence(
    kind: str,
    place: Place | None,
    met: str,
    *,
    on: datetime.date | None = None,
    until: datetime.date | None = None,
    is_virtual: bool = False,
) -> str:
    """ "Visited the Early Help service in Cherwick from 3 to 14 March 2025"; empty where there is nothing to
    say it with. A single day is left out: the report is of a period.
    """
    wordings = VIRTUAL_WORDINGS if is_virtual else WORDINGS
    said = wordings[Kind(kind)].say(spoken(place) if place else "", met.strip().rstrip("."))
    return f"{said} {period(on, until)}" if said and on and until and until > on else said


def period(on: datetime.date, until: datetime.date) -> str:
    """ "from 3 to 14 March 2025", with month and year of the first day only where they differ."""
    first = str(on.day)
    if (on.year, on.month) != (until.year, until.month):
        first += f" {on:%B}"
    if on.year != until.year:
        first += f" {on.year}"
    return f"from {first} to {until.day} {until:%B} {until.year}"


def spoken(place: Place) -> str:
    """A place as it stands in a sentence: "the Early Help service in Cherwick", "Cherwick"."""
    return named(place) + (f" in {named(place.within)}" if place.within else "")


def named(place: Place) -> str:
    """A place without what it is within: "the Early Help service", "Cherwick"."""
    if place.kind == Place.Kind.LOCALITY:
        return place.name
    name = place.name if names_its_kind(place) else f"{place.name} {place.get_kind_display().lower()}"
    article = "" if name.lower().startswith("the ") else "the "
    return f"{article}{name}"


def names_its_kind(place: Place) -> bool:
    """Whether the name already says what it is: "Under 11s team", "Cherwick office", "MASH hub"."""
    return place.name.lower().endswith(KINDS_IN_NAMES)
