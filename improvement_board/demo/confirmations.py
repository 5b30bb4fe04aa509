"""The demonstration's minutes, confirmed by the next meeting that had them on its agenda."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet

from improvement_board.demo.days import Days, moment
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.story import Step
from scrutiny.deeds.confirmations import confirm_minutes
from scrutiny.models import Minutes


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        business = held.gathering.business
        if held.gathering.stage == "held" and any(each.standing == "minutes" for each in business):
            yield Step(moment(held.day, 18, 30), partial(are_confirmed, held), partial(confirm, held))


def to_confirm(held: Held) -> QuerySet[Minutes]:
    """Those of every earlier meeting; after a special meeting there are two."""
    published = Minutes.objects.filter(state=Minutes.State.PUBLISHED, confirmation=None)
    earlier = published.filter(meeting__body=held.house.body(), meeting__date__lt=held.day)
    return earlier.order_by("meeting__date")


def are_confirmed(held: Held) -> bool:
    return not to_confirm(held).exists()


def confirm(held: Held) -> None:
    chair = held.row.attendance.get(in_the_chair=True)
    for minutes in to_confirm(held):
        confirm_minutes(
            by=person(held.house.office),
            minutes=minutes,
            version=minutes.version,
            meeting=held.row,
            signed_by=chair.name,
        )
