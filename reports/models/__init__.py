from reports.models.activity import Activity
from reports.models.documents import Document
from reports.models.papers import Paper
from reports.models.prepared import PreparedContent
from reports.models.publications import Edition, Publication, Rendition, Withdrawal
from reports.models.reports import Bullet, Paragraph, Report, Section
from reports.models.review import ReviewNote
from reports.models.search_entries import SearchEntry

__all__ = [
    "Activity",
    "Bullet",
    "Document",
    "Edition",
    "Paper",
    "Paragraph",
    "PreparedContent",
    "Publication",
    "Rendition",
    "Report",
    "ReviewNote",
    "SearchEntry",
    "Section",
    "Withdrawal",
]
