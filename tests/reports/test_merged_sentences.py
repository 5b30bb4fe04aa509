"""What the log of a period reads like once it is told in a report: the grammar, as a table of examples."""

import datetime
from typing import Any

import pytest

from boards.models import Place
from reports.models import Activity
from reports.since_last_report import bullets_since, in_groups, sentence_at_first

CHERWICK = Place(pk=1, name="Cherwick", kind="locality")
NORTHAM = Place(pk=2, name="Northam", kind="locality")
EARLY_HELP = Place(pk=3, name="Early Help", kind="service", within=CHERWICK)
MASH = Place(pk=4, name="MASH", kind="team", within=CHERWICK)
ASSESSMENT = Place(pk=5, name="Assessment", kind="team", within=CHERWICK)
UNDER_11S = Place(pk=6, name="The Under 11s team", kind="team", within=CHERWICK)
NORTHAM_MASH = Place(pk=7, name="MASH", kind="team", within=NORTHAM)
HELPDESK = Place(pk=8, name="Helpdesk", kind="service", within=CHERWICK)
DIRECTOR, MEMBER, CHIEF = "the Director of Children's Services", "the Cabinet Member", "the Chief Executive"


def entries(*rows: tuple[str, dict[str, Any]]) -> list[Activity]:
    """Entries a day apart, each with the sentence that it starts out with unless it has its own."""
    made = []
    for day, (kind, facts) in enumerate(rows, start=1):
        activity = Activity(pk=day, kind=kind, on=datetime.date(2026, 10, day), **facts)
        activity.sentence = activity.sentence or sentence_at_first(activity)
        made.append(activity)
    return made


def met(who: str, **facts: Any) -> tuple[str, dict[str, Any]]:
    return "meeting", {"met": who} | facts


def alone(who: str, **facts: Any) -> tuple[str, dict[str, Any]]:
    return "one-to-one", {"met": who} | facts


def saw(place: Place, **facts: Any) -> tuple[str, dict[str, Any]]:
    return "visit", {"place": place} | facts


def did(kind: str, **facts: Any) -> tuple[str, dict[str, Any]]:
    return kind, facts


VIRTUAL = {"is_virtual": True}
FORTNIGHT = {"until": datetime.date(2026, 10, 14)}

EXAMPLES: list[tuple[list[tuple[str, dict[str, Any]]], list[str]]] = [
    # People: once, twice, three times
    ([met(DIRECTOR)], [f"Met {DIRECTOR}"]),
    ([met(DIRECTOR), met(MEMBER)], [f"Met {DIRECTOR}", f"Met {MEMBER}"]),
    ([met(DIRECTOR), met(f"{DIRECTOR}. ".title())], [f"Met {DIRECTOR} twice"]),
    ([met(DIRECTOR)] * 3, [f"Held regular discussions with {DIRECTOR}"]),
    ([met(DIRECTOR)] * 3 + [met(MEMBER)] * 4, [f"Held regular discussions with {DIRECTOR} and {MEMBER}"]),
    (
        [met(DIRECTOR), met(MEMBER), met(CHIEF)] * 3,
        [f"Held regular discussions with {DIRECTOR}, {MEMBER} and {CHIEF}"],
    ),
    (
        [met("heads and governors")] * 3 + [met(MEMBER)] * 3,
        [f"Held regular discussions with heads and governors, and with {MEMBER}"],
    ),
    # One to one
    ([alone(CHIEF)], [f"Held a one-to-one meeting with {CHIEF}"]),
    ([alone(CHIEF)] * 2, [f"Held two one-to-one meetings with {CHIEF}"]),
    ([alone(CHIEF)] * 3, [f"Held regular one-to-one meetings with {CHIEF}"]),
    ([alone(CHIEF), met(CHIEF)], [f"Met {CHIEF} twice"]),
    ([alone(CHIEF), met(CHIEF), met(CHIEF)], [f"Held regular discussions with {CHIEF}"]),
    # Virtual
    ([met(CHIEF, **VIRTUAL)], [f"Met {CHIEF} virtually"]),
    ([met(CHIEF, **VIRTUAL)] * 2, [f"Met {CHIEF} twice, both times virtually"]),
    ([met(CHIEF, **VIRTUAL), met(CHIEF)], [f"Met {CHIEF} twice, once virtually"]),
    ([met(CHIEF, **VIRTUAL)] * 3, [f"Held regular virtual discussions with {CHIEF}"]),
    (
        [met(CHIEF, **VIRTUAL)] * 2 + [met(CHIEF)],
        [f"Held regular discussions with {CHIEF}, some of them virtual"],
    ),
    ([alone(CHIEF, **VIRTUAL)] * 2, [f"Held two virtual one-to-one meetings with {CHIEF}"]),
    ([saw(MASH, **VIRTUAL)] * 2, ["Made two virtual visits to the MASH team in Cherwick"]),
    (
        [saw(MASH, **VIRTUAL), saw(ASSESSMENT, **VIRTUAL), saw(EARLY_HELP)],
        [
            "Made virtual visits to the MASH and Assessment teams in Cherwick",
            "Visited the Early Help service in Cherwick",
        ],
    ),
    # Where people were met: told while it is always the same place
    ([met(CHIEF, place=CHERWICK)] * 2, [f"Met {CHIEF} at Cherwick twice"]),
    ([met(CHIEF, place=CHERWICK), met(CHIEF, place=NORTHAM)], [f"Met {CHIEF} twice"]),
    # Teams of a locality
    ([saw(MASH)], ["Visited the MASH team in Cherwick"]),
    ([saw(MASH)] * 2, ["Visited the MASH team in Cherwick twice"]),
    ([saw(MASH)] * 3, ["Visited the MASH team in Cherwick three times"]),
    ([saw(MASH), saw(ASSESSMENT)], ["Visited the MASH and Assessment teams in Cherwick"]),
    (
        [saw(UNDER_11S), saw(MASH), saw(ASSESSMENT)],
        ["Visited the Under 11s, MASH and Assessment teams in Cherwick"],
    ),
    ([saw(MASH), saw(ASSESSMENT), saw(MASH)], ["Visited the MASH (twice) and Assessment teams in Cherwick"]),
    (
        [saw(EARLY_HELP), saw(MASH), saw(ASSESSMENT), saw(EARLY_HELP)],
        ["Visited the Early Help service (twice) and the MASH and Assessment teams in Cherwick"],
    ),
    ([saw(HELPDESK), saw(MASH)], ["Visited the Helpdesk and the MASH team in Cherwick"]),
    (
        [saw(MASH), saw(NORTHAM_MASH), saw(CHERWICK)],
        ["Visited the MASH team in Cherwick", "Visited the MASH team in Northam", "Visited Cherwick"],
    ),
    (
        [did("observation", place=MASH), did("observation", place=ASSESSMENT), saw(MASH)],
        [
            "Observed practice with the MASH and Assessment teams in Cherwick",
            "Visited the MASH team in Cherwick",
        ],
    ),
    ([saw(MASH, met="staff")] * 2, ["Visited the MASH team in Cherwick and met staff on two occasions"]),
    # Reviews and reports
    ([did("review")] * 2, ["Took part in two reviews"]),
    (
        [did("review", place=MASH), did("review", place=ASSESSMENT)],
        ["Took part in reviews of the MASH and Assessment teams in Cherwick"],
    ),
    ([did("review", place=NORTHAM)] * 3, ["Took part in three reviews of Northam"]),
    ([did("report-given", met="the Committee")] * 2, ["Reported to the Committee twice"]),
    # A period tells its own days, and one's own words are one's own
    (
        [saw(MASH, **FORTNIGHT), saw(ASSESSMENT)],
        [
            "Visited the MASH team in Cherwick from 1 to 14 October 2026",
            "Visited the Assessment team in Cherwick",
        ],
    ),
    (
        [saw(MASH, sentence="Saw the MASH at work."), saw(MASH), saw(ASSESSMENT)],
        ["Saw the MASH at work", "Visited the MASH and Assessment teams in Cherwick"],
    ),
    ([met(CHIEF, sentence="Met the  top.")] * 2, ["Met the top"]),
    ([did("other", sentence="  ")], []),
]


@pytest.mark.parametrize(("logged", "told"), EXAMPLES)
def test_the_log_reads_as_one_grammar(logged: list[tuple[str, dict[str, Any]]], told: list[str]) -> None:
    made = entries(*logged)
    bullets = bullets_since(made)
    assert [bullet.text for bullet in bullets] == told
    tied = sorted(activity.pk for bullet in bullets for activity in bullet.activities)
    assert tied == [activity.pk for activity in made if activity.sentence.strip()]


def test_bullets_stand_under_what_they_are_and_only_the_sentence_is_told() -> None:
    made = entries(
        did("other", sentence="Read forty case files", seen="PRIVATE", purpose="PRIVATE", followed="PRIVATE"),
        did("report-given", met="the Committee", position="worse", position_why="PRIVATE"),
        did("review"),
        saw(MASH, seen="PRIVATE"),
        met(CHIEF),
    )
    groups = in_groups(bullets_since(made))
    assert [(group.name, [bullet.text for bullet in group.bullets]) for group in groups] == [
        ("People met", [f"Met {CHIEF}"]),
        ("Teams visited", ["Visited the MASH team in Cherwick"]),
        ("Reviews", ["Took part in a review"]),
        ("Reports given", ["Reported to the Committee"]),
        ("Other", ["Read forty case files"]),
    ]
