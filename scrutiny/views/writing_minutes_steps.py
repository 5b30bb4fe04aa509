"""What the buttons do on the page on which minutes are written: each step is one deed."""

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from boards.deeds.refusals import Refused
from boards.models import Meeting
from boards.permissions import person
from reports.forms.writing import Step
from scrutiny.deeds import paragraphs as deeds
from scrutiny.deeds.minutes import open_late_items
from scrutiny.models import Minute, MinuteParagraph, Minutes

Kind = MinuteParagraph.Kind


Given = dict[str, Any]


def take(request: HttpRequest, minutes: Minutes, step: Step, order: str) -> str:
    """Do what the pressed button says; return the address at which to go on."""
    here = address_of("minutes:minutes", minutes.meeting)
    if step.verb in ONWARD:
        return address_of(ONWARD[step.verb], minutes.meeting)
    if step.verb == "open-late-items":
        open_late_items(by=person(request), minutes=minutes)
        return here
    act = STEPS.get(step.verb)
    if act is None or step.key is None:
        return here
    given = {"by": person(request), "minute": minute_of(minutes, step.key)}
    return f"{here}#{act(given, step.key, order)}"


def minute_of(minutes: Minutes, key: uuid.UUID) -> Minute:
    """The minute in which a paragraph stands; one of other minutes is out of reach."""
    found = (
        Minute.objects.filter(minutes=minutes, paragraphs__key=key).select_related("minutes__meeting").first()
    )
    if found is None:
        raise Refused("That paragraph is no longer there. Look at the minutes as they are now.")
    return found


def add_after(given: Given, key: uuid.UUID, order: str, kind: str = Kind.NOTE) -> str:
    return f"text-{deeds.add_paragraph(**given, after=key, kind=kind, order=order).key}"


def add_answer(given: Given, key: uuid.UUID, order: str) -> str:
    return add_after(given, key, order, kind=Kind.ANSWER)


def move(way: deeds.Way) -> Callable[[Given, uuid.UUID, str], str]:
    def moved(given: Given, key: uuid.UUID, order: str) -> str:
        deeds.move_paragraph(**given, key=key, way=way, order=order)
        return f"text-{key}"

    return moved


def remove(given: Given, key: uuid.UUID, order: str) -> str:
    deeds.remove_paragraph(**given, key=key)
    return f"item-{given['minute'].pk}"


def put_back(given: Given, key: uuid.UUID, order: str) -> str:
    deeds.restore_paragraph(**given, key=key)
    return f"text-{key}"


STEPS: Final[dict[str, Callable[[Given, uuid.UUID, str], str]]] = {
    "add-after": add_after,
    "add-answer": add_answer,
    "move-up": move("up"),
    "move-down": move("down"),
    "remove": remove,
    "put-back": put_back,
}

ONWARD: Final = {"preview": "minutes:preview", "finish": "minutes:ready"}


def address_of(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.body.slug, meeting.date])
