"""Putting papers on an agenda item: something published or about to be, or the promise of it."""

import datetime

from django.db.models import Q, QuerySet

from boards import clock
from boards.deeds.locks import refuse_settled
from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, Meeting, Reader, User
from boards.permissions import Permission, may, require
from reports.clocks import comes_late
from reports.models import Document, Paper, Publication, Report

LONGEST_TITLE = 250

NO_REASON = "Enter the special circumstances by which the chair finds the paper urgent."

COMING = (Report.State.IN_REVIEW, Report.State.AGREED)
"""States in which others than the author know of a report, so that it may be announced."""


def papers_to_choose(user: Reader, item: AgendaItem) -> QuerySet[Publication]:
    """What may be put on this item: what is published, and what is coming to its body that ``user`` sees.

    Coming are reports that others know of, and documents that were uploaded for the body. Withdrawn papers
    and those already on the item are left out.
    """
    body = item.meeting.body
    reports = Report.objects.visible_to(user).filter(body=body, state__in=COMING)
    documents = Publication.objects.filter(body=body, kind=Publication.Kind.DOCUMENT).current()
    uploaded = documents.exclude(document=None) if may(user, Permission.EDIT_MEETINGS, body) else None
    published = Publication.objects.visible_to(user).current()
    fit = Q(pk__in=published.values("pk")) | Q(report__in=reports.values("pk"))
    if uploaded is not None:
        fit |= Q(pk__in=uploaded.values("pk"))
    return (
        Publication.objects.filter(fit)
        .exclude(pk__in=item.papers.filter(publication__isnull=False).values("publication"))
        .distinct()
    )


@deed
def add_paper(*, by: User, item: AgendaItem, publication: Publication, urgency_reason: str = "") -> Paper:
    """Put a publication on the agenda item. Once the agenda is published, readers see "added on" and the day.

    Too late for the notice that a statutory body gives, it takes the chair's reason (rule 5; LGA 1972
    s.100B(4)(b)), which readers see with the paper and the minutes print.

    Raises:
        Refused: for a paper this person may not see or that is withdrawn, and for one that is on the item;
            without the chair's reason where it is needed; for an item that is decided.
        PermissionDenied, Http404: without the right to edit the meeting.
    """
    refuse_unfit(by=by, item=item, publication=publication)
    paper = Paper.objects.create(
        item=item,
        publication=publication,
        title=title_of(publication),
        urgency_reason=reason_if_late(item, urgency_reason),
        position=item.papers.count() + 1,
        added_by=by,
    )
    record(by=by, deed="put on the agenda", about=paper, after=facts(paper), reason=paper.urgency_reason)
    no_longer_verbal(by=by, item=item)
    return paper


@deed
def add_to_follow(*, by: User, item: AgendaItem, title: str, expected_on: datetime.date) -> Paper:
    """Announce a paper that is not ready, with the day it is expected (it counts as not published: rule 6).

    Raises:
        Refused: without a title, for a day that is past or after the meeting, for a promise made twice, and
            for an item that is decided.
    """
    require(by, Permission.EDIT_MEETINGS, item.meeting.body)
    refuse_settled(item)
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise Refused(f"Enter a title of at most {LONGEST_TITLE} characters.", field="title")
    refuse_day(item, expected_on)
    if item.papers.filter(publication=None, title__iexact=title).exists():
        raise Refused("A paper of this title is already announced on this item.", field="title")
    paper = Paper.objects.create(
        item=item, title=title, expected_on=expected_on, position=item.papers.count() + 1, added_by=by
    )
    record(by=by, deed="announced as to follow", about=paper, after=facts(paper))
    no_longer_verbal(by=by, item=item)
    return paper


@deed
def expect_later(*, by: User, paper: Paper, expected_on: datetime.date) -> Paper:
    """Say another day on which a paper that is to follow is expected. Readers see it at once.

    Raises:
        Refused: for a day that is past or after the meeting, once the paper is there, and for an item that
            is decided.
    """
    require(by, Permission.EDIT_MEETINGS, paper.item.meeting.body)
    refuse_settled(paper.item)
    fresh = Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    if fresh.publication_id is not None:
        raise Refused("This paper is already there.")
    refuse_day(paper.item, expected_on)
    if fresh.expected_on == expected_on:
        unchanged()
        return fresh
    before = facts(fresh)
    fresh.expected_on = expected_on
    fresh.save(update_fields=["expected_on"])
    record(by=by, deed="changed the expected day of", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def bring_paper(*, by: User, paper: Paper, publication: Publication, urgency_reason: str = "") -> Paper:
    """Put the real paper where one was to follow. It counts as added on the day it is brought (rules 6, 7).

    Raises:
        Refused: when the paper is already there, and as ``add_paper`` does.
    """
    refuse_unfit(by=by, item=paper.item, publication=publication)
    fresh = Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    if fresh.publication_id is not None:
        raise Refused("This paper is already there.")
    before = facts(fresh)
    fresh.publication, fresh.title, fresh.expected_on = publication, title_of(publication), None
    fresh.urgency_reason = reason_if_late(paper.item, urgency_reason)
    fresh.added_at, fresh.added_by = clock.now(), by
    fresh.save()
    record(
        by=by,
        deed="brought to the agenda",
        about=fresh,
        before=before,
        after=facts(fresh),
        reason=fresh.urgency_reason,
    )
    return fresh


@deed
def take_as_urgent(*, by: User, paper: Paper, urgency_reason: str) -> Paper:
    """Give the chair's reason for a paper that was on the agenda in time and became public too late.

    Raises:
        Refused: without the reason, and for an item that is decided.
    """
    require(by, Permission.EDIT_MEETINGS, paper.item.meeting.body)
    refuse_settled(paper.item)
    reason = urgency_reason.strip()
    if not reason:
        raise Refused(NO_REASON, field="urgency_reason")
    fresh = Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    if fresh.urgency_reason == reason:
        unchanged()
        return fresh
    before = facts(fresh)
    fresh.urgency_reason = reason
    fresh.save(update_fields=["urgency_reason"])
    record(by=by, deed="took as urgent", about=fresh, before=before, after=facts(fresh), reason=reason)
    return fresh


@deed
def make_verbal(*, by: User, item: AgendaItem) -> AgendaItem:
    """Say that the item is a verbal update, without a paper.

    Raises:
        Refused: for an item with papers, one on a published agenda, and one that is decided.
    """
    require(by, Permission.EDIT_MEETINGS, item.meeting.body)
    refuse_settled(item)
    if Meeting.objects.get(pk=item.meeting_id).agenda_is_published:
        raise Refused("The agenda is published, so an item on it can no longer become a verbal update.")
    if item.papers.exists():
        raise Refused("This item has papers. Take them off first, then make it a verbal update.")
    return set_verbal(by=by, item=item, verbal=True)


@deed
def move_paper(*, by: User, paper: Paper, from_position: int, to_position: int) -> Paper:
    """Move a paper to another place among those of its item, which close up to 1, 2, 3.

    ``from_position`` is where the mover saw it, counted from 1. A position beyond the end means the end.

    Raises:
        Refused: once the agenda is published, since readers go by its order; for an item that is decided.
        Stale: when the paper is not where it was seen.
    """
    require(by, Permission.EDIT_MEETINGS, paper.item.meeting.body)
    refuse_settled(paper.item)
    if Meeting.objects.get(pk=paper.item.meeting_id).agenda_is_published:
        raise Refused("The agenda is published, so the order of its papers can no longer change.")
    papers = list(Paper.objects.select_for_update(no_key=True).filter(item=paper.item_id))
    places = [each.pk for each in papers]
    if paper.pk not in places or places.index(paper.pk) + 1 != from_position:
        raise Stale("agenda")
    to_position = min(max(to_position, 1), len(papers))
    here = papers.pop(from_position - 1)
    if to_position == from_position:
        unchanged()
        return here
    papers.insert(to_position - 1, here)
    for position, each in enumerate(papers, start=1):
        each.position = position
        each.save(update_fields=["position"])
    record(
        by=by,
        deed="moved the paper",
        about=here,
        before={"position": from_position},
        after={"position": to_position},
    )
    return here


@deed
def remove_paper(*, by: User, paper: Paper) -> None:
    """Take a paper off an agenda that readers have not seen yet.

    Raises:
        Refused: once the agenda is published, since a paper that was on it stays on its record.
    """
    require(by, Permission.EDIT_MEETINGS, paper.item.meeting.body)
    refuse_settled(paper.item)
    if Meeting.objects.get(pk=paper.item.meeting_id).agenda_is_published:
        raise Refused("The agenda is published. A paper that readers saw on it stays on it.")
    record(by=by, deed="took off the agenda", about=paper, before=facts(paper))
    paper.delete()


def refuse_unfit(*, by: User, item: AgendaItem, publication: Publication) -> None:
    """Two objects are touched, so both are checked: the meeting may be edited, and the paper seen."""
    require(by, Permission.EDIT_MEETINGS, item.meeting.body)
    refuse_settled(item)
    if item.papers.filter(publication=publication).exists():
        raise Refused("This paper is already on this item.", field="publication")
    if not papers_to_choose(by, item).filter(pk=publication.pk).exists():
        raise Refused("Choose a paper from the list.", field="publication")


def refuse_day(item: AgendaItem, expected_on: datetime.date) -> None:
    if expected_on < clock.today():
        raise Refused(
            "That day has passed. Enter the day on which the paper is expected.", field="expected_on"
        )
    if expected_on > item.meeting.date:
        raise Refused("A paper is expected by the day of the meeting at the latest.", field="expected_on")


def reason_if_late(item: AgendaItem, urgency_reason: str) -> str:
    """The chair's reason for a paper that comes now; empty where none is needed.

    ``refuse_settled`` has locked the meeting, so that its agenda is not published meanwhile.
    """
    if not comes_late(Meeting.objects.select_related("body").get(pk=item.meeting_id)):
        return ""
    reason = urgency_reason.strip()
    if not reason:
        raise Refused(NO_REASON, field="urgency_reason")
    return reason


def no_longer_verbal(*, by: User, item: AgendaItem) -> None:
    """An item with a paper is no verbal update any more; readers would see both."""
    if AgendaItem.objects.filter(pk=item.pk, verbal=True).exists():
        set_verbal(by=by, item=item, verbal=False)


def set_verbal(*, by: User, item: AgendaItem, verbal: bool) -> AgendaItem:
    """Raises the item's version, so that a form drawn before is told."""
    fresh = AgendaItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    if fresh.verbal == verbal:
        unchanged()
        return fresh
    before = facts(fresh)
    fresh.verbal, fresh.version = verbal, fresh.version + 1
    fresh.save(update_fields=["verbal", "version"])
    done = "made a verbal update of" if verbal else "made no longer a verbal update of"
    record(by=by, deed=done, about=fresh, before=before, after=facts(fresh))
    return fresh


def title_of(publication: Publication) -> str:
    """What the paper is called: by its newest edition, or by what will become its first."""
    newest = publication.editions.order_by("-number").values_list("title", flat=True).first()
    if newest:
        return newest
    if publication.kind == Publication.Kind.DOCUMENT:
        return Document.objects.get(publication=publication).title
    return Report.objects.get(publication=publication).title
