"""Who may do what on which body: the one role table, and the one way to fetch or refuse."""

import datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from boards import clock
from boards.models import Body, Meeting, Membership, Reader, Role, User


class Permission(StrEnum):
    SEE_DESK = "see the body's working pages"
    EDIT_BODY = "change the body"
    EDIT_MEMBERS = "add and end memberships, and invite people to sign in"
    EDIT_MEETINGS = "plan meetings and edit agendas, attendance and actions"
    PUBLISH_AGENDA = "publish an agenda"
    LOG_ACTIVITY = "log activity as the body's chair"
    WRITE_REPORTS = "write the chair's reports"
    REVIEW_REPORTS = "return or agree a report somebody else wrote"
    PUBLISH_PAPERS = "publish, correct and withdraw papers"
    WRITE_MINUTES = "write and publish minutes"
    READ_RESTRICTED = "read papers that are not for publication"


ROLES: dict[Role, frozenset[Permission]] = {
    Role.SECRETARIAT: frozenset(
        {
            Permission.SEE_DESK,
            Permission.EDIT_BODY,
            Permission.EDIT_MEMBERS,
            Permission.EDIT_MEETINGS,
            Permission.PUBLISH_AGENDA,
            Permission.REVIEW_REPORTS,
            Permission.PUBLISH_PAPERS,
            Permission.WRITE_MINUTES,
            Permission.READ_RESTRICTED,
        }
    ),
    Role.CLERK: frozenset(
        {
            Permission.SEE_DESK,
            Permission.EDIT_BODY,
            Permission.EDIT_MEMBERS,
            Permission.EDIT_MEETINGS,
            Permission.PUBLISH_AGENDA,
            Permission.REVIEW_REPORTS,
            Permission.PUBLISH_PAPERS,
            Permission.WRITE_MINUTES,
            Permission.READ_RESTRICTED,
        }
    ),
    Role.CHAIR: frozenset(
        {
            Permission.SEE_DESK,
            Permission.LOG_ACTIVITY,
            Permission.WRITE_REPORTS,
            Permission.PUBLISH_PAPERS,
            Permission.READ_RESTRICTED,
        }
    ),
    Role.AUTHOR: frozenset({Permission.SEE_DESK, Permission.WRITE_REPORTS}),
    Role.REVIEWER: frozenset({Permission.SEE_DESK, Permission.REVIEW_REPORTS}),
    Role.BOARD_MEMBER: frozenset({Permission.SEE_DESK, Permission.READ_RESTRICTED}),
    Role.COUNCILLOR: frozenset({Permission.SEE_DESK, Permission.READ_RESTRICTED}),
}

ADMINISTRATOR: frozenset[Permission] = frozenset(
    {Permission.SEE_DESK, Permission.EDIT_BODY, Permission.EDIT_MEMBERS}
)


def person(request: HttpRequest) -> User:
    """Who is signed in. The door lets nobody else in under ``/desk/``, so this only tells the types."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def permissions(user: Reader, body: Body, on: datetime.date | None = None) -> frozenset[Permission]:
    """Everything ``user`` may do on ``body``: the union of the roles in force today, or on the day given."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    day = on or clock.today()
    held = Membership.objects.on(day).filter(body=body, user=user).values_list("role", flat=True)
    granted = [ROLES[Role(role)] for role in held]
    return frozenset().union(*granted, ADMINISTRATOR if user.is_staff else frozenset())


def may(user: Reader, permission: Permission, body: Body) -> bool:
    return permission in permissions(user, body)


def require(user: Reader, permission: Permission, body: Body) -> None:
    """Pass, or refuse: outsiders learn nothing (404), insiders learn that they may not (403)."""
    granted = permissions(user, body)
    if not granted:
        raise Http404
    if permission not in granted:
        raise PermissionDenied


def body_or_refuse(user: Reader, slug: str, permission: Permission) -> Body:
    """The body at a desk address, for someone who may do ``permission`` on it.

    Raises:
        Http404: no such body, or the user has no role on it.
        PermissionDenied: the user has a role, but not one that may do this.
    """
    body = Body.objects.filter(slug=slug).prefetch_related("names").first()
    if body is None:
        raise Http404
    require(user, permission, body)
    return body


def meeting_or_refuse(user: Reader, slug: str, date: datetime.date, permission: Permission) -> Meeting:
    """The meeting of a body on a date, by the same rule as ``body_or_refuse``."""
    body = body_or_refuse(user, slug, permission)
    meeting = Meeting.objects.filter(body=body, date=date).first()
    if meeting is None:
        raise Http404
    meeting.body = body
    return meeting


def bodies_where(user: Reader, *any_of: Permission) -> QuerySet[Body]:
    """The bodies on which ``user`` may do any of these today."""
    return Body.objects.filter(pk__in=body_ids_where(user, *any_of)).prefetch_related("names")


def body_ids_where(user: Reader, *any_of: Permission) -> QuerySet[Any, Any]:
    """The same as ids, for a query about what hangs on bodies."""
    if not isinstance(user, User) or not user.is_active:
        return Body.objects.none().values("pk")
    if user.is_staff and not ADMINISTRATOR.isdisjoint(any_of):
        return Body.objects.values("pk")
    roles = [role for role, granted in ROLES.items() if not granted.isdisjoint(any_of)]
    return Membership.objects.on(clock.today()).filter(user=user, role__in=roles).values("body")
