"""Logging what the chair did, and putting an entry right."""

import datetime

from boards import clock
from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import Body, Place, User
from boards.permissions import Permission, may
from reports.activity_sentences import first_sentence
from reports.models import Activity
from reports.typed import tidy

EARLIEST = datetime.date(2000, 1, 1)
LONGEST_TEXT = 100_000
LONGEST_MET = 300


@deed
def log_activity(
    *,
    by: User,
    body: Body,
    kind: str,
    on: datetime.date,
    place: Place | None = None,
    met: str = "",
    seen: str = "",
    sentence: str = "",
) -> Activity:
    """Log one visit, meeting or observation. ``on`` is a London date, today at the latest.

    An empty ``sentence`` is filled from kind, place and office. The very same entry sent twice is kept once.

    Raises:
        Refused: for a person who does not report to the body, a wrong date or kind, or overlong text.
    """
    told = as_told(kind=kind, on=on, place=place, met=met, seen=seen, sentence=sentence)
    if not may(by, Permission.LOG_ACTIVITY, body):
        raise Refused("You can log activity only for a body that you chair.", field="body")
    again = Activity.objects.filter(by=by, body=body, **told).first()
    if again:
        unchanged()
        return again
    activity = Activity.objects.create(by=by, body=body, **told)
    record(by=by, deed="logged", about=activity, after=facts(activity))
    return activity


@deed
def change_activity(
    *,
    by: User,
    activity: Activity,
    version: int,
    body: Body,
    kind: str,
    on: datetime.date,
    place: Place | None = None,
    met: str = "",
    seen: str = "",
    sentence: str = "",
) -> Activity:
    """Put an entry right; only its author can. A report that already tells it keeps its own words.

    Raises:
        Refused: as ``log_activity``.
        Stale: when it was saved in another window in between.
    """
    told = as_told(kind=kind, on=on, place=place, met=met, seen=seen, sentence=sentence)
    if activity.by_id != by.pk:
        raise Refused("Only the person who logged an activity can change it.")
    if body.pk != activity.body_id and not may(by, Permission.LOG_ACTIVITY, body):
        raise Refused("You can log activity only for a body that you chair.", field="body")
    fresh = claim(activity, version)
    before = facts(fresh) | {"version": version}
    for name, value in {**told, "body": body}.items():
        setattr(fresh, name, value)
    fresh.save()
    record(by=by, deed="changed", about=fresh, before=before, after=facts(fresh))
    return fresh


def as_told(
    *, kind: str, on: datetime.date, place: Place | None, met: str, seen: str, sentence: str
) -> dict[str, object]:
    """The fields of an entry, tidied and found fit."""
    met, seen, sentence = tidy(met).strip(), tidy(seen).strip(), " ".join(tidy(sentence).split())
    if kind not in Activity.Kind.values:
        raise Refused("Choose what it was.", field="kind")
    refuse_wrong_day(on)
    if len(met) > LONGEST_MET:
        raise Refused(f"Keep who you met to {LONGEST_MET} characters.", field="met")
    for name, text in (("seen", seen), ("sentence", sentence)):
        if len(text) > LONGEST_TEXT:
            raise Refused("This is longer than 100,000 characters. Shorten it.", field=name)
    sentence = sentence or first_sentence(kind, place, met)
    return {"kind": kind, "on": on, "place": place, "met": met, "seen": seen, "sentence": sentence}


def refuse_wrong_day(on: datetime.date) -> None:
    if on > clock.today():
        raise Refused("That day is still to come. Log it once it has happened.", field="on")
    if on < EARLIEST:
        raise Refused("Check the year: that day is before the year 2000.", field="on")
