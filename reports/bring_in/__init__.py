"""Bringing in documents: reports and minutes that were written elsewhere, read into structure.

    document = read_document("report.docx", content)   # raises CannotRead, one plain sentence
    report = read_report(document)                     # never raises; see its warnings
    report.as_json()

Nothing here writes anything: a person checks what was read before a deed keeps it.
"""

from reports.bring_in.brought_in import BroughtInMinutes, BroughtInReport, Cover, Paragraph, Section
from reports.bring_in.files import CannotRead, Document
from reports.bring_in.minutes import read_minutes
from reports.bring_in.reading import read_document
from reports.bring_in.reports import read_report

__all__ = [
    "BroughtInMinutes",
    "BroughtInReport",
    "CannotRead",
    "Cover",
    "Document",
    "Paragraph",
    "Section",
    "read_document",
    "read_minutes",
    "read_report",
]
