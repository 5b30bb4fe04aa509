"""From the row of a document to the page that readers will have of it."""

from django.conf import settings

from reports.composed_documents import ComposedDocument, ComposedFile
from reports.documents.findings import sentence_for_readers
from reports.marking import marking_of
from reports.models import Document, Edition


def compose_document(document: Document, edition: int, *, reason: str = "") -> ComposedDocument:
    """The page as edition ``edition`` would be; ``reason`` is what it corrects."""
    publication = document.publication
    meeting = publication.meeting
    return ComposedDocument(
        title=document.title,
        kind=document.get_kind_display(),
        author=document.author,
        summary=document.summary,
        warning=warning_of(document),
        body_name=meeting.body_name if meeting else publication.body.name,
        meeting_date=meeting.date if meeting else None,
        edition=edition,
        file=ComposedFile(document.format, document.size, document.file_sha256, document.pages),
        correction_reason=reason,
        not_for_publication=marking_of(publication),
    )


def warning_of(document: Document) -> str:
    """For a PDF that some cannot read: that it is so, and whom to ask for it in another form."""
    sentence = sentence_for_readers(document.found)
    if not sentence:
        return ""
    contact = document.publication.body.contact.rstrip(".") or settings.COUNCIL_NAME
    return f"{sentence} To have it in another form, ask: {contact}."


def is_as_published(document: Document, newest: Edition | None) -> bool:
    """Whether readers have exactly this already, so that there is nothing to publish."""
    if newest is None:
        return False
    has = compose_document(document, newest.number, reason=newest.reason)
    said = newest.data
    return (
        (newest.title, newest.author, newest.summary) == (has.title, has.author, has.summary)
        and (said["document"], said["file"]["sha256"]) == (has.kind, has.file.sha256)
        and newest.not_for_publication == has.not_for_publication
    )
