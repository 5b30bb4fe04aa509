"""The front page of the desk: what needs me now?"""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

import boards.needs
import reports.needs
import scrutiny.needs
from boards.models import Meeting, User
from boards.permissions import Permission, bodies_where, person

DESKS = (boards.needs, reports.needs, scrutiny.needs)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything the person has to do, by day, then their bodies with the next meeting of each."""
    user = person(request)
    today = timezone.localdate()
    needs = sorted(need for desk in DESKS for need in desk.needs(user, today))
    by_day = [(day, list(of_day)) for day, of_day in groupby(needs, key=lambda need: need.day)]
    facts = {
        "by_day": by_day,
        "today": today,
        "bodies": bodies_with_next_meeting(user),
        "chairs": bodies_where(user, Permission.LOG_ACTIVITY).exists(),
        "done": reports.needs.done_since_last_report(user, today),
    }
    return render(request, "desk/home.html", facts)


def bodies_with_next_meeting(user: User) -> list[tuple[str, str, Meeting | None]]:
    """Name, desk address and next meeting of each body on which the user has a role."""
    upcoming = Meeting.objects.upcoming(timezone.localdate()).select_related("body")
    return [
        (body.name, body.get_desk_url(), upcoming.filter(body=body).first())
        for body in bodies_where(user, Permission.SEE_DESK)
    ]
