"""Putting papers on an agenda item: something published or about to be, or the promise of it."""

import datetime

from django.db.models import Q, QuerySet

from boards import clock
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Reader, User
from boards.permissions import Permission, require
from reports.models import Paper, Publication, Report

LONGEST_TITLE = 250

COMING = (Report.State.IN_REVIEW, Report.State.AGREED)
"""States in which others than the author know of a report, so that it may be announced."""


def papers_to_choose(user: Reader, item: AgendaItem) -> QuerySet[Publication]:
    """What may be put on this item: what is published, and coming reports to its body that ``user`` sees.

    Withdrawn papers and those already on the item are left out.
    """
    coming = Report.objects.visible_to(user).filter(body=item.meeting.body, state__in=COMING)
    published = Publication.objects.visible_to(user).current()
    return (
        Publication.objects.filter(Q(pk__in=published.values("pk")) | Q(report__in=coming.values("pk")))
        .exclude(pk__in=item.papers.filter(publication__isnull=False).values("publication"))
        .distinct()
    )


@deed
def add_paper(*, by: User, item: AgendaItem, publication: Publication) -> Paper:
    """Put a publication on the agenda item. Once the agenda is published, readers see "added on" and the day.

    Raises:
        Refused: for a paper this person may not see or that is withdrawn, and for one that is on the item.
        PermissionDenied, Http404: without the right to edit the meeting.
    """
    refuse_unfit(by=by, item=item, publication=publication)
    paper = Paper.objects.create(
        item=item,
        publication=publication,
        title=title_of(publication),
        position=item.papers.count() + 1,
        added_by=by,
    )
    record(by=by, deed="put on the agenda", about=paper, after=facts(paper))
    return paper


@deed
def add_to_follow(*, by: User, item: AgendaItem, title: str, expected_on: datetime.date) -> Paper:
    """Announce a paper that is not ready, with the day it is expected (it counts as not published: rule 6).

    Raises:
        Refused: without a title, for a day that is past or after the meeting, and for a promise made twice.
    """
    require(by, Permission.EDIT_MEETINGS, item.meeting.body)
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise Refused(f"Enter a title of at most {LONGEST_TITLE} characters.", field="title")
    if expected_on < clock.today():
        raise Refused(
            "That day has passed. Enter the day on which the paper is expected.", field="expected_on"
        )
    if expected_on > item.meeting.date:
        raise Refused("A paper is expected by the day of the meeting at the latest.", field="expected_on")
    if item.papers.filter(publication=None, title__iexact=title).exists():
        raise Refused("A paper of this title is already announced on this item.", field="title")
    paper = Paper.objects.create(
        item=item, title=title, expected_on=expected_on, position=item.papers.count() + 1, added_by=by
    )
    record(by=by, deed="announced as to follow", about=paper, after=facts(paper))
    return paper


@deed
def bring_paper(*, by: User, paper: Paper, publication: Publication) -> Paper:
    """Put the real paper where one was to follow. It counts as added on the day it is brought (rules 6, 7).

    Raises:
        Refused: when the paper is already there, and as ``add_paper`` does.
    """
    fresh = Paper.objects.select_for_update().get(pk=paper.pk)
    refuse_unfit(by=by, item=fresh.item, publication=publication)
    if fresh.publication_id is not None:
        raise Refused("This paper is already there.")
    before = facts(fresh)
    fresh.publication, fresh.title, fresh.expected_on = publication, title_of(publication), None
    fresh.added_at, fresh.added_by = clock.now(), by
    fresh.save()
    record(by=by, deed="brought to the agenda", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def remove_paper(*, by: User, paper: Paper) -> None:
    """Take a paper off an agenda that readers have not seen yet.

    Raises:
        Refused: once the agenda is published, since a paper that was on it stays on its record.
    """
    require(by, Permission.EDIT_MEETINGS, paper.item.meeting.body)
    if paper.item.meeting.agenda_is_published:
        raise Refused("The agenda is published. A paper that readers saw on it stays on it.")
    record(by=by, deed="took off the agenda", about=paper, before=facts(paper))
    paper.delete()


def refuse_unfit(*, by: User, item: AgendaItem, publication: Publication) -> None:
    """Two objects are touched, so both are checked: the meeting may be edited, and the paper seen."""
    require(by, Permission.EDIT_MEETINGS, item.meeting.body)
    if item.papers.filter(publication=publication).exists():
        raise Refused("This paper is already on this item.", field="publication")
    if not papers_to_choose(by, item).filter(pk=publication.pk).exists():
        raise Refused("Choose a paper from the list.", field="publication")


def title_of(publication: Publication) -> str:
    """What the paper is called: by its newest edition, or by the report that will become its first."""
    newest = publication.editions.order_by("-number").values_list("title", flat=True).first()
    return newest or Report.objects.get(publication=publication).title
