"""Meetings of the demonstration that did not take place on their day."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from boards.deeds.meetings import cancel_meeting, postpone_meeting
from improvement_board.demo.business import CalledOff
from improvement_board.demo.days import Days, moment, outside_holidays
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.story import Step


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        off = held.gathering.off
        if off:
            when = moment(days.weeks_before(off.weeks_before), 12)
            yield Step(when, partial(is_off, held), partial(call_off, held, off, days))


def is_off(held: Held) -> bool:
    return not held.row.takes_place


def call_off(held: Held, off: CalledOff, days: Days) -> None:
    by, meeting = person(held.house.office), held.row
    reason = off.reason.format_map(held.said(days))
    if not off.moved:
        cancel_meeting(by=by, meeting=meeting, version=meeting.version, reason=reason)
        return
    instead = outside_holidays(held.day + timedelta(days=off.moved))
    postpone_meeting(by=by, meeting=meeting, version=meeting.version, reason=reason, new_date=instead)
