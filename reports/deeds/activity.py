"""Logging what the chair did, and putting an entry right."""

import datetime
import uuid
from dataclasses import dataclass, replace
from typing import Any, Final

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
LONGEST_LINE = 300
LONGEST_KEY = 100
TEXTS: Final = ("met", "purpose", "seen", "position_why", "fed_back_to", "followed")
LINES: Final = {"met": "who you met", "purpose": "the purpose", "fed_back_to": "whom you told"}
SENT_BEFORE: Final = (
    "This entry is in your log already, in other words. Open it there, put right what differs, and then "
    "discard this one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a chair tells of one visit, meeting or observation.

    ``on`` and ``until`` are London dates, today at the latest. An empty ``sentence`` is filled from the other
    answers when the entry is kept.
    """

    body: Body
    kind: str
    on: datetime.date
    until: datetime.date | None = None
    is_virtual: bool = False
    place: Place | None = None
    met: str = ""
    purpose: str = ""
    seen: str = ""
    sentence: str = ""
    position: str = ""
    position_why: str = ""
    fed_back_to: str = ""
    followed: str = ""

    @property
    def tidied(self) -> "Entry":
        """A period of one day is that day; the sentence stands on one line."""
        told: dict[str, Any] = {name: tidy(getattr(self, name)).strip() for name in TEXTS}
        until = self.until if self.until != self.on else None
        return replace(self, **told, until=until, sentence=" ".join(tidy(self.sentence).split()))

    @property
    def answers(self) -> dict[str, Any]:
        """By the names that they have on an ``Activity``."""
        return {name: getattr(self, name) for name in Entry.__slots__}


@deed
def log_activity(
    *, by: User, entry: Entry, client_key: uuid.UUID | None = None, suggestion: str = ""
) -> Activity:
    """Log one visit, meeting or observation.

    An entry is kept once, however often it is sent: by ``client_key``, which it was given where it was typed,
    or because every word of it is there already. ``suggestion`` is the key of the one that it answers.

    Raises:
        Refused: for a person who does not report to the body, a wrong day or kind, overlong text, a place
            that had ended, or a ``client_key`` that came before with other words.
    """
    entry = fit_to_keep(entry)
    refuse_body(by, entry.body)
    if len(suggestion) > LONGEST_KEY:
        raise Refused("That suggestion is not known. Open the log again.")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same entry from two tabs: one waits
    if again := sent_before(by, entry, client_key):
        unchanged()
        return again
    activity = Activity.objects.create(
        by=by, client_key=client_key, suggestion=suggestion.strip(), **entry.answers
    )
    record(by=by, deed="logged", about=activity, after=facts(activity))
    return activity


@deed
def change_activity(*, by: User, activity: Activity, version: int, entry: Entry) -> Activity:
    """Put an entry right; only its author can. A report that already tells it keeps its own words.

    Raises:
        Refused: as ``log_activity``.
        Stale: when it was saved in another window in between.
    """
    entry = fit_to_keep(entry)
    if activity.by_id != by.pk:
        raise Refused("Only the person who logged an activity can change it.")
    if entry.body.pk != activity.body_id:
        refuse_body(by, entry.body)
    fresh = claim(activity, version)
    before = facts(fresh) | {"version": version}
    for name, value in entry.answers.items():
        setattr(fresh, name, value)
    fresh.save()
    record(by=by, deed="changed", about=fresh, before=before, after=facts(fresh))
    return fresh


def fit_to_keep(entry: Entry) -> Entry:
    """The entry tidied, found fit, and with its sentence."""
    entry = entry.tidied
    refuse_choices(entry)
    refuse_wrong_days(entry.on, entry.until)
    refuse_ended(entry.place, entry.on)
    refuse_overlong(entry)
    return replace(entry, sentence=entry.sentence or first_sentence_of(entry))


def first_sentence_of(entry: Entry) -> str:
    return first_sentence(
        entry.kind, entry.place, entry.met, on=entry.on, until=entry.until, is_virtual=entry.is_virtual
    )


def sent_before(by: User, entry: Entry, client_key: uuid.UUID | None) -> Activity | None:
    """The entry that is there already: under the same key, or with the same words.

    Raises:
        Refused: for a key that came before with other words. Both are kept: one here, one where it was typed.
    """
    mine = Activity.objects.filter(by=by)
    same = mine.filter(client_key=client_key).first() if client_key else None
    if same and any(getattr(same, name) != value for name, value in entry.answers.items()):
        raise Refused(SENT_BEFORE)
    return same or mine.filter(**entry.answers).first()


def refuse_body(by: User, body: Body) -> None:
    if not may(by, Permission.LOG_ACTIVITY, body):
        raise Refused("You can log activity only for a body that you chair.", field="body")


def refuse_choices(entry: Entry) -> None:
    if entry.kind not in Activity.Kind.values:
        raise Refused("Choose what it was.", field="kind")
    if entry.position and entry.position not in Activity.Position.values:
        raise Refused("Choose how the team was.", field="position")


def refuse_wrong_days(on: datetime.date, until: datetime.date | None) -> None:
    for name, day in (("on", on), ("until", until)):
        if day and day > clock.today():
            raise Refused("That day is still to come. Log it once it has happened.", field=name)
        if day and day < EARLIEST:
            raise Refused("Check the year: that day is before the year 2000.", field=name)
    if until and until < on:
        raise Refused("The last day is before the first. Check both.", field="until")


def refuse_ended(place: Place | None, on: datetime.date) -> None:
    if place and place.ended_on and place.ended_on < on:
        raise Refused(f"{place} had ended by that day. Choose another place, or none.", field="place")


def refuse_overlong(entry: Entry) -> None:
    for name in (*TEXTS, "sentence"):
        text = getattr(entry, name)
        if name in LINES and len(text) > LONGEST_LINE:
            raise Refused(f"Keep {LINES[name]} to {LONGEST_LINE} characters.", field=name)
        if len(text) > LONGEST_TEXT:
            raise Refused("This is longer than 100,000 characters. Shorten it.", field=name)
