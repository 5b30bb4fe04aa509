"""Keeping a paper from the public, releasing it, and the list of what is restricted and due for review."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import clock
from boards.deeds.refusals import Refused
from boards.deeds.restrictions import review_restriction as review
from boards.forms.restrictions import ReleaseForm, RestrictForm, ReviewForm, VersionForm
from boards.forms.versions import accepted, draw_with
from boards.models import Restriction
from boards.permissions import Permission, body_or_refuse, person
from boards.views.bodies import permission_names
from boards.views.form_page import form_page, under_body
from reports.deeds import restrictions as deeds
from reports.deeds.papers import title_of
from reports.deeds.publishing import PdfState, content_of, pdf_state
from reports.deeds.renditions import prepared_of
from reports.marking import marking_of
from reports.models import Publication, Rendition
from reports.permissions import is_seen, publication_or_refuse
from reports.restricted import restricted_of, restrictions_of, rows_of
from reports.views.moves import LOOK_AGAIN


@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what will happen and who will still see it, ask for the reason, and do it. 409 if it cannot be."""
    publication = publication_or_refuse(request.user, slug)
    page = about(request, publication)
    if why := deeds.why_not(publication):
        return render(request, "reports/restrictions/not_now.html", page | {"why": why}, status=409)
    form = RestrictForm(request.POST or None, today=clock.today(), is_versioned=False)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.restrict_publication(by=person(request), publication=publication, **form.told),
    ):
        messages.success(request, "The paper is not for publication. Every page of it will say so.")
        return redirect(desk_address(request, publication))
    return render(request, "reports/restrictions/restrict.html", page | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """Why the paper can be public; then, while its PDF is made, what is about to happen. A paper of which no
    edition exists yet loses its restriction at once. 409 for one that is not restricted."""
    publication = publication_or_refuse(request.user, slug)
    restriction = publication.restriction
    if restriction is None or not restriction.is_in_force:
        return not_restricted(request, publication)
    initial = {"version": restriction.version, "reason": restriction.lifting_reason}
    form = ReleaseForm(request.POST or None, initial=initial)
    is_published = publication.editions.exists()
    act = deeds.begin_release if is_published else deeds.unmark_publication
    if form.is_valid() and accepted(
        form, lambda: act(by=person(request), publication=publication, **form.cleaned_data)
    ):
        if is_published:
            return redirect("reports:release", slug)
        messages.success(request, "The restriction is off. The paper will be public when it is published.")
        return redirect(desk_address(request, publication))
    if form.is_bound:
        restriction.refresh_from_db()
        draw_with(form, version=str(restriction.version))
    page = about(request, publication) | {"form": form, "is_published": is_published}
    if is_published and restriction.lifting_reason and not form.is_bound:
        return waiting(request, publication, page)
    return render(request, "reports/restrictions/release.html", page)


def waiting(request: HttpRequest, publication: Publication, page: dict[str, object]) -> HttpResponse:
    """A release that was begun: how far the PDF is, and the last button."""
    state = PdfState.READY
    if deeds.report_of(publication):
        content = content_of(deeds.released_paper(publication)).sha256
        state = pdf_state(content)
        page |= {"pdf": Rendition.objects.made_of(content).first(), "prepared": prepared_of(content)}
    response = render(request, "reports/restrictions/release_now.html", page | {"pdf_state": state})
    if state == PdfState.BEING_MADE and request.method == "GET":
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@require_POST
def release_now(request: HttpRequest, slug: str) -> HttpResponse:
    """The last step: everybody can read it."""
    publication = publication_or_refuse(request.user, slug)
    done = "The paper is public, at the address it always had."
    return take(request, publication, deeds.release_publication, done)


@require_POST
def stop_release(request: HttpRequest, slug: str) -> HttpResponse:
    publication = publication_or_refuse(request.user, slug)
    return take(request, publication, deeds.stop_release, "The release is left. The paper stays restricted.")


def take(
    request: HttpRequest, publication: Publication, act: Callable[..., object], done: str
) -> HttpResponse:
    form = VersionForm(request.POST)
    if publication.restriction is None or not publication.restriction.is_in_force:
        return not_restricted(request, publication)
    if not form.is_valid():
        messages.error(request, "Open this page again and press the button once more.")
        return redirect("reports:release", publication.slug)
    try:
        act(by=person(request), publication=publication, version=form.cleaned_data["version"])
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("reports:release", publication.slug)
    messages.success(request, done)
    return redirect(desk_address(request, publication))


def not_restricted(request: HttpRequest, publication: Publication) -> HttpResponse:
    page = about(request, publication) | {"why": "This paper is not restricted."}
    return render(request, "reports/restrictions/not_now.html", page, status=409)


def about(request: HttpRequest, publication: Publication) -> dict[str, object]:
    """The paper as these pages tell of it."""
    return {
        "publication": publication,
        "title": title_of(publication),
        "marking": marking_of(publication),
        "back": desk_address(request, publication),
        "crumbs": under_body(publication.body),
        "papers": publication.papers.select_related("item__meeting__body"),
    }


def desk_address(request: HttpRequest, publication: Publication) -> str:
    """Where the paper stands at the desk; the list of reports for those who may not look into a draft."""
    if not is_seen(request.user, publication):
        return reverse("reports:reports")
    kind = "document" if publication.kind == Publication.Kind.DOCUMENT else "report"
    return reverse(f"reports:{kind}", args=[publication.slug])


# ---- What is restricted, and due for review


@require_safe
def restrictions(request: HttpRequest, body: str) -> HttpResponse:
    """Everything of a body that is restricted, what is to be reviewed first on top."""
    found = body_or_refuse(request.user, body, Permission.READ_RESTRICTED)
    page = {
        "body": found,
        "may": permission_names(request, found),
        "page": restricted_of(found, after=request.GET.get("after", "")),
        "is_first_page": not request.GET.get("after"),
        "today": clock.today(),
        "crumbs": under_body(found),
    }
    return render(request, "reports/restrictions/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def review_restriction(request: HttpRequest, body: str, restriction_id: int) -> HttpResponse:
    """Look at an exemption again: keep it with its reasoning and a new day, or go and release it."""
    found = body_or_refuse(request.user, body, Permission.PUBLISH_PAPERS)
    row = restrictions_of(found).filter(pk=restriction_id, kind=Restriction.Kind.EXEMPT).first()
    if row is None:
        raise Http404
    form = ReviewForm(request.POST or None, row=row, today=clock.today())
    if form.is_valid() and accepted(
        form, lambda: review(by=person(request), restriction=row, **form.cleaned_data)
    ):
        messages.success(request, "The review is recorded. It stays restricted.")
        return redirect("reports:restrictions", body)
    return form_page(
        request,
        form,
        title="Review an exemption",
        verb="Keep it restricted",
        back=reverse("reports:restrictions", args=[body]),
        crumbs=[*under_body(found), ("Restricted", reverse("reports:restrictions", args=[body]))],
        template="reports/restrictions/review.html",
        rows=rows_of(found, [row]),
    )
