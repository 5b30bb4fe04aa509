"""The chair's own log: a list, a form to log one, a form to put one right."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards.forms.versions import accepted
from boards.models import Body, Place
from boards.permissions import Permission, bodies_where, person
from boards.saved import saved
from reports.activity_sentences import WORDINGS, spoken
from reports.deeds import activity as activity_deeds
from reports.forms.activity import ActivityForm, ChangeActivityForm
from reports.models import Activity

PAGE = 50


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """Mine, newest first; ``before`` is the id of the last entry of the page before."""
    mine = Activity.objects.visible_to(request.user).select_related("place__within", "body")
    before = request.GET.get("before", "")
    last = mine.filter(pk=int(before)).first() if before.isdecimal() and len(before) < 19 else None
    page = list((mine.older_than(last) if last else mine)[: PAGE + 1])
    facts = {
        "activities": page[:PAGE],
        "older": f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else "",
        "newer": "?" if last else "",
        "may_log": bodies_where(request.user, Permission.LOG_ACTIVITY).exists(),
    }
    return render(request, "reports/activity/list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def log_activity(request: HttpRequest) -> HttpResponse:
    bodies = bodies_where(request.user, Permission.LOG_ACTIVITY)
    if not bodies:
        raise PermissionDenied
    form = ActivityForm(request.POST or None, bodies=bodies)
    if form.is_valid() and accepted(
        form, lambda: activity_deeds.log_activity(by=person(request), **form.told)
    ):
        messages.success(request, "Your activity is saved. Only you can read it.")
        another = request.POST.get("then") == "another"
        return saved(redirect("reports:log_activity" if another else "reports:activities"), "log-activity")
    return render(request, "reports/activity/form.html", {"form": form, "sentences": sentences()})


@require_http_methods(["GET", "HEAD", "POST"])
def change_activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    mine = Activity.objects.visible_to(request.user).select_related("body", "place")
    activity = get_object_or_404(mine, pk=activity_id)
    bodies = bodies_where(request.user, Permission.LOG_ACTIVITY) | Body.objects.filter(pk=activity.body_id)
    form = ChangeActivityForm(request.POST or None, row=activity, bodies=bodies.distinct())
    if form.is_valid() and accepted(
        form,
        lambda: activity_deeds.change_activity(
            by=person(request), activity=activity, version=form.cleaned_data["version"], **form.told
        ),
    ):
        messages.success(request, "Your change is saved.")
        return saved(redirect("reports:activities"), f"activity-{activity.pk}")
    facts = {"form": form, "activity": activity, "sentences": sentences()}
    return render(request, "reports/activity/form.html", facts)


def sentences() -> dict[str, object]:
    """What the page needs to start the sentence by itself while the form is filled in."""
    places = Place.objects.select_related("within")
    return {
        "wordings": {
            kind.value: {"plain": said.plain, "at": said.at, "with": said.with_, "both": said.both}
            for kind, said in WORDINGS.items()
        },
        "places": {str(place.pk): spoken(place) for place in places},
    }
