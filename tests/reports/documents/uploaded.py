"""Documents at any stage, for tests that begin in the middle; all by the deeds themselves."""

import datetime
from typing import Any

from django.utils import timezone

from boards.models import AgendaItem, Meeting
from reports.deeds.documents import About, accept_document, publish_document, upload_document
from reports.documents import look
from reports.models import Document, Edition
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.reports.documents.samples import pdf

SOON = timezone.localdate() + datetime.timedelta(days=30)
SLIDES = About("Slides on early help", "slides", "Director of Children’s Services", "Four charts.")


def make_agenda(cast: Cast, *, published: bool = False, **facts: Any) -> AgendaItem:
    """An item of the board's next meeting."""
    meeting: Meeting = make_meeting(cast.board, SOON, published_by=cast.sam if published else None, **facts)
    return make_item(meeting, "Early help")


def uploaded(
    cast: Cast, content: bytes = b"", *, item: AgendaItem | None = None, about: About = SLIDES
) -> Document:
    content = content or pdf(3)
    item = item or make_agenda(cast)
    document: Document = upload_document(
        by=cast.sam, item=item, content=content, looked=look(content), about=about
    )
    return document


def accepted(cast: Cast, document: Document) -> Document:
    kinds = {each["kind"] for each in document.to_accept}
    row: Document = accept_document(by=cast.sam, document=document, version=document.version, kinds=kinds)
    return row


def published(cast: Cast, document: Document, reason: str = "") -> Edition:
    """Published as it stands; what was found is accepted first."""
    if not document.may_go_public:
        document = accepted(cast, document)
    edition: Edition = publish_document(
        by=cast.sam, document=document, version=document.version, reason=reason
    )
    document.refresh_from_db()
    return edition
