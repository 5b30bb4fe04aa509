"""Planning a meeting and changing its plan."""

import datetime

from django.db import IntegrityError, transaction

from boards.deadlines import FIRST_YEAR, full_date
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, Meeting, User
from boards.modes import mode_warning

CONFIRMED = "Planned as a virtual meeting after the warning about the law."


@deed
def plan_meeting(
    *,
    by: User,
    body: Body,
    date: datetime.date,
    starts_at: datetime.time,
    mode: str,
    venue: str = "",
    link: str = "",
    confirmed: bool = False,
) -> Meeting:
    """Plan a meeting. Readers see its date, time and place at once, and its agenda once that is published.

    Times are the council's. A meeting of the past may be planned, to bring its record in.

    Raises:
        Refused: for a second meeting of the body on that day, a place that is missing for its mode, or a
            virtual meeting of a statutory body that was not ``confirmed`` (rule 12).
    """
    venue, link = venue.strip(), link.strip()
    refuse_plan(body=body, date=date, mode=mode, venue=venue, link=link, confirmed=confirmed)
    meeting = Meeting(body=body, date=date, starts_at=starts_at, mode=mode, venue=venue, link=link)
    save_on_free_day(meeting)
    warned = CONFIRMED if mode_warning(body, date, mode) else ""
    record(by=by, deed="planned", about=meeting, after=facts(meeting), reason=warned)
    return meeting


@deed
def change_meeting(
    *,
    by: User,
    meeting: Meeting,
    version: int,
    date: datetime.date,
    starts_at: datetime.time,
    mode: str,
    venue: str = "",
    link: str = "",
    confirmed: bool = False,
) -> Meeting:
    """Change when, where and how a meeting is held. Its date stays once the agenda is published.

    Raises:
        Refused: as ``plan_meeting``; or for another date after publication or recorded attendance.
        Stale: when somebody else saved in between.
    """
    venue, link = venue.strip(), link.strip()
    refuse_plan(body=meeting.body, date=date, mode=mode, venue=venue, link=link, confirmed=confirmed)
    fresh = claim(meeting, version)
    before = facts(meeting)
    if date != fresh.date:
        refuse_another_day(fresh)
    fresh.date, fresh.starts_at, fresh.mode, fresh.venue, fresh.link = date, starts_at, mode, venue, link
    save_on_free_day(fresh)
    warned = CONFIRMED if mode_warning(meeting.body, date, mode) else ""
    record(by=by, deed="changed the meeting", about=fresh, before=before, after=facts(fresh), reason=warned)
    return fresh


def refuse_plan(
    *, body: Body, date: datetime.date, mode: str, venue: str, link: str, confirmed: bool
) -> None:
    if date.year < FIRST_YEAR:
        raise Refused(f"The date must be in {FIRST_YEAR} or later.", field="date")
    if mode not in Meeting.Mode.values:
        raise Refused("Choose how the meeting is held.", field="mode")
    if mode != Meeting.Mode.VIRTUAL and not venue:
        raise Refused("Enter the venue, so that people know where to go.", field="venue")
    if mode != Meeting.Mode.IN_PERSON and not link:
        raise Refused("Enter the link, so that people can join.", field="link")
    warning = mode_warning(body, date, mode)
    if warning and not confirmed:
        raise Refused(warning, field="confirmed")


def refuse_another_day(meeting: Meeting) -> None:
    if meeting.agenda_is_published:
        raise Refused(
            "The agenda is published, so the date of the meeting can no longer change.", field="date"
        )
    if meeting.attendance.exists():
        raise Refused(
            "Attendance is recorded for this meeting, so its date can no longer change.", field="date"
        )


def save_on_free_day(meeting: Meeting) -> None:
    """Save the meeting; the database has the last word on its day, should two people plan at once."""
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        raise Refused(
            f"{meeting.body_name} already meets on {full_date(meeting.date)}. "
            "A body meets once a day: choose another date, or change that meeting.",
            field="date",
        ) from None
