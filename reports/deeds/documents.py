"""Uploaded documents: taken in, looked at, accepted, published; and never public by any other way.

Looking into a file takes a while and happens before the deed, in ``reports.documents.look``; what it found
comes along as ``looked``. A file is kept last, when nothing can be refused any more, and before the rows
commit: what is refused leaves nothing behind.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from boards import clock
from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, User
from boards.permissions import Permission, require
from reports import files
from reports.compose_documents import compose_document, is_as_published
from reports.composed_documents import ComposedDocument, document_html, document_json, document_text
from reports.deeds.papers import add_paper, bring_paper
from reports.deeds.publishing import (
    ALREADY,
    WITHDRAWN,
    Content,
    content_from,
    next_number,
    publish_file,
    withdraw,
)
from reports.deeds.renditions import keep_rendition
from reports.deeds.reports import LONGEST_TITLE, free_slug
from reports.documents import FORMATS, Looked
from reports.models import Document, Edition, Paper, Publication, Withdrawal
from reports.pdf.errors import RenderFailed
from reports.pdf.stamp import stamped
from reports.typed import tidy

LONGEST_SUMMARY: Final = 5_000
NO_WORDS: Final = "Say what the picture shows, for those who cannot see it."
NOT_SEEN: Final = "Accept what was found in the file first, or replace it with a file without it."
GONE: Final = "The file is missing or damaged, so it cannot be published. Replace it."


@dataclass(frozen=True, slots=True)
class About:
    """What a person says about a document: the file does not say it, or not reliably."""

    title: str
    kind: str
    author: str = ""
    summary: str = ""

    @property
    def tidied(self) -> "About":
        title, author = (" ".join(tidy(text).split()) for text in (self.title, self.author))
        return About(title, self.kind, author, tidy(self.summary).strip())


@deed
def upload_document(
    *,
    by: User,
    item: AgendaItem,
    content: bytes,
    looked: Looked,
    about: About,
    in_place_of: Paper | None = None,
    urgency_reason: str = "",
) -> Document:
    """Keep the file and put it on the agenda item, or ``in_place_of`` a paper of it that was to follow.

    Nobody reads it by that: it is public when it is published.

    Raises:
        Refused: without a title; for a picture that nothing is said about; for a file that is on the item
            already; and as ``add_paper`` does.
        PermissionDenied, Http404: without the right to edit the meeting.
    """
    require(by, Permission.EDIT_MEETINGS, item.meeting.body)
    about = about.tidied
    refuse_about(about, looked.format)
    refuse_same_file(item, looked)
    publication = Publication.objects.create(
        kind=Publication.Kind.DOCUMENT,
        slug=free_slug(about.title, item.meeting),
        body=item.meeting.body,
        meeting=item.meeting,
    )
    document = Document(publication=publication)
    say(document, about)
    take(document, content, looked, by=by)
    document.save(force_insert=True)
    record(by=by, deed="uploaded", about=document, after=facts(document))
    if in_place_of:
        bring_paper(by=by, paper=in_place_of, publication=publication, urgency_reason=urgency_reason)
    else:
        add_paper(by=by, item=item, publication=publication, urgency_reason=urgency_reason)
    files.keep(content, looked.format)
    return document


@deed
def replace_document(
    *, by: User, document: Document, version: int, content: bytes, looked: Looked
) -> Document:
    """Put another file in its place; what was accepted of the old one is not accepted of the new one.

    Readers keep what is published until the new file is published as a correction.

    Raises:
        Refused: for the same file, for a withdrawn document, and for a picture that nothing is said about.
        Stale: when somebody else changed the document meanwhile.
    """
    require(by, Permission.EDIT_MEETINGS, document.publication.body)
    fresh = claim(document, version)
    refuse_withdrawn(fresh)
    if looked.sha256 == fresh.file_sha256:
        raise Refused("This is the file that is here already. Choose another one.", field="file")
    if FORMATS[looked.format].is_picture and not fresh.summary:
        raise Refused(f"{NO_WORDS} Change the details first.", field="file")
    before = facts(fresh) | {"version": version}
    take(fresh, content, looked, by=by)
    fresh.save()
    record(by=by, deed="replaced the file of", about=fresh, before=before, after=facts(fresh))
    files.keep(content, looked.format)
    return fresh


@deed
def change_document(*, by: User, document: Document, version: int, about: About) -> Document:
    """Change what is said about the file. On agendas it bears its new title until readers have the old one.

    Raises:
        Refused: without a title, for a picture that nothing is said about, for a withdrawn document.
        Stale: when somebody else changed the document meanwhile.
    """
    require(by, Permission.EDIT_MEETINGS, document.publication.body)
    about = about.tidied
    refuse_about(about, document.format)
    fresh = claim(document, version)
    refuse_withdrawn(fresh)
    before = facts(fresh) | {"version": version}
    say(fresh, about)
    if facts(fresh) | {"version": version} == before:
        unchanged()
        return document
    fresh.save()
    if not fresh.publication.editions.exists():
        Paper.objects.filter(publication=fresh.publication).update(title=fresh.title)
    record(by=by, deed="changed the details of", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def accept_document(*, by: User, document: Document, version: int, kinds: Collection[str] = ()) -> Document:
    """Say that what was found may go public: ``kinds`` are the groups of findings that were ticked.

    The log keeps every sentence that was accepted, and a replaced file is accepted anew.

    Raises:
        Refused: when a group was not ticked, when nothing asks to be accepted, and when it was done already.
        Stale: when somebody else changed the document meanwhile, so that other things may be in the file.
    """
    require(by, Permission.PUBLISH_PAPERS, document.publication.body)
    fresh = claim(document, version)
    refuse_withdrawn(fresh)
    if fresh.may_go_public:
        raise Refused("Nothing in this file asks to be accepted any more.")
    if {each["kind"] for each in fresh.to_accept} - set(kinds):
        raise Refused("Tick everything that may go public, or replace the file with one without it.")
    before = facts(fresh) | {"version": version}
    fresh.accepted_at, fresh.accepted_by = clock.now(), by
    fresh.save(update_fields=["accepted_at", "accepted_by", "version"])
    accepted = {"accepted": [each["sentence"] for each in fresh.to_accept]}
    record(
        by=by, deed="accepted what was found in", about=fresh, before=before, after=facts(fresh) | accepted
    )
    return fresh


@deed
def publish_document(*, by: User, document: Document, version: int, reason: str = "") -> Edition:
    """Publish the document as its next edition, with the very file that was looked into. A PDF not for
    publication gets its line on every page (rule 8).

    Raises:
        Refused: until what was found is accepted; when readers have exactly this already; when the file is
            damaged; and as ``publish_file`` does, for a correction without a reason among others.
        Stale: when somebody else changed the document meanwhile.
    """
    require(by, Permission.PUBLISH_PAPERS, document.publication.body)
    fresh = claim(document, version)
    refuse_withdrawn(fresh)
    refuse_unready(fresh)
    fresh.save(update_fields=["version"])
    composed = compose_document(fresh, next_number(fresh.publication), reason=reason.strip())
    content = content_of_document(composed)
    file_sha256, size = file_to_publish(fresh, composed.not_for_publication)
    keep_rendition(
        by=by,
        content_sha256=content.sha256,
        format=fresh.format,
        file_sha256=file_sha256,
        size=size,
        pages=fresh.pages,
    )
    return publish_file(
        by=by,
        publication=fresh.publication,
        paper=composed,
        content=content,
        format=fresh.format,
        author=fresh.author,
        summary=fresh.summary,
        reason=reason.strip(),
    )


@deed
def withdraw_document(*, by: User, document: Document, version: int, reason: str) -> Withdrawal:
    """Take the document back, page and file: a marker stays at its addresses.

    Raises:
        Refused: without a reason, for what was never published, and for what is already withdrawn.
        Stale: when somebody else changed the document meanwhile.
    """
    require(by, Permission.PUBLISH_PAPERS, document.publication.body)
    fresh = claim(document, version)
    fresh.save(update_fields=["version"])
    return withdraw(by=by, publication=fresh.publication, reason=reason)


def content_of_document(document: ComposedDocument) -> Content:
    """The words and the hash of the page, and with it the hash of the file."""
    return content_from(
        html=str(document_html(document)), text=document_text(document), data=document_json(document)
    )


def file_to_publish(document: Document, marking: str) -> tuple[str, int]:
    """Hash and size of the file that readers get: the one that was uploaded, or a PDF with its line on it."""
    if not marking or document.format != "pdf":
        return document.file_sha256, document.size
    try:
        marked = stamped(files.path_of(document.file).read_bytes(), marking)
    except RenderFailed as failure:
        raise Refused(str(failure)) from None
    return files.keep(marked, "pdf")


# ---- what is written


def say(document: Document, about: About) -> None:
    document.title, document.kind = about.title, about.kind
    document.author, document.summary = about.author, about.summary


def take(document: Document, content: bytes, looked: Looked, *, by: User) -> None:
    """The facts of a file that was looked into; ValueError when other bytes were."""
    if not looked.is_of(content):
        raise ValueError("Another file was looked into than the one that is to be kept")
    document.format, document.pages = looked.format, looked.pages
    document.file_sha256, document.size = looked.sha256, len(content)
    document.found = [each.as_json() for each in looked.found]
    document.accepted_at = document.accepted_by = None
    document.uploaded_at, document.uploaded_by = clock.now(), by


# ---- what is refused


def refuse_about(about: About, format: str) -> None:
    if not about.title:
        raise Refused("Give the document a title.", field="title")
    for name in ("title", "author"):
        if len(getattr(about, name)) > LONGEST_TITLE:
            raise Refused(f"Keep this to {LONGEST_TITLE} characters.", field=name)
    if about.kind not in Document.Kind.values:
        raise Refused("Choose what kind of document it is.", field="kind")
    if len(about.summary) > LONGEST_SUMMARY:
        raise Refused(f"Keep this to {LONGEST_SUMMARY:,} characters.", field="summary")
    if FORMATS[format].is_picture and not about.summary:
        raise Refused(NO_WORDS, field="summary")


def refuse_same_file(item: AgendaItem, looked: Looked) -> None:
    """The same form sent twice, or the same file chosen twice."""
    here = item.papers.filter(publication__document__file_sha256=looked.sha256, publication__withdrawal=None)
    if here.exists():
        raise Refused("This file is on this item already.", field="file")


def refuse_withdrawn(document: Document) -> None:
    if Withdrawal.objects.filter(publication=document.publication_id).exists():
        raise Refused(WITHDRAWN)


def refuse_unready(document: Document) -> None:
    if not document.may_go_public:
        raise Refused(NOT_SEEN)
    newest = document.publication.editions.order_by("-number").first()
    if is_as_published(document, newest):
        raise Refused(ALREADY)
    path = files.path_of(document.file)
    if not path.is_file() or files.sha256_of(path) != document.file_sha256:
        raise Refused(GONE)
