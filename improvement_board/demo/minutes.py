"""The minutes of the demonstration's meetings: written in the days after each, published nine days on."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from improvement_board.demo.business import Business
from improvement_board.demo.days import Days, moment
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.story import Step
from scrutiny.deeds.minutes import make_ready, publish, start_minutes
from scrutiny.deeds.paragraphs import ParagraphChange, write_minutes
from scrutiny.deeds.resolutions import resolve
from scrutiny.deeds.summaries import summarise
from scrutiny.models import Minute, MinuteParagraph, Minutes, Resolution

Kind = MinuteParagraph.Kind
KINDS = {"Q": Kind.QUESTION, "A": Kind.ANSWER, "C": Kind.CONCERN, "P": Kind.COMMITMENT}
PUBLISHED_AFTER = timedelta(days=12)


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        if held.gathering.is_minuted:
            when = moment(held.day + PUBLISHED_AFTER, 11)
            yield Step(when, partial(are_begun, held), partial(minute, held, days))


def are_begun(held: Held) -> bool:
    return Minutes.objects.filter(meeting=held.row).exists()


def minute(held: Held, days: Days) -> None:
    """Write the minutes from the first word to their publication."""
    by = person(held.house.office)
    minutes = start_minutes(by=by, meeting=held.row)
    business = {each.title: each for each in held.gathering.business}
    rows = [(row, business[row.item.title]) for row in minutes.items.select_related("item")]
    changes = [change for row, each in rows for change in changes_of(row, each, held.said(days))]
    write_minutes(by=by, minutes=minutes, changes=changes)
    for row, each in rows:
        if each.private:
            summarise(by=by, minute=row, version=row.version, text=each.private.summary)
        verb, _, text = each.resolved.partition(": ")
        text = text.format_map(held.said(days))
        resolve(by=by, minute=row, version=0, verb=verb or Resolution.Verb.NONE, text=text)
    minutes.refresh_from_db()
    ready = make_ready(by=by, minutes=minutes, version=minutes.version)
    publish(by=by, minutes=ready, version=ready.version)


def changes_of(row: Minute, business: Business, days_said: dict[str, str]) -> Iterator[ParagraphChange]:
    """The first paragraph fills the one that is there, the others follow it."""
    first = row.paragraphs.get()
    key = first.key
    for place, said in enumerate(business.said):
        kind, text = kind_and_text(said.format_map(days_said))
        if place == 0:
            yield ParagraphChange(key, first.version, kind, text)
        else:
            before, key = key, uuid.uuid4()
            yield ParagraphChange(key, 0, kind, text, after=before)


def kind_and_text(said: str) -> tuple[str, str]:
    mark, colon, text = said.partition(": ")
    return (KINDS[mark], text) if colon and mark in KINDS else (Kind.NOTE, said)
