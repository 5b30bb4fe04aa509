"""Exemptions to be looked at again: an item or a paper is kept only while the public interest asks for it."""

import datetime

from django.urls import reverse

from boards.dates import plain_date
from boards.models import AgendaItem, Body, Restriction, User
from boards.needs.need import AHEAD, MOST, Need
from boards.permissions import Permission, bodies_where, body_ids_where


def needs(user: User, today: datetime.date) -> list[Need]:
    """Reviews due on the bodies for which ``user`` publishes *and* reads what is restricted, so that no title
    reaches anybody else."""
    bodies = bodies_where(user, Permission.PUBLISH_PAPERS).filter(
        pk__in=body_ids_where(user, Permission.READ_RESTRICTED)
    )
    known = {body.pk: body for body in bodies}
    due = Restriction.objects.due_for_review(today + AHEAD)
    items = AgendaItem.objects.filter(restriction__in=due, meeting__body__in=known).select_related(
        "meeting", "restriction"
    )
    papers = due.filter(publications__body__in=known).values_list("pk", "review_on", "publications__body")
    of_items = [
        need_of(item.restriction, known[item.meeting.body_id], f"item {item.number} of {day_of(item)}", today)
        for item in items.order_by("restriction__review_on")[:MOST]
        if item.restriction
    ]
    of_papers = [
        need_of(Restriction(pk=pk, review_on=day), known[body], "a paper", today)
        for pk, day, body in papers.order_by("review_on", "pk")[:MOST]
    ]
    return [*of_items, *of_papers]


def need_of(restriction: Restriction, body: Body, what: str, today: datetime.date) -> Need:
    """It names no title: the page it leads to does."""
    day = restriction.review_on or today
    address = reverse("reports:review_restriction", args=[body.slug, restriction.pk])
    return Need(
        day, f"Review whether {what} stays exempt ({body.name})", "Review it", address, late=day < today
    )


def day_of(item: AgendaItem) -> str:
    return plain_date(item.meeting.date)
