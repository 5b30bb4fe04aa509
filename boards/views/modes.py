"""When the law lets members of a statutory body be present from elsewhere: administrators keep it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from boards.deeds import modes as deeds
from boards.forms.modes import ChangeRemotePresenceForm, RemotePresenceForm
from boards.forms.versions import accepted
from boards.models import RemotePresence
from boards.views.calendar import administrator_or_refuse
from boards.views.form_page import form_page


@require_http_methods(["GET", "HEAD", "POST"])
def remote_presence(request: HttpRequest) -> HttpResponse:
    administrator = administrator_or_refuse(request)
    form = RemotePresenceForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_remote_presence(by=administrator, **form.cleaned_data)
    ):
        messages.success(request, "The time is added. The warnings about its days are gone.")
        return redirect("boards:remote_presence")
    return form_page(
        request,
        form,
        title="When members may be present by link",
        verb="Add the time",
        back=reverse("desk"),
        crumbs=[("My desk", reverse("desk"))],
        template="boards/modes/remote_presence.html",
        times=RemotePresence.objects.order_by("-since"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_remote_presence(request: HttpRequest, presence_id: int) -> HttpResponse:
    """End a time, or correct it."""
    administrator = administrator_or_refuse(request)
    presence = get_object_or_404(RemotePresence, pk=presence_id)
    form = ChangeRemotePresenceForm(request.POST or None, row=presence)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.change_remote_presence(by=administrator, presence=presence, **form.cleaned_data),
    ):
        messages.success(request, "The time is saved.")
        return redirect("boards:remote_presence")
    above = reverse("boards:remote_presence")
    return form_page(
        request,
        form,
        title="End or correct a time",
        lede="Attendance that is recorded already stays as it is.",
        verb="Save the time",
        back=above,
        crumbs=[("My desk", reverse("desk")), ("When members may be present by link", above)],
    )
