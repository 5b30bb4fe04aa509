"""The agendas of the demonstration's meetings, and the papers on them."""

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from boards.deeds.agenda import add_item, add_urgent_item, publish_agenda
from boards.models import AgendaItem, Meeting
from improvement_board.demo.business import Business
from improvement_board.demo.days import Days, moment, publication_day
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.reports import TITLES, publication
from improvement_board.demo.story import Step
from reports.deeds.papers import add_paper, add_to_follow, bring_paper
from reports.models import Paper, Publication

SHORT_NOTICE = datetime.timedelta(days=3)
LATE = datetime.timedelta(days=2)


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        if held.gathering.stage == "planned":
            continue
        yield Step(agenda_moment(held, days), partial(has_agenda, held), partial(put_together, held, days))
        for business in held.gathering.business:
            late = moment(held.day - LATE, 16)
            if business.to_follow:
                yield Step(late, partial(is_brought, held, business), partial(bring, held, business, days))
            if business.urgent_because:
                yield Step(
                    late, partial(is_on_agenda, held, business), partial(add_late, held, business, days)
                )


def agenda_moment(held: Held, days: Days) -> datetime.datetime:
    """When the agenda was published; or, where it is not published yet, when it was last worked on."""
    if held.gathering.stage == "drafted":
        return moment(days.next_board - datetime.timedelta(days=23), 16)
    return moment(held.day - SHORT_NOTICE if held.gathering.short_notice else publication_day(held.day), 16)


def has_agenda(held: Held) -> bool:
    return held.row.agenda_is_published or held.row.items.exists()


def put_together(held: Held, days: Days) -> None:
    """Put the agenda together with the papers that are ready, and publish it."""
    by = person(held.house.office)
    for business in held.gathering.business:
        if business.urgent_because:
            continue
        item = add_item(by=by, meeting=held.row, **words(business, held, days))
        for key in business.papers:
            add_paper(by=by, item=item, publication=publication(key, days))
        for last in last_minutes(held) if business.last_minutes else ():
            add_paper(by=by, item=item, publication=last)
        if business.to_follow:
            add_to_follow(by=by, item=item, title=TITLES[business.to_follow], expected_on=held.day - LATE)
    if held.gathering.stage != "drafted":
        publish_agenda(by=by, meeting=held.row, short_notice_reason=held.gathering.short_notice)


def last_minutes(held: Held) -> Iterator[Publication]:
    """The minutes of the meeting before, where they are published already."""
    before = Meeting.objects.filter(body=held.house.body(), date__lt=held.day).order_by("date").last()
    published = Publication.objects.filter(kind=Publication.Kind.MINUTES, editions__isnull=False)
    yield from published.filter(meeting=before).distinct()


def words(business: Business, held: Held, days: Days) -> dict[str, Any]:
    return {
        "title": business.title,
        "purpose": business.purpose.format_map(held.said(days)),
        "aim": business.aim,
        "verbal": business.verbal,
        "presenter": business.presenter,
    }


def item_of(held: Held, business: Business) -> AgendaItem:
    return held.row.items.get(title=business.title)


def is_on_agenda(held: Held, business: Business) -> bool:
    return held.row.items.filter(title=business.title).exists()


def add_late(held: Held, business: Business, days: Days) -> None:
    by = person(held.house.office)
    add_urgent_item(
        by=by, meeting=held.row, urgency_reason=business.urgent_because, **words(business, held, days)
    )


def is_brought(held: Held, business: Business) -> bool:
    return not Paper.objects.filter(item__meeting=held.row, publication=None).exists()


def bring(held: Held, business: Business, days: Days) -> None:
    paper = item_of(held, business).papers.get(publication=None)
    bring_paper(by=person(held.house.office), paper=paper, publication=publication(business.to_follow, days))
