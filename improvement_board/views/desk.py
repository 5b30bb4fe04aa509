"""The front page of the desk: what needs me now?"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import boards.needs
import reports.needs
import scrutiny.needs
from boards import clock
from boards.models import Meeting, User
from boards.needs import Need
from boards.permissions import Permission, bodies_where, person
from reports.chairs_home import chairs_home

DESKS = (boards.needs, reports.needs, scrutiny.needs)

FIRST: Final = 15
"""How many lines are read at a glance; the rest is one link away."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some of what needs to be done, the soonest first, under a heading."""

    heading: str
    needs: Sequence[Need]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything the person has to do, late things first, then their bodies with the next meeting of each."""
    user = person(request)
    today = clock.today()
    needs = sorted(need for desk in DESKS for need in desk.needs(user, today))
    shown = needs if request.GET.get("all") else needs[:FIRST]
    facts = {
        "groups": in_groups(shown, today),
        "in_words": in_words(needs, today),
        "left": len(needs) - len(shown),
        "bodies": bodies_with_next_meeting(user, today),
        "chair": chairs_home(user, today),
    }
    return render(request, "desk/home.html", facts)


def in_groups(needs: Sequence[Need], today: datetime.date) -> list[Group]:
    """Late, today, this week (until Sunday) and later; groups with nothing in them are left out."""
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    groups: dict[str, list[Need]] = {"Late": [], "Today": [], "This week": [], "Later": []}
    for need in needs:
        if is_late(need, today):
            groups["Late"].append(need)
        elif need.day == today:
            groups["Today"].append(need)
        else:
            groups["This week" if need.day <= sunday else "Later"].append(need)
    return [Group(heading, found) for heading, found in groups.items() if found]


def is_late(need: Need, today: datetime.date) -> bool:
    return need.late or need.day < today


def in_words(needs: Sequence[Need], today: datetime.date) -> str:
    """ "3 are late, 1 is due today and 12 are to come."; empty when there is nothing to do."""
    late = sum(is_late(need, today) for need in needs)
    due = sum(need.day == today and not need.late for need in needs)
    told = [
        f"{count} {'is' if count == 1 else 'are'} {how}"
        for count, how in ((late, "late"), (due, "due today"), (len(needs) - late - due, "to come"))
        if count
    ]
    return f"{' and '.join(filter(None, [', '.join(told[:-1]), *told[-1:]]))}." if told else ""


def bodies_with_next_meeting(user: User, today: datetime.date) -> list[tuple[str, str, Meeting | None]]:
    """Name, desk address and next meeting of each body on which the user has a role, by name. 4 queries."""
    coming = Meeting.objects.taking_place().upcoming(today).filter(body=OuterRef("pk"))
    bodies = bodies_where(user, Permission.SEE_DESK).annotate(next_meeting=Subquery(coming.values("pk")[:1]))
    found = {body: body.next_meeting for body in bodies}
    meetings = Meeting.objects.select_related("body").in_bulk([pk for pk in found.values() if pk])
    rows = [(body.name, body.get_desk_url(), meetings.get(pk)) for body, pk in found.items()]
    return sorted(rows, key=lambda row: row[0].casefold())
