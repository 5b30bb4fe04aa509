"""What came of the business of the demonstration's meetings, and their closing once the record is done."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.db.models import QuerySet

from boards.deeds.closing import close_meeting
from boards.deeds.outcomes import decide_item
from boards.models import AgendaItem
from improvement_board.demo.business import Business
from improvement_board.demo.days import Days, moment
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.story import Step

DECIDED_AFTER, CLOSED_AFTER = timedelta(days=1), timedelta(days=13)


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        if held.gathering.stage != "held":
            continue
        yield Step(
            moment(held.day + DECIDED_AFTER, 10), partial(are_decided, held), partial(decide_all, held)
        )
        if held.gathering.is_minuted:
            yield Step(moment(held.day + CLOSED_AFTER, 10), partial(is_closed, held), partial(close, held))


def to_decide(held: Held) -> QuerySet[AgendaItem]:
    """The items without an outcome that somebody had decided by then, those under others first."""
    left = [business.title for business in held.gathering.business if not business.outcome]
    return held.row.items.filter(decided_at=None).exclude(title__in=left).order_by("-position")


def are_decided(held: Held) -> bool:
    return not to_decide(held).exists()


def decide_all(held: Held) -> None:
    business = {each.title: each for each in held.gathering.business}
    for item in to_decide(held):
        decide(held, item, business[item.title])


def decide(held: Held, item: AgendaItem, business: Business) -> None:
    decide_item(
        by=person(held.house.office),
        item=item,
        version=item.version,
        outcome=business.outcome,
        note=business.outcome_note,
    )


def is_closed(held: Held) -> bool:
    return held.row.is_closed


def close(held: Held) -> None:
    meeting = held.row
    close_meeting(by=person(held.house.office), meeting=meeting, version=meeting.version)
