"""How a body numbers its minutes: the rules so far, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards.dates import full_date
from boards.forms.versions import accepted
from boards.permissions import Permission, body_or_refuse, person
from boards.views.form_page import under_body
from scrutiny.deeds.numbering_rules import set_numbering
from scrutiny.forms.numbering_rules import NumberingForm


@require_http_methods(["GET", "HEAD", "POST"])
def numbering(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.WRITE_MINUTES)
    form = NumberingForm(request.POST or None, initial={"first_number": 1})
    if form.is_valid() and accepted(
        form, lambda: set_numbering(by=person(request), body=body, **form.cleaned_data)
    ):
        since = full_date(form.cleaned_data["since"])
        messages.success(request, f"Minutes of meetings from {since} on are numbered so.")
        return redirect("minutes:numbering", slug)
    facts = {"body": body, "form": form, "rules": body.numbering_rules.all(), "crumbs": under_body(body)}
    return render(request, "scrutiny/desk/numbering.html", facts)
