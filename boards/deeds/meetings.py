"""Planning a meeting, changing its plan, and calling it off."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction

from boards import clock
from boards.dates import full_date
from boards.deadlines import FIRST_YEAR
from boards.deeds.agenda_copies import copy_agenda
from boards.deeds.endings import refuse_after_end
from boards.deeds.locks import refuse_closed
from boards.deeds.record import Facts, claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Attendance, Body, Meeting, Theme, User
from boards.modes import mode_warning

CONFIRMED = "Planned as a virtual meeting after the warning about the law."
NOTICE = ("date", "starts_at", "mode", "venue", "link")
"""What the notice of a meeting tells: a change of it is a notice of its own (rule 1)."""

HELD = (Attendance.How.PRESENT, Attendance.How.SUBSTITUTE)


@dataclass(frozen=True, slots=True)
class Plan:
    """One meeting as it is to be planned; times are the council's."""

    date: datetime.date
    starts_at: datetime.time
    mode: str
    venue: str = ""
    link: str = ""
    directions: str = ""
    contact: str = ""
    theme: Theme | None = None
    extraordinary_reason: str = ""
    confirmed: bool = False


class RefusedPlan(Refused):
    """One of several plans may not be: ``place`` says which, counted from 0, and none is planned."""

    def __init__(self, refusal: Refused, place: int) -> None:
        super().__init__(refusal.sentence, field=refusal.field)
        self.place = place


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
    directions: str = "",
    contact: str = "",
    theme: Theme | None = None,
    extraordinary_reason: str = "",
    confirmed: bool = False,
) -> Meeting:
    """Plan a meeting. Readers see its date, time and place at once, and its agenda once that is published.

    Times are the council's. A meeting of the past may be planned, to bring its record in. One outside the
    body's programme says why in ``extraordinary_reason``.

    Raises:
        Refused: for a second meeting of the body on that day, a place that is missing for its mode, another
            body's theme, or a virtual meeting of a statutory body that was not ``confirmed`` (rule 12).
    """
    venue, link = venue.strip(), link.strip()
    refuse_plan(body=body, date=date, mode=mode, venue=venue, link=link, confirmed=confirmed)
    refuse_theme(body, theme)
    meeting = Meeting(body=body, date=date, starts_at=starts_at, mode=mode, venue=venue, link=link)
    meeting.directions, meeting.contact, meeting.theme = directions.strip(), contact.strip(), theme
    meeting.extraordinary_reason = extraordinary_reason.strip()
    save_on_free_day(meeting)
    warned = CONFIRMED if mode_warning(body, date, mode) else ""
    record(by=by, deed="planned", about=meeting, after=facts(meeting), reason=warned)
    return meeting


@deed
def plan_meetings(*, by: User, body: Body, plans: Sequence[Plan]) -> list[Meeting]:
    """Plan several meetings, all or none; each has its own entry in the log.

    Raises:
        Refused: when there is nothing to plan.
        RefusedPlan: as ``plan_meeting``, saying for which of the plans.
    """
    if not plans:
        raise Refused("Choose the meetings to plan.")
    planned = []
    for place, plan in enumerate(plans):
        try:
            planned.append(plan_meeting(by=by, body=body, **words_of(plan)))
        except Refused as refusal:
            raise RefusedPlan(refusal, place) from None
    return planned


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
    directions: str = "",
    contact: str = "",
    theme: Theme | None = None,
    extraordinary_reason: str = "",
    confirmed: bool = False,
) -> Meeting:
    """Change when, where and how a meeting is held. Its date stays once the agenda is published.

    Another date, time, mode, venue or link is a notice of its own, given now.

    Raises:
        Refused: as ``plan_meeting``; for another date after publication or recorded attendance, and for any
            change to one that is closed or called off.
        Stale: when somebody else saved in between.
    """
    venue, link = venue.strip(), link.strip()
    refuse_plan(body=meeting.body, date=date, mode=mode, venue=venue, link=link, confirmed=confirmed)
    refuse_theme(meeting.body, theme)
    fresh = claim(meeting, version)
    refuse_closed(fresh)
    if not fresh.takes_place:
        raise Refused(f"This meeting is {fresh.get_standing_display().lower()}. Reinstate it first.")
    before, noticed = facts(fresh), [getattr(fresh, name) for name in NOTICE]
    if date != fresh.date:
        refuse_another_day(fresh)
    fresh.date, fresh.starts_at, fresh.mode, fresh.venue, fresh.link = date, starts_at, mode, venue, link
    fresh.directions, fresh.contact, fresh.theme = directions.strip(), contact.strip(), theme
    fresh.extraordinary_reason, fresh.changed_at = extraordinary_reason.strip(), clock.now()
    if [getattr(fresh, name) for name in NOTICE] != noticed:
        fresh.notice_given_at = fresh.changed_at
    save_on_free_day(fresh)
    warned = CONFIRMED if mode_warning(meeting.body, date, mode) else ""
    record(by=by, deed="changed the meeting", about=fresh, before=before, after=facts(fresh), reason=warned)
    return fresh


@deed
def cancel_meeting(*, by: User, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Say that a meeting does not take place, and why. Its page, agenda and papers stay where they are.

    One that was postponed without a new day may be cancelled in the end.

    Raises:
        Refused: without a reason; for one that is cancelled or moved already, closed, or held.
        Stale: when somebody else saved in between.
    """
    before, off = call_off(meeting, version, Meeting.Standing.CANCELLED, reason)
    off.save()
    record(by=by, deed="cancelled", about=off, before=before, after=facts(off), reason=off.standing_reason)
    return off


@deed
def postpone_meeting(
    *,
    by: User,
    meeting: Meeting,
    version: int,
    reason: str,
    new_date: datetime.date | None = None,
    starts_at: datetime.time | None = None,
    confirmed: bool = False,
) -> Meeting:
    """Put a meeting off, to ``new_date`` or to a day that is set later by postponing it once more.

    With a new date a meeting is planned there, at the same time (or ``starts_at``) and in the same way; it
    becomes ``moved_to`` and gets copies of the items. Agenda and papers stay on the page of the old one.

    Raises:
        Refused: as ``cancel_meeting``; for a new date that is not later, or on which the body meets already;
            ``confirmed`` as for ``plan_meeting``.
        Stale: when somebody else saved in between.
    """
    before, off = call_off(meeting, version, Meeting.Standing.POSTPONED, reason)
    if new_date is not None:
        off.moved_to = plan_instead(by, off, new_date, starts_at or off.starts_at, confirmed=confirmed)
    off.save()
    record(by=by, deed="postponed", about=off, before=before, after=facts(off), reason=off.standing_reason)
    return off


@deed
def reinstate_meeting(*, by: User, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Let a meeting that was called off take place after all. While it is to come, its notice is given anew.

    Raises:
        Refused: without a reason, for one that takes place anyway, and while the meeting that was planned
            instead still stands.
        Stale: when somebody else saved in between.
    """
    said = reason.strip()
    if not said:
        raise Refused("Say why the meeting takes place after all.", field="reason")
    fresh = claim(meeting, version)
    if fresh.takes_place:
        raise Refused("This meeting takes place already.")
    instead = fresh.moved_to
    if instead is not None and instead.standing != Meeting.Standing.CANCELLED:
        raise Refused(f"It was moved to {full_date(instead.date)}. Cancel that meeting first.")
    before = facts(fresh)
    fresh.standing, fresh.standing_reason = Meeting.Standing.PLANNED, ""
    fresh.standing_since = fresh.moved_to = None
    fresh.changed_at = clock.now()
    if fresh.date >= clock.today():
        fresh.notice_given_at = fresh.changed_at
    fresh.save()
    record(by=by, deed="reinstated", about=fresh, before=before, after=facts(fresh), reason=said)
    return fresh


def words_of(plan: Plan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in fields(plan)}


def call_off(meeting: Meeting, version: int, standing: str, reason: str) -> tuple[Facts, Meeting]:
    """The facts before, and the meeting with its new standing, still to be saved."""
    said = reason.strip()
    if not said:
        raise Refused("Say why. Readers see the reason.", field="reason")
    fresh = claim(meeting, version)
    fresh.body = meeting.body
    refuse_standing(fresh)
    refuse_closed(fresh)
    refuse_held(fresh)
    before = facts(fresh)
    fresh.standing, fresh.standing_reason = standing, said
    fresh.standing_since = fresh.changed_at = clock.now()
    return before, fresh


def refuse_standing(meeting: Meeting) -> None:
    """What is planned may be called off, and what was postponed without a new day settled."""
    if meeting.standing == Meeting.Standing.CANCELLED:
        raise Refused("This meeting is cancelled already.")
    if meeting.moved_to is not None:
        raise Refused(f"This meeting was moved to {full_date(meeting.moved_to.date)} already.")


def refuse_held(meeting: Meeting) -> None:
    present = meeting.attendance.filter(how__in=HELD).count()
    if present:
        raise Refused(
            f"{present} {'person is' if present == 1 else 'people are'} recorded as present at this meeting, "
            "so it was held. Correct the attendance first."
        )


def plan_instead(
    by: User, off: Meeting, date: datetime.date, starts_at: datetime.time, *, confirmed: bool
) -> Meeting:
    """The meeting that is held in place of one that is postponed: the same but for its day and time."""
    if date <= off.date:
        raise Refused(f"The new date must be after {full_date(off.date)}.", field="new_date")
    try:
        instead: Meeting = plan_meeting(
            by=by,
            body=off.body,
            date=date,
            starts_at=starts_at,
            mode=off.mode,
            venue=off.venue,
            link=off.link,
            directions=off.directions,
            contact=off.contact,
            theme=off.theme,
            extraordinary_reason=off.extraordinary_reason,
            confirmed=confirmed,
        )
    except Refused as refusal:
        field = "new_date" if refusal.field == "date" else refusal.field
        raise Refused(refusal.sentence, field=field) from None
    copy_agenda(by=by, meeting=instead, source=off)
    return instead


def refuse_theme(body: Body, theme: Theme | None) -> None:
    if theme is not None and theme.body_id != body.pk:
        raise Refused("Choose a theme of this body.", field="theme")


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
    refuse_after_end(body, date)
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
        raise Refused(already_there(meeting), field="date") from None


def already_there(meeting: Meeting) -> str:
    """Why the day is not free: a meeting that was called off keeps its page, and so its day."""
    other = Meeting.objects.get(body=meeting.body, date=meeting.date)
    day = full_date(meeting.date)
    if other.takes_place:
        return (
            f"{meeting.body_name} already meets on {day}. "
            "A body meets once a day: choose another date, or change that meeting."
        )
    return (
        f"The meeting on {day} was {other.get_standing_display().lower()}, and its page stays. "
        "Choose another date, or reinstate that meeting."
    )
