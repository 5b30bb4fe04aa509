"""Several entries of the log told in one sentence: "Held regular discussions with …", "Visited the … teams".

Pure, and only for entries whose sentence nobody has edited. Every sentence opens with what was done, as those
of ``reports.activity_sentences`` do, because it continues "In the period since my last report I have:".
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from boards.models import Place
from reports.activity_sentences import KINDS_IN_NAMES, named, names_its_kind, spoken
from reports.models import Activity

Kind = Activity.Kind
How = Literal["in person", "virtually", "both"]

REGULAR: Final = 3
"""So many meetings with somebody are regular discussions."""
TIMES: Final = {2: "twice"}
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
OF_SEVERAL: Final = {
    Kind.VISIT: ("Visited {places}", "Made virtual visits to {places}"),
    Kind.OBSERVATION: ("Observed practice with {places}", "Observed practice virtually with {places}"),
    Kind.REVIEW: ("Took part in reviews of {places}", "Took part virtually in reviews of {places}"),
}
"""What was done with several teams, in person and virtually."""
TWICE: Final[dict[How, str]] = {
    "in person": "",
    "virtually": ", both times virtually",
    "both": ", once virtually",
}
COUNTED: Final = re.compile(
    r"(Took part in|Took part virtually in|Held|Made) "
    r"an? (review|one-to-one meeting|virtual one-to-one meeting|virtual visit)\b"
)
"""Openings in which the number says how often: "Held two one-to-one meetings with …"."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One sentence without its full stop, and the entries that it tells, the earliest first."""

    text: str
    activities: tuple[Activity, ...]


def merged(activities: Iterable[Activity]) -> list[Merged]:
    """Every entry in exactly one sentence."""
    people, places, others = list[Activity](), list[Activity](), list[Activity]()
    for activity in sorted(activities, key=lambda each: (each.on, each.pk or 0)):
        if activity.kind in (Kind.MEETING, Kind.ONE_TO_ONE) and activity.met.strip():
            people.append(activity)
        elif is_one_of_several(activity):
            places.append(activity)
        else:
            others.append(activity)
    return [*people_met(people), *places_seen(places), *repeated(others)]


def is_one_of_several(activity: Activity) -> bool:
    """Whether it is about nothing but a team or service that has others beside it."""
    place = activity.place
    return bool(
        activity.kind in OF_SEVERAL
        and not activity.met.strip()
        and place
        and place.within_id
        and place.kind != Place.Kind.LOCALITY
    )


# People


def people_met(activities: Iterable[Activity]) -> list[Merged]:
    told, regular = list[Merged](), defaultdict[Hashable, list[list[Activity]]](list)
    for met in grouped(activities, lambda each: plainly(each.met)):
        if len(met) < REGULAR:
            told.append(Merged(met_once_or_twice(met), tuple(met)))
        else:
            regular[(only_one_to_ones(met), how(met), where(met))].append(met)
    return [*told, *(regularly_met(groups) for groups in regular.values())]


def met_once_or_twice(met: Sequence[Activity]) -> str:
    """ "Met the Chief Executive twice, once virtually"."""
    if len(met) == 1:
        return line(met[0].sentence)
    whom, way = f"{office(met[0])}{where(met)}", how(met)
    if only_one_to_ones(met) and way == "virtually":
        return f"Held two virtual one-to-one meetings with {whom}"
    text = f"Held two one-to-one meetings with {whom}" if only_one_to_ones(met) else f"Met {whom} twice"
    return f"{text}{TWICE[way]}"


def regularly_met(groups: Sequence[Sequence[Activity]]) -> Merged:
    """ "Held regular discussions with the Director of Children's Services and the Cabinet Member"."""
    first = groups[0]
    what = "one-to-one meetings" if only_one_to_ones(first) else "discussions"
    virtual = "virtual " if how(first) == "virtually" else ""
    after = ", some of them virtual" if how(first) == "both" else ""
    whom = with_each([office(met[0]) for met in groups])
    told = sorted((each for met in groups for each in met), key=lambda each: (each.on, each.pk or 0))
    return Merged(f"Held regular {virtual}{what} {whom}{where(first)}{after}", tuple(told))


def with_each(offices: Sequence[str]) -> str:
    """ "with A and B"; where one of them is several already, "with A and B, and with C"."""
    if not any(" and " in each or "," in each for each in offices):
        return f"with {listed(offices)}"
    *before, last = [f"with {each}" for each in offices]
    return f"{', '.join(before)}, and {last}" if before else last


def only_one_to_ones(met: Sequence[Activity]) -> bool:
    return all(each.kind == Kind.ONE_TO_ONE for each in met)


def how(met: Sequence[Activity]) -> How:
    virtual = sum(each.is_virtual for each in met)
    return "in person" if not virtual else "virtually" if virtual == len(met) else "both"


def where(met: Sequence[Activity]) -> str:
    """The place, where they always met at the same one."""
    place = met[0].place
    return f" at {spoken(place)}" if place and {each.place_id for each in met} == {place.pk} else ""


def office(activity: Activity) -> str:
    return line(activity.met)


# Places


def places_seen(activities: Iterable[Activity]) -> list[Merged]:
    """ "Visited the Early Help, MASH and Assessment teams in Cherwick"."""
    beside = grouped(
        activities, lambda each: (each.kind, each.is_virtual, each.place and each.place.within_id)
    )
    told = []
    for group in beside:
        places = grouped(group, lambda each: each.place_id)
        told += [Merged(several_places(places), tuple(group))] if len(places) > 1 else repeated(group)
    return told


def several_places(visits: Sequence[Sequence[Activity]]) -> str:
    first = visits[0][0]
    in_person, virtually = OF_SEVERAL[Kind(first.kind)]
    text = (virtually if first.is_virtual else in_person).format(places=names_of(visits))
    within = first.place.within if first.place else None
    return f"{text} in {named(within)}" if within else text


def names_of(visits: Sequence[Sequence[Activity]]) -> str:
    """ "the Early Help service and the MASH (twice) and Assessment teams"."""
    nouns: dict[str, list[str]] = defaultdict(list)
    for group in visits:
        if place := group[0].place:
            name, noun = parted(place)
            nouns[noun or name].append(
                f"{name}{in_brackets(len(group))}" if noun else in_brackets(len(group))
            )
    return listed([names_with(noun, names) for noun, names in nouns.items()])


def names_with(noun: str, names: Sequence[str]) -> str:
    """Names before what they are names of; a name that stands alone has been given as the noun."""
    if len(names) > 1:
        return f"the {listed(names)} {noun if noun.endswith('s') else f'{noun}s'}"
    name, bracket, times = names[0].partition(" (")
    return " ".join(filter(None, ["the", name, f"{noun}{bracket}{times}"]))


def parted(place: Place) -> tuple[str, str]:
    """A place's name and what kind of thing it is: ("Under 11s", "team"); ("Helpdesk", "")."""
    name = place.name.strip()
    if name.lower().startswith("the "):
        name = name[4:]
    start, _, last = name.rpartition(" ")
    if start and last.lower() in KINDS_IN_NAMES:
        return start, last.lower()
    return (name, "") if names_its_kind(place) else (name, place.get_kind_display().lower())


def in_brackets(times: int) -> str:
    return f" ({so_often(times)})" if times > 1 else ""


# What was done again


def repeated(activities: Iterable[Activity]) -> list[Merged]:
    """What reads the same is said once, with how often."""
    groups = grouped(activities, lambda each: line(each.sentence))
    return [Merged(again(line(group[0].sentence), len(group)), tuple(group)) for group in groups]


def again(text: str, times: int) -> str:
    """ "Took part in two reviews of Cherwick", "Visited Cherwick three times"."""
    if times == 1:
        return text
    if counted := COUNTED.match(text):
        return f"{counted[1]} {number(times)} {counted[2]}s{text[counted.end() :]}"
    if " and met " in text:
        return f"{text} on {number(times)} occasions"
    return f"{text}{',' if text.endswith(' virtually') else ''} {so_often(times)}"


def so_often(times: int) -> str:
    return TIMES.get(times, f"{number(times)} times")


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


# Words


def grouped(activities: Iterable[Activity], look: Callable[[Activity], Hashable]) -> list[list[Activity]]:
    """Those that look alike together, in the order in which each group begins."""
    groups: dict[Hashable, list[Activity]] = defaultdict(list)
    for activity in activities:
        groups[look(activity)].append(activity)
    return list(groups.values())


def line(text: str) -> str:
    """One line without its full stop."""
    return " ".join(text.split()).rstrip(".")


def plainly(text: str) -> str:
    return line(text).casefold()


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
