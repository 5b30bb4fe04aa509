"""The chair's own log: a list, a form to log one, a form to put one right, and what may belong in it.

The form is sent by ``static/js/waiting_entries.js``, too, which keeps an entry on the phone until it is
taken; it is answered in JSON. ``worker`` lets the form open where there is no connection.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import clock
from boards.deeds.refusals import Refused
from boards.forms.versions import accepted
from boards.models import Body, Place
from boards.permissions import Permission, bodies_where, person
from boards.saved import saved
from boards.sent_values import read_number
from reports.activity_sentences import VIRTUAL_WORDINGS, WORDINGS, Wording, spoken
from reports.deeds import activity as activity_deeds
from reports.deeds import suggestions as suggestion_deeds
from reports.forms.activity import ActivityForm, ChangeActivityForm
from reports.models import Activity
from reports.places_offered import Group, places_offered, seen_by
from reports.suggestions import Suggestion, suggestions_for

PAGE = 50
SAVED = "Your activity is saved. Only you can read it."


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """Mine, newest first; ``before`` is the id of the last entry of the page before, ``kind`` one of them."""
    mine = Activity.objects.visible_to(request.user).select_related("place__within", "body")
    kind = request.GET.get("kind", "")
    if kind in Activity.Kind.values:
        mine = mine.filter(kind=kind)
    before = read_number(request.GET.get("before", ""))
    last = None if before is None else mine.filter(pk=before).first()
    page = list((mine.older_than(last) if last else mine)[: PAGE + 1])
    of_kind = f"&kind={kind}" if kind in Activity.Kind.values else ""
    may_log = bodies_where(request.user, Permission.LOG_ACTIVITY).exists()
    facts = {
        "activities": page[:PAGE],
        "older": f"?before={page[PAGE - 1].pk}{of_kind}" if len(page) > PAGE else "",
        "newer": f"?{of_kind.removeprefix('&')}" if last else "",
        "may_log": may_log,
        "suggestions": suggestions_for(person(request), clock.today()) if may_log and not last else [],
        "kinds": Activity.Kind.choices,
        "kind": kind if of_kind else "",
    }
    return render(request, "reports/activity/list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def log_activity(request: HttpRequest) -> HttpResponse:
    """``from`` fills the form from a suggestion; ``kept`` asks for the page as the phone keeps it, which
    tells nothing of its reader's visits.
    """
    bodies = bodies_where(request.user, Permission.LOG_ACTIVITY)
    if not bodies:
        raise PermissionDenied
    is_kept = "kept" in request.GET
    suggestions = [] if is_kept else suggestions_for(person(request), clock.today())
    chosen = next((each for each in suggestions if each.key == request.GET.get("from")), None)
    form = ActivityForm(
        request.POST or None,
        bodies=bodies,
        places=offered_to(request, is_kept=is_kept),
        initial=filled_from(chosen) if chosen else None,
    )
    if request.method == "POST" and request.headers.get("X-Autosave"):
        return take_from_phone(request, form)
    if form.is_valid() and logged(request, form):
        messages.success(request, SAVED)
        another = request.POST.get("then") == "another"
        name = kept_name(form.cleaned_data["suggestion"])
        return saved(redirect("reports:log_activity" if another else "reports:activities"), name)
    facts = {
        "form": form,
        "sentences": sentences(),
        "suggestions": suggestions,
        "chosen": chosen,
        "is_kept": is_kept,
        "today": "" if chosen or form.is_bound else clock.today(),
        "kept_name": kept_name(form["suggestion"].value() or ""),
    }
    return render(request, "reports/activity/form.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def change_activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    mine = Activity.objects.visible_to(request.user).select_related("body", "place")
    activity = get_object_or_404(mine, pk=activity_id)
    bodies = bodies_where(request.user, Permission.LOG_ACTIVITY) | Body.objects.filter(pk=activity.body_id)
    form = ChangeActivityForm(
        request.POST or None,
        row=activity,
        bodies=bodies.distinct(),
        places=offered_to(request, also=activity.place),
    )
    if form.is_valid() and accepted(
        form,
        lambda: activity_deeds.change_activity(
            by=person(request), activity=activity, version=form.cleaned_data["version"], entry=form.told
        ),
    ):
        messages.success(request, "Your change is saved.")
        return saved(redirect("reports:activities"), f"activity-{activity.pk}")
    name = f"activity-{activity.pk}"
    facts = {"form": form, "activity": activity, "sentences": sentences(), "kept_name": name}
    return render(request, "reports/activity/form.html", facts)


@require_POST
def put_aside(request: HttpRequest) -> HttpResponse:
    """Do not suggest this again."""
    if not bodies_where(request.user, Permission.LOG_ACTIVITY).exists():
        raise PermissionDenied
    key = request.POST.get("suggestion", "")
    try:
        suggestion_deeds.put_aside(by=person(request), suggestion=key)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("reports:activities")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at an address of its own: it reaches what is beside it, the log, and no further."""
    return render(request, "reports/activity/worker.js", content_type="text/javascript")


def take_from_phone(request: HttpRequest, form: ActivityForm) -> JsonResponse:
    """Take an entry that the script sent: saved and when, or why not, in words and by field.

    ``typist`` is whose entry it is: somebody else may have signed in since it was typed.
    """
    if request.POST.get("typist") != str(request.user.pk):
        return JsonResponse({"other_person": True})
    if form.is_valid() and logged(request, form):
        taken = JsonResponse({"saved": f"{clock.time_of_day():%H:%M}"})
        return saved(taken, kept_name(form.cleaned_data["suggestion"]))
    return JsonResponse({"refused": [line.message for line in form.error_summary]})


def logged(request: HttpRequest, form: ActivityForm) -> bool:
    """Log what a valid form says; a refusal stands in the form."""
    more = {name: form.cleaned_data[name] for name in ("client_key", "suggestion")}
    return accepted(form, lambda: activity_deeds.log_activity(by=person(request), entry=form.told, **more))


def offered_to(request: HttpRequest, *, also: Place | None = None, is_kept: bool = False) -> list[Group]:
    return places_offered(clock.today(), {} if is_kept else seen_by(person(request)), also)


def filled_from(suggestion: Suggestion) -> dict[str, Any]:
    names = ("kind", "on", "body", "met", "sentence", "is_virtual")
    return {name: getattr(suggestion, name) for name in names} | {"suggestion": suggestion.key}


def kept_name(suggestion: str) -> str:
    """The form's name for what is typed into it: each suggestion has its own, or one would fill another."""
    return f"log-activity-{suggestion.replace(':', '-')}" if suggestion else "log-activity"


def sentences() -> dict[str, object]:
    """What the page needs to start the sentence by itself while the form is filled in. 1 query."""
    places = Place.objects.select_related("within")
    return {
        "wordings": patterns(WORDINGS),
        "virtual": patterns(VIRTUAL_WORDINGS),
        "places": {str(place.pk): spoken(place) for place in places},
    }


def patterns(wordings: dict[Activity.Kind, Wording]) -> dict[str, dict[str, str]]:
    return {
        kind.value: {"plain": said.plain, "at": said.at, "with": said.with_, "both": said.both}
        for kind, said in wordings.items()
    }
