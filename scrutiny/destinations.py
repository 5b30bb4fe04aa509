"""Where minutes that were written elsewhere belong: the held meeting and the item of its agenda."""

import datetime

from boards import clock
from boards.dates import full_date
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Body, Meeting
from reports.bring_in import BroughtInMinutes
from reports.destinations import body_called, body_named, meeting_on, only_body, plainly


def item_for(
    brought: BroughtInMinutes, *, slug: str = "", day: datetime.date | None = None, number: str = ""
) -> AgendaItem:
    """The agenda item that the document minutes, by what is said (body, day, number) or else by its title.

    Raises:
        Refused: in one sentence, naming the choices, when no item or more than one fits.
    """
    body = body_called(slug) if slug else body_named(brought.body_name)
    day = day or brought.meeting_date
    if day is None:
        return item_of_some_meeting(brought, body)
    meeting = meeting_on(body or body_meeting_on(day, brought.body_name), day)
    return item_numbered(meeting, number) if number else item_titled(meeting, brought.title)


def body_meeting_on(day: datetime.date, name: str) -> Body:
    """The one body that met on ``day``, for a document that names none."""
    met = Body.objects.filter(meetings__date=day).prefetch_related("names")
    return met[0] if len(met) == 1 else only_body(name)


def item_of_some_meeting(brought: BroughtInMinutes, body: Body | None) -> AgendaItem:
    """The one item of this title among the held meetings that have no published minutes."""
    held = AgendaItem.objects.filter(
        meeting__date__lte=clock.today(), meeting__agenda_published_at__isnull=False
    ).exclude(meeting__minutes__state="published")
    if body:
        held = held.filter(meeting__body=body)
    title = plainly(brought.title)
    fitting = [
        item for item in held.select_related("meeting__body") if title and plainly(item.title) == title
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        days = ", ".join(f"{item.meeting.body.slug} on {item.meeting.date}" for item in fitting)
        raise Refused(
            f"More than one meeting has an item “{brought.title}”. Say which with --meeting: {days}."
        )
    raise Refused(
        f"No held meeting without minutes has an item “{brought.title}”. Say which meeting with --meeting, "
        "and which item with --item."
    )


def item_numbered(meeting: Meeting, number: str) -> AgendaItem:
    """The item that readers know by ``number``: "3", or "3.1" for one that belongs under item 3."""
    item = meeting.items.filter(number=number).first()
    if item is None:
        raise Refused(f"The agenda of {full_date(meeting.date)} has no item {number}. {items_of(meeting)}")
    item.meeting = meeting
    return item


def item_titled(meeting: Meeting, title: str) -> AgendaItem:
    """The item of this title, or the only one whose title begins as it does."""
    said, items = plainly(title), list(meeting.items.all())
    same = [item for item in items if said and plainly(item.title) == said]
    alike = [item for item in items if said and begins_alike(plainly(item.title), said)]
    fitting = same or alike
    if len(fitting) != 1:
        raise Refused(
            f"No item of the agenda of {full_date(meeting.date)} is called “{title}”. {items_of(meeting)}"
        )
    fitting[0].meeting = meeting
    return fitting[0]


def begins_alike(one: str, other: str) -> bool:
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def items_of(meeting: Meeting) -> str:
    listed = "; ".join(f"{item.number} {item.title}" for item in meeting.items.all())
    return f"Say which with --item: {listed}." if listed else "It has no items."
