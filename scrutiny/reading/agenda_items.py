"""A published agenda, item by item with its papers, as anybody may know of it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from boards.dates import full_date
from boards.models import AgendaItem, Meeting, Restriction
from boards.restrictions import (
    PRIVATE_PAPER,
    is_private,
    paper_reason,
    public_reason,
    public_title,
    with_parents,
)
from boards.standing import Arrival, arrivals_of
from boards.timings import Slot, timetable
from reports.documents import FORMATS
from reports.models import Edition, Paper
from scrutiny.addresses import edition_url
from scrutiny.reading.files import of_first_file
from scrutiny.reading.outcome import Outcome, outcome_of, outcomes_of
from scrutiny.reading.reader import READER


@dataclass(frozen=True, slots=True)
class PaperOnPage:
    """A paper of an item, as anybody may know of it. What is kept from readers is not in here at all.

    ``address`` is empty while there is nothing to read at it. ``added_on`` is set when it came after the
    agenda, be it on the same day (rule 7), ``expected_on`` while it is to follow.
    """

    title: str
    author: str = ""
    address: str = ""
    pdf_address: str = ""
    pdf_size: int = 0
    file_name: str = "PDF"
    added_on: datetime.date | None = None
    expected_on: datetime.date | None = None
    withdrawn_on: datetime.date | None = None
    urgency_reason: str = ""
    not_for_publication: str = ""


@dataclass(frozen=True, slots=True)
class ItemOnPage:
    """An item of a published agenda, as anybody may know of it: of a private one no more than its number and
    what the law lets readers be told (rule 8), whatever a template asks for."""

    number: str
    anchor: str
    is_sub_item: bool
    title: str
    not_for_publication: str = ""
    purpose: str = ""
    aim: str = ""
    presenter: str = ""
    is_verbal: bool = False
    urgency_reason: str = ""
    minutes_planned: int | None = None
    slot: Slot | None = None
    carried_from: Meeting | None = None
    papers: Sequence[PaperOnPage] = ()
    arrivals: Sequence[Arrival] = ()
    outcome: Outcome | None = None


def agenda(meeting: Meeting, minutes: Edition | None) -> list[ItemOnPage]:
    """The published agenda, each item complete; empty while it is not published.

    3 queries, and those of the standing items that are on it.
    """
    items = AgendaItem.objects.visible_to(READER).filter(meeting=meeting)
    items = items.select_related("restriction", "carried_from__meeting__body")
    papers: Prefetch[Any] = Prefetch("papers", papers_on_agendas(), to_attr="papers_to_read")
    outcomes = outcomes_of(minutes) if minutes else []
    shown = []
    for item in with_parents(items.prefetch_related(papers)):
        item.meeting = meeting
        shown.append(item_on_page(item, outcome_of(item, outcomes)))
    slots = timetable(meeting.starts_at, shown).slots
    return [
        each if each.not_for_publication else replace(each, slot=slot)
        for each, slot in zip(shown, slots, strict=True)
    ]


def ends_at(meeting: Meeting, agenda: Sequence[ItemOnPage]) -> datetime.time | None:
    """When the meeting is meant to end; None while that is not planned."""
    times = timetable(meeting.starts_at, agenda)
    return times.ends_at if times.is_given else None


def item_on_page(item: AgendaItem, outcome: Outcome | None) -> ItemOnPage:
    told: dict[str, Any] = {
        "number": item.number,
        "anchor": item.anchor,
        "is_sub_item": item.is_sub_item,
        "minutes_planned": item.minutes_planned,
    }
    if item.restriction and is_private(item):
        reason = public_reason(item.restriction, item.meeting.body)
        title = public_title(item)
        return ItemOnPage(**told, title=title, not_for_publication=reason, outcome=outcome)
    papers: Sequence[Paper] = item.papers_to_read  # type: ignore[attr-defined]
    return ItemOnPage(
        **told,
        title=item.title,
        purpose=item.purpose,
        aim=item.get_aim_display(),
        presenter=item.presenter,
        is_verbal=item.verbal,
        urgency_reason=item.urgency_reason,
        carried_from=item.carried_from.meeting if item.carried_from else None,
        papers=[paper_on_page(paper, item.meeting) for paper in papers],
        arrivals=arrivals_of(item, READER),
        outcome=outcome,
    )


def paper_on_page(paper: Any, meeting: Meeting) -> PaperOnPage:
    """``paper`` comes from ``papers_on_agendas``."""
    publication = paper.publication
    if publication is None:
        return PaperOnPage(paper.title, expected_on=paper.expected_on, urgency_reason=paper.urgency_reason)
    if paper.first_published_at is None:
        return restricted_paper(paper)
    address = publication.get_absolute_url()
    if hasattr(publication, "withdrawal"):
        day = timezone.localdate(publication.withdrawal.withdrawn_at)
        return PaperOnPage(
            f"A paper that was withdrawn on {full_date(day)}", address=address, withdrawn_on=day
        )
    format = paper.file_format or "pdf"
    return PaperOnPage(
        paper.title,
        author=paper.author or "",
        address=address,
        pdf_address=edition_url(Edition(publication=publication), format, is_current=True),
        pdf_size=paper.file_size or 0,
        file_name=FORMATS[format].name,
        added_on=added_on(paper, meeting),
        urgency_reason=paper.urgency_reason,
    )


def restricted_paper(paper: Any) -> PaperOnPage:
    """Of an exempt paper its title and the reason, of any other no more than that there is one."""
    restriction = paper.publication.restriction
    if restriction is None or restriction.kind != Restriction.Kind.EXEMPT:
        return PaperOnPage(PRIVATE_PAPER)
    return PaperOnPage(paper.title, not_for_publication=paper_reason(restriction))


def added_on(paper: Any, meeting: Meeting) -> datetime.date | None:
    """The day a published paper was added to an agenda that was already out; None when it came with it."""
    if meeting.agenda_published_at is None or paper.first_published_at is None:
        return None
    added_at = max(paper.added_at, paper.first_published_at)
    return timezone.localdate(added_at) if added_at > meeting.agenda_published_at else None


def papers_on_agendas() -> QuerySet[Paper]:
    """Papers as an agenda lists them: when published to everybody, the size of the file, whether withdrawn.

    Restricted papers are among them, ``first_published_at`` being empty: an agenda says that they are there.
    """
    all_editions = Edition.objects.filter(publication=OuterRef("publication"))
    editions = all_editions.filter(not_for_publication="")
    newest = editions.order_by("-number")
    return (
        Paper.objects.filter(
            Exists(all_editions) | Q(publication=None, expected_on__isnull=False),
            item__meeting__agenda_published_at__isnull=False,
        )
        .select_related("publication__meeting__body", "publication__withdrawal", "publication__restriction")
        .annotate(
            author=Subquery(newest.values("author")[:1]),
            first_published_at=Subquery(editions.order_by("number").values("published_at")[:1]),
            file_size=Subquery(newest.annotate(size=of_first_file("size")).values("size")[:1]),
            file_format=Subquery(newest.annotate(format=of_first_file("format")).values("format")[:1]),
        )
    )
