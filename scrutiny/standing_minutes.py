"""The standing item "Minutes of the last meeting": their state on the desk, and the minutes themselves on it.

What was published is put on the agenda item as its paper: at once when the item comes onto an agenda after
the minutes were published, or later, when they are, for as long as the paper is still in time.
"""

from contextlib import suppress

from boards import clock
from boards.dates import full_date
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Meeting, Reader, User
from boards.notice import deadline_of
from boards.permissions import Permission, may
from boards.standing import Arrival, StandingItem, register
from reports.deeds.papers import add_paper, papers_to_choose
from reports.models import Publication
from scrutiny.models import Minutes

KEY = "minutes"


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The body's last meeting before this one that was held, or is to be."""
    earlier = Meeting.objects.taking_place().filter(body=meeting.body_id, date__lt=meeting.date)
    return earlier.order_by("-date").first()


def meeting_after(meeting: Meeting) -> Meeting | None:
    later = Meeting.objects.taking_place().filter(body=meeting.body_id, date__gt=meeting.date)
    return later.order_by("date").first()


def arrivals(item: AgendaItem, reader: Reader) -> list[Arrival]:
    """How the minutes of the last meeting stand, for the desk, until they are on the item as its paper."""
    body = item.meeting.body
    if not may(reader, Permission.SEE_DESK, body):
        return []
    last = meeting_before(item.meeting)
    if last is None:
        return [Arrival("This body has no earlier meeting.")]
    last.body = body
    minutes = Minutes.objects.filter(meeting=last).first()
    if minutes and item.papers.filter(publication=minutes.publication_id).exists():
        return []
    if minutes is None:
        state = "their writing has not begun" if last.date <= clock.today() else "it has not been held yet"
        return [Arrival(f"Meeting of {full_date(last.date)}", note=state)]
    writes = may(reader, Permission.WRITE_MINUTES, body)
    address = minutes.get_desk_url() if writes else ""
    return [Arrival(f"Minutes of {full_date(last.date)}", address, state_for(minutes, writes=writes))]


def state_for(minutes: Minutes, *, writes: bool) -> str:
    """Where minutes stand; who does not write them learns only whether they are out."""
    if writes or minutes.state == Minutes.State.PUBLISHED:
        return minutes.get_state_display().lower()
    return "not published yet"


def bring(by: User, item: AgendaItem) -> None:
    """Put the published minutes of the last meeting on the item, if ``by`` may and they are not on it yet."""
    last = meeting_before(item.meeting)
    if last is None or not may(by, Permission.EDIT_MEETINGS, item.meeting.body):
        return
    published = papers_to_choose(by, item).filter(kind=Publication.Kind.MINUTES, meeting=last)
    publication = published.filter(minutes__state=Minutes.State.PUBLISHED).first()
    if publication is not None:
        add_paper(by=by, item=item, publication=publication)


def bring_minutes_to_next_agenda(by: User, minutes: Minutes) -> None:
    """Put minutes that were just published on the next meeting's agenda, where its standing item waits.

    Once that agenda is published they are put on it only while they give the notice that it gave; later,
    somebody decides to put them on as a late paper. Nothing here stands in the way of publishing minutes.
    """
    following = meeting_after(minutes.meeting)
    if following is None or following.is_closed:
        return
    following.body = minutes.meeting.body
    if following.agenda_is_published and clock.today() > deadline_of(following).publish_by:
        return
    for item in following.items.filter(standing=KEY, decided_at=None):
        item.meeting = following
        with suppress(Refused):
            bring(by, item)


def register_minutes() -> None:
    register(
        StandingItem(
            key=KEY,
            label="Minutes of the last meeting",
            title="Minutes of the last meeting",
            purpose="To agree them as a correct record.",
            aim=AgendaItem.Aim.DECISION,
            verbal=False,
            arrivals=arrivals,
            bring=bring,
        )
    )
