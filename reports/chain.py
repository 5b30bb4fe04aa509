"""The chain of reports to one body: which report another one follows, and from which day it tells.

The chain belongs to the office, not to the person: a new chair's first report follows the last one of the
chair before. Reports that were withdrawn, and those that this reader may no longer read, are not in it.
"""

import datetime

from django.db.models import DateField, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from boards import clock
from boards.dates import plain_date
from boards.deadlines import LONDON
from boards.models import Body, Meeting, Membership, Role, User
from boards.models.memberships import MembershipQuerySet
from boards.permissions import ROLES, Permission
from reports.models import Publication, Report


def published_reports(
    reader: User, body: Body, before: datetime.date = datetime.date.max
) -> QuerySet[Report]:
    """Published reports to the body that ``reader`` may read, the latest first; each with its ``day``, which
    comes before ``before``.

    That is the day of its meeting; for one to no meeting the end of its period, or the day of publication.
    """
    published = TruncDate(Min("publication__editions__published_at"), tzinfo=LONDON)
    day = Coalesce(F("meeting__date"), F("period_to"), published, output_field=DateField())
    readable = Publication.objects.visible_to(reader).current()
    return (
        Report.objects.filter(body=body, publication__in=readable)
        .annotate(day=day)
        .filter(day__lt=before)
        .order_by("-day", "-pk")
        .select_related("publication", "meeting", "author")
    )


def chain_of(author: User, body: Body, before: datetime.date = datetime.date.max) -> QuerySet[Report]:
    """Those of them that the author wrote, or whoever held the author's office on the body before."""
    return published_reports(author, body, before).filter(
        Q(author=author) | Q(author__in=same_office(author, body).values("user"))
    )


def same_office(author: User, body: Body) -> MembershipQuerySet:
    """Everybody who ever held the office in which ``author`` reports to the body today: its chair, or the
    author of the same name."""
    reports = [role for role, granted in ROLES.items() if Permission.WRITE_REPORTS in granted]
    held = Membership.objects.on(clock.today()).filter(user=author, body=body, role__in=reports)
    same = Q(pk__in=[])
    for role, office in held.values_list("role", "office"):
        same |= Q(role=role) if role == Role.CHAIR else Q(role=role, office=office) & ~Q(office="")
    return Membership.objects.filter(body=body).filter(same)


def meetings_reported_to(author: User, body: Body) -> set[int | None]:
    """The meetings of the body for which there is a report of the chain, be it only begun."""
    theirs = Q(author=author) | Q(author__in=same_office(author, body).values("user"))
    begun = Report.objects.filter(theirs, body=body, meeting__isnull=False)
    return set(begun.exclude(state=Report.State.WITHDRAWN).values_list("meeting", flat=True))


def last_report(author: User, body: Body, meeting: Meeting | None = None) -> Report | None:
    """The report that one to this body, and for this meeting, follows unless its author says otherwise."""
    return chain_of(author, body, meeting.date if meeting else datetime.date.max).first()


def last_reported_day(author: User, body: Body) -> datetime.date | None:
    """The day up to which the last report of the chain to the body tells what was done."""
    last = last_report(author, body)
    return told_until(last) if last else None


def told_until(report: Report) -> datetime.date | None:
    """The last day of its period; for a report that names none, as one brought in, the day it is of."""
    return report.period_to or day_of(report)


def day_of(report: Report) -> datetime.date | None:
    """As in "Progress report of 24 September 2019": its meeting's day, or when it was published."""
    if report.meeting:
        return report.meeting.date
    day: datetime.date | None = getattr(report, "day", None)  # as published_reports found it
    if day:
        return day
    first = report.publication.editions.order_by("number").values_list("published_at", flat=True).first()
    return first.astimezone(LONDON).date() if first else report.period_to


def told_as(report: Report) -> str:
    """ "Progress report of 24 September 2019"; without the day where the title says it."""
    day = day_of(report)
    said = plain_date(day) if day else ""
    return report.title if not said or said in report.title else f"{report.title} of {said}"


def would_circle(report: Report, follows: Report) -> bool:
    """Whether ``follows`` comes after ``report`` in the chain, so that following it leads back."""
    before: Report | None = follows
    seen: set[int] = set()
    while before is not None and before.pk not in seen:
        if before.pk == report.pk:
            return True
        seen.add(before.pk)
        before = before.follows
    return False
