"""Declarations and recorded votes reach the minutes by themselves; of a private item nothing does."""

import datetime

from django.utils import timezone

from boards.models import AgendaItem, Attendance, Declaration, Meeting, Restriction, Vote
from scrutiny.compose import compose_minutes
from scrutiny.deeds.minutes import start_minutes
from tests.builders import make_item, make_meeting
from tests.cast import Cast


def held(cast: Cast) -> Meeting:
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    con = Attendance.objects.create(meeting=meeting, user=cast.con, name="Con Councillor", how="present")
    ann = Attendance.objects.create(meeting=meeting, name="Ann Other", how="in-attendance")
    item = make_item(meeting, "The placements contract")
    declare(cast, item, con, "pecuniary", "Works for the provider", left_the_room=True)
    declare(cast, item, ann, "non-registrable", "Governor of a school.", left_the_room=False)
    Vote.objects.create(item=item, person=con, how="against")
    Vote.objects.create(item=item, person=ann, how="for")
    return meeting


def declare(
    cast: Cast, item: AgendaItem, person: Attendance, kind: str, nature: str, *, left_the_room: bool
) -> None:
    Declaration.objects.create(
        item=item,
        person=person,
        kind=kind,
        nature=nature,
        left_the_room=left_the_room,
        recorded_by=cast.cleo,
        recorded_at=timezone.now() - datetime.timedelta(days=1),
    )


def minuted(cast: Cast, meeting: Meeting) -> list[tuple[str, str]]:
    composed = compose_minutes(start_minutes(by=cast.cleo, meeting=meeting))
    return [(paragraph.anchor, paragraph.text) for paragraph in composed.sections[0].paragraphs]


def test_interests_come_before_the_discussion_and_the_vote_after_it(cast: Cast) -> None:
    assert minuted(cast, held(cast)) == [
        (
            "m-1-declaration-1",
            "Con Councillor declared a disclosable pecuniary interest: Works for the provider. They left the "
            "room.",
        ),
        (
            "m-1-declaration-2",
            "Ann Other declared a non-registrable interest: Governor of a school.",
        ),
        ("m-1-votes", "Recorded vote. For: Ann Other. Against: Con Councillor."),
    ]


def test_nothing_of_it_is_told_of_a_private_item(cast: Cast) -> None:
    meeting = held(cast)
    item = meeting.items.get()
    item.restriction = Restriction.objects.create(
        kind="confidential", source="law", set_by=cast.cleo, set_at=timezone.now()
    )
    item.save()
    assert minuted(cast, meeting) == []
