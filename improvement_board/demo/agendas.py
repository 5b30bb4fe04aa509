"""The agendas of the demonstration's meetings, and the papers on them."""

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from boards import clock
from boards.deeds.agenda import add_item, add_urgent_item, move_item, publish_agenda
from boards.deeds.agenda_copies import build_agenda
from boards.deeds.restrictions import restrict_item
from boards.models import AgendaItem, Restriction, User
from improvement_board.demo.agenda_templates import AT_THE_END, TEMPLATES
from improvement_board.demo.bodies import committee
from improvement_board.demo.business import Business, Private
from improvement_board.demo.days import Days, moment, publication_day, working_day
from improvement_board.demo.documents import is_put, put_document
from improvement_board.demo.for_the_committee import is_derived, version_of
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.reports import TITLES, publication
from improvement_board.demo.story import Step
from reports.deeds.papers import add_paper, add_to_follow, bring_paper
from reports.models import Paper, Publication

SHORT_NOTICE = datetime.timedelta(days=3)
LATE = datetime.timedelta(days=2)
THE_END = "99"
"""A number beyond the last one of any agenda."""


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        if held.gathering.stage == "planned":
            continue
        yield Step(agenda_moment(held, days), partial(has_agenda, held), partial(put_together, held, days))
        for business in held.gathering.business:
            yield from late_steps(held, business, days)


def late_steps(held: Held, business: Business, days: Days) -> Iterator[Step]:
    """What came two days before the meeting."""
    late = moment(held.day - LATE, 16)
    if business.to_follow:
        yield Step(late, partial(is_brought, held), partial(bring, held, business, days))
    if business.urgent_because:
        yield Step(late, partial(is_on_agenda, held, business), partial(add_late, held, business, days))
    for key in business.late_documents:
        put = partial(put_late, held, business, key, days)
        yield Step(late, partial(is_late_put, held, business, key), put)


def agenda_moment(held: Held, days: Days) -> datetime.datetime:
    """When the agenda was published; or, where it is not published yet, when it was last worked on."""
    if held.gathering.stage == "drafted":
        return moment(days.next_board - datetime.timedelta(days=19), 9)
    return moment(held.day - SHORT_NOTICE if held.gathering.short_notice else publication_day(held.day), 16)


def has_agenda(held: Held) -> bool:
    return held.row.agenda_is_published or held.row.items.exists()


def put_together(held: Held, days: Days) -> None:
    """Put the agenda together with the papers that are ready, and publish it."""
    by = person(held.house.office)
    if held.gathering.template:
        begin_from_template(held)
    for business in held.gathering.business:
        if not business.urgent_because:
            put_on(held, business, days)
    if held.gathering.template:
        end_as_template(held)
    if held.gathering.stage != "drafted":
        reason = held.gathering.short_notice
        publish_agenda(
            by=by,
            meeting=held.row,
            short_notice_reason=reason,
            convened_at=clock.now() if reason else None,
        )


def begin_from_template(held: Held) -> None:
    """The standing items, and what earlier meetings carried forward."""
    meeting = held.row
    build_agenda(
        by=person(held.house.office),
        meeting=meeting,
        template=TEMPLATES[held.gathering.template].row(),
        carried=list(AgendaItem.objects.to_carry_to(meeting)),
    )


def end_as_template(held: Held) -> None:
    """Put what every meeting ends with after the business."""
    for standing in AT_THE_END:
        item = held.row.items.get(standing=standing)
        move_item(by=person(held.house.office), item=item, seen=item.number, to=THE_END)


def put_on(held: Held, business: Business, days: Days) -> None:
    by = person(held.house.office)
    item = add_item(
        by=by,
        meeting=held.row,
        is_sub_item=business.is_sub_item,
        standing=business.standing,
        **words(business, held, days),
    )
    if business.private:
        take_in_private(by, item, business.private)
    for key in business.papers:
        add_paper(by=by, item=item, publication=put_to(held, key, days))
    for key in business.documents:
        put_document(by, item, key, days)
    if business.to_follow or business.awaited:
        title = TITLES[business.to_follow] if business.to_follow else business.awaited
        add_to_follow(by=by, item=item, title=title, expected_on=working_day(held.day - LATE))


def put_to(held: Held, key: str, days: Days) -> Publication:
    """The report as it was written for the body of this meeting, where there is a version for it."""
    if held.row.body == committee() and is_derived(key, days):
        return version_of(key, days)
    return publication(key, days)


def take_in_private(by: User, item: AgendaItem, private: Private) -> None:
    restrict_item(
        by=by,
        item=item,
        version=item.version,
        kind=Restriction.Kind.EXEMPT,
        paragraphs=private.paragraphs,
        public_interest=private.because,
    )


def words(business: Business, held: Held, days: Days) -> dict[str, Any]:
    return {
        "title": business.title,
        "purpose": business.purpose.format_map(held.said(days)),
        "aim": business.aim,
        "verbal": business.verbal,
        "presenter": business.presenter,
        "minutes_planned": business.takes,
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


def is_brought(held: Held) -> bool:
    return not Paper.objects.filter(item__meeting=held.row, publication=None).exists()


def bring(held: Held, business: Business, days: Days) -> None:
    paper = item_of(held, business).papers.get(publication=None)
    bring_paper(by=person(held.house.office), paper=paper, publication=publication(business.to_follow, days))


def is_late_put(held: Held, business: Business, key: str) -> bool:
    return is_put(item_of(held, business), key)


def put_late(held: Held, business: Business, key: str, days: Days) -> None:
    put_document(person(held.house.office), item_of(held, business), key, days)
