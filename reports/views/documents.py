"""Uploaded documents at the desk: add one to an item, see what is in it, accept it, publish it."""

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards.deeds.refusals import Refused
from boards.forms.base import HouseForm
from boards.forms.versions import accepted, draw_with
from boards.models import AgendaItem, Reader
from boards.permissions import Permission, may, person, require
from boards.views.form_page import Crumbs, form_page, under_body, under_meeting
from reports import files
from reports.clocks import comes_late
from reports.compose_documents import compose_document, is_as_published
from reports.composed_documents import in_words
from reports.deeds import documents as deeds
from reports.deeds.publishing import next_number
from reports.documents import FORMATS
from reports.forms.documents import AcceptForm, ActForm, DetailsForm, ReplaceForm, UploadForm
from reports.models import Document
from reports.views.papers import address_of, item_or_refuse


@require_http_methods(["GET", "HEAD", "POST"])
def add_document(request: HttpRequest, slug: str, date: datetime.date, item_id: int) -> HttpResponse:
    """Upload a file to an item of the agenda."""
    item = item_or_refuse(request, slug, date, item_id)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        to_follow=list(item.papers.filter(publication=None)),
        late=comes_late(item.meeting),
    )
    kept: list[Document] = []
    if form.is_valid() and accepted(form, lambda: kept.append(upload(request, item, form))):
        messages.success(request, "The document is on the agenda. It is not public yet: see what is in it.")
        return redirect(kept[0].get_desk_url())
    context = {"item": item, "form": form, "back": address_of(item), "crumbs": under_meeting(item.meeting)}
    return render(request, "reports/documents/add.html", context)


def upload(request: HttpRequest, item: AgendaItem, form: UploadForm) -> Document:
    if form.looked is None:
        raise Refused("Choose the file again.", field="file")
    paper = form.announced
    if paper:
        paper.item = item
    return deeds.upload_document(
        by=person(request),
        item=item,
        content=form.content,
        looked=form.looked,
        about=form.about,
        in_place_of=paper,
        urgency_reason=form.cleaned_data.get("urgency_reason", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """What was found in the file; accepting it is done here."""
    row = document_or_refuse(request.user, slug)
    form = AcceptForm(request.POST or None, document=row)
    if form.is_valid():
        accept(request, row, form)
        return redirect(row.get_desk_url())
    return render(request, "reports/documents/document.html", about(request, row) | {"form": form})


def accept(request: HttpRequest, row: Document, form: AcceptForm) -> None:
    """After a refusal the page begins anew: another file may be there, with other things in it."""
    version = form.cleaned_data["version"]
    try:
        deeds.accept_document(by=person(request), document=row, version=version, kinds=form.kinds)
        messages.success(request, "What was found is accepted. The document can be published.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)


@require_http_methods(["GET", "HEAD", "POST"])
def change_document(request: HttpRequest, slug: str) -> HttpResponse:
    """The title and what else is said about the file."""
    row = document_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    form = DetailsForm(request.POST or None, row=row)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.change_document(
            by=person(request), document=row, version=form.cleaned_data["version"], about=form.about
        ),
    ):
        messages.success(request, "The details are saved.")
        return redirect(row.get_desk_url())
    return form_page(
        request,
        form,
        title="Change the details",
        verb="Save the details",
        back=row.get_desk_url(),
        crumbs=crumbs_to(row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def replace_document(request: HttpRequest, slug: str) -> HttpResponse:
    """Another file in place of this one."""
    row = document_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    form = ReplaceForm(request.POST or None, request.FILES or None, initial={"version": row.version})
    if form.is_valid() and accepted_now(form, row, lambda: replace(request, row, form)):
        messages.success(request, "The file is replaced. See what is in the new one.")
        return redirect(row.get_desk_url())
    context = {"document": row, "form": form, "crumbs": crumbs_to(row)}
    return render(request, "reports/documents/replace.html", context)


def replace(request: HttpRequest, row: Document, form: ReplaceForm) -> Document:
    if form.looked is None:
        raise Refused("Choose the file again.", field="file")
    return deeds.replace_document(
        by=person(request),
        document=row,
        version=form.cleaned_data["version"],
        content=form.content,
        looked=form.looked,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publish_document(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who will see it, then publish it. 409 while there is nothing to publish or something to accept."""
    row = document_or_refuse(request.user, slug, Permission.PUBLISH_PAPERS)
    context = about(request, row)
    asks = "What does the new edition correct?" if context["newest"] else ""
    form = ActForm(
        request.POST or None, document=row, asks=asks, hint="Readers see this at its head, for good."
    )
    if not context["may_publish"]:
        return render(request, "reports/documents/not_now.html", context, status=409)
    if form.is_valid() and accepted_now(form, row, lambda: publish(request, row, form)):
        messages.success(request, "The document is published.")
        return redirect(row.get_desk_url())
    return render(request, "reports/documents/publish.html", context | {"form": form})


def publish(request: HttpRequest, row: Document, form: ActForm) -> object:
    said = form.cleaned_data
    return deeds.publish_document(
        by=person(request), document=row, version=said["version"], reason=said.get("reason", "")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_document(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a published document back. 409 for one that is not published."""
    row = document_or_refuse(request.user, slug, Permission.PUBLISH_PAPERS)
    context = about(request, row)
    if context["withdrawal"] or not context["newest"]:
        return render(request, "reports/documents/not_now.html", context, status=409)
    form = ActForm(
        request.POST or None,
        document=row,
        asks="Why is it withdrawn?",
        hint="Readers see this at the address of the document, for good.",
    )
    if form.is_valid() and accepted_now(form, row, lambda: take_back(request, row, form)):
        messages.success(
            request, "The document is withdrawn. Its address says when, by which office and why."
        )
        return redirect(row.get_desk_url())
    return render(request, "reports/documents/withdraw.html", context | {"form": form})


def take_back(request: HttpRequest, row: Document, form: ActForm) -> object:
    said = form.cleaned_data
    return deeds.withdraw_document(
        by=person(request), document=row, version=said["version"], reason=said["reason"]
    )


@require_safe
def document_file(request: HttpRequest, slug: str) -> FileResponse:
    """The file as it was uploaded, to be saved and looked at with the programs it is for."""
    row = document_or_refuse(request.user, slug)
    try:
        file = files.open_rendition(row.file)
    except FileNotFoundError as missing:
        raise Http404 from missing
    format = FORMATS[row.format]
    name = f"{row.publication.slug}.{row.format}"
    return FileResponse(file, as_attachment=True, content_type=format.content_type, filename=name)


# ---- what the pages share


def document_or_refuse(
    user: Reader, slug: str, permission: Permission = Permission.PUBLISH_PAPERS
) -> Document:
    """The document at a desk address, for someone who may do ``permission`` on its body.

    Raises:
        Http404: no such document, or the user has no role on its body.
        PermissionDenied: the user has a role, but not one that may do this.
    """
    rows = Document.objects.select_related(
        "publication__body", "publication__meeting__body", "publication__restriction", "accepted_by"
    )
    row = rows.filter(publication__slug=slug).first()
    if row is None:
        raise Http404
    require(user, permission, row.publication.body)
    if not Document.objects.visible_to(user).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row


def accepted_now(form: HouseForm, row: Document, act: Callable[[], object]) -> bool:
    """As ``accepted``; after a refusal the form bears the present version, so that saying it again works."""
    if accepted(form, act):
        return True
    row.refresh_from_db()
    draw_with(form, version=str(row.version))
    return False


def about(request: HttpRequest, row: Document) -> dict[str, object]:
    """The document as its pages tell of it: facts, findings, editions, and what this person may do."""
    editions = list(row.publication.editions.order_by("-number").defer("html", "text"))
    newest = editions[0] if editions else None
    withdrawal = getattr(row.publication, "withdrawal", None)
    is_published = is_as_published(row, newest)
    number = next_number(row.publication)
    composed = compose_document(row, number)
    return {
        "document": row,
        "crumbs": crumbs_to(row),
        "format": FORMATS[row.format],
        "file_in_words": in_words(composed.file),
        "told": composed.told,
        "marking": composed.not_for_publication,
        "papers": row.publication.papers.select_related("item__meeting__body").prefetch_related(
            "item__meeting__body__names"
        ),
        "editions": editions,
        "newest": newest,
        "next_number": number,
        "withdrawal": withdrawal,
        "is_published": is_published,
        "may_edit": may(request.user, Permission.EDIT_MEETINGS, row.publication.body) and not withdrawal,
        "may_restrict": may(request.user, Permission.PUBLISH_PAPERS, row.publication.body),
        "may_accept": not row.may_go_public and not withdrawal,
        "may_publish": row.may_go_public and not is_published and not withdrawal,
    }


def crumbs_to(row: Document) -> Crumbs:
    meeting = row.publication.meeting
    above = under_meeting(meeting) if meeting else under_body(row.publication.body)
    return [*above, (row.title, row.get_desk_url())]
