"""Looking inside uploaded documents before anybody else can: what kind of file, and what it carries along.

    looked = look(content, "letter.docx")   # raises Refused, one plain sentence for the person who chose it

The content decides what a file is, never its name or what a browser calls it. All parsing is done in a child
process under limits (``looking``), so that a hostile file ends the child; nothing is written anywhere.
"""

from reports.documents.findings import TICKS, Finding, Looked, sentence_for_readers
from reports.documents.formats import ENDINGS, FORMATS, Format
from reports.documents.limits import LARGEST
from reports.documents.looking import look

__all__ = [
    "ENDINGS",
    "FORMATS",
    "LARGEST",
    "TICKS",
    "Finding",
    "Format",
    "Looked",
    "look",
    "sentence_for_readers",
]
