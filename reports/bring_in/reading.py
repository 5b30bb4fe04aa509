"""The one door for files: from a name and bytes to a document."""

from reports.bring_in.files import Document, check_length, check_size, kind_named
from reports.bring_in.html_files import read_html
from reports.bring_in.pdf_files import read_pdf
from reports.bring_in.text_files import read_text
from reports.bring_in.word_files import read_word

READERS = {"txt": read_text, "docx": read_word, "html": read_html, "pdf": read_pdf}


def read_document(name: str, content: bytes) -> Document:
    """A document from a file's name and content; raises CannotRead with one plain sentence."""
    kind = kind_named(name)
    check_size(content)
    read = READERS[kind](content)
    check_length(read.lines)
    return Document(name, kind, *read)
