"""How the page of a document leads to its file."""

from dataclasses import dataclass

from reports.composed_documents import ComposedFile, in_words
from reports.documents import FORMATS
from reports.models import Edition
from scrutiny.addresses import edition_url


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """``link`` is what is clicked ("Open the slides"), ``about`` what it opens ("PDF, 1.2 MB, 14 pages")."""

    url: str
    link: str
    about: str
    is_picture: bool


NAMES = {
    "Slides": "the slides",
    "Letter": "the letter",
    "Report": "the report",
    "Data or figures": "the figures",
    "Picture": "the picture",
}


def document_file(edition: Edition, *, is_current: bool) -> DocumentFile | None:
    """The file of an edition, from what it froze; None for reports and minutes, which are pages."""
    if edition.publication.kind != edition.publication.Kind.DOCUMENT:
        return None
    file = ComposedFile(**edition.data["file"])
    format = FORMATS[file.format]
    verb = "Open" if format.opens_in_browser else "Download"
    return DocumentFile(
        url=edition_url(edition, file.format, is_current=is_current),
        link=f"{verb} {NAMES.get(edition.data['document'], 'the document')}",
        about=in_words(file),
        is_picture=format.is_picture,
    )
