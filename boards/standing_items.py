"""The standing items that this desk knows by itself, and what arrives under them."""

from django.urls import reverse

from boards import clock
from boards.dates import full_date, full_time
from boards.models import Action, AgendaItem, Attendance, Meeting, Reader, User
from boards.permissions import Permission, may, permissions
from boards.standing import Arrival, StandingItem, register

MOST_ACTIONS = 12
"""Open actions listed under the item; the rest are a link away."""

INTERESTS = (
    "A member with a disclosable pecuniary interest in an item says so, takes no part in its discussion and "
    "does not vote on it, unless they hold a dispensation (Localism Act 2011 ss.31 and 33)."
)
NOT_REGISTERED = (
    "An interest that is not in the register yet is notified to the monitoring officer within 28 days "
    "beginning with the day of the meeting."
)


def sees_desk(reader: Reader, item: AgendaItem) -> bool:
    return may(reader, Permission.SEE_DESK, item.meeting.body)


def apologies(item: AgendaItem, reader: Reader) -> list[Arrival]:
    """Apologies given so far. They are public with the minutes, not before."""
    if not sees_desk(reader, item):
        return []
    given = Attendance.objects.filter(meeting=item.meeting, how=Attendance.How.APOLOGIES).order_by("name")
    return [Arrival(f"Apologies from {row.name}") for row in given]


def reminder_of_interests(item: AgendaItem, reader: Reader) -> list[Arrival]:
    """What the law asks of councillors; a partnership body has no register of pecuniary interests."""
    return [Arrival(INTERESTS), Arrival(NOT_REGISTERED)] if item.meeting.body.is_statutory else []


def open_actions(item: AgendaItem, reader: Reader) -> list[Arrival]:
    """The body's open actions, soonest due first: for the desk alone, whoever reads the agenda."""
    body = item.meeting.body
    granted = permissions(reader, body)
    if not isinstance(reader, User) or Permission.SEE_DESK not in granted:
        return []
    theirs = (
        Action.objects.of(body).open().readable_by(reader, restricted=Permission.READ_RESTRICTED in granted)
    )
    actions = list(theirs.select_related("owner").order_by("due", "pk")[: MOST_ACTIONS + 1])
    shown = [arrival_of(action) for action in actions[:MOST_ACTIONS]]
    if len(actions) > MOST_ACTIONS:
        shown.append(Arrival("All open actions", reverse("boards:actions", args=[body.slug])))
    return shown


def arrival_of(action: Action) -> Arrival:
    late = action.days_late(clock.today())
    note = f"{action.owner.name}, due {full_date(action.due)}"
    return Arrival(action.text, note=f"{note}, {late} day{'' if late == 1 else 's'} late" if late else note)


def taken_as_urgent(item: AgendaItem, reader: Reader) -> list[Arrival]:
    """The numbers of late items; their titles and reasons stand with the items themselves."""
    late = AgendaItem.objects.filter(meeting=item.meeting).exclude(urgency_reason="")
    return [Arrival(f"Item {each.number} is taken as urgent.") for each in late]


def next_meeting(item: AgendaItem, reader: Reader) -> list[Arrival]:
    """When and where the body meets next. A meeting is public from the day it is planned."""
    meeting, body = item.meeting, item.meeting.body
    coming = Meeting.objects.visible_to(reader).taking_place().filter(body=body, date__gt=meeting.date)
    after = coming.order_by("date").first()
    if after is None:
        return []
    after.body = body
    address = after.get_desk_url() if sees_desk(reader, item) else after.get_absolute_url()
    where = after.venue if after.venue and after.mode != Meeting.Mode.VIRTUAL else after.get_mode_display()
    return [Arrival(f"{full_date(after.date)} at {full_time(after.starts_at)}", address, where)]


KINDS = (
    StandingItem(
        key="apologies",
        label="Apologies",
        title="Apologies for absence",
        purpose="To receive apologies and to note any substitutes.",
        arrivals=apologies,
    ),
    StandingItem(
        key="declarations",
        label="Declarations of interest",
        title="Declarations of interest",
        purpose="To declare any interest in the business of this meeting.",
        arrivals=reminder_of_interests,
    ),
    StandingItem(
        key="actions",
        label="Open actions",
        title="Actions from earlier meetings",
        purpose="To note what was done, and what is still to do.",
        arrivals=open_actions,
    ),
    StandingItem(
        key="urgent",
        label="Urgent business",
        title="Urgent business",
        purpose="To take any item that the chair finds urgent, for reasons that are stated.",
        arrivals=taken_as_urgent,
    ),
    StandingItem(
        key="next-meeting",
        label="Date of the next meeting",
        title="Date of the next meeting",
        arrivals=next_meeting,
    ),
)


def register_all() -> None:
    for kind in KINDS:
        register(kind)
